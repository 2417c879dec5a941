# Redes: para os seus administradores e para as organizações membros.
applications-title = Candidaturas
applications-of = { $it }: candidaturas
applications-none = Nenhuma candidatura espera. As novas chegam aqui por si.
applications-waiting = { $count ->
    [one] candidatura espera
   *[other] candidaturas esperam
}
applications-keys = Teclas: j seguinte, k anterior, a perguntar. Aprovar e recusar é um clique ou Enter.
keys-switch-on = Ligar as teclas
keys-switch-off = Desligar as teclas
applications-begin = Começar pela mais antiga
application-age = { $count ->
    [0] hoje
    [one] há { $shown } dia
   *[other] há { $shown } dias
}
application-next = Próximo passo
application_next-decide = decidir
application_next-answer = o candidato responde
application_next-own = decidida por outros: é a sua própria organização
application-previous = Anterior
application-following = Seguinte
application-position = { $it } de { $other }
application-facts = O que diz de si
application-checks = O que a máquina encontrou
application-checks-lead = Só indícios. Quem decide é uma pessoa.
application-checks-none = Nada chama a atenção.
application_hint-ties-declared = Declara ligações ao governo ou a empresas
referee-link-title = Ligação para esta referência
referee-link-lead = Envie a cada referência a sua ligação. Abre uma página com uma só pergunta.
application-referee-make = Criar uma ligação
referees-none = Não indicou nenhuma referência.
application-objections-title = Oposições
application-objections-none = Ninguém se opõe.
application-discussion = Conversa
application-discussion-none = Ninguém escreveu nada.
application-votes = Votos até agora
application-vote-yes = a favor
application-vote-no = contra
application-people-needed = { $count ->
    [one] { $shown } pessoa decide.
   *[other] { $shown } pessoas têm de concordar.
}
application-not-yet = Ninguém é admitido antes do fim do prazo para comentários; o seu voto fica guardado até lá.
application-own-case = É a sua própria organização, ou a caixa de correio é sua. Outros decidem.
application-decide = Decidir
application-approve = Aprovar
application-ask = Perguntar
application-ask-title = Perguntar ao candidato
application-decline = Recusar
field-tier = Situação
help-tier-probation = À experiência durante { $it }.
field-approve_reason = Motivo
help-approve_reason = É preciso se membros se opõem ou faltam recomendações. O candidato vê-o.
field-question = Pergunta
help-question = O candidato lê-a em { $it }. Escolha uma frase ou escreva a sua.
field-decline_reason = Motivo
help-decline_reason = O candidato lê-o em { $it }. Escolha uma frase ou escreva a sua.
field-template = Frase
template-own = (escrever a minha)
decline_template-no-referee = Ninguém vos recomendou. Candidatem-se de novo quando houver membros que vos conheçam.
decline_template-not-civil = Esta rede é para organizações da sociedade civil, e não conseguimos ver que a vossa o seja.
decline_template-other-region = Esta rede é para outra região.
decline_template-cannot-verify = Com o que enviaram não conseguimos confirmar quem são.
decline_template-duplicate = Já são membros, ou há outra candidatura vossa aberta.
decline_template-objection = Há membros que se opõem, e a conversa não o resolveu.
decline_template-conduct = O que sabemos do vosso trabalho não se ajusta ao nosso código de conduta.
ask_template-referee = Indiquem, por favor, um membro que vos conheça.
ask_template-register = Digam-nos, por favor, onde estão registados, ou porque não é seguro.
ask_template-website = Indiquem-nos, por favor, uma página onde se veja o vosso trabalho.
ask_template-ties = Contem-nos mais, por favor, sobre as vossas ligações ao governo ou a empresas.
ask_template-contact = Deem-nos, por favor, uma caixa de correio que seja de um cargo e não de uma pessoa.
done-approved = Aprovada. Já é membro, e foi avisada.
done-vote-kept = O seu voto está guardado. Ainda não está decidido.
done-asked = Perguntado. Foi avisada.
application-not-told = Nada lhe é enviado: não tem caixa de correio a que este nó possa escrever, nem conta noutro nó. As perguntas e decisões estão na página da sua ligação privada: diga-lhe que veja lá.
done-application-declined = Recusada. Foi-lhe dito porquê.
action-refused = Nada foi feito: { $it }

