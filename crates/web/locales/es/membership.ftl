# Redes: para sus administradores y para las organizaciones miembros.
applications-title = Solicitudes
applications-of = { $it }: solicitudes
applications-none = No espera ninguna solicitud. Las nuevas llegan aquí solas.
applications-waiting = { $count ->
    [one] solicitud espera
   *[other] solicitudes esperan
}
applications-keys = Teclas: j siguiente, k anterior, a preguntar. Aprobar y rechazar es un clic o Intro.
keys-switch-on = Activar las teclas
keys-switch-off = Desactivar las teclas
applications-begin = Empezar por la más antigua
application-age = { $count ->
    [0] hoy
    [one] hace { $shown } día
   *[other] hace { $shown } días
}
application-next = Siguiente paso
application_next-decide = decidir
application_next-answer = contesta el solicitante
application_next-own = la deciden otros: es su propia organización
application-previous = Anterior
application-following = Siguiente
application-position = { $it } de { $other }
application-facts = Lo que dice de sí misma
application-checks = Lo que encontró la máquina
application-checks-lead = Solo indicios. Decide una persona.
application-checks-none = Nada llama la atención.
application_hint-ties-declared = Declara vínculos con el gobierno o con empresas
referee-link-title = Enlace para este aval
referee-link-lead = Envíe a cada aval su enlace. Abre una página con una sola pregunta.
application-referee-make = Crear un enlace
referees-none = No nombró a nadie como aval.
application-objections-title = Oposiciones
application-objections-none = Nadie se opone.
application-discussion = Conversación
application-discussion-none = Nadie ha escrito nada.
application-votes = Votos hasta ahora
application-vote-yes = a favor
application-vote-no = en contra
application-people-needed = { $count ->
    [one] Decide { $shown } persona.
   *[other] Deben estar de acuerdo { $shown } personas.
}
application-not-yet = No se admite a nadie antes de que acabe el plazo para comentarios; su voto se guarda hasta entonces.
application-own-case = Es su propia organización, o su buzón es el suyo. Deciden otros.
application-decide = Decidir
application-approve = Aprobar
application-ask = Preguntar
application-ask-title = Preguntar al solicitante
application-decline = Rechazar
field-tier = Situación
help-tier-probation = A prueba durante { $it }.
field-approve_reason = Motivo
help-approve_reason = Hace falta si se oponen miembros o faltan recomendaciones. El solicitante lo ve.
field-question = Pregunta
help-question = El solicitante la lee en { $it }. Elija una frase o escriba la suya.
field-decline_reason = Motivo
help-decline_reason = El solicitante lo lee en { $it }. Elija una frase o escriba la suya.
field-template = Frase
template-own = (escribir la mía)
decline_template-no-referee = Nadie les ha recomendado. Vuelvan a solicitar cuando haya miembros que les conozcan.
decline_template-not-civil = Esta red es para organizaciones de la sociedad civil, y no pudimos ver que la suya lo sea.
decline_template-other-region = Esta red es para otra región.
decline_template-cannot-verify = No pudimos comprobar quiénes son con lo que enviaron.
decline_template-duplicate = Ya son miembros, o hay otra solicitud suya abierta.
decline_template-objection = Hay miembros que se oponen, y la conversación no lo resolvió.
decline_template-conduct = Lo que sabemos de su trabajo no encaja con nuestro código de conducta.
ask_template-referee = Nombren, por favor, a un miembro que les conozca.
ask_template-register = Dígannos, por favor, dónde están inscritos, o por qué no es seguro.
ask_template-website = Indíquennos, por favor, una página en la que se vea su trabajo.
ask_template-ties = Cuéntennos más, por favor, sobre sus vínculos con el gobierno o con empresas.
ask_template-contact = Dennos, por favor, un buzón que sea de un cargo y no de una persona.
done-approved = Aprobada. Ya es miembro, y lo sabe.
done-vote-kept = Su voto queda guardado. Todavía no está decidido.
done-asked = Preguntado. Se le ha avisado.
application-not-told = No se le envía nada: no tiene buzón al que este nodo pueda escribir ni cuenta en otro nodo. Las preguntas y decisiones están en la página de su enlace privado: dígale que mire allí.
done-application-declined = Rechazada. Se le ha dicho por qué.
action-refused = No se hizo nada: { $it }

