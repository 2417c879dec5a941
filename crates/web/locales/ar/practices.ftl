# The list of practices.
practices-title = الممارسات
search-practices = عمّ تبحث؟
search-words = كلمات
search-do = ابحث
filters = المرشّحات
filters-clear = بلا مرشّحات
filter-any = أي شيء
filter-hazard = الخطر
filter-sector = الموضوع
filter-setting = البيئة
filter-tried_in = جُرّبت في هذه البيئة
filter-sdg = الهدف (أهداف التنمية المستدامة)
filter-country = البلد
filter-language = اللغة
filter-cost = لا تزيد كلفتها على
practices-found = { $count ->
    [zero] لا ممارسات
    [one] ممارسة واحدة
    [two] ممارستان
    [few] { $shown } ممارسات
    [many] { $shown } ممارسة
   *[other] { $shown } ممارسة
}
practices-none-match = لا توجد ممارسة مطابقة. جرّب مرشّحات أقل أو كلمات أخرى.
practices-none-yet = لم تُنشر ممارسة بعد. تكتب منظمات هذه العقدة أولاها، وتظهر الأخرى عند متابعتها.
tried-times = { $count ->
    [zero] لم تُجرّب في مكان آخر
    [one] جُرّبت مرة في مكان آخر
    [two] جُرّبت مرتين في أماكن أخرى
    [few] جُرّبت { $shown } مرات في أماكن أخرى
    [many] جُرّبت { $shown } مرة في أماكن أخرى
   *[other] جُرّبت { $shown } مرة في أماكن أخرى
}

# The page of a practice.
revised-on = نُقّحت في { $it }
version-n = النسخة { $shown }
withdrawn-on = سحبت المنظمة هذه الممارسة في { $it }.
show-photo = أظهر الصورة ({ $it } ك.ب)
show-map = أظهر الخريطة
map-alt = خريطة العالم بنقطة لكل بلد جُرّبت فيه: { $it }
map-note = النقاط الممتلئة: بلدان جُرّبت فيها. الحلقة: البلد الذي أتت منه. لا تعني النقاط موقفًا من الحدود.
fact-when = متى
fact-source = على عقدتها
contact-via-node = بردّ على هذه الصفحة
last-confirmed = آخر تأكيد أنها ما زالت مستخدمة
number-what = ما الذي قيس
number-before = قبل
number-after = بعد
number-unit = الوحدة
tried-nowhere = لم يبلّغ أحد بعد عن تجربتها
tried-in-places = { $count ->
    [zero] لم تُجرّب بعد
    [one] جُرّبت في مكان واحد
    [two] جُرّبت في مكانين
    [few] جُرّبت في { $shown } أماكن
    [many] جُرّبت في { $shown } مكانًا
   *[other] جُرّبت في { $shown } مكان
}
we-tried-this = جرّبنا هذا
report-on-version = { $count ->
   *[other] عن النسخة { $shown }
}
edit-title = ممارستكم
revise = نقّح
still-in-use = ما زالت مستخدمة
feature = أظهرها أولًا في صفحتنا
unfeature = لا تظهرها أولًا
withdraw = اسحب
history-title = نسخ «{ $it }»
history-first = النسخة الأولى
history-same = لم يتغيّر أي حقل.
back-to-practice = عودة إلى الممارسة

# Fields, as labels of forms and facts.
field-title = العنوان
field-problem = المشكلة
field-what_we_did = ماذا فعلنا
field-result = ما النتيجة
field-result_numbers = بالأرقام
field-what_went_wrong = ما الذي لم ينجح
field-you_need = ما الذي تحتاج إليه
field-country = البلد
field-place = المكان
field-place_precision = دقة المكان
field-setting = البيئة
field-scale = النطاق
field-sectors = المواضيع
field-hazards = الأخطار
field-sdgs = أهداف التنمية المستدامة
field-started = البداية
field-ended = النهاية
field-cost_band_usd = الكلفة
field-people_reached = عدد المستفيدين
field-beneficiary_groups = لمن
field-maturity = مدى ثبوتها
field-time_to_results = الوقت حتى ظهور النتائج
field-evidence = الدليل
field-evidence_type = الدليل
field-evidence_link = رابط الدليل
field-summary = الملخص
field-language = لغة النص
field-media = صور وروابط
field-contact = التواصل
field-licence = الرخصة
field-adapted_from = مقتبسة من
field-last_confirmed = آخر تأكيد
field-outcome = كيف سار الأمر؟
field-what_we_changed = ما الذي غيّرناه
field-barriers = ما الذي عاق العمل
field-visibility = من يستطيع القراءة
field-replicates = الممارسة
field-replicates_revision = نسخة الممارسة

country-none = لا ممارسة هنا بعد: { $it }.
