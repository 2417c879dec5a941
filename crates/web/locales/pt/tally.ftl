# The tally of a declaration.
tally-title = Contagem: { $it }
tally-link = Contagem e nomes
tally-to-text = Ler o texto
count-organisations = { $count ->
    [one] organização
   *[other] organizações
}
count-people = { $count ->
    [one] pessoa
   *[other] pessoas
}
count-countries = { $count ->
    [one] país
   *[other] países
}
count-representatives = { $count ->
    [one] { $shown } representante
   *[other] { $shown } representantes
}
count-individuals = { $count ->
    [one] { $shown } pessoa individual
   *[other] { $shown } pessoas individuais
}
count-endorsements = { $count ->
    [one] { $shown } adesão
   *[other] { $shown } adesões
}
tally-un-share = { $it } de { $other } Estados-membros da ONU ({ $third } %)
tally-other-places = { $count ->
    [one] + { $shown } outro lugar
   *[other] + { $shown } outros lugares
}
tally-not-named = { $count ->
    [one] { $shown } deles não é nomeado
   *[other] { $shown } deles não são nomeados
}
tally-as-of = Em { $it }
tally-counted-from = Contado a partir da entrada { $it } do registo
tally-unknown-countries = { $count ->
    [one] um país não revelado, contado só pelo anfitrião
   *[other] { $shown } países não revelados, contados só pelo anfitrião
}
tally-compared = Foram comparados os totais de organizações e pessoas. Os outros nós conhecem os países dos signatários ocultos só na medida em que são revelados.
tally-counted-same = { $it } de { $other } nós contaram o mesmo
tally-recounted-here = Este nó recontou o registo e obteve o mesmo.
tally-differs = Não se verifica: este nó contou { $it }, o anfitrião publica { $other }.
tally-not-verified = Não se verifica: { $it }
tally-how = Como se conta?
tally-beside = Fora da contagem
tally-beside-not-confirmed = Ainda não confirmadas
tally-beside-duplicates = Duplicados, fundidos
tally-beside-withdrawn = Retiradas
tally-beside-refused = Recusadas, com as linhas de listas que não puderam ser aceites
tally-beside-in-review = Em exame
tally-beside-revoked = Já não aceites
tally-beside-erased = Apagadas
tally-beside-late = Chegaram depois do encerramento
tally-table = Por região e país
tally-table-note = Regiões segundo a norma M49 da ONU. Os nomes dos países não implicam qualquer posição.
tally-undisclosed = Não divulgado
tally-undisclosed-note = Menos de três adesões «só contar» de um país figuram em «não divulgado», para que ninguém seja descoberto.
tally-country = País
tally-organisations = Organizações
tally-people = Pessoas
tally-total = Total
tally-first = Primeira
tally-last = Última
tally-number = Número
tally-day = Dia
tally-sort-name = Por nome
tally-sort-total = Por número
tally-filter-all = Todos
tally-filter-nam = Movimento dos Não Alinhados
tally-filter-g77 = Grupo dos 77
tally-list-dated = { $it }, lista de { $other }
tally-list-count = { $it }: { $other }
tally-by-kind = Por qualidade
tally-by-channel = Por via
tally-by-check = Grau de verificação
tally-by-organisation-type = Por tipo de organização
tally-by-language = Por língua
tally-by-visibility = Por visibilidade
tally-by-stance = Por posição
tally-region-none = Sem região
tally-map-title = Mapa-múndi das adesões
tally-map-country = { $it }: { $other }
tally-map-show = Ver o mapa ({ $it } kB)
tally-map-open = Abrir o mapa: cada país pode ser escolhido
tally-map-note = As fronteiras são as dos dados do mapa e não implicam qualquer posição. Os Estados pequenos são pontos.
tried-map-title = Mapa-múndi: onde foi experimentada
tally-growth-title = Evolução
tally-growth-days = Todos os dias em tabela
tally-milestone = Número { $it }: { $other }
tally-names-title = Nomes
names-title = Quem subscreveu: { $it }
names-link = Todos os nomes por país
names-search = Procurar um nome
names-country-any = Todos os países
names-withheld = (nome reservado)
names-none = Nenhum nome público corresponde. As adesões «só contar» nunca são listadas.
names-found = { $count ->
    [one] { $shown } nome público
   *[other] { $shown } nomes públicos
}
names-reservation = Reserva: { $it }
names-member-until = membro da rede até { $it }
names-proof = Prova
country-declarations = Declarações subscritas daqui

# Take away.
take-title = Para levar
take-policy = Política: o registo e as suas testemunhas
take-check = Para verificar, com uma política de alguém de confiança:
take-csv = Países (CSV)
take-names-csv = Nomes (CSV)
take-csv-bom = para Excel
take-xlsx = Livro (XLSX)
take-json = Para programas (JSON)
take-pdf = Texto e nomes (PDF)
take-print = Imprimir esta página
take-card = Cartão para outros sítios
take-embed = Cole isto na sua página:

# How it is counted.
how-one = Uma adesão por organização e por pessoa. Organizações e pessoas juntas são todas as adesões.
how-representatives = Um representante fala por si; só a adesão da própria organização conta como organização.
how-share = A proporção é dos 193 Estados-membros das Nações Unidas. Outros lugares são mostrados à parte.
how-log = Cada adesão é uma entrada de um registo a que só se pode acrescentar. Qualquer nó pode recontá-lo.
how-check = Com o pacote e o programa «bandung verify» qualquer pessoa pode verificar a contagem sem rede.

# The PDF.
pdf-check-title = Verificar esta contagem
pdf-check-lead = O código leva à contagem atual e ao pacote com que qualquer pessoa pode recontar.
pdf-page = Página { $it } de { $other }
pdf-names-note = Nomes na sua própria escrita. Nomes reservados e adesões «só contar» não são listados.
pdf-names-too-many = Os nomes são demasiados para um PDF. Estão nas tabelas (CSV, XLSX).
pdf-missing-title = Não é possível fazer o PDF
pdf-missing-glyph = Nenhum tipo de letra deste nó tem o carácter «{ $it }» em: { $other }
pdf-missing-fonts = Este nó não tem tipos de letra. O operador instala-os; ver «operating», PDF.
pdf-missing-help = Imprima a página ou leve as tabelas: contêm todos os nomes.
