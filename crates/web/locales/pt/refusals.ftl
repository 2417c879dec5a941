# What rules say when they refuse: sentences without a capital or a full stop, because they also stand after a colon.

# Accounts, organisations and what a role allows.
refused-last-owner = o último proprietário de uma organização não pode sair: nomeie antes outro proprietário
refused-last-operator = o último operador não pode sair: nomeie antes outro operador
refused-may-not-read-drafts = não pode ler os rascunhos desta organização
refused-may-not-write = não pode escrever por esta organização
refused-may-not-publish = não pode publicar por esta organização
refused-may-not-follow = não pode seguir contas por esta organização
refused-may-not-change-profile = não pode alterar o perfil desta organização
refused-may-not-host-declarations = não pode decidir sobre as declarações desta organização
refused-may-not-endorse = não pode subscrever um texto por esta organização
refused-may-not-change-team = não pode alterar a equipa desta organização
refused-may-not-create-network = não pode criar uma rede para esta organização
refused-may-not-represent = não pode falar em nome desta organização
refused-may-not-speak-as-member = não pode falar por esta organização como membro
refused-may-not-operate = não pode administrar este nó
refused-may-not-seal = não pode selar este nó
refused-may-not-moderate = não pode moderar este nó
refused-may-not-change-keys-in-a-browser = não pode mudar chaves a partir de um navegador; use a linha de comandos do nó
refused-no-organisation = não pertence a nenhuma organização; peça um convite a um proprietário
refused-hand-over-has-owner = esta organização tem um proprietário, que a pode passar nas suas definições
refused-hand-over-other-person = esta ligação é para outra pessoa: quem a aceita toma o seu lugar
refused-moves-to-itself = este é o endereço que a organização tem aqui
refused-former-addresses-enough = já há cinco endereços anteriores: retire um primeiro
refused-move-not-named = { $target } não diz que foi esta organização: acrescente lá primeiro { $ours } como endereço anterior
refused-move-goes-on = { $target } também mudou, para { $further }
refused-declaration-close-waiting = { $count ->
    [one] { $shown } subscrição espera
    [many] { $shown } subscrições esperam
   *[other] { $shown } subscrições esperam
} exame; o que espera não poderá contar depois do encerramento: decida primeiro, ou encerre mesmo assim
refused-pinned-enough = já há cinco práticas mostradas primeiro; retire antes uma
refused-no-secret-shown = agora não é possível mostrar um segredo; tente de novo
refused-second-factor-needed = proprietários e operadores precisam de um segundo fator: acrescente antes outro
refused-may-not-without-a-browser = não pode fazer isto sem um navegador; entre nas páginas do nó
refused-passkeys-not-under-this-name = as chaves de acesso não podem ser usadas com este nome
refused-passkeys-enough = { $count ->
    [one] já há { $shown } chave de acesso: retire-a se já não a usa
   *[other] já há { $shown } chaves de acesso: retire uma que já não usa
}
refused-no-passkey-made = agora não é possível criar uma chave de acesso; tente de novo
refused-not-written = isto não pode ser escrito em JSON
refused-password-not-kept = não foi possível guardar a palavra-passe; tente de novo
refused-set-up-under-other-name = node.domain é { $configured }, mas este nó foi instalado como { $stored }, e isso é para sempre: os outros servidores conhecem-no por esse nome. Ponha node.domain = "{ $stored }", ou use outra pasta de dados
refused-set-up-already = este nó já está instalado, como { $host }
refused-may-not-publish-alone = não pode publicar sem outra pessoa: nesta organização um proprietário publica o que os editores escreveram
refused-may-not-without-an-organisation = não pode agir sem uma organização

