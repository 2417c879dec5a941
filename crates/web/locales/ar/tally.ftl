# The tally of a declaration.
tally-title = العدد: { $it }
tally-link = العدد والأسماء
tally-to-text = اقرأ النص
count-organisations = { $count ->
    [zero] منظمة
    [one] منظمة
    [two] منظمتان
    [few] منظمات
    [many] منظمة
   *[other] منظمة
}
count-people = { $count ->
    [zero] شخصًا
    [one] شخص
    [two] شخصان
    [few] أشخاص
    [many] شخصًا
   *[other] شخصًا
}
count-countries = { $count ->
    [zero] بلدًا
    [one] بلد
    [two] بلدان
    [few] بلدان
    [many] بلدًا
   *[other] بلدًا
}
count-representatives = { $count ->
    [zero] { $shown } ممثلًا
    [one] ممثل واحد
    [two] ممثلان
    [few] { $shown } ممثلين
    [many] { $shown } ممثلًا
   *[other] { $shown } ممثلًا
}
count-individuals = { $count ->
    [zero] { $shown } فردًا
    [one] فرد واحد
    [two] فردان
    [few] { $shown } أفراد
    [many] { $shown } فردًا
   *[other] { $shown } فردًا
}
count-endorsements = { $count ->
    [zero] { $shown } تأييدًا
    [one] تأييد واحد
    [two] تأييدان
    [few] { $shown } تأييدات
    [many] { $shown } تأييدًا
   *[other] { $shown } تأييدًا
}
tally-un-share = { $it } من أصل { $other } دولة عضوًا في الأمم المتحدة ({ $third } %)
tally-other-places = { $count ->
    [zero] + { $shown } مكانًا آخر
    [one] + مكان آخر
    [two] + مكانان آخران
    [few] + { $shown } أماكن أخرى
    [many] + { $shown } مكانًا آخر
   *[other] + { $shown } مكانًا آخر
}
tally-not-named = { $count ->
    [zero] { $shown } منها غير مسمّاة
    [one] واحد منها غير مسمّى
    [two] اثنان منها غير مسمّيين
    [few] { $shown } منها غير مسمّاة
    [many] { $shown } منها غير مسمّاة
   *[other] { $shown } منها غير مسمّاة
}
tally-as-of = حتى { $it }
tally-counted-from = عُدّ من القيد { $it } في السجل
tally-unknown-countries = { $count ->
    [zero] لا بلدان غير مفصح عنها
    [one] بلد واحد غير مفصح عنه، يحسبه المضيف وحده
    [two] بلدان غير مفصح عنهما، يحسبهما المضيف وحده
    [few] { $shown } بلدان غير مفصح عنها، يحسبها المضيف وحده
    [many] { $shown } بلداً غير مفصح عنه، يحسبها المضيف وحده
   *[other] { $shown } بلد غير مفصح عنه، يحسبها المضيف وحده
}
tally-compared = قورنت مجاميع المنظمات والأشخاص. ولا تعرف العقد الأخرى بلدان الموقّعين المخفيين إلا بقدر ما يُفصح عنه.
tally-counted-same = { $it } من أصل { $other } عقد توصلت إلى العدد نفسه
tally-recounted-here = أعادت هذه العقدة عدّ السجل وتوصلت إلى النتيجة نفسها.
tally-differs = لا يتحقق: عدّت هذه العقدة { $it }، بينما ينشر المضيف { $other }.
tally-not-verified = لا يتحقق: { $it }
tally-how = كيف يجري العدّ؟
tally-beside = خارج العدد
tally-beside-not-confirmed = لم تؤكَّد بعد
tally-beside-duplicates = مكررة، دُمجت
tally-beside-withdrawn = مسحوبة
tally-beside-refused = مرفوضة، مع صفوف القوائم التي تعذّر أخذها
tally-beside-in-review = قيد النظر
tally-beside-revoked = لم تعد مقبولة
tally-beside-erased = ممحوة
tally-beside-late = وصلت بعد الإغلاق
tally-table = حسب المنطقة والبلد
tally-table-note = المناطق حسب معيار الأمم المتحدة M49. لا تعني أسماء البلدان أي موقف.
tally-undisclosed = غير معلن
tally-undisclosed-note = إذا قلّت تأييدات «العدّ فقط» في بلد عن ثلاثة وُضعت تحت «غير معلن» كي لا يُعرف أحد.
tally-country = البلد
tally-organisations = المنظمات
tally-people = الأشخاص
tally-total = المجموع
tally-first = الأول
tally-last = الأخير
tally-number = العدد
tally-day = اليوم
tally-sort-name = حسب الاسم
tally-sort-total = حسب العدد
tally-filter-all = الكل
tally-filter-nam = حركة عدم الانحياز
tally-filter-g77 = مجموعة الـ77
tally-list-dated = { $it }، قائمة { $other }
tally-list-count = { $it }: { $other }
tally-by-kind = حسب الصفة
tally-by-channel = حسب الطريق
tally-by-check = درجة التحقق
tally-by-organisation-type = حسب نوع المنظمة
tally-by-language = حسب اللغة
tally-by-visibility = حسب ما يُعرض
tally-by-stance = حسب الموقف
tally-region-none = بلا منطقة
tally-map-title = خريطة العالم للتأييدات
tally-map-country = { $it }: { $other }
tally-map-show = أظهر الخريطة ({ $it } ك.ب)
tally-map-open = افتح الخريطة: يمكن اختيار كل بلد
tally-map-note = الحدود هي حدود بيانات الخريطة ولا تعني أي موقف. الدول الصغيرة نقاط.
tried-map-title = خريطة العالم: أين جُرّبت
tally-growth-title = النمو
tally-growth-days = كل الأيام في جدول
tally-milestone = الرقم { $it }: { $other }
tally-names-title = الأسماء
names-title = من أيّد: { $it }
names-link = كل الأسماء حسب البلد
names-search = ابحث عن اسم
names-country-any = كل البلدان
names-withheld = (الاسم محجوب)
names-none = لا يطابق أي اسم معلن. تأييدات «العدّ فقط» لا تُدرج أبدًا.
names-found = { $count ->
    [zero] { $shown } اسمًا معلنًا
    [one] اسم معلن واحد
    [two] اسمان معلنان
    [few] { $shown } أسماء معلنة
    [many] { $shown } اسمًا معلنًا
   *[other] { $shown } اسمًا معلنًا
}
names-reservation = تحفظ: { $it }
names-member-until = عضو في الشبكة حتى { $it }
names-proof = الإثبات
country-declarations = إعلانات أُيّدت من هنا

