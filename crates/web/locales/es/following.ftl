# Timelines and follows.
timeline-title = De quienes sigue
timeline-none = Aquí no hay nada todavía. Siga a organizaciones de este u otros nodos, y lo que publiquen aparecerá aquí.
incoming-title = Respuestas e informes
incoming-none = Nadie ha respondido todavía. Aquí aparecen las respuestas a sus prácticas y los informes sobre ellas. Lo que viene de alguien nuevo espera una primera mirada.
follows-title = Siguiendo
follows-none = Todavía no sigue a nadie. Escriba arriba una dirección, por ejemplo @water@node.example.
follow-address = ¿A quién quiere seguir?
follow-address-help = Una dirección como @name@server, o el enlace de un perfil.
unfollow = Dejar de seguir
follow-state-pending = pedido; espera respuesta
follow-state-active = siguiendo
follow-state-refused = rechazado
follow-state-ended = terminado
followers-title = Seguidores
followers-none = Nadie le sigue todavía. Dé su dirección: está en la página de su organización.
followers-waiting = { $count ->
    [one] { $shown } espera su respuesta
   *[other] { $shown } esperan su respuesta
}
accept = Aceptar
refuse = Rechazar
remove-follower = Quitar
done-following = Ahora les sigue.
done-asked-to-follow = Pedido. Les seguirá cuando acepten.
done-unfollowed = Ya no les sigue.
done-accepted = Aceptado. Desde ahora reciben lo que publica.
done-refused = Hecho. No reciben lo que publica.
remote-follow-title = Seguir o responder desde su propio servidor
remote-follow-lead = Aquí no necesita cuenta. Si tiene una en Mastodon o en otro nodo, escriba su dirección: su servidor se abre y le pregunta allí.
field-your_handle = Su dirección
help-your_handle = Por ejemplo @name@mastodon.example. Se usa una vez y no se guarda.
remote-follow-do = Ir a mi servidor
remote-follow-by-hand = O busque en su servidor: { $it }
remote-follow-go = Se encontró su servidor. Se abre en esta ventana y le pide confirmación.