# Declarations and endorsements.
refused-declaration-not-intact = o texto guardado não é o que foi aberto: nada se pode fazer com ele até ser reposto de uma cópia de segurança
refused-declaration-too-long = uma declaração pode ter no máximo 2 MiB em todas as suas línguas
refused-text-not-frozen = o texto não pode ser congelado: { $fault }
refused-declaration-only-named = só podem subscrever esta declaração os que o seu proprietário nomeou
refused-endorsement-mail-link = carregue no botão atrás da ligação do e-mail: esta página sozinha não prova que a caixa de correio é sua
refused-may-not-show-hidden = não pode mostrar o que um signatário oculta
refused-endorsement-ended = esta adesão terminou: nada dela é mostrado
refused-endorsed-already = esta organização já o subscreveu: retire antes essa adesão
refused-endorsement-not-acceptable = esta adesão não seria aceite: { $reason }
refused-declaration-not-for-this-kind = esta declaração não está aberta a este tipo de signatário
refused-declaration-not-open-yet = esta declaração ainda não está aberta
refused-declaration-closed-now = esta declaração está encerrada
refused-declaration-owner-unknown = o proprietário da declaração já não é conhecido aqui: siga-o antes
refused-endorsement-check-missing = diga como foi verificado
refused-endorsement-mail-not-confirmed = só a ligação no e-mail confirma um endereço: diga o que mais foi verificado
refused-endorsement-not-waiting = esta adesão já não está à espera: não há nada para confirmar
refused-endorsement-not-merged = só se pode separar de outra a que foi tomada pela mesma
refused-endorsement-own-key = esta organização assinou com a sua própria chave e publica a adesão ela mesma
refused-rows-too-many = { $count ->
    [one] no máximo { $shown } linha de cada vez
   *[other] no máximo { $shown } linhas de cada vez
}
refused-declaration-not-open-for-lists = a declaração não está aberta: as listas são registadas antes do encerramento
refused-names-key-missing = o que os signatários ocultam está selado, e a chave não está agora neste nó: volte mais tarde, ou peça a quem gere o nó que reponha a chave
refused-hidden-name-other-key = o que este signatário oculta não pode ser aberto: foi selado com outra chave
refused-declaration-frozen = está congelada: depois da abertura não muda nem uma vírgula. Faça uma nova revisão
refused-declaration-still-draft = ainda é um rascunho: abra-o primeiro
refused-declaration-already-open = já está aberta
refused-declaration-closed = está encerrada: faça uma nova revisão
refused-declaration-not-later = a data de encerramento só pode ser adiada para um dia posterior
refused-declaration-ends-before-now = a sua data de encerramento já passou
refused-declaration-already-revised = já há uma revisão mais recente: reveja essa
refused-endorsement-not-now = isto não se pode fazer com esta adesão tal como está agora
refused-signature-file-too-large = o ficheiro tem { $bytes } bytes, leem-se no máximo 5 MiB: divida-o
refused-signature-file-not-utf8 = a linha { $line } não está em UTF-8: guarde o ficheiro como «CSV UTF-8»
refused-signature-file-empty = o ficheiro não tem linhas
refused-signature-file-column-missing = nenhuma coluna para «{ $missing }» foi reconhecida na primeira linha; ela tem: { $header }
refused-signature-file-column-twice = duas colunas são para «{ $column }»: mude o nome ou retire uma

# Networks and memberships.
refused-may-not-decide-network = não pode decidir sobre esta rede
refused-no-network = esta conta não é uma rede com registo de membros
refused-network-is-here = esta rede está neste nó: candidate-se na página dela
refused-network-member-already = a organização já é membro
refused-network-applied-already = a organização já se candidatou: a rede decide
refused-application-exists = esta organização já se candidatou a esta rede, ou é membro dela
refused-application-too-long = esta candidatura é demasiado longa: encurte os seus textos
refused-may-not-decide-without-a-name = não pode decidir sem nome; indique o administrador com --as
refused-last-admin = o último administrador de uma rede não pode sair: nomeie antes outro administrador
refused-network-needs-admin = uma rede precisa de um administrador: indique a pessoa com --as
refused-membership-document-unreadable = não é possível ler o documento de adesão à rede
refused-may-not-decide-membership = não pode decidir sobre esta adesão à rede
refused-may-not-decide-own-case = não pode decidir sobre a sua própria organização
refused-membership-out-of-order = a data é anterior ao que aconteceu por último
refused-membership-ended = esta adesão à rede terminou: quem volta candidata-se de novo
refused-membership-not-now = isto não se pode fazer nesta fase
refused-membership-no-reason = dê um motivo: a organização vê-o
refused-membership-no-tier = esta rede não admite ninguém nessa situação
refused-membership-no-end = uma suspensão tem de acabar dentro de um ano
refused-membership-not-heard = primeiro diga os motivos ao membro e espere pela resposta, ou até o prazo dele acabar
refused-membership-no-appeal = só é possível um recurso, no prazo que dão as regras da rede
refused-membership-not-referee = não foi indicado como referência
refused-only-organisations-invited = só se convidam organizações
refused-roster-unreadable = o registo não é válido: { $why }
refused-roster-twice = o registo não é válido: { $subject } figura nele duas vezes
refused-roster-pages-differ = o registo não é válido: as suas páginas têm números diferentes
refused-roster-entries = o registo não é válido: diz { $said } entradas e tem { $had }
refused-roster-other-members = o registo não é válido: não nomeia os que são membros agora
refused-own-networks-trusted = nas redes deste nó confia-se sempre
refused-application-sent = esta candidatura foi enviada