# Take away.
take-title = للتنزيل
take-policy = السياسة: السجل وشهوده
take-check = للتحقق، بسياسة ممن تثق به:
take-csv = البلدان (CSV)
take-names-csv = الأسماء (CSV)
take-csv-bom = لبرنامج Excel
take-xlsx = مصنف (XLSX)
take-json = للبرامج (JSON)
take-pdf = النص والأسماء (PDF)
take-print = اطبع هذه الصفحة
take-card = بطاقة لمواقع أخرى
take-embed = ضع هذا في صفحتك:

# How it is counted.
how-one = تأييد واحد لكل منظمة ولكل شخص. المنظمات والأشخاص معًا هي كل التأييدات.
how-representatives = يتحدث الممثل عن نفسه؛ ولا يُعدّ منظمةً إلا تأييد المنظمة نفسها.
how-share = النسبة من الدول الأعضاء في الأمم المتحدة وعددها 193. تُعرض الأماكن الأخرى على حدة.
how-log = كل تأييد قيد في سجل لا يقبل إلا الإضافة. وتستطيع أي عقدة إعادة عدّه.
how-check = بواسطة الحزمة وبرنامج «bandung verify» يستطيع أي شخص التحقق من العدد دون شبكة.

# The PDF.
pdf-check-title = تحقق من هذا العدد
pdf-check-lead = يقود الرمز إلى العدد الحالي وإلى الحزمة التي تتيح لأي شخص إعادة العدّ.
pdf-page = صفحة { $it } من { $other }
pdf-names-note = الأسماء بخطها الأصلي. لا تُدرج الأسماء المحجوبة ولا تأييدات «العدّ فقط».
pdf-names-too-many = الأسماء أكثر مما يتسع له PDF. تجدها في الجداول (CSV، XLSX).
pdf-missing-title = تعذّر إعداد ملف PDF
pdf-missing-glyph = لا يوجد في خطوط هذه العقدة الحرف «{ $it }» الوارد في: { $other }
pdf-missing-fonts = لا توجد خطوط على هذه العقدة. يثبّتها المشغّل؛ انظر «operating»، قسم PDF.
pdf-missing-help = اطبع الصفحة بدلًا من ذلك، أو خذ الجداول ففيها كل الأسماء.