# Miembros.
members-title = Miembros
members-of = { $it }: miembros
members-tier = Situación
members-since = Desde
members-renewed = Renovado
members-hidden = Oculto
members-none = Todavía no se ha admitido a nadie.
member-life = Lo que ocurrió
member-renewal-due = Renovación
member-probation-ends = Fin de la prueba
member-hidden = Miembro oculto: no figura en ninguna lista, página ni canal.
member-remind = Recordar
member-remind-lead = Recibe un mensaje: su membresía termina si no renueva.
member-renew = Renovar en su nombre
member-renew-lead = Para un miembro que se lo dijo por teléfono o por carta.
member-tier-change = Cambiar su situación
member-suspend = Suspender
member-suspend-lead = Enseguida y por un tiempo. Entonces solo puede retirar y borrar lo suyo.
field-until = Hasta
help-until = Un día como 2026-05-31, dentro de un año.
member-lift = Terminar la suspensión
member-hearing = Iniciar una expulsión
member-hearing-lead = Primero se comunican los motivos al miembro, que puede responder durante { $it }. Solo después se le puede expulsar.
field-grounds = Motivos
help-grounds = Los leen el miembro y los administradores, nadie más.
member-hearing-open = Expulsión: puede responder hasta el { $it }
member-hearing-answer = Su respuesta
member-hearing-no-answer = Todavía no ha respondido.
member-hearing-close = Dejar el asunto
member-expel = Expulsar
member-expel-lead = Su membresía termina en todos los nodos. Lo que apoyó antes queda, con una marca.
member-appeal-grant = Aceptar la apelación
member-appeal-refuse = Rechazar la apelación
member-move = Quiere mudarse
member-move-lead = Pide seguir como { $it }. La petición lleva la firma de su clave antigua.
member-move-accept = Aceptar la nueva dirección
member-key = Fijar otra clave
member-key-lead = Solo si la clave antigua se perdió y usted habló con la organización. Si no, ella misma cambia su clave.
field-member_key = Clave nueva
help-member_key = Multikey Ed25519; empieza por z6Mk.
member-handover = Traspasar
handover-title = Enlace para el nuevo contacto
handover-lead = Envíelo por una vía segura. Se muestra una sola vez.
field-member_reason = Motivo
help-member_reason = El miembro lo ve.
done-reminded = Recordado.
done-renewed = Renovado por otro periodo.
done-tier-set = Hecho. El registro ha cambiado.
done-suspended = Suspendido. Todos los nodos lo sabrán con el próximo registro.
done-suspension-lifted = La suspensión ha terminado.
done-hearing-open = El miembro conoce los motivos.
done-hearing-closed = El asunto queda dejado.
done-expelled = Expulsado.
done-appeal-decided = Decidido. El miembro lo sabe.
done-moved = La nueva dirección está en el registro.
done-key-pinned = La clave nueva queda fijada.

# El registro.
roster-title = Registro
roster-of = { $it }: registro
roster-number = Número
roster-last-changes = Últimos cambios
roster-change-none = Todavía no ha cambiado nada.
roster-download = Descargar el registro

