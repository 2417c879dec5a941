# Declarations: lists and text.
nav-declarations = Declarações
declarations-title = Declarações
declarations-lead = Textos que organizações e pessoas subscrevem. Depois da abertura não muda uma vírgula, e qualquer pessoa pode verificar a contagem.
declarations-none = Ainda não foi aberta aqui nenhuma declaração. Quando houver uma, aparece aqui com o seu número.
declaration-open-until = Aberta até { $it }
declaration-open = Aberta, sem data de encerramento
declaration-opens-on = Abre em { $it }
declaration-closed-on = Encerrada em { $it }
declaration-closed = Encerrada
declaration-draft = Rascunho
declaration-by = De { $it }
declaration-frozen = Congelada em { $it }. Desde então não mudou uma vírgula.
declaration-text-n = Texto { $it }
declaration-digest = Impressão digital do texto
declaration-languages = Línguas do texto
declaration-authentic = Textos de igual valor
declaration-not-in-language = Não há texto oficial na sua língua. Este é o texto em { $it }.
declaration-may-endorse = Quem pode subscrever
declaration-recipients = Dirigida a
declaration-dates = Datas
declaration-of-other-node = Isto é uma cópia. A declaração é guardada por { $it }, que também conta.
declaration-revised-by = Há um texto mais recente. As adesões ficam com o texto que foi subscrito.
declaration-revises = Este texto corrige um anterior. Ninguém foi transferido.
declaration-see-other-text = Ver o texto mais recente
declaration-see-older-text = Ver o texto mais antigo
declaration-see-changes = Ver o que mudou
declaration-changes-title = O que mudou desde o texto { $it }
declaration-no-changes = Nada mudou nesta língua.
declaration-bundle = Pacote para verificar sem rede
all-declarations = Todas as declarações
home-declaration = Aberta a adesões

# Three equal answers.
choice-title = A sua resposta
choice-lead = As três respostas valem o mesmo. Ninguém consta sem ter respondido.
choice-endorse = Subscrever
choice-endorse-as = Subscrever como { $it }
choice-reservations = Subscrever com reservas
choice-not = Não subscrever
choice-not-title = Não subscreve
choice-not-visitor = Nada foi guardado e ninguém foi avisado. Pode voltar enquanto a declaração estiver aberta.
choice-not-member = Anotado apenas dentro da sua organização. Nada sai deste nó.
choice-have-account = Tem uma conta aqui? Inicie sessão para subscrever pela sua organização.

# Kinds, ways, states (closed lists).
signatory_kind-organisation = Organização
signatory_kind-representative = Representante de uma organização
signatory_kind-individual = Pessoa individual
endorse-kind-organisation = uma organização: fica vinculada
endorse-kind-representative = representante de uma organização: ela não fica vinculada
endorse-kind-individual = eu, a título pessoal
signatory_visibility-public = Nome e organização
signatory_visibility-name-hidden = Só a organização
signatory_visibility-fully-hidden = Só contar
signature_channel-web = Formulário deste nó
signature_channel-remote-node = Pelo seu próprio nó
signature_channel-paper = Lista em papel
signature_channel-csv-import = Ficheiro importado
signature_check-e-mail = E-mail confirmado
signature_check-organisation-domain-or-node = E-mail do domínio da organização, ou assinado pelo seu próprio nó
signature_check-member-node = Verificado por um membro
signature_check-registry-number = Número de registo visto
signature_check-none = Não verificado
signature_check-paper = Assinatura em papel
signature_check-phone = Confirmado por telefone
endorsement_status-offered = Proposta, espera resposta
endorsement_status-accepted = Aceite, em verificação
endorsement_status-stamped = Contada
endorsement_status-pending = Ainda não confirmada
endorsement_status-in-review = Em análise pelo anfitrião
endorsement_status-recorded = Contada
endorsement_status-duplicate = Duplicado, fundido
endorsement_status-refused = Recusada
endorsement_status-withdrawn = Retirada
endorsement_status-revoked = Já não é aceite
endorsement_status-erased = Apagada
endorsement_stance-full = Plena
endorsement_stance-with-reservations = Com reservas
endorsements-of = { $count ->
    [one] adesão
   *[other] adesões
}
declaration-broken = O texto guardado não corresponde à sua impressão. Não é possível subscrever até o operador verificar.
declaration-translations = Traduções que ninguém subscreve
translation-status-machine = tradução automática
translation-status-reviewed = tradução revista
translation-status-official = tradução do secretariado
translation-older = de um texto anterior

declaration-host-suspended = Este nó suspendeu o servidor desta declaração. O que está aqui continua legível; nada de novo vem de lá, e ela não está na lista.
