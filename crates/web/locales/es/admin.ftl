# Set-up.
setup-title = Instalar este nodo
setup-lead = Tres cosas: el nombre del nodo, su cuenta y su organización. Todo se guarda de una vez, al pulsar el botón.
setup-do = Instalar el nodo
field-domain = Nombre del nodo (dominio)
help-domain = El dominio con el que la gente lo encontrará. Forma parte de cada dirección que da este nodo, y de sus claves.
field-for_ever = Entiendo que este nombre es para siempre
help-for_ever = No se puede cambiar después: los otros servidores verían un nodo nuevo y desconocido. Revise dos veces cómo se escribe.
field-handle = Nombre corto en la dirección
help-handle = Minúsculas, cifras y guion bajo. La gente encuentra la organización como @short_name@domain. No cambia nunca.
done-set-up = El nodo está instalado. Entre con la cuenta que acaba de crear.

# The node.
admin-title = Nodo
check-ok = ✓ Bien
check-warn = ! Mire esto
check-fail = ✗ Arregle esto
doctor-title = Comprobaciones
doctor-again = Comprobar otra vez
never = nunca
node-settings-title = Ajustes del nodo
field-node_name = Nombre del nodo
field-node_about = Acerca del nodo
field-node_rules = Normas del nodo
audit-title = Registro de auditoría
audit-when = Cuándo
audit-who = Quién
audit-what = Qué
audit-object = Sobre qué

# Deliveries.
deliveries-title = Entregas
deliveries-lead = Lo que otros servidores no han recibido todavía espera aquí, en orden, mientras sigan.
deliveries-no-peers = Ningún otro servidor sigue todavía.
deliveries-waiting = Entregas en espera
deliveries-none-waiting = Todo está entregado.
peer-up-to-date = Al día
peer-waiting = { $count ->
    [one] { $shown } en espera
   *[other] { $shown } en espera
}
peer-since = desde { $it }
peer-paused = en pausa
peer-alarm = una persona debe mirar esto
peer-parked = { $count ->
    [one] { $shown } apartada
   *[other] { $shown } apartadas
}
peer-last-answer = Última respuesta: { $it }
peer-next-try = próximo intento { $it }
peer-promise = Las recibe cuando vuelva.
peer-last-success = Última entrega
peer-last-heard = Últimas noticias suyas
peer-failures = Fallos seguidos
peer-signature = Firma que acepta
peer-software = Programa
peer-bandung = Un nodo como este
peer-other = Otro programa
peer-try = Intentar ahora
peer-pause = Pausar
peer-resume = Continuar
peer-catch-up = Pedir lo que nos perdimos
peer-drop = { $count ->
    [one] Tirar { $shown } apartada
   *[other] Tirar { $shown } apartadas
}
peer-answers = Últimas respuestas
peer-no-answers = Todavía no se le ha preguntado.
done-peer-tried = Se está intentando. Cargue la página de nuevo en un momento.
done-peer-paused = En pausa. Lo que se publique espera.
done-peer-resumed = Continúa.
done-peer-dropped = Tirado.
done-peer-caught-up = Pedido. Lo que faltaba ya está aquí.

# Moderation.
flags-title = Avisos
flags-none = Nadie ha avisado de nada.
flag-open = abierto
flag-resolved = resuelto
blocks-title = Servidores bloqueados
blocks-lead = Un servidor silenciado solo lo ven quienes siguen a alguien allí. De uno suspendido no se toma nada, ni se le envía nada. Se incluyen los subdominios.
blocks-none = No hay ningún servidor bloqueado.
field-host = Servidor
field-severity = Cómo
severity-silence = Silenciar
severity-suspend = Suspender
block-do = Bloquear
block-lift = Levantar el bloqueo
done-blocked = Bloqueado.
done-lifted = El bloqueo se ha levantado. Los seguimientos que terminó siguen terminados: hay que volver a pedirlos, de ambos lados.

# People and organisations.
people-title = Personas
person-new = Una persona nueva
person-add = Añadir, y crear un enlace para la contraseña
field-node_role = Papel en todo el nodo
field-organisation = Organización
field-organisation_role = Papel en ella
node-role-none = Ninguno
node-role-moderator = Moderación
node-role-operator = Operación
password-link-make = Enlace para una contraseña nueva
password-link-title = Enlace para elegir una contraseña
password-link-lead = Dé este enlace a la persona por una vía segura. Solo se muestra ahora, funciona una vez y termina en siete días.
end-all-logins = Terminar todas las sesiones
disable = Cerrar la cuenta
enable = Abrir la cuenta
organisation-new = Una organización nueva
organisation-add = Fundarla
done-founded = La organización está fundada.
