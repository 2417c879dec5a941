# For those who write and open declarations.
declaration-manage = Gestionar esta declaración
secretariat-title = Declaraciones de este nodo
secretariat-lead = Escriba un texto en cada idioma oficial, mire lo que se congelará y luego ábralo.
secretariat-none = Aún no hay declaraciones. Empiece una: nadie la ve antes de abrirse.
declaration-new = Empezar una declaración
declaration-edit-title = Escribir la declaración
declaration-text-in = Texto en { $it }
declaration-add-language = Añadir un idioma
field-declaration_title = Título
field-declaration_summary = Resumen
help-declaration_summary = Como máximo 500 caracteres, texto simple. Es lo que se ve en Mastodon.
field-declaration_source = Texto
help-declaration_source = Markdown: ## título, 1. y - para listas, > para citas, **fuerte**, *énfasis*, [palabras](https://…).
field-slug = Última parte de la dirección
field-opens_at = Se abre el
help-opens_at = Día como 2026-03-02. Vacío: en el momento de abrir.
field-closes_at = Se cierra el
help-closes_at = Día como 2026-05-31. Puede retrasarse, nunca adelantarse. Vacío: hasta que alguien la cierre.
field-late = Adhesiones tras el cierre
late-refused = se rechazan
late-shown-separately = se muestran aparte
field-may_endorse = Quién puede adherirse
field-approval = Adhesiones de otros nodos
approval-automatic = se aceptan enseguida
approval-manual = esperan a una persona de la secretaría
field-recipients = Dirigida a
help-recipients = Uno por línea.
field-hashtags = Etiquetas
help-hashtags = Como máximo cinco, una por línea, sin #.
field-authentic = Textos de igual valor
field-texts = Textos
declaration-check = Ver lo que se congelará
declaration-preview-title = Lo que se congelará
declaration-preview-lead = Exactamente esto, en cada idioma, byte a byte. Tras abrirse no se puede cambiar nada.
declaration-parts-differ = El texto en { $it } tiene otras partes que el principal: { $other }
declaration-parts = { $it } títulos, { $other } párrafos, { $third } puntos de lista
declaration-open-title = Abrirla
declaration-open-lead = Escriba el título otra vez. Después no cambia ni una coma; una corrección es un texto nuevo y no se traslada a nadie.
field-typed_title = El título, otra vez
declaration-open-do = Abrir esta declaración
declaration-title-differs = Este no es el título. No se ha abierto nada.
declaration-extend = Retrasar el cierre
declaration-close = Cerrar ahora
declaration-close-lead = Tras el cierre no se cuenta nada más y se firma el último recuento.
declaration-revise = Nueva revisión
declaration-revise-lead = Un texto corregido es un texto nuevo con una diferencia visible. Se pregunta otra vez a quienes se adhirieron.
declaration-discard = Descartar el borrador
declaration-hall = Abrir una sala
declaration-hall-lead = En una conferencia muchas personas comparten una red. Con este código el límite del formulario se levanta unas horas.
declaration-hall-hours = Horas
field-hours = Horas
hall-title = La sala está abierta
hall-lead = Muestre este enlace o código en la sala. Se muestra una sola vez.
done-draft-saved = Guardado.
done-opened = Está abierta. Desde ahora no cambia ni una coma.
done-extended = La fecha de cierre se ha retrasado.
done-closed = Cerrada. El último recuento está firmado.
done-decided = Hecho y anotado.

# Queue of endorsements.
queue-title = Adhesiones por revisar
queue-of = { $it }: adhesiones por revisar
queue-none = Nada le espera.
queue-look-alike = Podría ser la misma que:
queue-reason-mail = misma dirección de correo
queue-reason-key = misma clave
queue-reason-name = mismo nombre
queue-reason-look-alike = nombre con letras parecidas
queue-confirm = Confirmar
queue-accept = Aceptar
field-check = Cómo se comprobó
field-note = Nota
queue-merge = Fusionar: la misma
queue-not-same = No es la misma
queue-refuse = Rechazar
queue-hide = Ocultar el nombre
queue-revoke = Dejar de aceptar
queue-all = Todas las adhesiones

# Import.
import-title = Importar una lista
import-lead = Un archivo CSV en UTF-8, una firma por fila. Las columnas se reconocen por su nombre, en los siete idiomas.
field-file = Archivo (CSV)
field-channel = Cómo se recogieron
import-preview-do = Mirar primero, sin importar nada
import-preview-title = Lo que se importaría
import-rows = { $count ->
    [one] { $shown } fila en el archivo
   *[other] { $shown } filas en el archivo
}
import-good = { $count ->
    [one] { $shown } se puede tomar
   *[other] { $shown } se pueden tomar
}
import-problems = { $count ->
    [one] { $shown } fila con problemas
   *[other] { $shown } filas con problemas
}
import-columns = Columnas reconocidas
import-unknown-columns = Columnas que se dejan fuera
import-row = Fila
import-problem = Problema
import-first-rows = Las primeras filas
import-do = Importar estas filas
import-done-title = Importado
import-taken = Contadas: { $it }. Por revisar: { $other }. No tomadas: { $third }.
import-rest = Filas no tomadas (CSV), con el motivo
import-fault-country = país desconocido
import-fault-dates = fuera de fechas
import-fault-duplicate = duplicado
import-fault-formula = parece una fórmula
import-fault-empty = vacío
done-deleted-draft = El borrador se ha descartado.
field-status = Estado
queue-reason-code = Motivo
refusal-duplicate = duplicado
refusal-not-eligible = no puede adherirse a este texto
refusal-spam = correo basura o broma
refusal-unverified = no se pudo comprobar
queue-by = Decidido por
queue-more = Ocultar o dejar de aceptar
