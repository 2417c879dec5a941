# الشبكات: للجميع ولمن يتقدّمون بطلب.
nav-networks = الشبكات
nav-applications = الطلبات
nav-applications-waiting = الطلبات ({ $shown })
nav-members = الأعضاء
networks-title = الشبكات
networks-lead = الشبكة تجمع منظمات نظر فيها أشخاص واحدة واحدة. يمكن للجميع قراءتها ومتابعتها، أما من يكتب فيها فمذكور في سجلها الموقّع.
networks-none = لا توجد شبكة على هذه العقدة بعد.
networks-own = شبكات منظمتكم
network-members = { $count ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $shown } أعضاء
    [many] { $shown } عضوًا
   *[other] { $shown } عضو
}
network-roster-number = السجل رقم { $it }
network-roster-file = السجل الموقّع
network-languages = اللغات
network-regions = لمنظمات
network-everywhere = كل البلدان
network-decides = من يقرّر
network_deciding-one-admin = شخص واحد من الأمانة
network_deciding-two-admins = شخصان من الأمانة
network_deciding-vote = تصويت الأعضاء
network_deciding-lazy-consensus = الأمانة، إن لم يعترض أحد
network-comment-period = مدة التعليقات
network-days = { $count ->
    [zero] لا أيام
    [one] يوم واحد
    [two] يومان
    [few] { $shown } أيام
    [many] { $shown } يومًا
   *[other] { $shown } يوم
}
network-months = { $count ->
    [zero] لا أشهر
    [one] شهر واحد
    [two] شهران
    [few] { $shown } أشهر
    [many] { $shown } شهرًا
   *[other] { $shown } شهر
}
network-referees = المعرّفون
network-renewal = التجديد
network-renewal-never = غير لازم
network-conduct-of = مدوّنة السلوك: { $it }
network-conduct-read = اقرأ مدوّنة السلوك
network-join-title = كيف تنضمون
network-join-lead = تقدّموا بطلب عبر نموذج أو من عقدتكم. للأعضاء أن يعلّقوا، ثم يقرّر أشخاص ويخبرونكم بالسبب.
network-apply = تقديم طلب إلى { $it }
network-follow-title = المتابعة
network-follow-lead = ابحثوا عن هذا الاسم في ماستودون أو في تطبيق آخر من الفيديفرس. سترون ما ينشره جميع الأعضاء.
network-members-title = الأعضاء
network-members-none = لم يُقبل أحد بعد.
network-members-unnamed = لا يُذكر أي عضو علنًا.
network-members-any = كل البلدان
filter-do = عرض
network-posts-title = أحدث منشورات الأعضاء
network-posts-none = لم ينشر الأعضاء شيئًا في هذه الشبكة بعد.
network-feed = خلاصة Atom لمنشورات الأعضاء
network-since = منذ { $it }
member-of = عضو في { $it }
member-standing = الوضع
member-since = عضو منذ
member-country = البلد
member-account = الحساب
member-proof = تشير هذه الصفحة والحساب أحدهما إلى الآخر. يُظهر ماستودون ذلك بعلامة خضراء.
member-document = وثيقة العضوية الموقّعة
membership_tier-applicant = متقدّم
membership_tier-observer = مراقب
membership_tier-probationary = عضو تحت التجربة
membership_tier-member = عضو
membership_tier-regional-node = عقدة إقليمية
membership_tier-lapsed = لم يجدّد
membership_tier-suspended = معلّق
membership_tier-expelled = مُقصى
membership_tier-withdrawn = غادر
membership_tier-declined = مرفوض
tier-explained-applicant = قدّم طلبًا. لم يقرّر أحد بعد.
tier-explained-observer = يقرأ مع الآخرين. ما ينشره يُنقل مع علامة.
tier-explained-probationary = عضو لمدة أولى. ينشر في الشبكة ويؤيّد بصفته عضوًا.
tier-explained-member = عضو كامل الحقوق. لعقدته أن تشهد على سجل الشبكة أيضًا.
tier-explained-regional-node = عضو يستضيف منظمات إقليمه ويوصي بها أيضًا.
tier-explained-lapsed = لم يجدّد. ما أيّده يبقى محسوبًا، ولا يكتب في الشبكة حتى يجدّد.
tier-explained-suspended = مُبعد لمدة. له فقط أن يسحب ما له ويحذفه.
tier-explained-expelled = أُقصي بقرار.
tier-explained-withdrawn = غادر. ما نشره باقٍ.
tier-explained-declined = رفضت الشبكة.

