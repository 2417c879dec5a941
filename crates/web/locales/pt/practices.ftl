# The list of practices.
practices-title = Práticas
search-practices = O que procura?
search-words = Palavras
search-do = Procurar
filters = Filtros
filters-clear = Sem filtros
filter-any = Qualquer
filter-hazard = Perigo
filter-sector = Assunto
filter-setting = Meio
filter-tried_in = Experimentada neste meio
filter-sdg = Objetivo (ODS)
filter-country = País
filter-language = Língua
filter-cost = Custa no máximo
practices-found = { $count ->
    [one] { $shown } prática
   *[other] { $shown } práticas
}
practices-none-match = Nenhuma prática corresponde. Tente menos filtros ou outras palavras.
practices-none-yet = Ainda não há nenhuma prática publicada. As organizações deste nó escrevem as primeiras; outras aparecem quando são seguidas.
tried-times = { $count ->
    [one] experimentada { $shown } vez noutro lugar
   *[other] experimentada { $shown } vezes noutros lugares
}

# The page of a practice.
revised-on = revista em { $it }
version-n = Versão { $shown }
withdrawn-on = A organização retirou esta prática em { $it }.
show-photo = Ver a foto ({ $it } kB)
show-map = Ver o mapa
map-alt = Mapa do mundo com um ponto por país onde foi experimentada: { $it }
map-note = Pontos cheios: países onde foi experimentada. Anel: de onde vem. Os pontos não implicam nenhuma posição sobre fronteiras.
fact-when = Quando
fact-source = No seu próprio nó
contact-via-node = Com uma resposta a esta página
last-confirmed = Última confirmação de que continua em uso
number-what = O que se mediu
number-before = Antes
number-after = Depois
number-unit = Unidade
tried-nowhere = Ainda ninguém contou que a experimentou
tried-in-places = { $count ->
    [one] Experimentada em { $shown } lugar
   *[other] Experimentada em { $shown } lugares
}
we-tried-this = Nós experimentámos
report-on-version = { $count ->
   *[other] sobre a versão { $shown }
}
edit-title = A sua prática
revise = Rever
still-in-use = Continua em uso
feature = Mostrar primeiro na nossa página
unfeature = Deixar de mostrar primeiro
withdraw = Retirar
history-title = Versões de «{ $it }»
history-first = Primeira versão
history-same = Nenhum campo mudou.
back-to-practice = Voltar à prática

# Fields, as labels of forms and facts.
field-title = Título
field-problem = O problema
field-what_we_did = O que fizemos
field-result = O que resultou
field-result_numbers = Em números
field-what_went_wrong = O que correu mal
field-you_need = O que é preciso
field-country = País
field-place = Lugar
field-place_precision = Exatidão do lugar
field-setting = Meio
field-scale = Escala
field-sectors = Assuntos
field-hazards = Perigos
field-sdgs = Objetivos (ODS)
field-started = Início
field-ended = Fim
field-cost_band_usd = Custo
field-people_reached = Pessoas alcançadas
field-beneficiary_groups = Para quem
field-maturity = Quão provada está
field-time_to_results = Tempo até se notar
field-evidence = Provas
field-evidence_type = Provas
field-evidence_link = Ligação para as provas
field-summary = Resumo
field-language = Língua do texto
field-media = Fotos e ligações
field-contact = Contacto
field-licence = Licença
field-adapted_from = Adaptada de
field-last_confirmed = Última confirmação
field-outcome = Como correu?
field-what_we_changed = O que mudámos
field-barriers = O que dificultou
field-visibility = Quem pode ler
field-replicates = Prática
field-replicates_revision = Versão da prática

country-none = Ainda não há aqui nenhuma prática de { $it }.
