# The list of practices.
practices-title = Prácticas
search-practices = ¿Qué busca?
search-words = Palabras
search-do = Buscar
filters = Filtros
filters-clear = Sin filtros
filter-any = Cualquiera
filter-hazard = Amenaza
filter-sector = Tema
filter-setting = Entorno
filter-tried_in = Probada en este entorno
filter-sdg = Objetivo (ODS)
filter-country = País
filter-language = Idioma
filter-cost = Cuesta como mucho
practices-found = { $count ->
    [one] { $shown } práctica
   *[other] { $shown } prácticas
}
practices-none-match = Ninguna práctica coincide. Pruebe con menos filtros u otras palabras.
practices-none-yet = Todavía no hay ninguna práctica publicada. Las organizaciones de este nodo escriben las primeras; otras aparecen cuando se las sigue.
tried-times = { $count ->
    [one] probada { $shown } vez en otro lugar
   *[other] probada { $shown } veces en otros lugares
}

# The page of a practice.
revised-on = revisada el { $it }
version-n = Versión { $shown }
withdrawn-on = La organización retiró esta práctica el { $it }.
show-photo = Ver la foto ({ $it } kB)
show-map = Ver el mapa
map-alt = Mapa del mundo con un punto por cada país donde se probó: { $it }
map-note = Puntos llenos: países donde se probó. Anillo: de dónde viene. Los puntos no implican ninguna posición sobre fronteras.
fact-when = Cuándo
fact-source = En su propio nodo
contact-via-node = Con una respuesta a esta página
last-confirmed = Última confirmación de que sigue en uso
number-what = Qué se midió
number-before = Antes
number-after = Después
number-unit = Unidad
tried-nowhere = Nadie ha contado todavía que la probara
tried-in-places = { $count ->
    [one] Probada en { $shown } lugar
   *[other] Probada en { $shown } lugares
}
we-tried-this = La hemos probado
report-on-version = { $count ->
   *[other] sobre la versión { $shown }
}
edit-title = Su práctica
revise = Revisar
still-in-use = Sigue en uso
feature = Mostrar primero en nuestra página
unfeature = No mostrar más primero
withdraw = Retirar
history-title = Versiones de «{ $it }»
history-first = Primera versión
history-same = No cambió ningún campo.
back-to-practice = Volver a la práctica

# Fields, as labels of forms and facts.
field-title = Título
field-problem = El problema
field-what_we_did = Qué hicimos
field-result = Qué resultó
field-result_numbers = En números
field-what_went_wrong = Qué salió mal
field-you_need = Qué hace falta
field-country = País
field-place = Lugar
field-place_precision = Exactitud del lugar
field-setting = Entorno
field-scale = Escala
field-sectors = Temas
field-hazards = Amenazas
field-sdgs = Objetivos (ODS)
field-started = Inicio
field-ended = Fin
field-cost_band_usd = Coste
field-people_reached = Personas alcanzadas
field-beneficiary_groups = Para quién
field-maturity = Qué tan probada está
field-time_to_results = Tiempo hasta notarse
field-evidence = Pruebas
field-evidence_type = Pruebas
field-evidence_link = Enlace a las pruebas
field-summary = Resumen
field-language = Idioma del texto
field-media = Fotos y enlaces
field-contact = Contacto
field-licence = Licencia
field-adapted_from = Adaptada de
field-last_confirmed = Última confirmación
field-outcome = ¿Cómo fue?
field-what_we_changed = Qué cambiamos
field-barriers = Qué lo dificultó
field-visibility = Quién puede leerlo
field-replicates = Práctica
field-replicates_revision = Versión de la práctica

country-none = Todavía no hay aquí ninguna práctica de { $it }.
