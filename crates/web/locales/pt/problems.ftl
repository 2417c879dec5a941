# Faults of fields.
problems = { $count ->
    [one] { $shown } problema
   *[other] { $shown } problemas
}
fault-missing = Preencha este campo, por favor.
fault-too-long = No máximo { $it } caracteres; são { $other }.
fault-too-many = { $count ->
    [one] No máximo { $shown }.
   *[other] No máximo { $shown }.
}
fault-not-in-list = «{ $it }» não está na lista.
fault-malformed = Escreva desta forma, por favor: { $it }.
fault-forbidden-character = Tem um carácter que não se pode usar aqui, como um carácter de controlo invisível, < ou >.
fault-end-before-start = O fim é antes do início.
fault-nothing-went-wrong = Há sempre algo difícil. Escreva o que foi, ou “unknown”: poupa a outros o mesmo trabalho.
fault-alt-text-missing = Descreva a foto para quem não a vê, ou marque «decorativa».
fault-people-did-not-agree = Reconhecem-se pessoas que não concordaram: retire esta foto.
fault-taken = Já está em uso.
fault-too-short = { $count ->
    [one] Pelo menos { $shown } carácter.
   *[other] Pelo menos { $shown } caracteres.
}
fault-too-common = É uma das palavras-passe mais comuns. Escolha outra, por favor.
fault-not-normalised = Linha { $it }, carácter { $other }: está em forma decomposta (não NFC). Escreva-o de novo, por favor.
fault-language-without-text = { $it } está na lista, mas não tem texto.
fault-not-freezable = A linha { $it } tem algo que um texto fixado não pode ter. Use parágrafos, títulos com ## e ###, listas, citações, *ênfase* e ligações https://.

# Pages of errors: what happened, then what to do.
error-not-found = Esta página não existe
error-help-not-found = Pode ter sido movida ou retirada, ou é preciso entrar para a ver.
error-method-not-allowed = Isto não funciona aqui
error-help-method-not-allowed = Volte atrás e use os botões da página.
error-forbidden = Não pode fazer isto
error-help-forbidden = O seu papel não o permite. Alguém com mais direitos na sua organização pode fazê-lo, ou mudar o seu papel.
error-form-not-ours = Nada foi feito
error-help-form-not-ours = Este formulário esteve aberto demasiado tempo, ou não veio de uma página deste nó. Volte atrás, carregue a página de novo e envie outra vez.
error-bad-request = Não se percebe este pedido
error-help-bad-request = Volte atrás e tente de novo. Nada foi mudado.
error-wrong-host = Este nó tem outro nome
error-help-wrong-host = Use o endereço que lhe deram, por favor.
error-too-large = É grande demais
error-help-too-large = Uma foto pode ter no máximo 10 MB, um formulário 256 kB. Nada foi mudado.
error-too-slow = Isto demorou demais
error-help-too-slow = A ligação está lenta: tente de novo. Nada foi alterado.
error-unsupported-type = Não se pode ler este tipo
error-help-unsupported-type = Envie na forma que a documentação indica.
error-too-many = Tentativas a mais
error-help-too-many = Espere um minuto e tente de novo.
error-not-signed-in = Entre, por favor
error-help-not-signed-in = A sua sessão terminou. Entre noutro separador, volte e envie de novo: o que escreveu continua no formulário.
error-refused = Isto não foi feito
error-help-refused = Uma regra não o permite. Nada foi mudado.
error-invalid = Há campos a rever
error-help-invalid = Nada foi guardado. Volte ao formulário: o que escreveu continua lá.
error-conflict = Entretanto, outra pessoa mudou isto
error-help-conflict = Nada foi sobrescrito. Carregue a página de novo, veja as mudanças e faça as suas.
error-not-set-up = Este nó ainda não está instalado
error-help-not-set-up = O operador corre “bandung setup” na máquina e abre a ligação que aparece.
error-remote-not-allowed = Este endereço não se pode usar
error-help-remote-not-allowed = Verifique-o, por favor. Um endereço é como @name@server.
error-remote-not-found = Essa conta não existe
error-help-remote-not-found = O outro servidor responde que não a conhece. Verifique como se escreve.
error-remote-unreachable = O outro servidor não responde
error-help-remote-unreachable = Pode estar desligado. Nada se perde: tente mais tarde.
error-remote-unusable = O outro servidor responde algo que não se pode usar aqui
error-help-remote-unusable = O programa dele pode ser diferente. Pode dizê-lo ao operador dele.
error-unavailable = Algo está mal neste nó
error-help-unavailable = Nada do que enviou ficou a meio. Tente daqui a um minuto. Se continuar, diga ao operador.
error-try-later = Tente daqui a um minuto.
error-withdrawn = Esta prática foi retirada
error-help-withdrawn = O autor retirou-a. Já não se lhe pode acrescentar nada.
error-no-room = O disco deste nó está quase cheio
error-help-no-room = Nada foi alterado. O que escreveu continua no formulário; envie de novo quando o operador tiver libertado espaço.
