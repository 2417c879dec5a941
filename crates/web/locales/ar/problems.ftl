# Faults of fields.
problems = { $count ->
    [zero] لا مشكلات
    [one] مشكلة واحدة
    [two] مشكلتان
    [few] { $shown } مشكلات
    [many] { $shown } مشكلة
   *[other] { $shown } مشكلة
}
fault-missing = املأ هذا الحقل من فضلك.
fault-too-long = { $it } حرفًا على الأكثر، وهذه { $other }.
fault-too-many = { $count ->
    [zero] { $shown } على الأكثر.
    [one] واحد على الأكثر.
    [two] اثنان على الأكثر.
    [few] { $shown } على الأكثر.
    [many] { $shown } على الأكثر.
   *[other] { $shown } على الأكثر.
}
fault-not-in-list = «{ $it }» ليس في القائمة.
fault-malformed = اكتبه من فضلك بهذا الشكل: { $it }.
fault-forbidden-character = فيه حرف لا يمكن استعماله هنا، مثل حرف تحكّم خفي أو < أو >.
fault-end-before-start = النهاية قبل البداية.
fault-nothing-went-wrong = هناك دائمًا ما هو صعب. اكتب ما كان، أو “unknown”: هذا يجنّب الآخرين المتاعب نفسها.
fault-alt-text-missing = صف الصورة لمن لا يراها، أو ضع علامة على «للزينة».
fault-people-did-not-agree = يمكن التعرّف على أشخاص لم يوافقوا: أزل هذه الصورة.
fault-taken = هذا مستعمل من قبل.
fault-too-short = { $count ->
    [zero] { $shown } حرف على الأقل.
    [one] حرف واحد على الأقل.
    [two] حرفان على الأقل.
    [few] { $shown } أحرف على الأقل.
    [many] { $shown } حرفًا على الأقل.
   *[other] { $shown } حرف على الأقل.
}
fault-too-common = هذه من أكثر كلمات المرور شيوعًا. اختر غيرها من فضلك.
fault-not-normalised = السطر { $it }، الحرف { $other }: مكتوب بصيغة مفككة (ليست NFC). أعد كتابته من فضلك.
fault-language-without-text = { $it } في القائمة، لكن ليس لها نص.
fault-not-freezable = في السطر { $it } ما لا يجوز في نص مُثبَّت. استعمل الفقرات والعناوين بـ ## و ### والقوائم والاقتباسات و*التشديد* وروابط https://.

# Pages of errors: what happened, then what to do.
error-not-found = هذه الصفحة غير موجودة
error-help-not-found = ربما نُقلت أو أُزيلت، أو عليك تسجيل الدخول لتراها.
error-method-not-allowed = هذا لا يعمل هنا
error-help-method-not-allowed = عد من فضلك واستعمل أزرار الصفحة.
error-forbidden = لا يُسمح لك بهذا
error-help-forbidden = دورك لا يسمح به. يستطيع شخص له حقوق أكثر في منظمتك أن يفعله، أو أن يغيّر دورك.
error-form-not-ours = لم يحدث شيء
error-help-form-not-ours = بقيت هذه الاستمارة مفتوحة طويلًا، أو لم تُرسل من صفحة في هذه العقدة. عد، وحمّل الصفحة من جديد، وأرسلها مرة أخرى.
error-bad-request = لا يمكن فهم هذا الطلب
error-help-bad-request = عد من فضلك وحاول مرة أخرى. لم يتغيّر شيء.
error-wrong-host = لهذه العقدة اسم آخر
error-help-wrong-host = استعمل من فضلك العنوان الذي أُعطي لك.
error-too-large = هذا كبير جدًا
error-help-too-large = حجم الصورة 10 ميغابايت على الأكثر، والاستمارة 256 كيلوبايت. لم يتغيّر شيء.
error-too-slow = استغرق هذا وقتًا طويلًا
error-help-too-slow = الاتصال بطيء: حاول مرة أخرى من فضلك. لم يتغيّر شيء.
error-unsupported-type = لا يمكن قراءة هذا النوع
error-help-unsupported-type = أرسله من فضلك بالشكل الذي تذكره الوثائق.
error-too-many = محاولات كثيرة
error-help-too-many = انتظر دقيقة من فضلك ثم حاول مرة أخرى.
error-not-signed-in = سجّل الدخول من فضلك
error-help-not-signed-in = انتهى تسجيل دخولك. سجّل الدخول في نافذة أخرى، ثم عد وأرسل من جديد: ما كتبته ما زال في الاستمارة.
error-refused = لم يتم هذا
error-help-refused = هناك قاعدة لا تسمح به. لم يتغيّر شيء.
error-invalid = بعض الحقول تحتاج إلى مراجعة
error-help-invalid = لم يُحفظ شيء. عد إلى الاستمارة: ما كتبته ما زال فيها.
error-conflict = غيّر شخص آخر هذا في هذه الأثناء
error-help-conflict = لم يُمحَ شيء. حمّل الصفحة من جديد، وانظر إلى التغييرات، ثم أدخل تغييراتك.
error-not-set-up = لم تُجهّز هذه العقدة بعد
error-help-not-set-up = يشغّل المشرف “bandung setup” على الجهاز ويفتح الرابط الذي يظهر.
error-remote-not-allowed = لا يمكن استعمال هذا العنوان
error-help-remote-not-allowed = تحقق منه من فضلك. شكل العنوان @name@server.
error-remote-not-found = لا يوجد هذا الحساب
error-help-remote-not-found = يجيب الخادم الآخر أنه لا يعرفه. تحقق من الكتابة من فضلك.
error-remote-unreachable = الخادم الآخر لا يجيب
error-help-remote-unreachable = ربما كان متوقفًا. لم يضع شيء: حاول لاحقًا.
error-remote-unusable = يجيب الخادم الآخر بما لا يمكن استعماله هنا
error-help-remote-unusable = ربما كانت برمجياته مختلفة. يمكنك إخبار مشرفه.
error-unavailable = هناك خلل في هذه العقدة
error-help-unavailable = لم يُنفّذ شيء مما أرسلته بنصفه. حاول بعد دقيقة من فضلك. وإن استمر الأمر فأخبر المشرف.
error-try-later = حاول بعد دقيقة من فضلك.
error-withdrawn = سُحبت هذه الممارسة
error-help-withdrawn = سحبها كاتبها. لا يمكن إضافة شيء إليها بعد الآن.
error-no-room = قرص هذه العقدة يكاد يمتلئ
error-help-no-room = لم يتغير شيء. ما كتبته ما زال في النموذج؛ أرسله مرة أخرى عندما يوفّر المشغّل مساحة.
