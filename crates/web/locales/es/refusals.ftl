# What rules say when they refuse: sentences without a capital or a full stop, because they also stand after a colon.

# Accounts, organisations and what a role allows.
refused-last-owner = el último propietario de una organización no puede irse: nombre antes a otro propietario
refused-last-operator = el último operador no puede irse: nombre antes a otro operador
refused-may-not-read-drafts = no puede leer los borradores de esta organización
refused-may-not-write = no puede escribir para esta organización
refused-may-not-publish = no puede publicar para esta organización
refused-may-not-follow = no puede seguir cuentas para esta organización
refused-may-not-change-profile = no puede cambiar el perfil de esta organización
refused-may-not-host-declarations = no puede decidir sobre las declaraciones de esta organización
refused-may-not-endorse = no puede adherirse a un texto por esta organización
refused-may-not-change-team = no puede cambiar el equipo de esta organización
refused-may-not-create-network = no puede crear una red para esta organización
refused-may-not-represent = no puede hablar en nombre de esta organización
refused-may-not-speak-as-member = no puede hablar por esta organización como miembro
refused-may-not-operate = no puede administrar este nodo
refused-may-not-seal = no puede sellar este nodo
refused-may-not-moderate = no puede moderar este nodo
refused-may-not-change-keys-in-a-browser = no puede cambiar claves desde un navegador; use la línea de comandos del nodo
refused-no-organisation = no pertenece a ninguna organización; pida una invitación a un propietario
refused-hand-over-has-owner = esta organización tiene un propietario, que puede traspasarla en sus ajustes
refused-hand-over-other-person = este enlace es para otra persona: quien lo acepta ocupa su lugar
refused-moves-to-itself = esta es la dirección que la organización tiene aquí
refused-former-addresses-enough = ya hay cinco direcciones anteriores: quite una primero
refused-move-not-named = { $target } no dice que haya sido esta organización: añada allí primero { $ours } como dirección anterior
refused-move-goes-on = { $target } también se mudó, a { $further }
refused-declaration-close-waiting = { $count ->
    [one] { $shown } adhesión espera
    [many] { $shown } adhesiones esperan
   *[other] { $shown } adhesiones esperan
} revisión; lo que espera no podrá contar tras el cierre: decida antes, o ciérrela de todos modos
refused-pinned-enough = ya hay cinco prácticas que se muestran primero; quite antes una
refused-no-secret-shown = ahora no se puede mostrar ningún secreto; inténtelo de nuevo
refused-second-factor-needed = los propietarios y operadores necesitan un segundo factor: añada antes otro
refused-may-not-without-a-browser = no puede hacer esto sin navegador; entre en las páginas del nodo
refused-passkeys-not-under-this-name = las llaves de acceso no se pueden usar con este nombre
refused-passkeys-enough = { $count ->
    [one] ya hay { $shown } llave de acceso: quítela si ya no la usa
   *[other] ya hay { $shown } llaves de acceso: quite una que ya no use
}
refused-no-passkey-made = ahora no se puede crear ninguna llave de acceso; inténtelo de nuevo
refused-not-written = esto no se puede escribir como JSON
refused-password-not-kept = no se pudo guardar la contraseña; inténtelo de nuevo
refused-set-up-under-other-name = node.domain es { $configured }, pero este nodo se instaló como { $stored }, y eso es para siempre: otros servidores lo conocen por ese nombre. Ponga node.domain = "{ $stored }", o use otra carpeta de datos
refused-set-up-already = este nodo ya está instalado, como { $host }
refused-may-not-publish-alone = no puede publicar a solas: en esta organización un propietario publica lo que escribieron los editores
refused-may-not-without-an-organisation = no puede actuar sin una organización

