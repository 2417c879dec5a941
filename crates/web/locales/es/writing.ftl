# Writing a practice.
drafts-title = Borradores
drafts-none = No hay ningún borrador abierto. Lo que escriba se guarda aquí hasta que lo publique o lo tire.
no-organisation = Todavía no actúa en nombre de una organización. Su dirección puede invitarle.
write-for = Escribir una práctica en nombre de { $it }
draft-untitled = Sin título
draft-by = { $it }, { $other }
draft-revision = revisión de una práctica publicada
draft-delete = Tirar el borrador
draft-conflict = Alguien más guardó este borrador entretanto
draft-conflict-help = No se sobrescribió nada. Su texto está en el formulario de abajo. Tachado: lo que tiene la otra versión; marcado: lo que tiene la suya. Guarde otra vez para conservar la suya.
bring-back = Este dispositivo tiene un texto más nuevo de esta página que nunca llegó al nodo.
bring-back-do = Recuperarlo
saved-on-device = Su texto está guardado en este dispositivo.
write-steps = Pasos
write-step-1 = Qué
write-step-2 = Resultado
write-step-3 = Dónde
write-step-4 = Comprobar
write-review = Repaso
write-next = Guardar y seguir
write-back = Guardar y volver
review-mastodon = Lo que la gente ve primero en Mastodon
review-text = El texto completo
review-weight = Texto y fotos: { $it } kB, unos { $other } s con una conexión lenta.
review-servers = { $count ->
    [0] Nadie de otro servidor le sigue todavía; la práctica estará ahí cuando lo haga.
    [one] La recibirá { $shown } servidor con seguidores.
   *[other] La recibirán { $shown } servidores con seguidores.
}
publish = Publicar
publish-revision = Publicar la versión nueva
done-published = Publicada. Va a todos los seguidores. Quienes estén desconectados la reciben al volver.
done-draft-deleted = El borrador se ha tirado.
done-photo-saved = La foto está guardada. Descríbala, por favor.
done-photo-position-removed = La foto está guardada. Contenía el lugar donde se tomó; se ha quitado. Descríbala, por favor.
numbered = { $it } { $other }
help-title = Qué cambió, y para quién. Como mucho 90 caracteres.
help-problem = ¿Qué iba mal, y para quién? Como mucho 400 caracteres.
help-what_we_did = Un paso por línea, como mucho 12 pasos y 1.500 caracteres.
help-result = ¿Qué es distinto ahora? Como mucho 600 caracteres.
help-what_went_wrong = Qué fue difícil o falló, para que otros lo eviten. “unknown” también vale. Como mucho 400 caracteres.
help-you_need = Materiales, conocimientos, permisos. Como mucho 400 caracteres.
help-place = Pueblo, distrito o río. Déjelo vacío si puede poner a alguien en peligro.
help-setting = Uno o dos.
help-sectors = De uno a tres.
help-hazards = Hasta tres.
help-sdgs = Hasta tres.
help-beneficiary_groups = Hasta tres.
help-ended = Déjelo vacío si continúa.
help-people_reached = Un número, o vacío si no se sabe.
help-summary = Es lo que la gente ve primero en Mastodon. Como mucho 500 caracteres.
help-contact = Un buzón de función como water@organisation.example, a la vista de todos. Vacío: se contesta con una respuesta.
help-adapted_from = La dirección de la práctica de la que nació esta.
help-photo = JPEG, PNG o WebP, como mucho 10 MB. Se quitan los datos ocultos, como la posición. Hasta cuatro.
field-number_what = Qué se midió
field-number_before = Antes
field-number_after = Después
field-number_unit = Unidad
help-number_before = Vacío si no se sabe.
field-photo = Añadir una foto
field-photo_alt = Descripción de la foto
field-photo_decorative = Esta foto es decorativa y no necesita descripción
field-photo_people = ¿Se puede reconocer a personas?
field-photo_remove = Quitar esta foto
field-link_url = Dirección de un enlace
field-link_title = Texto del enlace
people-agreed-none = No se puede reconocer a nadie
people-agreed-yes = Sí, y aceptaron salir
people-agreed-no = Sí, y no lo aceptaron

# Withdrawing.
withdraw-title = Retirar «{ $it }»
withdraw-lead = El texto desaparece aquí, y se pide a los otros servidores que lo borren. Quedan el título, la fecha y su motivo. No se puede deshacer.
field-reason = Motivo
help-reason = Lo ve quien abra la página.
done-withdrawn = La práctica está retirada.
done-confirmed = La página dice ahora que la práctica sigue en uso.
done-featured = Está la primera en su página.
done-unfeatured = Ya no está la primera.

# Replication report.
report-title = Hemos probado «{ $it }»
report-lead = Cuente cómo fue donde está. Un informe de que no funcionó vale tanto como uno de que sí. Se publica en nombre de { $it }, y se avisa al autor.
report-do = Publicar el informe
report-login = Para contar que la probó, entre en nombre de una organización de este nodo, o responda desde su servidor: una respuesta a esta dirección se muestra debajo de la práctica.
help-what_we_changed = Como mucho 400 caracteres.
help-barriers = Hasta tres.
done-reported = Su informe está publicado.
