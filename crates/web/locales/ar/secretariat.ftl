# For those who write and open declarations.
declaration-manage = أدِر هذا الإعلان
secretariat-title = إعلانات هذه العقدة
secretariat-lead = اكتب نصًا بكل لغة رسمية، وعاين ما سيُجمَّد، ثم افتحه.
secretariat-none = لا إعلانات بعد. ابدأ واحدًا: لا يراه أحد قبل فتحه.
declaration-new = ابدأ إعلانًا
declaration-edit-title = اكتب الإعلان
declaration-change = غيّر النص
declaration-text-in = النص بلغة { $it }
declaration-add-language = أضف لغة
field-declaration_title = العنوان
field-declaration_summary = الموجز
help-declaration_summary = 500 حرف على الأكثر، نص بسيط. هذا ما يراه الناس على ماستودون.
field-declaration_source = النص
help-declaration_source = ماركداون: ## عنوان، 1. و - للقوائم، > للاقتباس، **غليظ**، *مائل*، [كلمات](https://…).
field-slug = الجزء الأخير من العنوان الإلكتروني
field-opens_at = يُفتح في
help-opens_at = اليوم على شكل 2026-03-02. إن تُرك فارغًا: لحظة الفتح.
field-closes_at = يُغلق في
help-closes_at = اليوم على شكل 2026-05-31. يمكن تأخيره لا تقديمه. إن تُرك فارغًا: حتى يغلقه أحد.
field-late = التأييدات بعد الإغلاق
late-refused = تُرفض
late-shown-separately = تُعرض على حدة
field-may_endorse = من يحق له التأييد
field-approval = تأييدات العقد الأخرى
approval-automatic = تُقبل فورًا
approval-manual = تنتظر شخصًا من الأمانة
approval-members = من أعضاء { $it } تُقبل فورًا، ومن غيرهم لا
field-recipients = موجّه إلى
help-recipients = واحد في كل سطر.
field-hashtags = الوسوم
help-hashtags = خمسة على الأكثر، واحد في كل سطر، بلا #.
field-authentic = نصوص متساوية الحجية
field-texts = النصوص
declaration-check = عاين ما سيُجمَّد
declaration-preview-title = ما سيُجمَّد
declaration-preview-lead = هذا بالضبط، بكل لغة، بايتًا بايتًا. بعد الفتح لا يمكن تغيير شيء منه.
declaration-parts-differ = النص بلغة { $it } أجزاؤه تختلف عن النص الرئيسي: { $other }
declaration-parts = عناوين: { $it }، فقرات: { $other }، بنود: { $third }
declaration-open-title = افتحه
declaration-open-lead = اكتب العنوان مرة أخرى. بعد ذلك لا تتغير فاصلة؛ والتصحيح نص جديد لا يُنقل إليه أحد.
field-typed_title = العنوان مرة أخرى
declaration-open-do = افتح هذا الإعلان
declaration-title-differs = ليس هذا هو العنوان. لم يُفتح شيء.
declaration-extend = أخّر موعد الإغلاق
declaration-close = أغلق الآن
declaration-close-lead = بعد الإغلاق لا يُعدّ شيء آخر، ويُوقَّع العدد الأخير.
declaration-revise = مراجعة جديدة
declaration-revise-lead = النص المصحح نص جديد تظهر فروقه. ويُسأل المؤيدون من جديد.
declaration-discard = تخلّص من المسودة
declaration-hall = افتح قاعة
declaration-hall-lead = في المؤتمر يشترك كثيرون في شبكة واحدة. بهذا الرمز يُرفع حد الاستمارة لبضع ساعات.
declaration-hall-hours = ساعات
field-hours = ساعات
hall-title = القاعة مفتوحة
hall-lead = اعرض هذا الرابط أو الرمز في القاعة. يُعرض مرة واحدة.
done-draft-saved = حُفظ.
done-opened = إنه مفتوح. من الآن لا تتغير فاصلة.
done-extended = أُخّر موعد الإغلاق.
done-closed = أُغلق. العدد الأخير موقَّع.
done-decided = تم وسُجّل.

