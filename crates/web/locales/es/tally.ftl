# The tally of a declaration.
tally-title = Recuento: { $it }
tally-link = Recuento y nombres
tally-to-text = Leer el texto
count-organisations = { $count ->
    [one] organización
   *[other] organizaciones
}
count-people = { $count ->
    [one] persona
   *[other] personas
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
    [one] { $shown } persona individual
   *[other] { $shown } personas individuales
}
count-endorsements = { $count ->
    [one] { $shown } adhesión
   *[other] { $shown } adhesiones
}
tally-un-share = { $it } de { $other } Estados miembros de la ONU ({ $third } %)
tally-other-places = { $count ->
    [one] + { $shown } otro lugar
   *[other] + { $shown } otros lugares
}
tally-not-named = { $count ->
    [one] { $shown } de ellos no se nombra
   *[other] { $shown } de ellos no se nombran
}
tally-as-of = Al { $it }
tally-counted-from = Contado desde la entrada { $it } del registro
tally-unknown-countries = { $count ->
    [one] un país no revelado, contado solo por el anfitrión
   *[other] { $shown } países no revelados, contados solo por el anfitrión
}
tally-compared = Se compararon los totales de organizaciones y personas. Los otros nodos conocen los países de los firmantes ocultos solo en la medida en que se revelan.
tally-counted-same = { $it } de { $other } nodos contaron lo mismo
tally-recounted-here = Este nodo recontó el registro y obtuvo lo mismo.
tally-differs = No se verifica: este nodo contó { $it }, el anfitrión publica { $other }.
tally-not-verified = No se verifica: { $it }
tally-how = ¿Cómo se cuenta?
tally-beside = Fuera del recuento
tally-beside-not-confirmed = Sin confirmar
tally-beside-duplicates = Duplicados, fusionados
tally-beside-withdrawn = Retiradas
tally-beside-refused = Rechazadas, con las filas de listas que no pudieron tomarse
tally-beside-in-review = En revisión
tally-beside-revoked = Ya no aceptadas
tally-beside-erased = Borradas
tally-beside-late = Llegadas tras el cierre
tally-table = Por región y país
tally-table-note = Regiones según la norma M49 de la ONU. Los nombres de países no implican ninguna posición.
tally-undisclosed = Sin revelar
tally-undisclosed-note = Menos de tres adhesiones «solo contar» de un país figuran en «sin revelar», para que no se descubra a nadie.
tally-country = País
tally-organisations = Organizaciones
tally-people = Personas
tally-total = Total
tally-first = Primera
tally-last = Última
tally-number = Número
tally-day = Día
tally-sort-name = Por nombre
tally-sort-total = Por número
tally-filter-all = Todos
tally-filter-nam = Movimiento de Países No Alineados
tally-filter-g77 = Grupo de los 77
tally-list-dated = { $it }, lista del { $other }
tally-list-count = { $it }: { $other }
tally-by-kind = Por calidad
tally-by-channel = Por vía
tally-by-check = Grado de comprobación
tally-by-organisation-type = Por tipo de organización
tally-by-language = Por idioma
tally-by-visibility = Por visibilidad
tally-by-stance = Por postura
tally-region-none = Sin región
tally-map-title = Mapa mundial de las adhesiones
tally-map-country = { $it }: { $other }
tally-map-show = Ver el mapa ({ $it } kB)
tally-map-open = Abrir el mapa: se puede elegir cada país
tally-map-note = Las fronteras son las de los datos del mapa y no implican ninguna posición. Los Estados pequeños son puntos.
tried-map-title = Mapa mundial: dónde se probó
tally-growth-title = Evolución
tally-growth-days = Todos los días en tabla
tally-milestone = Número { $it }: { $other }
tally-names-title = Nombres
names-title = Quién se adhirió: { $it }
names-link = Todos los nombres por país
names-search = Buscar un nombre
names-country-any = Todos los países
names-withheld = (nombre reservado)
names-none = Ningún nombre público coincide. Las adhesiones «solo contar» nunca se enumeran.
names-found = { $count ->
    [one] { $shown } nombre público
   *[other] { $shown } nombres públicos
}
names-reservation = Reserva: { $it }
names-member-until = miembro de la red hasta el { $it }
names-proof = Prueba
country-declarations = Declaraciones con adhesiones de aquí

# Take away.
take-title = Para llevar
take-policy = Política: el registro y sus testigos
take-check = Para comprobar, con una política de alguien de confianza:
take-csv = Países (CSV)
take-names-csv = Nombres (CSV)
take-csv-bom = para Excel
take-xlsx = Libro (XLSX)
take-json = Para programas (JSON)
take-pdf = Texto y nombres (PDF)
take-print = Imprimir esta página
take-card = Tarjeta para otros sitios
take-embed = Pegue esto en su página:

# How it is counted.
how-one = Una adhesión por organización y por persona. Organizaciones y personas juntas son todas las adhesiones.
how-representatives = Un representante habla por sí mismo; solo la adhesión de la propia organización cuenta como organización.
how-share = La proporción es de los 193 Estados miembros de las Naciones Unidas. Otros lugares se muestran aparte.
how-log = Cada adhesión es una entrada de un registro al que solo se puede añadir. Cualquier nodo puede recontarlo.
how-check = Con el paquete y el programa «bandung verify» cualquiera puede comprobar el recuento sin red.

# The PDF.
pdf-check-title = Comprobar este recuento
pdf-check-lead = El código lleva al recuento actual y al paquete con el que cualquiera puede recontar.
pdf-page = Página { $it } de { $other }
pdf-names-note = Nombres en su propia escritura. Los nombres reservados y las adhesiones «solo contar» no se enumeran.
pdf-names-too-many = Los nombres son demasiados para un PDF. Están en las tablas (CSV, XLSX).
pdf-missing-title = No se puede hacer el PDF
pdf-missing-glyph = Ninguna fuente de este nodo tiene el carácter «{ $it }» en: { $other }
pdf-missing-fonts = Este nodo no tiene fuentes. El operador las instala; véase «operating», PDF.
pdf-missing-help = Imprima la página o tome las tablas: contienen todos los nombres.