# الطلب.
join-title = طلب انضمام إلى { $it }
join-lead = نحو عشر دقائق. يمكنكم الحفظ في أي وقت والمتابعة لاحقًا برابط خاص. لا يقرؤه أحد قبل الإرسال.
join-own-node = لديكم عقدة خاصة؟
join-own-node-lead = سجّلوا الدخول هناك، وافتحوا الإعدادات ثم الشبكات، والصقوا هذا الاسم. عقدتكم توقّع الطلب، وتصل الأجوبة إليكم هناك.
join-own-node-here = أنتم مسجّلون هنا. قدّموا الطلب باسم { $it } من إعداداتها.
join-hidden = إن كان ذكر الاسم يعرّض أشخاصًا للخطر، فأزيلوا علامة المربع الأخير: عندها لا يعرف من أنتم إلا مشرفو الشبكة، ويحمل السجل علامة مختومة مكانكم.
join-who = من أنتم
join-registration = التسجيل
join-reach = كيف نصل إليكم
join-work = عملكم
join-trust = من يعرفكم
join-agree = الموافقة
join-send = إرسال الطلب
join-save = الحفظ والمتابعة لاحقًا
field-legal_name = اسم المنظمة
help-legal_name = كما هو مسجّل أو معروف، بكتابته الأصلية.
field-acronym = الاختصار
field-organisation_type = نوع المنظمة
field-founded = سنة التأسيس
help-founded = أربعة أرقام.
field-registration = هل هي مسجّلة؟
registration-registered = نعم، مسجّلة
registration-cannot-register-safely = لا يمكن تسجيلها بأمان
registration-informal = هي مجموعة غير رسمية
field-registration_reason = لماذا ليست مسجّلة؟
help-registration_reason = فقط ما يكون قوله آمنًا. لازم إن اخترتم أحد الجوابين الأخيرين.
field-register = جهة التسجيل
field-register_number = رقم التسجيل
field-applicant_website = موقع أو صفحة في شبكة اجتماعية
help-applicant_website = يبدأ بـ https://
field-actor = عنوان حسابكم على عقدتكم
help-actor = يبدأ بـ https:// . اتركوه فارغًا إن لم تكن لكم عقدة: يمكن لعقدة إقليمية أن تستضيفكم.
field-applicant_sectors = المواضيع
help-applicant_sectors = من واحد إلى خمسة.
field-applicant_languages = اللغات التي يمكن أن نكلّمكم بها
field-size = كم شخصًا يعمل فيها، بأجر أو بغير أجر
field-applicant_contact = صندوق بريد لمنصب
help-applicant_contact = مثل office@organisation.example. لا يراه إلا مشرفو الشبكة. لازم إن لم تكن لكم عقدة.
field-second_contact = صندوق بريد ثانٍ
help-second_contact = من نسأل إن سكت الأول.
field-referees = المعرّفون
help-referees = أعضاء يعرفونكم، واحد في كل سطر: الاسم أو العنوان. يصلهم رابط فيه سؤال واحد.
field-ties = صلات بالحكومة أو بالشركات
help-ties = مال أو مقاعد أو مناصب: بكلماتكم. هذا وحده لا يحسم شيئًا.
field-conduct_accepted = نقبل مدوّنة السلوك
field-listed = يجوز ذكرنا بالاسم
help-listed = أزيلوا العلامة إن كان الاسم العلني يعرّض أشخاصًا للخطر.
application-title = طلبكم إلى { $it }
application-link = احفظوا هذا الرابط
application-link-lead = هو الطريق الوحيد للعودة إلى هذا الطلب. من يملكه يستطيع أن يجيب وأن يسحب الطلب.
application-stands = أين وصل
application-sent = أُرسل
application-comments-until = للأعضاء أن يعلّقوا حتى { $it }. لا يُقبل أحد قبل ذلك.
application-comments-over = انتهت مدة التعليقات. ينتظر قرارًا.
application-decided = تاريخ القرار
application-reason = السبب
application-referees = المعرّفون بكم
application-referee-waiting = لم يجب
application-talk = أسئلة وأجوبة
field-answer = جوابكم
application-answer-send = إرسال الجواب
application-withdraw = سحب الطلب
application-withdraw-lead = ينتهي فورًا. يمكنكم أن تتقدّموا من جديد.
application-welcome = أهلًا بكم في { $it }
application-welcome-lead = ما يمكنكم فعله الآن:
application-welcome-entry = قيدكم في السجل
application-welcome-follow = متابعة الأعضاء الآخرين
application-welcome-declarations = تأييد الإعلانات المفتوحة
application-host-wanted = تحتاجون إلى عقدة تستضيفكم. سيتصل بكم المشرفون.
application-again = التقدّم من جديد
done-application-sent = أُرسل. احفظوا رابط هذه الصفحة.
done-application-saved = حُفظ. احفظوا رابط هذه الصفحة.
done-application-answered = جوابكم لدى الشبكة.
done-application-withdrawn = سُحب الطلب.

# المعرّف.
referee-title = { $it }: هل تعرفون هذه المنظمة؟
referee-lead = تتقدّم { $it } بطلب إلى { $other } وذكرتكم معرّفين بها. يكفي جواب واحد. لا حاجة إلى حساب.
referee-you = تُسألون بصفة
field-referee_answer = جوابكم
referee_answer-yes = نعم، نعرفها ونوصي بها
referee_answer-no = نعرفها ولا نوصي بها
referee_answer-unknown = لا نعرفها
referee_said-yes = يوصي بها
referee_said-no = لا يوصي بها
referee_said-unknown = لا يعرفها
field-referee_note = ملاحظة للمشرفين
help-referee_note = لا يقرؤها إلا مشرفو الشبكة.
referee-send = إرسال الجواب
referee-answered = أجبتم: { $it }. ما زال يمكنكم تغييره.
referee-closed = تقرّر الأمر في هذه الأثناء. شكرًا لرغبتكم في الجواب.
done-refereed = شكرًا. جوابكم لدى الشبكة.

# تعليقات الأعضاء.
comment-add = إضافة تعليق
comment-send = تعليق
field-comment = التعليق
object-title = اعتراض
object-lead = اذكروا السبب. يراه المتقدّم دون اسمكم، وعلى القرار أن يجيب عنه.
object-send = اعتراض
object-drop = سحب اعتراضي
vote-yes = القبول
vote-no = عدم القبول
vote-reason = السبب
voice-title = طلبات للنظر فيها
voice-lead = بصفتكم عضوًا يمكنكم التعليق حتى نهاية المدة، والاعتراض مع ذكر السبب.
voice-none = لا طلب ينتظر تعليقات.
done-commented = تعليقكم أُضيف.
done-objected = سُجّل اعتراضكم. على القرار أن يجيب عنه.
done-objection-dropped = سُحب اعتراضكم.
done-voted = صوتكم محسوب.
