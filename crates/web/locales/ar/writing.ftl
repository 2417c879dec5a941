# Writing a practice.
drafts-title = المسودات
drafts-none = لا توجد مسودة مفتوحة. ما تكتبه يُحفظ هنا حتى تنشره أو ترميه.
no-organisation = لا تعمل باسم منظمة بعد. يستطيع مالكها أن يدعوك.
write-for = اكتب ممارسة عن { $it }
draft-untitled = بلا عنوان
draft-by = { $it }، { $other }
draft-revision = تنقيح ممارسة منشورة
draft-delete = ارمِ المسودة
draft-conflict = حفظ شخص آخر هذه المسودة في هذه الأثناء
draft-conflict-help = لم يُمحَ شيء. نصك في الاستمارة أدناه. المشطوب: ما في النسخة الأخرى؛ المعلَّم: ما في نسختك. احفظ مرة أخرى لتبقي نسختك.
bring-back = على هذا الجهاز نص أحدث من هذه الصفحة لم يصل إلى العقدة.
bring-back-do = أعده
saved-on-device = نصك محفوظ على هذا الجهاز.
write-steps = الخطوات
write-step-1 = ماذا
write-step-2 = النتيجة
write-step-3 = أين
write-step-4 = تحقق
write-review = مراجعة
write-next = احفظ وتابع
write-back = احفظ وعد
review-mastodon = ما يراه الناس أولًا على ماستودون
review-text = النص كاملًا
review-weight = النص والصور: { $it } ك.ب، نحو { $other } ثانية على اتصال بطيء.
review-servers = { $count ->
    [zero] لا يتابعكم أحد على خادم آخر بعد؛ ستكون الممارسة هناك حين يفعلون.
    [one] سيصل إلى خادم واحد فيه متابعون.
    [two] سيصل إلى خادمين فيهما متابعون.
    [few] سيصل إلى { $shown } خوادم فيها متابعون.
    [many] سيصل إلى { $shown } خادمًا فيها متابعون.
   *[other] سيصل إلى { $shown } خادم فيها متابعون.
}
publish = انشر
publish-revision = انشر النسخة الجديدة
done-published = نُشرت. تذهب إلى كل المتابعين، ومن كان متوقفًا تصله حين يعود.
done-draft-deleted = رُميت المسودة.
done-photo-saved = حُفظت الصورة. صفها من فضلك.
done-photo-position-removed = حُفظت الصورة. كان فيها موقع التقاطها وقد أُزيل. صفها من فضلك.
numbered = { $it } { $other }
help-title = ما الذي تغيّر، ولمن. 90 حرفًا على الأكثر.
help-problem = ما الذي كان سيئًا، ولمن؟ 400 حرف على الأكثر.
help-what_we_did = خطوة في كل سطر، 12 خطوة و1,500 حرف على الأكثر.
help-result = ما المختلف الآن؟ 600 حرف على الأكثر.
help-what_went_wrong = ما كان صعبًا أو فشل، ليتجنبه الآخرون. “unknown” مقبولة. 400 حرف على الأكثر.
help-you_need = مواد ومهارات وتراخيص. 400 حرف على الأكثر.
help-place = بلدة أو منطقة أو نهر. اتركه فارغًا إن كان قد يعرّض أحدًا للخطر.
help-setting = واحدة أو اثنتان.
help-sectors = من واحد إلى ثلاثة.
help-hazards = ثلاثة على الأكثر.
help-sdgs = ثلاثة على الأكثر.
help-beneficiary_groups = ثلاث على الأكثر.
help-ended = اتركه فارغًا إن كانت مستمرة.
help-people_reached = عدد، أو فارغ إن لم يُعرف.
help-summary = هذا ما يراه الناس أولًا على ماستودون. 500 حرف على الأكثر.
help-contact = صندوق بريد وظيفي مثل water@organisation.example يراه الجميع. فارغ: يجيب الناس بردّ.
help-adapted_from = عنوان الممارسة التي نشأت هذه منها.
help-photo = JPEG أو PNG أو WebP، 10 ميغابايت على الأكثر. تُزال البيانات الخفية مثل الموقع. أربع صور على الأكثر.
field-number_what = ما الذي قيس
field-number_before = قبل
field-number_after = بعد
field-number_unit = الوحدة
help-number_before = فارغ إن لم يُعرف.
field-photo = أضف صورة
field-photo_alt = وصف الصورة
field-photo_decorative = هذه الصورة للزينة ولا تحتاج إلى وصف
field-photo_people = هل يمكن التعرّف على أشخاص؟
field-photo_remove = أزل هذه الصورة
field-link_url = عنوان رابط
field-link_title = نص الرابط
people-agreed-none = لا يمكن التعرّف على أحد
people-agreed-yes = نعم، ووافقوا على ظهورهم
people-agreed-no = نعم، ولم يوافقوا

# Withdrawing.
withdraw-title = سحب «{ $it }»
withdraw-lead = يختفي النص هنا، ويُطلب من الخوادم الأخرى حذفه. يبقى العنوان والتاريخ والسبب. لا يمكن التراجع.
field-reason = السبب
help-reason = يراه كل من يفتح الصفحة.
done-withdrawn = سُحبت الممارسة.
done-confirmed = تقول الصفحة الآن إن الممارسة ما زالت مستخدمة.
done-featured = صارت الأولى في صفحتكم.
done-unfeatured = لم تعد الأولى.

# Replication report.
report-title = جرّبنا «{ $it }»
report-lead = قل كيف سار الأمر حيث أنت. تقرير بأنها لم تنجح مفيد مثل تقرير بأنها نجحت. يُنشر باسم { $it }، ويُخبر الكاتب.
report-do = انشر التقرير
report-login = لتبلّغ أنك جرّبت هذا، سجّل الدخول باسم منظمة من هذه العقدة، أو ردّ من خادمك: يظهر الردّ على هذا العنوان تحت الممارسة.
help-what_we_changed = 400 حرف على الأكثر.
help-barriers = ثلاثة على الأكثر.
done-reported = نُشر تقريركم.