# Membros.
members-title = Membros
members-of = { $it }: membros
members-tier = Situação
members-since = Desde
members-renewed = Renovado
members-hidden = Oculto
members-none = Ainda ninguém foi admitido.
member-life = O que aconteceu
member-renewal-due = Renovação
member-probation-ends = Fim da experiência
member-hidden = Membro oculto: não figura em nenhuma lista, página nem canal.
member-remind = Lembrar
member-remind-lead = Recebe uma mensagem: a adesão termina se não renovar.
member-renew = Renovar por ela
member-renew-lead = Para um membro que o disse por telefone ou por carta.
member-tier-change = Mudar a situação
member-suspend = Suspender
member-suspend-lead = Logo e por um tempo. Então só pode retirar e apagar o que é seu.
field-until = Até
help-until = Um dia como 2026-05-31, dentro de um ano.
member-lift = Terminar a suspensão
member-hearing = Iniciar uma expulsão
member-hearing-lead = Primeiro o membro conhece os motivos e pode responder durante { $it }. Só depois pode ser expulso.
field-grounds = Motivos
help-grounds = Leem-nos o membro e os administradores, mais ninguém.
member-hearing-open = Expulsão: pode responder até { $it }
member-hearing-answer = A sua resposta
member-hearing-no-answer = Ainda não respondeu.
member-hearing-close = Deixar o assunto
member-expel = Expulsar
member-expel-lead = A adesão termina em todos os nós. O que apoiou antes fica, com uma marca.
member-appeal-grant = Aceitar o recurso
member-appeal-refuse = Rejeitar o recurso
member-move = Quer mudar-se
member-move-lead = Pede para continuar como { $it }. O pedido traz a assinatura da chave antiga.
member-move-accept = Aceitar o novo endereço
member-key = Fixar outra chave
member-key-lead = Só quando a chave antiga se perdeu e falou com a organização. Se não, ela própria muda a chave.
field-member_key = Nova chave
help-member_key = Multikey Ed25519; começa por z6Mk.
member-handover = Passar a outros
handover-title = Ligação para o novo contacto
handover-lead = Envie-a por uma via segura. Só é mostrada uma vez.
field-member_reason = Motivo
help-member_reason = O membro vê-o.
done-reminded = Lembrado.
done-renewed = Renovado por mais um período.
done-tier-set = Feito. O registo mudou.
done-suspended = Suspenso. Todos os nós o sabem com o próximo registo.
done-suspension-lifted = A suspensão terminou.
done-hearing-open = O membro conhece os motivos.
done-hearing-closed = O assunto foi deixado.
done-expelled = Expulso.
done-appeal-decided = Decidido. O membro foi avisado.
done-moved = O novo endereço está no registo.
done-key-pinned = A nova chave está fixada.

# O registo.
roster-title = Registo
roster-of = { $it }: registo
roster-number = Número
roster-last-changes = Últimas mudanças
roster-change-none = Ainda nada mudou.
roster-download = Descarregar o registo

