# The page about the API.
api-title = للبرامج
api-lead = كل ما يستطيع الناس فعله بالممارسات والمسودات والتقارير والمتابعات تستطيعه البرامج أيضًا، بالقواعد نفسها. تبدأ العناوين بـ:
api-token = أرسل رمز وصول في الترويسة Authorization: Bearer. أنشئ واحدًا في الإعدادات، رموز الوصول.
api-errors = الأخطاء وثائق مشكلات (RFC 9457)، مع كل حقل غير صالح. تُرفض الحقول المجهولة.
api-idempotency = أرسل ترويسة Idempotency-Key مع ما تنشره: إن أُرسل مرتين فعل فعله مرة واحدة.
api-pages = للقوائم عضو “next”: أرسله باسم “after” لتحصل على الصفحة التالية.
api-openapi = وصف للآلات (OpenAPI 3.1)
api-scope-none = مفتوح للجميع
api-scope-read = رمز: قراءة
api-scope-write = رمز: كتابة
