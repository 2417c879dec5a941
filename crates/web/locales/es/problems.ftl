# Faults of fields.
problems = { $count ->
    [one] { $shown } problema
   *[other] { $shown } problemas
}
fault-missing = Rellene este campo, por favor.
fault-too-long = Como mucho { $it } caracteres; hay { $other }.
fault-too-many = { $count ->
    [one] Como mucho { $shown }.
   *[other] Como mucho { $shown }.
}
fault-not-in-list = «{ $it }» no está en la lista.
fault-malformed = Escríbalo de esta forma, por favor: { $it }.
fault-forbidden-character = Contiene un carácter que aquí no se puede usar, como un carácter de control invisible, < o >.
fault-end-before-start = El fin es anterior al inicio.
fault-nothing-went-wrong = Siempre hay algo difícil. Escriba qué fue, o “unknown”: así otros se ahorran el mismo problema.
fault-alt-text-missing = Describa la foto para quien no puede verla, o marque «decorativa».
fault-people-did-not-agree = Se reconoce a personas que no dieron su acuerdo: quite esta foto.
fault-taken = Ya está en uso.
fault-too-short = { $count ->
    [one] Al menos { $shown } carácter.
   *[other] Al menos { $shown } caracteres.
}
fault-too-common = Es una de las contraseñas más comunes. Elija otra, por favor.
fault-not-normalised = Línea { $it }, carácter { $other }: está en forma descompuesta (no NFC). Escríbalo de nuevo, por favor.
fault-language-without-text = { $it } está en la lista, pero no tiene texto.
fault-not-freezable = La línea { $it } contiene algo que un texto fijado no puede tener. Use párrafos, títulos con ## y ###, listas, citas, *énfasis* y enlaces https://.

# Pages of errors: what happened, then what to do.
error-not-found = Esta página no existe
error-help-not-found = Puede que se haya movido o quitado, o que haya que entrar para verla.
error-method-not-allowed = Esto no funciona aquí
error-help-method-not-allowed = Vuelva atrás y use los botones de la página.
error-forbidden = No puede hacer esto
error-help-forbidden = Su papel no lo permite. Puede hacerlo alguien con más derechos en su organización, o cambiar su papel.
error-form-not-ours = No se hizo nada
error-help-form-not-ours = Este formulario estuvo abierto demasiado tiempo, o no venía de una página de este nodo. Vuelva atrás, cargue la página de nuevo y envíelo otra vez.
error-bad-request = No se entiende esta petición
error-help-bad-request = Vuelva atrás e inténtelo de nuevo. No se cambió nada.
error-wrong-host = Este nodo tiene otro nombre
error-help-wrong-host = Use la dirección que le dieron, por favor.
error-too-large = Es demasiado grande
error-help-too-large = Una foto puede tener como mucho 10 MB, un formulario 256 kB. No se cambió nada.
error-too-slow = Esto tardó demasiado
error-help-too-slow = La conexión es lenta: inténtelo de nuevo. No se cambió nada.
error-unsupported-type = No se puede leer este tipo
error-help-unsupported-type = Envíelo en la forma que nombra la documentación.
error-too-many = Demasiados intentos
error-help-too-many = Espere un minuto y vuelva a intentarlo.
error-not-signed-in = Entre, por favor
error-help-not-signed-in = Su sesión terminó. Entre en otra pestaña, vuelva y envíe de nuevo: lo que escribió sigue en el formulario.
error-refused = Esto no se hizo
error-help-refused = Una norma no lo permite. No se cambió nada.
error-invalid = Hay campos que revisar
error-help-invalid = No se guardó nada. Vuelva al formulario: lo que escribió sigue allí.
error-conflict = Alguien más lo cambió entretanto
error-help-conflict = No se sobrescribió nada. Cargue la página de nuevo, mire los cambios y haga los suyos.
error-not-set-up = Este nodo todavía no está instalado
error-help-not-set-up = El operador ejecuta “bandung setup” en la máquina y abre el enlace que aparece.
error-remote-not-allowed = Esta dirección no se puede usar
error-help-remote-not-allowed = Compruébela, por favor. Una dirección es como @name@server.
error-remote-not-found = No existe esa cuenta
error-help-remote-not-found = El otro servidor responde que no la conoce. Compruebe cómo se escribe.
error-remote-unreachable = El otro servidor no responde
error-help-remote-unreachable = Puede estar desconectado. No se pierde nada: inténtelo más tarde.
error-remote-unusable = El otro servidor responde algo que aquí no se puede usar
error-help-remote-unusable = Su programa puede ser distinto. Puede decírselo a su operador.
error-unavailable = Algo va mal en este nodo
error-help-unavailable = Nada de lo que envió quedó a medias. Inténtelo en un minuto. Si sigue así, dígaselo al operador.
error-try-later = Inténtelo en un minuto.
error-withdrawn = Esta práctica fue retirada
error-help-withdrawn = Su autor la retiró. Ya no se le puede añadir nada.
error-no-room = El disco de este nodo está casi lleno
error-help-no-room = No se cambió nada. Lo que escribió sigue en el formulario; envíelo de nuevo cuando el operador haya hecho espacio.