# Posts, reports and blocks.
refused-appealed-before = a sua organização já recorreu disto
refused-appeal-own-hiding = foi você que ocultou esta publicação: outro moderador decide sobre o recurso
refused-cannot-block-itself = este nó não pode bloquear-se a si mesmo nem às suas próprias organizações
refused-blocked-here = { $host } está bloqueado neste nó; um moderador pode levantar o bloqueio
refused-cannot-follow-itself = uma organização não pode seguir-se a si mesma
refused-node-stopping = o nó está a parar
refused-picture-too-large = a fotografia tem mais de 10 MB; escolha uma mais pequena
refused-picture-not-one = isto não é uma imagem JPEG, PNG, WebP ou GIF
refused-picture-damaged = a imagem está danificada ou não pode ser lida
refused-picture-too-many-pixels = a imagem tem demasiados píxeis; no máximo 8000 por lado e 40 milhões ao todo
refused-picture-not-small-enough = não é possível reduzir a imagem o suficiente
refused-picture-too-much = a imagem exige demasiado tempo ou memória, ou está danificada; escolha uma mais pequena
refused-picture-not-now = agora não é possível examinar imagens aqui; avise quem gere este nó
refused-report-not-passed-on = esta denúncia já foi transmitida, ou não é possível avisar o servidor dela
refused-report-nothing-to-hide = não há aqui nenhuma publicação para ocultar: nenhuma é indicada, ou já estão ocultas ou apagadas
refused-report-not-elsewhere = só uma conta de outro servidor pode ser silenciada ou suspensa; as publicações de uma organização deste nó podem ser ocultadas, e um operador pode fechar contas
refused-boost-only-public = só se podem partilhar publicações públicas
refused-mentions-too-many = { $count ->
    [one] pode ser mencionada no máximo { $shown } pessoa
   *[other] podem ser mencionadas no máximo { $shown } pessoas
}
refused-block-list-too-large = a lista é demasiado longa: leem-se no máximo 2 MiB e 20 000 linhas; divida-a
refused-block-list-not-utf8 = a lista não está em UTF-8
refused-block-list-empty = a lista não tem linhas

# The node, its logs and its files.
refused-audit-log-changed = o registo de auditoria foi alterado: a entrada { $row } não segue a anterior
refused-bundle-check-stopped = a verificação do ficheiro foi interrompida
refused-bundle-no-text = não tem o texto tal como foi aberto
refused-bundle-tally-key = a sua contagem está assinada por uma chave que o registo não sabe se é do proprietário
refused-bundle-other-log = o seu registo não é o do servidor onde está o seu proprietário
refused-bundle-of-this-node = a declaração é deste nó: uma cópia de segurança repõe-na
refused-bundle-server-suspended = o seu servidor está suspenso aqui
refused-bundle-other-key = a política indica para este registo uma chave diferente da que foi vista aqui primeiro
refused-bundle-declaration-unreadable = tem uma declaração que este nó não consegue ler
refused-bundle-declaration-deleted = o seu proprietário apagou esta declaração
refused-bundle-log-went-on = o registo avançou entretanto: tente de novo
refused-clock-before-release = o relógio desta máquina marca { $now }, antes de este programa ter sido feito; nada é assinado até ser acertado. Os rascunhos são guardados
refused-clock-before-stored = o relógio desta máquina marca { $now }, mas algo foi guardado aqui em { $stored }; nada é assinado até ser acertado. Os rascunhos são guardados
refused-clock-off-peers = o relógio desta máquina marca { $now }, a { $minutes } min do que dizem outros servidores; nada é assinado até ser acertado. Os rascunhos são guardados
refused-no-keys-made = não foi possível criar as chaves; tente de novo
refused-not-signed = o documento não pode ser assinado: { $fault }
refused-wrong-recovery-key = esta não é a chave de recuperação da organização; começa por bandung-recovery- e foi mostrada uma só vez
refused-log-entry-malformed = isto não é uma entrada de um registo
refused-log-unsure = o registo deste nó não pode continuar agora: ainda não se sabe o que foi assinado por último. As testemunhas estão a ser consultadas
refused-log-behind = o registo deste nó não pode continuar agora: tem { $have } entradas e foram assinadas { $signed }, como depois de repor uma cópia de segurança. As que faltam estão a ser pedidas aos nós que o espelham
refused-log-contradicts = o registo deste nó não pode continuar agora: não é o registo de que foram assinadas { $signed } entradas. «bandung log begin» termina-o e começa um novo
refused-log-tree-damaged = o registo deste nó não pode continuar agora: a sua árvore na base de dados está danificada; reponha a cópia de segurança mais recente
refused-log-is-sound = o registo deste nó está são e continua: um novo só deixaria para trás as suas adesões
refused-no-mail = este nó não tem correio: defina mail.url
refused-mailbox-enough = { $count ->
    [one] esta caixa de correio recebeu { $shown } mensagem na última hora: tente mais tarde
   *[other] esta caixa de correio recebeu { $shown } mensagens na última hora: tente mais tarde
}
refused-mirrored-entry-malformed = uma entrada desse registo está malformada
refused-sealed = este nó está selado: um operador desbloqueia-o em /admin/panic ou com bandung seal --unlock
refused-clock-witness = o relógio deste nó não está certo: ele não assina nada
refused-no-witness = { $host } não mostra nenhuma testemunha: é um nó Bandung?
refused-proposal-own = outro administrador confirma o que propôs
refused-proposal-without-author = quem o propôs já não administra esta rede: rejeite a proposta e faça-a você
