# Declarations: lists and text.
nav-declarations = Declaraciones
declarations-title = Declaraciones
declarations-lead = Textos a los que se adhieren organizaciones y personas. Tras la apertura no cambia ni una coma, y cualquiera puede comprobar el recuento.
declarations-none = Aún no se ha abierto ninguna declaración aquí. Cuando se abra una, aparecerá aquí con su número.
declaration-open-until = Abierta hasta el { $it }
declaration-open = Abierta, sin fecha de cierre
declaration-opens-on = Se abre el { $it }
declaration-closed-on = Cerrada el { $it }
declaration-closed = Cerrada
declaration-draft = Borrador
declaration-by = De { $it }
declaration-frozen = Congelada el { $it }. Desde entonces no ha cambiado ni una coma.
declaration-text-n = Texto { $it }
declaration-digest = Huella del texto
declaration-languages = Idiomas del texto
declaration-authentic = Textos de igual valor
declaration-not-in-language = No hay texto oficial en su idioma. Este es el texto en { $it }.
declaration-may-endorse = Quién puede adherirse
declaration-recipients = Dirigida a
declaration-dates = Fechas
declaration-of-other-node = Esta es una copia. La declaración la guarda { $it }, que también cuenta.
declaration-revised-by = Hay un texto más nuevo. Las adhesiones quedan con el texto al que se dieron.
declaration-revises = Este texto corrige uno anterior. No se ha trasladado a nadie.
declaration-see-other-text = Ver el texto más reciente
declaration-see-older-text = Ver el texto anterior
declaration-see-changes = Ver qué cambió
declaration-changes-title = Qué cambió desde el texto { $it }
declaration-no-changes = Nada cambió en este idioma.
declaration-bundle = Paquete para comprobar sin conexión
all-declarations = Todas las declaraciones
home-declaration = Abierta a adhesiones

# Three equal answers.
choice-title = Su respuesta
choice-lead = Las tres respuestas valen lo mismo. No figura nadie que no haya respondido.
choice-endorse = Adherirse
choice-endorse-as = Adherirse como { $it }
choice-reservations = Adherirse con reservas
choice-not = No adherirse
choice-not-title = Usted no se adhiere
choice-not-visitor = No se ha guardado nada ni se ha avisado a nadie. Puede volver mientras la declaración esté abierta.
choice-not-member = Anotado solo dentro de su organización. Nada sale de este nodo.
choice-have-account = ¿Tiene una cuenta aquí? Inicie sesión para adherirse por su organización.

# Kinds, ways, states (closed lists).
signatory_kind-organisation = Organización
signatory_kind-representative = Representante de una organización
signatory_kind-individual = Persona individual
endorse-kind-organisation = una organización: queda vinculada
endorse-kind-representative = representante de una organización: esta no queda vinculada
endorse-kind-individual = yo, a título personal
signatory_visibility-public = Nombre y organización
signatory_visibility-name-hidden = Solo la organización
signatory_visibility-fully-hidden = Solo contar
signature_channel-web = Formulario de este nodo
signature_channel-remote-node = Por su propio nodo
signature_channel-paper = Lista en papel
signature_channel-csv-import = Archivo importado
signature_check-e-mail = Correo confirmado
signature_check-organisation-domain-or-node = Correo del dominio de la organización, o firmado por su propio nodo
signature_check-member-node = Comprobado por un miembro
signature_check-registry-number = Número de registro visto
signature_check-none = Sin comprobar
signature_check-paper = Firma en papel
signature_check-phone = Confirmado por teléfono
endorsement_status-offered = Ofrecida, espera respuesta
endorsement_status-accepted = Aceptada, en comprobación
endorsement_status-stamped = Contada
endorsement_status-pending = Sin confirmar todavía
endorsement_status-in-review = En revisión por el anfitrión
endorsement_status-recorded = Contada
endorsement_status-duplicate = Duplicado, fusionado
endorsement_status-refused = Rechazada
endorsement_status-withdrawn = Retirada
endorsement_status-revoked = Ya no se acepta
endorsement_status-erased = Borrada
endorsement_stance-full = Plena
endorsement_stance-with-reservations = Con reservas
endorsements-of = { $count ->
    [one] adhesión
   *[other] adhesiones
}
declaration-broken = El texto guardado no coincide con su huella. No es posible adherirse hasta que el operador lo revise.
declaration-translations = Traducciones a las que nadie se adhiere
translation-status-machine = traducción automática
translation-status-reviewed = traducción revisada
translation-status-official = traducción de la secretaría
translation-older = de un texto anterior

declaration-host-suspended = Este nodo ha suspendido el servidor de esta declaración. Lo que hay aquí sigue siendo legible; de allí no llega nada nuevo, y no está en la lista.