# Declarations and endorsements.
refused-declaration-not-intact = el texto guardado no es el que se abrió: no se puede hacer nada con él hasta que se restaure de una copia de seguridad
refused-declaration-too-long = una declaración puede tener como máximo 2 MiB en todos sus idiomas
refused-text-not-frozen = el texto no se puede congelar: { $fault }
refused-declaration-only-named = solo pueden adherirse a esta declaración quienes nombró su propietario
refused-endorsement-mail-link = pulse el botón tras el enlace del correo: esta página sola no prueba que el buzón sea suyo
refused-may-not-show-hidden = no puede mostrar lo que oculta un firmante
refused-endorsement-ended = esta adhesión ha terminado: no se muestra nada de ella
refused-endorsed-already = esta organización ya se adhirió: retire antes esa adhesión
refused-endorsement-not-acceptable = esta adhesión no se aceptaría: { $reason }
refused-declaration-not-for-this-kind = esta declaración no está abierta a este tipo de firmante
refused-declaration-not-open-yet = esta declaración aún no está abierta
refused-declaration-closed-now = esta declaración está cerrada
refused-declaration-owner-unknown = el propietario de la declaración ya no se conoce aquí: sígalo antes
refused-endorsement-check-missing = diga cómo se comprobó
refused-endorsement-mail-not-confirmed = solo el enlace del correo confirma una dirección: diga qué otra cosa se comprobó
refused-endorsement-not-waiting = esta adhesión ya no espera: no hay nada que confirmar
refused-endorsement-not-merged = solo se puede separar de otra la que se tomó por la misma
refused-endorsement-own-key = esta organización firmó con su propia clave y publica su adhesión ella misma
refused-rows-too-many = { $count ->
    [one] como máximo { $shown } fila a la vez
   *[other] como máximo { $shown } filas a la vez
}
refused-declaration-not-open-for-lists = la declaración no está abierta: las listas se registran antes del cierre
refused-names-key-missing = lo que ocultan los firmantes está sellado, y la clave no está ahora en este nodo: vuelva más tarde, o pida a quien administra el nodo que devuelva la clave
refused-hidden-name-other-key = lo que oculta este firmante no se puede abrir: se selló con otra clave
refused-declaration-frozen = está congelada: tras la apertura no cambia ni una coma. Haga una nueva revisión
refused-declaration-still-draft = todavía es un borrador: ábralo antes
refused-declaration-already-open = ya está abierta
refused-declaration-closed = está cerrada: haga una nueva revisión
refused-declaration-not-later = la fecha de cierre solo se puede mover a un día posterior
refused-declaration-ends-before-now = su fecha de cierre ya ha pasado
refused-declaration-already-revised = ya hay una revisión más nueva: revise esa
refused-endorsement-not-now = no se puede hacer con esta adhesión tal como está ahora
refused-signature-file-too-large = el archivo tiene { $bytes } bytes, se leen como máximo 5 MiB: divídalo
refused-signature-file-not-utf8 = la línea { $line } no está en UTF-8: guarde el archivo como «CSV UTF-8»
refused-signature-file-empty = el archivo no tiene filas
refused-signature-file-column-missing = no se reconoció ninguna columna para «{ $missing }» en la primera línea; contiene: { $header }
refused-signature-file-column-twice = dos columnas son para «{ $column }»: cambie el nombre o quite una

# Networks and memberships.
refused-may-not-decide-network = no puede decidir sobre esta red
refused-no-network = esta cuenta no es una red con registro de miembros
refused-network-is-here = esta red está en este nodo: solicite la entrada en su página
refused-network-member-already = la organización ya es miembro
refused-network-applied-already = la organización ya lo ha solicitado: decide la red
refused-application-exists = esta organización ya solicitó entrar en esta red, o es miembro
refused-application-too-long = esta solicitud es demasiado larga: acorte sus textos
refused-may-not-decide-without-a-name = no puede decidir sin nombre; nombre al administrador con --as
refused-last-admin = el último administrador de una red no puede irse: nombre antes a otro administrador
refused-network-needs-admin = una red necesita un administrador: nombre a la persona con --as
refused-membership-document-unreadable = el documento de membresía no se puede leer
refused-may-not-decide-membership = no puede decidir sobre esta membresía
refused-may-not-decide-own-case = no puede decidir sobre su propia organización
refused-membership-out-of-order = la fecha es anterior a lo último que ocurrió
refused-membership-ended = esta membresía ha terminado: quien vuelve solicita de nuevo
refused-membership-not-now = no se puede hacer en esta fase
refused-membership-no-reason = dé un motivo: la organización lo ve
refused-membership-no-tier = esta red no admite a nadie en esa situación
refused-membership-no-end = una suspensión termina dentro de un año
refused-membership-not-heard = primero comunique los motivos al miembro y espere su respuesta, o el fin de su plazo
refused-membership-no-appeal = cabe una sola apelación, en el plazo que dan las reglas de la red
refused-membership-not-referee = no se le nombró como aval
refused-only-organisations-invited = solo se invita a organizaciones
refused-roster-unreadable = el registro no es válido: { $why }
refused-roster-twice = el registro no es válido: { $subject } figura dos veces
refused-roster-pages-differ = el registro no es válido: sus páginas tienen números distintos
refused-roster-entries = el registro no es válido: dice { $said } entradas y tiene { $had }
refused-roster-other-members = el registro no es válido: no nombra a quienes son miembros ahora
refused-own-networks-trusted = en las redes de este nodo siempre se confía
refused-application-sent = esta solicitud se ha enviado

