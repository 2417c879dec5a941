# Around every page.
skip-to-content = Ir al contenido
development-network = Red de desarrollo: no es para trabajo real. Nada aquí es seguro ni duradero.
keep-language = Conservar este idioma en este dispositivo
nav-main = Principal
nav-languages = Idiomas
nav-about = Sobre este nodo
nav-pages = Páginas
nav-practices = Prácticas
nav-organisations = Organizaciones
nav-timeline = Siguiendo
nav-inbox = Respuestas
nav-write = Escribir
nav-settings = Ajustes
nav-node = Nodo
nav-search = Buscar
nav-login = Entrar
logout = Salir
signed-in-as = Ha entrado como { $it }.
signed-in-for = Ha entrado como { $it }, en nombre de { $other }.
page-weight = Esta página pesa { $it } kB.
next-page = Más
to-front-page = Portada
unknown = Se desconoce
feed = Canal
edited = editado
held = espera una primera mirada
delete = Borrar
save = Guardar
cancel = Cancelar
yes = Sí
no = No

# Dates.
date-day = { $it } de { $other }
date-month = { $it } de { $other }
date-moment = { $it }, { $other } UTC
period = de { $it } a { $other }
period-open = desde { $it }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

# Months after the number of a day.
month-of-day-1 = enero
month-of-day-2 = febrero
month-of-day-3 = marzo
month-of-day-4 = abril
month-of-day-5 = mayo
month-of-day-6 = junio
month-of-day-7 = julio
month-of-day-8 = agosto
month-of-day-9 = septiembre
month-of-day-10 = octubre
month-of-day-11 = noviembre
month-of-day-12 = diciembre

# Front page.
home-title = Prácticas climáticas que funcionaron, y lo que salió mal
home-lead = Las organizaciones escriben lo que hicieron contra la sequía, la inundación, el calor y el hambre. Otras lo prueban y cuentan cómo les fue.
home-newest = Prácticas nuevas
home-by-sector = Por tema
home-follow = Cada organización se puede seguir desde Mastodon y redes parecidas. Busque allí su dirección, o pulse «Seguir» en su página.
all-practices = Todas las prácticas
practices-of-node = { $count ->
    [one] práctica
   *[other] prácticas
}
organisations-of-node = { $count ->
    [one] organización
   *[other] organizaciones
}

# Posts and what is done with them.
posts = Publicaciones
posts-none = Aquí no hay nada todavía. Lo que se publique aparecerá aquí, lo más nuevo primero.
post-by = Publicación de { $it }
boosted-by = Compartido por { $it }
in-answer-to = En respuesta a
on-its-server = En su propio servidor
like = Me gusta
unlike = Ya no me gusta
boost = Compartir
unboost = Dejar de compartir
reply = Responder
reply-label = Su respuesta
reply-as = Responder como { $it }
answer-or-read = Leer las respuestas
answer-from-your-server = Responder desde su propio servidor
first-look-show = Mostrar a todos
first-look-hide = Ocultar
likes = { $count ->
    [one] { $shown } me gusta
   *[other] { $shown } me gusta
}
boosts = { $count ->
    [one] compartido { $shown } vez
   *[other] compartido { $shown } veces
}
replies-count = { $count ->
    [0] Respuestas
    [one] { $shown } respuesta
   *[other] { $shown } respuestas
}
replies-none = Nadie ha respondido todavía.

# What was done.
done-replied = Su respuesta está publicada.
done-liked = Le gusta esta publicación.
done-unliked = Ya no le gusta.
done-boosted = Ha compartido esta publicación con sus seguidores.
done-unboosted = Ya no comparte esta publicación.
done-shown = Todos la ven. Las próximas publicaciones de este autor no necesitan una primera mirada.
done-hidden = Está oculta.
done-deleted = Se ha borrado aquí. Se pide a los otros servidores que también la borren.

# Organisations.
organisations-title = Organizaciones
organisations-here = En este nodo
organisations-elsewhere = En otros nodos
organisations-none = Aquí no se conoce todavía ninguna organización de otro nodo. Aparece cuando alguien de aquí la sigue.
follow-title = Seguir
follow-name = Seguir a { $it }
edit-profile = Editar el perfil
featured = Elegido por la organización
followers-count = { $count ->
    [one] { $shown } seguidor
   *[other] { $shown } seguidores
}
following-count = { $count ->
    [one] sigue a { $shown }
   *[other] sigue a { $shown }
}

# Names of the pages about the node.
about-title = Acerca de
rules-title = Normas
privacy-title = Privacidad
safety-title = Seguridad de las personas
accessibility-title = Accesibilidad
source-title = Código fuente
display-title = Idioma y presentación
clock-wrong = El reloj de este nodo está mal. Hasta que se ajuste, no se publica nada ni se intercambia con otros servidores. La lectura continúa.
disk-low = El disco de este nodo está casi lleno. Se puede leer y retirar; todo lo demás espera a que haya espacio.
