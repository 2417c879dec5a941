# For those who write and open declarations.
declaration-manage = Gerir esta declaração
secretariat-title = Declarações deste nó
secretariat-lead = Escreva um texto em cada língua oficial, veja o que será congelado e depois abra.
secretariat-none = Ainda não há declarações. Comece uma: ninguém a vê antes de abrir.
declaration-new = Começar uma declaração
declaration-edit-title = Escrever a declaração
declaration-text-in = Texto em { $it }
declaration-add-language = Acrescentar uma língua
field-declaration_title = Título
field-declaration_summary = Resumo
help-declaration_summary = No máximo 500 caracteres, texto simples. É o que se vê no Mastodon.
field-declaration_source = Texto
help-declaration_source = Markdown: ## título, 1. e - para listas, > para citações, **forte**, *ênfase*, [palavras](https://…).
field-slug = Última parte do endereço
field-opens_at = Abre em
help-opens_at = Dia como 2026-03-02. Vazio: no momento da abertura.
field-closes_at = Encerra em
help-closes_at = Dia como 2026-05-31. Pode ser adiado, nunca antecipado. Vazio: até alguém encerrar.
field-late = Adesões após o encerramento
late-refused = são recusadas
late-shown-separately = são mostradas à parte
field-may_endorse = Quem pode subscrever
field-approval = Adesões de outros nós
approval-automatic = são aceites logo
approval-manual = esperam por uma pessoa do secretariado
field-recipients = Dirigida a
help-recipients = Um por linha.
field-hashtags = Etiquetas
help-hashtags = No máximo cinco, uma por linha, sem #.
field-authentic = Textos de igual valor
field-texts = Textos
declaration-check = Ver o que será congelado
declaration-preview-title = O que será congelado
declaration-preview-lead = Exatamente isto, em cada língua, byte a byte. Depois da abertura nada pode ser mudado.
declaration-parts-differ = O texto em { $it } tem outras partes que o principal: { $other }
declaration-parts = { $it } títulos, { $other } parágrafos, { $third } itens de lista
declaration-open-title = Abri-la
declaration-open-lead = Escreva o título outra vez. Depois não muda uma vírgula; uma correção é um texto novo e ninguém é transferido.
field-typed_title = O título, outra vez
declaration-open-do = Abrir esta declaração
declaration-title-differs = Este não é o título. Nada foi aberto.
declaration-extend = Adiar o encerramento
declaration-close = Encerrar agora
declaration-close-lead = Depois do encerramento nada mais é contado, e a última contagem é assinada.
declaration-revise = Nova revisão
declaration-revise-lead = Um texto corrigido é um texto novo com uma diferença visível. Pergunta-se de novo a quem subscreveu.
declaration-discard = Deitar fora o rascunho
declaration-hall = Abrir uma sala
declaration-hall-lead = Numa conferência muitas pessoas partilham uma rede. Com este código o limite do formulário é levantado por algumas horas.
declaration-hall-hours = Horas
field-hours = Horas
hall-title = A sala está aberta
hall-lead = Mostre esta ligação ou código na sala. É mostrado uma só vez.
done-draft-saved = Guardado.
done-opened = Está aberta. A partir de agora não muda uma vírgula.
done-extended = A data de encerramento foi adiada.
done-closed = Encerrada. A última contagem está assinada.
done-decided = Feito e registado.

# Queue of endorsements.
queue-title = Adesões a examinar
queue-of = { $it }: adesões a examinar
queue-none = Nada espera por si.
queue-look-alike = Pode ser a mesma que:
queue-reason-mail = mesmo endereço de e-mail
queue-reason-key = mesma chave
queue-reason-name = mesmo nome
queue-reason-look-alike = nome com letras parecidas
queue-confirm = Confirmar
queue-accept = Aceitar
field-check = Como foi verificado
field-note = Nota
queue-merge = Fundir: a mesma
queue-not-same = Não é a mesma
queue-refuse = Recusar
queue-hide = Ocultar o nome
queue-revoke = Deixar de aceitar
queue-all = Todas as adesões

# Import.
import-title = Importar uma lista
import-lead = Um ficheiro CSV em UTF-8, uma assinatura por linha. As colunas são reconhecidas pelo nome, nas sete línguas.
field-file = Ficheiro (CSV)
field-channel = Como foram recolhidas
import-preview-do = Ver primeiro, sem importar nada
import-preview-title = O que seria importado
import-rows = { $count ->
    [one] { $shown } linha no ficheiro
   *[other] { $shown } linhas no ficheiro
}
import-good = { $count ->
    [one] { $shown } pode ser aceite
   *[other] { $shown } podem ser aceites
}
import-problems = { $count ->
    [one] { $shown } linha com problemas
   *[other] { $shown } linhas com problemas
}
import-columns = Colunas reconhecidas
import-unknown-columns = Colunas deixadas de fora
import-row = Linha
import-problem = Problema
import-first-rows = As primeiras linhas
import-do = Importar estas linhas
import-done-title = Importado
import-taken = Contadas: { $it }. A examinar: { $other }. Não aceites: { $third }.
import-rest = Linhas não aceites (CSV), com o motivo
import-fault-country = país desconhecido
import-fault-dates = fora das datas
import-fault-duplicate = duplicado
import-fault-formula = parece uma fórmula
import-fault-empty = vazio
done-deleted-draft = O rascunho foi descartado.
field-status = Estado
queue-reason-code = Motivo
refusal-duplicate = duplicado
refusal-not-eligible = não pode subscrever este texto
refusal-spam = spam ou brincadeira
refusal-unverified = não pôde ser verificada
queue-by = Decidido por
queue-more = Ocultar ou deixar de aceitar