# Queue of endorsements.
queue-title = تأييدات للنظر
queue-of = { $it }: تأييدات للنظر
queue-choose = اختر من فضلك
queue-none-here = لا شيء هنا. ما ينتظر موجود تحت العناوين التي معها رقم.
queue-none = لا شيء ينتظرك.
queue-look-alike = قد يكون هو نفسه:
queue-reason-mail = البريد نفسه
queue-reason-key = المفتاح نفسه
queue-reason-name = الاسم نفسه
queue-reason-look-alike = اسم بحروف متشابهة
queue-confirm = أكّد
queue-accept = اقبل
field-check = كيف جرى التحقق
field-note = ملاحظة
queue-merge = ادمج: هما واحد
queue-not-same = ليسا واحدًا
queue-refuse = ارفض
queue-hide = أخفِ الاسم
queue-revoke = أوقف قبوله
queue-withdraw = اسحبه بطلب من الموقّع
queue-withdraw-lead = طلب منك الموقّع سحبه. لن يُعدّ بعد ذلك أبدًا.
queue-erase = امحه في كل مكان
queue-erase-lead = يُتلف الاسم والوثيقة على كل عقدة. ويبقى السجل قابلًا للتحقق.
queue-all = كل التأييدات

# Import.
import-title = استورد قائمة
import-lead = ملف CSV بترميز UTF-8، توقيع في كل صف. تُعرف الأعمدة بأسمائها بأي من اللغات السبع.
field-file = الملف (CSV)
field-channel = كيف جُمعت
import-preview-do = عاين أولًا دون استيراد
import-preview-title = ما الذي سيُستورد
import-rows = { $count ->
    [zero] { $shown } صفًا في الملف
    [one] صف واحد في الملف
    [two] صفان في الملف
    [few] { $shown } صفوف في الملف
    [many] { $shown } صفًا في الملف
   *[other] { $shown } صفًا في الملف
}
import-problems = { $count ->
    [zero] { $shown } صفًا فيها مشكلات
    [one] صف واحد فيه مشكلة
    [two] صفان فيهما مشكلة
    [few] { $shown } صفوف فيها مشكلات
    [many] { $shown } صفًا فيها مشكلات
   *[other] { $shown } صفًا فيها مشكلات
}
import-columns = الأعمدة المعروفة
import-unknown-columns = أعمدة متروكة
import-row = الصف
import-problem = المشكلة
import-first-rows = الصفوف الأولى
import-nothing = لا يمكن أخذ أي صف من هذه القائمة كما هي. ما كان موجوداً من قبل محسوب أو ينتظر؛ ومشكلات الصفوف الأخرى أدناه: صحّح الملف واختره مرة أخرى.
import-do = استورد هذه الصفوف
import-done-title = تم الاستيراد
import-rest = الصفوف التي لم تؤخذ (CSV) مع السبب
import-fault-dates = خارج المواعيد
import-fault-duplicate = مكرر
import-counted = معدودة
import-not-confirmed = غير مؤكدة
import-in-review = ينظر فيها شخص
import-duplicates = مكررة
import-withdrawn = مسحوبة
import-refused = مرفوضة
import-already = موجودة من قبل
import-formulas = خلايا تبدأ كصيغة حسابية؛ تُحفظ كنص
import-no-file = اختر ملفًا أولًا.
import-running-title = جارٍ الاستيراد
import-running = { $it } من { $other } صفًا
import-running-lead = تتجدد هذه الصفحة من تلقاء نفسها. ويستمر الاستيراد إن غادرتها.
import-look-again = انظر مرة أخرى
import-stopped-title = توقف الاستيراد
import-stopped-lead = ما سُجّل باقٍ. ارفع الملف نفسه مرة أخرى: يستأنف من حيث توقف، ولا يُسجَّل شيء مرتين.
import-fault-duplicate-of = مكرر للصف { $it }
import-fault-like = قد يكون هو نفسه الصف { $it }
import-fault-perhaps = قد يكون هو نفسه توقيعًا موجودًا
import-fault-other = مرفوض
done-deleted-draft = حُذفت المسودة.
field-status = الحالة
queue-reason-code = السبب
refusal-duplicate = مكرر
refusal-not-eligible = لا يحق له تأييد هذا النص
refusal-spam = بريد مزعج أو مزحة
refusal-unverified = تعذّر التحقق منه
queue-by = قرّره
queue-more = أخفِ أو أوقف القبول
field-anyway = الإغلاق مع أن تأييدات تنتظر النظر فيها؛ لن تُحتسب بعد ذلك