# Criar redes.
networks-admin-title = Redes deste nó
networks-admin-none = Ainda não há nenhuma rede aqui.
network-new = Fundar uma rede
network-edit = Definições da rede
network-edit-of = { $it }: definições
network-more-languages = Manter e acrescentar línguas
network-admins = Administradores
network-admins-lead = Decidem sobre os membros. O último não pode sair.
network-admin-add = Tornar administrador
network-admin-remove = Retirar
network-you = você
network-too-few-admins = { $count ->
    [one] Esta rede precisa de { $shown } administrador para poder decidir.
   *[other] Esta rede precisa de { $shown } administradores para poder decidir.
}
field-network_handle = Nome curto no endereço
help-network_handle = Minúsculas, algarismos e sublinhado. Não pode mudar depois.
field-network_name = Nome da rede
field-network_about = Para que serve
help-network_about = Algumas frases, no máximo 500 caracteres.
field-network_languages = Línguas
help-network_languages = Em que se pode candidatar. A primeira da lista é a principal.
field-network_conduct = Código de conduta
help-network_conduct = Texto simples. Os candidatos aceitam-no.
network-conduct-in = Código de conduta em { $it }
field-network_regions = Regiões
help-network_regions = Nada escolhido: todo o mundo.
field-deciding = Quem decide sobre os membros
network_rule-one-admin = Um administrador
network_rule-two-admins = Dois administradores
network_rule-vote = Uma votação de administradores e membros
network_rule-lazy-consensus = Um administrador, se ninguém se opuser no prazo
field-quorum = Votos no mínimo
help-quorum = Para uma votação: de 2 a 1000.
field-two_people = Sempre duas pessoas diferentes
field-comment_days = Dias para comentários
help-comment_days = De 0 a 90.
field-asked_referees = Referências pedidas
help-asked_referees = De 0 a 5.
field-probation_months = Meses à experiência
field-renewal_months = Meses até à renovação
help-renewal_months = 0: nunca.
field-answer_days = Dias para responder antes de uma expulsão
help-answer_days = De 7 a 90.
field-appeal_days = Dias para recorrer
help-appeal_days = De 30 a 60.
field-tiers = Situações em que admite
field-regional_nodes_admit = A recomendação de um nó regional admite na sua região
field-admin_login = Nome de utilizador
done-network-founded = A rede está fundada.
done-network-saved = Guardado.
done-admin-added = Já é administrador.
done-admin-removed = Já não é administrador.
region-002 = África
region-019 = Américas
region-142 = Ásia
region-150 = Europa
region-009 = Oceânia

# Definições de uma organização.
my-networks-title = Redes
my-networks-lead = Em que situação está { $it } e o que pode fazer.
my-networks-none = A sua organização ainda não pertence a nenhuma rede.
my-networks-join = Aderir a uma rede
my-networks-join-lead = Cole o nome da rede, como @nome@servidor, ou o seu endereço.
field-network_address = Rede
help-network_address = Por exemplo @climate_forum@alpha.example
my-networks-look = Continuar
my-networks-renew = Renovar
my-networks-renew-due = Renovar antes de { $it }
my-networks-answer = Responder aos motivos
my-networks-answer-lead = A rede pondera expulsar-vos. Podem responder até { $it }.
my-networks-appeal = Recorrer
my-networks-appeal-lead = Podem recorrer uma vez, até { $it }.
my-networks-leave = Sair da rede
my-networks-leave-lead = A adesão termina em todos os nós. O que publicaram e apoiaram permanece.
field-hearing_answer = A sua resposta
field-appeal_grounds = Porque a decisão está errada
my-networks-voice = Candidaturas para comentar
done-network-asked = A candidatura vai a caminho. A resposta chega aqui.
done-hearing-answered = A rede tem a sua resposta.
done-appeal-sent = A rede tem o seu recurso.
done-left = Saíram da rede.

# Porque não se tomou uma decisão.

applications-past = Recusadas e retiradas
applications-past-of = { $it }: recusadas e retiradas
applications-past-none = Ainda nada foi recusado nem retirado.
applications-past-times = enviada em { $it }, encerrada em { $other }
members-heard = Último sinal
members-heard-here = este nó
members-heard-never = nunca
members-key-since = Chave desde
roster-signed-number = Assinado por inteiro no número
roster-signed-at = Assinado em
roster-signed-by = Chave
roster-signature = Assinatura
roster-holders = Quem o tem
roster-holders-lead = O que cada nó que recebe o registo confirmou ter tomado.
roster-holders-none = Nenhum outro nó recebe ainda o registo. Ele vai por si aos nós dos membros.
roster-holder-node = Nó
roster-holder-missing = Mudanças à espera
voice-tier = Vota-se a admissão como: { $it }