# Crear redes.
networks-admin-title = Redes de este nodo
networks-admin-none = Todavía no hay ninguna red aquí.
network-new = Fundar una red
network-edit = Ajustes de la red
network-edit-of = { $it }: ajustes
network-more-languages = Guardar lo escrito y añadir idiomas
network-admins = Administradores
network-admins-lead = Deciden sobre los miembros. El último no puede irse.
network-admin-add = Nombrar administrador
network-admin-remove = Quitar
network-you = usted
network-too-few-admins = { $count ->
    [one] Esta red necesita { $shown } administrador para poder decidir.
   *[other] Esta red necesita { $shown } administradores para poder decidir.
}
field-network_handle = Nombre corto en la dirección
help-network_handle = Minúsculas, cifras y guion bajo. No se puede cambiar después.
field-network_name = Nombre de la red
field-network_about = Para qué es
help-network_about = Unas frases, 500 caracteres como máximo.
field-network_languages = Idiomas
help-network_languages = En los que se puede solicitar. El primero de la lista es el principal.
field-network_conduct = Código de conducta
help-network_conduct = Texto sencillo. Los solicitantes lo aceptan.
network-conduct-in = Código de conducta en { $it }
field-network_regions = Regiones
help-network_regions = Nada elegido: todo el mundo.
field-deciding = Quién decide sobre los miembros
network_rule-one-admin = Un administrador
network_rule-two-admins = Dos administradores
network_rule-vote = Una votación de administradores y miembros
network_rule-lazy-consensus = Un administrador, si nadie se opone durante el plazo
field-quorum = Votos como mínimo
help-quorum = Para una votación: de 2 a 1000.
field-two_people = Siempre dos personas distintas
field-comment_days = Días para comentarios
help-comment_days = De 0 a 90.
field-asked_referees = Avales que se piden
help-asked_referees = De 0 a 5.
field-probation_months = Meses de prueba
field-renewal_months = Meses hasta la renovación
help-renewal_months = 0: nunca.
field-answer_days = Días para responder antes de una expulsión
help-answer_days = De 7 a 90.
field-appeal_days = Días para apelar
help-appeal_days = De 30 a 60.
field-tiers = Situaciones en las que admite
field-regional_nodes_admit = La recomendación de un nodo regional admite en su región
field-admin_login = Nombre de usuario
done-network-founded = La red está fundada.
done-network-saved = Guardado.
done-admin-added = Ya es administrador.
done-admin-removed = Ya no es administrador.
region-002 = África
region-019 = América
region-142 = Asia
region-150 = Europa
region-009 = Oceanía

# Ajustes de una organización.
my-networks-title = Redes
my-networks-lead = En qué situación está { $it } y qué puede hacer.
my-networks-none = Su organización no pertenece todavía a ninguna red.
my-networks-join = Ingresar en una red
my-networks-join-lead = Pegue el nombre de la red, como @nombre@servidor, o su dirección.
field-network_address = Red
help-network_address = Por ejemplo @climate_forum@alpha.example
my-networks-look = Continuar
my-networks-renew = Renovar
my-networks-renew-due = Renovar antes del { $it }
my-networks-answer = Responder a los motivos
my-networks-answer-lead = La red considera expulsarles. Pueden responder hasta el { $it }.
my-networks-appeal = Apelar
my-networks-appeal-lead = Pueden apelar una vez, hasta el { $it }.
my-networks-leave = Dejar la red
my-networks-leave-lead = Su membresía termina en todos los nodos. Lo que publicaron y apoyaron permanece.
field-hearing_answer = Su respuesta
field-appeal_grounds = Por qué la decisión es errónea
my-networks-voice = Solicitudes por comentar
done-network-asked = La solicitud va de camino. La respuesta llega aquí.
done-hearing-answered = La red tiene su respuesta.
done-appeal-sent = La red tiene su apelación.
done-left = Han dejado la red.

# Por qué no se tomó una decisión.

applications-past = Rechazadas y retiradas
applications-past-of = { $it }: rechazadas y retiradas
applications-past-none = Todavía no se ha rechazado ni retirado nada.
applications-past-times = enviada el { $it }, cerrada el { $other }
members-heard = Última señal
members-heard-here = este nodo
members-heard-never = nunca
members-key-since = Clave desde
roster-signed-number = Firmado entero en el número
roster-signed-at = Firmado el
roster-signed-by = Clave
roster-signature = Firma
roster-holders = Quién lo tiene
roster-holders-lead = Lo que cada nodo que recibe el registro ha confirmado haber tomado.
roster-holders-none = Ningún otro nodo recibe aún el registro. Llega por sí solo a los nodos de los miembros.
roster-holder-node = Nodo
roster-holder-missing = Cambios en espera
voice-tier = Se vota la admisión como: { $it }
