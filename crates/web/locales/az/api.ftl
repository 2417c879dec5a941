# The page about the API.
api-title = Proqramlar üçün
api-lead = İnsanların təcrübələr, qaralamalar, hesabatlar və izləmələrlə edə bildiyi hər şeyi proqramlar da eyni qaydalarla edə bilər. Ünvanlar belə başlayır:
api-token = Giriş açarını Authorization: Bearer başlığında göndərin. Onu Ayarlar, Giriş açarları səhifəsində yaradın.
api-errors = Səhvlər problem sənədləridir (RFC 9457), hər yararsız sahə ilə. Naməlum sahələr rədd edilir.
api-idempotency = Dərc etdiyinizlə Idempotency-Key başlığı göndərin: iki dəfə göndərilsə, bir dəfə təsir edir.
api-pages = Siyahıların “next” üzvü var: növbəti səhifə üçün onu “after” kimi göndərin.
api-openapi = Maşınlar üçün təsvir (OpenAPI 3.1)
api-scope-none = hamıya açıq
api-scope-read = açar: oxumaq
api-scope-write = açar: yazmaq
