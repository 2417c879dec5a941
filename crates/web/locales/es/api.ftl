# The page about the API.
api-title = Para programas
api-lead = Todo lo que las personas pueden hacer con prácticas, borradores, informes y seguimientos también lo pueden los programas, con las mismas normas. Las direcciones empiezan por:
api-token = Envíe una clave de acceso en la cabecera Authorization: Bearer. Cree una en Ajustes, Claves de acceso.
api-errors = Los errores son documentos «problem» (RFC 9457), con cada campo que no es válido. Se rechazan los campos desconocidos.
api-idempotency = Envíe una cabecera Idempotency-Key con lo que publica: enviado dos veces, tiene efecto una vez.
api-pages = Las listas tienen un miembro “next”: envíelo como “after” para la página siguiente.
api-openapi = Descripción para máquinas (OpenAPI 3.1)
api-scope-none = abierto a todos
api-scope-read = clave: leer
api-scope-write = clave: escribir
