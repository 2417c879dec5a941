# Mails: plain sentences, no markup.
mail-test-subject = Prueba de { $it }
mail-test-body = Esto es una prueba: { $it } puede enviar correo.
mail-confirm-endorsement-subject = Confirme, por favor: { $it }
mail-confirm-endorsement-body = Alguien apoyó la declaración «{ $it }» como { $other } y dio esta dirección.
mail-confirm-endorsement-do = Abra esta página y pulse el botón. Abrir el enlace no hace nada por sí solo:
mail-confirm-endorsement-not-you = Si no fue usted, pulse «No fui yo» en la misma página o no haga nada: sin el botón no se cuenta.
mail-footer = Enviado una sola vez por { $it }, porque esta dirección se escribió allí. Usted no está en ninguna lista.
