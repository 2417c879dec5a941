# ما يحدث للعضويات، بالكلمات.
membership-until = حتى { $it }
membership_event-applied = قدّم طلبًا
membership_event-commented = علّق
membership_event-objected = يعترض
membership_event-dropped-objection = سحب الاعتراض
membership_event-vouched = أجاب بصفته معرّفًا
membership_event-recommended = يوصي بها
membership_event-asked = سأل
membership_event-replied = أجاب
membership_event-voted = صوّت
membership_event-opened-hearing = بدأ إجراء الإقصاء
membership_event-answered = أجاب على الأسباب
membership_event-closed-hearing = أغلق المسألة
membership_event-appealed = استأنف
membership_event-renewed = جدّد
membership_event-reminded = أُرسل تذكير
membership_event-withdrew = غادر أو سحب الطلب
membership_event-changed-key = غيّر مفتاحه
membership_event-asked-to-move = يطلب الانتقال
membership_event-lost-say = صوت لم يعد محسوبًا
membership_event-day-passed = مرّ الوقت
membership_matter-admit = القبول بصفة: { $it }
membership_matter-set-tier = التغيير إلى: { $it }
membership_matter-suspend = التعليق حتى { $it }
membership_matter-lift = إنهاء التعليق
membership_matter-expel = الإقصاء
membership_matter-change-key = مفتاح آخر
membership_matter-move = عنوان جديد { $it }
membership_matter-appeal = قبول الاستئناف
membership_check-node-answers = عقدتها تجيب
membership_check-key-matches = حسابها يعرض المفتاح الذي وقّع
membership_check-links-back = حسابها يشير إلى الشبكة
membership_check-website-links = موقعها يشير إلى حسابها
membership_check-same-logo = لا أحد غيرها يستعمل صورتها
membership_alike-mail = صندوق البريد نفسه
membership_alike-domain = النطاق نفسه
membership_alike-node = العقدة نفسها
membership_alike-number = رقم التسجيل نفسه
membership_alike-name = الاسم نفسه أو بحروف متشابهة
membership_alike-handle = اسم الحساب نفسه أو مشابه له
fact_state-good = سليم
fact_state-warning = انظر
fact_state-bad = غير سليم
fact_state-unknown = غير معروف
application_hint-looks-alike = تشبه أخرى
application_hint-shares = تشترك في بريد أو نطاق أو رقم
application_hint-check-failed = فشل فحص
application_hint-referee-says-no = معرّف يقول لا
application_hint-few-recommendations = توصيات قليلة
application_hint-objection = هناك اعتراض
application_hint-cannot-register = لا يمكنها التسجيل بأمان
application_hint-needs-hosting = تحتاج إلى عقدة
application_next-comments = التعليقات حتى { $it }
application_next-second-person = شخص ثانٍ
application_next-waits-for-time = تُحسم عند انتهاء التعليقات، { $it }
membership_due-decision = حان وقت القرار
membership_due-probation-review = انتهت فترة التجربة: قرّروا الدرجة
membership_due-hearing-decision = انتهت مهلة الجواب: قرّروا
membership_due-appeal-decision = تستأنف القرار: قرّروا
membership_due-reminder = حان التجديد: ذكّروها
membership_due-no-actor = ليس لها حساب بعد: لا يمكن للسجل أن يذكرها
application-question = سؤال الشبكة
application-referee-asked = سُئل
application-referee-answered = أجاب
my-networks-of = عضويتكم في { $it }
my-networks-contacts = صناديق البريد
my-networks-answer-wanted = الشبكة تنتظر جوابكم.
referee-choose = اختاروا أحد الأجوبة الثلاثة.
join-own-lead = ما هو معروف عن منظمتكم معبّأ. عقدتكم توقّع الطلب، وتصل الأجوبة إلى الإعدادات، الشبكات.
voice-voted = صوتكم: { $it }
voice-vote = التصويت
member-place = إسناد حساب لها
member-place-lead = لعضو تستضيفه عقدة الآن أو صار على عنوان آخر: بهذا الحساب يرد في السجل.
field-member_account = الحساب
help-member_account = مثل @name@host أو عنوانه.
member-voice = رابط لمن يتكلم باسمها
member-voice-lead = به يعلّق شخص ويعترض ويصوّت باسم هذا العضو دون حساب هنا.
member-end-voices = إنهاء هذه الروابط
member-end-voices-lead = لن يتكلم أحد باسمها عبر رابط بعد الآن.
field-voice_name = اسم الشخص
field-voice_mail = البريد الإلكتروني
voice-link-title = رابط لمن يتكلم باسم العضو
voice-link-lead = أرسلوه بطريقة تثقون بها. يُعرض مرة واحدة.
done-voices-ended = لم تعد الروابط تعمل.
roster-moved-away = صار له عنوان آخر
field-network_main = اللغة الرئيسية
field-admin = المشرف
member-handover-lead = حين يغادر موظفو عضو: رابط خاص جديد يتسلّم به عضويته. ينتهي الرابط القديم.
member-handover-do = إنشاء رابط خاص جديد
network-members-filter = عرض بلد واحد
network-members-of = { $count ->
    [zero] عضو
    [one] عضو واحد
    [two] عضوان
    [few] أعضاء
    [many] عضوًا
   *[other] عضو
}
voice-objections = { $count ->
    [zero] لا اعتراضات
    [one] اعتراض واحد
    [two] اعتراضان
    [few] { $shown } اعتراضات
    [many] { $shown } اعتراضًا
   *[other] { $shown } اعتراض
}
joined_state-invited = مدعوّ
joined_state-asked = قدّم طلبًا، والشبكة تقرّر
joined_state-member = عضو
joined_state-refused = مرفوض
joined_state-left = غادر
joined_state-ended = مُقصى
joined-reason = تقول الشبكة: { $it }
joined-letters = ما كتبته الشبكة
joined-letters-lead = إلى المنظمة وحدها: لا يراه إلا مالكوها. من لديه رابط من هذه الرسائل يستطيع التصرف باسم المنظمة.
joined-wrote = كتبت إليك الشبكة في { $it }: افتح صفحتها لتقرأ.
joined-take-up = استئناف العضوية
joined-take-up-lead = تواصل الشبكة مع منظمتكم في هذا العنوان، كما طلبت عقدتكم السابقة.
joined-decline = رفض الدعوة