# Posts, reports and blocks.
refused-appealed-before = su organización ya recurrió esto
refused-appeal-own-hiding = usted mismo ocultó esta publicación: otro moderador decide sobre el recurso
refused-cannot-block-itself = este nodo no puede bloquearse a sí mismo ni a sus propias organizaciones
refused-blocked-here = { $host } está bloqueado en este nodo; un moderador puede levantar el bloqueo
refused-cannot-follow-itself = una organización no puede seguirse a sí misma
refused-node-stopping = el nodo se está deteniendo
refused-picture-too-large = la foto supera los 10 MB; elija una más pequeña
refused-picture-not-one = esto no es una imagen JPEG, PNG, WebP o GIF
refused-picture-damaged = la imagen está dañada o no se puede leer
refused-picture-too-many-pixels = la imagen tiene demasiados píxeles; como máximo 8000 por lado y 40 millones en total
refused-picture-not-small-enough = la imagen no se puede reducir lo suficiente
refused-picture-too-much = la imagen exige demasiado tiempo o memoria, o está dañada; elija una más pequeña
refused-picture-not-now = ahora no se pueden examinar imágenes aquí; avise a quien administra este nodo
refused-report-not-passed-on = este aviso ya se transmitió, o no se puede avisar a su servidor
refused-report-nothing-to-hide = aquí no hay ninguna publicación que ocultar: no se nombra ninguna, o ya están ocultas o borradas
refused-report-not-elsewhere = solo se puede silenciar o suspender una cuenta de otro servidor; las publicaciones de una organización de este nodo se pueden ocultar, y un operador puede cerrar cuentas
refused-boost-only-public = solo se pueden compartir publicaciones públicas
refused-mentions-too-many = { $count ->
    [one] se puede mencionar como máximo a { $shown } persona
   *[other] se puede mencionar como máximo a { $shown } personas
}
refused-block-list-too-large = la lista es demasiado larga: se leen como máximo 2 MiB y 20 000 líneas; divídala
refused-block-list-not-utf8 = la lista no está en UTF-8
refused-block-list-empty = la lista no tiene líneas

# The node, its logs and its files.
refused-audit-log-changed = el registro de auditoría fue modificado: la entrada { $row } no sigue a la anterior
refused-bundle-check-stopped = la comprobación del archivo se interrumpió
refused-bundle-no-text = no contiene el texto tal como se abrió
refused-bundle-tally-key = su recuento está firmado con una clave de la que el registro no sabe que sea del propietario
refused-bundle-other-log = su registro no es el del servidor en que está su propietario
refused-bundle-of-this-node = la declaración es de este nodo: una copia de seguridad la devuelve
refused-bundle-server-suspended = su servidor está suspendido aquí
refused-bundle-other-key = la política nombra para este registro otra clave que la que se vio aquí primero
refused-bundle-declaration-unreadable = contiene una declaración que este nodo no puede leer
refused-bundle-declaration-deleted = su propietario ha borrado esta declaración
refused-bundle-log-went-on = el registro avanzó entretanto: inténtelo de nuevo
refused-clock-before-release = el reloj de esta máquina marca { $now }, antes de que se hiciera este programa; no se firma nada hasta que esté en hora. Los borradores se conservan
refused-clock-before-stored = el reloj de esta máquina marca { $now }, pero aquí se guardó algo el { $stored }; no se firma nada hasta que esté en hora. Los borradores se conservan
refused-clock-off-peers = el reloj de esta máquina marca { $now }, a { $minutes } min de lo que dicen otros servidores; no se firma nada hasta que esté en hora. Los borradores se conservan
refused-no-keys-made = no se pudieron crear las claves; inténtelo de nuevo
refused-not-signed = el documento no se puede firmar: { $fault }
refused-wrong-recovery-key = esta no es la clave de recuperación de la organización; empieza por bandung-recovery- y se mostró una sola vez
refused-log-entry-malformed = esto no es una entrada de un registro
refused-log-unsure = el registro de este nodo no puede continuar ahora: aún no se sabe qué se firmó por último. Se está preguntando a los testigos
refused-log-behind = el registro de este nodo no puede continuar ahora: tiene { $have } entradas y se firmaron { $signed }, como tras restaurar una copia de seguridad. Las que faltan se están pidiendo a los nodos que lo replican
refused-log-contradicts = el registro de este nodo no puede continuar ahora: no es el registro del que se firmaron { $signed } entradas. «bandung log begin» lo termina y empieza uno nuevo
refused-log-tree-damaged = el registro de este nodo no puede continuar ahora: su árbol en la base de datos está dañado; restaure la copia de seguridad más reciente
refused-log-is-sound = el registro de este nodo está sano y continúa: uno nuevo solo dejaría atrás sus adhesiones
refused-no-mail = este nodo no tiene correo: defina mail.url
refused-mailbox-enough = { $count ->
    [one] este buzón recibió { $shown } correo en la última hora: inténtelo más tarde
   *[other] este buzón recibió { $shown } correos en la última hora: inténtelo más tarde
}
refused-mirrored-entry-malformed = una entrada de ese registro está mal formada
refused-sealed = este nodo está sellado: un operador lo desbloquea en /admin/panic o con bandung seal --unlock
refused-clock-witness = el reloj de este nodo no está en hora: no firma nada
refused-no-witness = { $host } no muestra ningún testigo: ¿es un nodo Bandung?
refused-proposal-own = otro administrador confirma lo que usted ha propuesto
refused-proposal-without-author = quien lo propuso ya no administra esta red: descártelo y propóngalo usted
