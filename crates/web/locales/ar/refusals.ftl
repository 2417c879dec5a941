# What rules say when they refuse: sentences without a capital or a full stop, because they also stand after a colon.

# Accounts, organisations and what a role allows.
refused-last-owner = لا يمكن أن يغادر آخر مالك لمنظمة: عيّن مالكًا آخر أولًا
refused-last-operator = لا يمكن أن يغادر آخر مشغّل: عيّن مشغّلًا آخر أولًا
refused-may-not-read-drafts = لا يُسمح لك بقراءة مسودات هذه المنظمة
refused-may-not-write = لا يُسمح لك بالكتابة لهذه المنظمة
refused-may-not-publish = لا يُسمح لك بالنشر لهذه المنظمة
refused-may-not-follow = لا يُسمح لك بمتابعة حسابات لهذه المنظمة
refused-may-not-change-profile = لا يُسمح لك بتغيير ملف هذه المنظمة
refused-may-not-host-declarations = لا يُسمح لك بالبتّ في إعلانات هذه المنظمة
refused-may-not-endorse = لا يُسمح لك بتأييد نص عن هذه المنظمة
refused-may-not-change-team = لا يُسمح لك بتغيير فريق هذه المنظمة
refused-may-not-create-network = لا يُسمح لك بإنشاء شبكة لهذه المنظمة
refused-may-not-represent = لا يُسمح لك بالتحدث باسم هذه المنظمة
refused-may-not-speak-as-member = لا يُسمح لك بالتحدث عن هذه المنظمة بصفتها عضوًا
refused-may-not-operate = لا يُسمح لك بتشغيل هذه العقدة
refused-may-not-seal = لا يُسمح لك بختم هذه العقدة
refused-may-not-moderate = لا يُسمح لك بالإشراف على هذه العقدة
refused-may-not-change-keys-in-a-browser = لا يُسمح بتغيير المفاتيح من متصفح؛ استعمل سطر أوامر العقدة
refused-no-organisation = لا تنتمي إلى أي منظمة؛ اطلب دعوة من مالك
refused-hand-over-has-owner = لهذه المنظمة مالك يستطيع تسليمها في إعداداته
refused-hand-over-other-person = هذا الرابط لشخص آخر: من يقبله يحلّ محلك
refused-moves-to-itself = هذا هو عنوان المنظمة هنا
refused-former-addresses-enough = توجد خمسة عناوين سابقة بالفعل: أزيلوا واحدًا أولًا
refused-move-not-named = لا يذكر { $target } أنه كان هذه المنظمة: أضيفوا { $ours } هناك عنوانًا سابقًا أولًا
refused-move-goes-on = انتقل { $target } نفسه إلى { $further }
refused-declaration-close-waiting = { $count ->
    [zero] لا تأييد ينتظر
    [one] ينتظر تأييد واحد
    [two] ينتظر تأييدان
    [few] تنتظر { $shown } تأييدات
    [many] ينتظر { $shown } تأييدًا
   *[other] ينتظر { $shown } تأييد
} النظر؛ وما ينتظر لا يُحتسب بعد الإغلاق: ابتّوا فيه أولًا، أو أغلقوا مع ذلك
refused-pinned-enough = تظهر خمس ممارسات أولًا بالفعل؛ أزل واحدة منها قبل ذلك
refused-no-secret-shown = لا يمكن عرض سر الآن؛ حاول مرة أخرى
refused-second-factor-needed = يحتاج المالكون والمشغّلون إلى عامل ثانٍ: أضف عاملًا آخر أولًا
refused-may-not-without-a-browser = لا يُسمح بهذا دون متصفح؛ سجّل الدخول في صفحات العقدة
refused-passkeys-not-under-this-name = لا يمكن استعمال مفاتيح المرور تحت هذا الاسم
refused-passkeys-enough = { $count ->
    [zero] لديك { $shown } مفتاح مرور بالفعل: أزل ما لم تعد تستعمله
    [one] لديك مفتاح مرور واحد ({ $shown }) بالفعل: أزله إن لم تعد تستعمله
    [two] لديك مفتاحا مرور ({ $shown }) بالفعل: أزل ما لم تعد تستعمله
    [few] لديك { $shown } مفاتيح مرور بالفعل: أزل ما لم تعد تستعمله
    [many] لديك { $shown } مفتاح مرور بالفعل: أزل ما لم تعد تستعمله
   *[other] لديك { $shown } مفتاح مرور بالفعل: أزل ما لم تعد تستعمله
}
refused-no-passkey-made = لا يمكن إنشاء مفتاح مرور الآن؛ حاول مرة أخرى
refused-not-written = لا يمكن كتابة هذا بصيغة JSON
refused-password-not-kept = تعذّر حفظ كلمة المرور؛ حاول مرة أخرى
refused-set-up-under-other-name = قيمة node.domain هي { $configured }، لكن هذه العقدة جُهّزت باسم { $stored }، وهذا إلى الأبد: تعرفها الخوادم الأخرى بهذا الاسم. اضبط node.domain = "{ $stored }"، أو استعمل مجلد بيانات آخر
refused-set-up-already = جُهّزت هذه العقدة من قبل باسم { $host }
refused-may-not-publish-alone = لا يُسمح لك بالنشر وحدك: في هذه المنظمة ينشر مالك ما كتبه المحررون
refused-may-not-without-an-organisation = لا يُسمح لك بهذا دون منظمة

# Declarations and endorsements.
refused-declaration-not-intact = النص المحفوظ ليس النص الذي فُتح: لا يمكن فعل شيء به حتى يُستعاد من نسخة احتياطية
refused-declaration-too-long = لا يتجاوز الإعلان 2 ميبيبايت في كل لغاته
refused-text-not-frozen = لا يمكن تجميد النص: { $fault }
refused-declaration-only-named = لا يستطيع تأييد هذا الإعلان إلا من سمّاهم مالكه
refused-endorsement-mail-link = اضغط الزر الذي يفتحه الرابط في البريد: هذه الصفحة وحدها لا تثبت أن صندوق البريد لك
refused-may-not-show-hidden = لا يُسمح لك بإظهار ما يخفيه الموقّع
refused-endorsement-ended = انتهى هذا التأييد: لا يُعرض منه شيء
refused-endorsed-already = أيّدته هذه المنظمة من قبل: اسحب ذلك التأييد أولًا
refused-endorsement-not-acceptable = لن يُقبل هذا التأييد: { $reason }
refused-declaration-not-for-this-kind = هذا الإعلان غير مفتوح لهذا النوع من الموقّعين
refused-declaration-not-open-yet = لم يُفتح هذا الإعلان بعد
refused-declaration-closed-now = هذا الإعلان مغلق
refused-declaration-owner-unknown = لم يعد مالك الإعلان معروفًا هنا: تابعه أولًا
refused-endorsement-check-missing = قل كيف تم التحقق
refused-endorsement-mail-not-confirmed = لا يؤكّد عنوان البريد إلا الرابط الذي في الرسالة: قل ما الذي تم التحقق منه غير ذلك
refused-endorsement-not-waiting = لم يعد هذا التأييد ينتظر: لا يوجد ما يُؤكَّد
refused-endorsement-not-merged = لا يُفصل عن غيره إلا ما عُدّ مطابقًا له
refused-endorsement-own-key = وقّعت هذه المنظمة بمفتاحها وتنشر تأييدها بنفسها
refused-rows-too-many = { $count ->
    [zero] { $shown } صف على الأكثر في المرة الواحدة
    [one] صف واحد ({ $shown }) على الأكثر في المرة الواحدة
    [two] صفان ({ $shown }) على الأكثر في المرة الواحدة
    [few] { $shown } صفوف على الأكثر في المرة الواحدة
    [many] { $shown } صفًا على الأكثر في المرة الواحدة
   *[other] { $shown } صف على الأكثر في المرة الواحدة
}
refused-declaration-not-open-for-lists = الإعلان ليس مفتوحًا: تُسجَّل القوائم قبل إغلاقه
refused-names-key-missing = ما يخفيه الموقّعون مختوم، والمفتاح ليس على هذه العقدة الآن: عد لاحقًا، أو اطلب ممن يشغّل العقدة أن يعيد المفتاح
refused-hidden-name-other-key = لا يمكن فتح ما يخفيه هذا الموقّع: خُتم بمفتاح آخر
refused-declaration-frozen = هو مجمّد: لا تتغير فاصلة بعد الفتح. أنشئ مراجعة جديدة
refused-declaration-still-draft = ما زال مسودة: افتحه أولًا
refused-declaration-already-open = هو مفتوح أصلًا
refused-declaration-closed = هو مغلق: أنشئ مراجعة جديدة
refused-declaration-not-later = لا يُنقل موعد الإغلاق إلا إلى يوم لاحق
refused-declaration-ends-before-now = مضى موعد إغلاقه
refused-declaration-already-revised = توجد مراجعة أحدث: راجع تلك
refused-endorsement-not-now = لا يمكن فعل هذا بالتأييد في وضعه الحالي
refused-signature-file-too-large = حجم الملف بالبايت { $bytes }، ويُقرأ 5 ميبيبايت على الأكثر: قسّمه
refused-signature-file-not-utf8 = السطر { $line } ليس بترميز UTF-8: احفظ الملف بصيغة «CSV UTF-8»
refused-signature-file-empty = ليس في الملف صفوف
refused-signature-file-column-missing = لم يُتعرّف على عمود لـ«{ $missing }» في السطر الأول؛ وفيه: { $header }
refused-signature-file-column-twice = عمودان لـ«{ $column }»: غيّر اسم أحدهما أو أزله

# Networks and memberships.
refused-may-not-decide-network = لا يُسمح لك بالبتّ في شؤون هذه الشبكة
refused-no-network = هذا الحساب ليس شبكة لها سجل أعضاء
refused-network-is-here = هذه الشبكة على هذه العقدة: قدّم الطلب في صفحتها
refused-network-member-already = المنظمة عضو فيها أصلًا
refused-network-applied-already = قدّمت المنظمة طلبها: القرار للشبكة
refused-application-exists = قدّمت هذه المنظمة طلبًا إلى هذه الشبكة من قبل، أو هي عضو فيها
refused-application-too-long = هذا الطلب طويل جدًا: اختصر نصوصه
refused-may-not-decide-without-a-name = لا يُسمح لك بالبتّ دون اسم؛ سمِّ المشرف بـ ‎--as
refused-last-admin = لا يمكن أن يغادر آخر مشرف على شبكة: عيّن مشرفًا آخر أولًا
refused-network-needs-admin = تحتاج الشبكة إلى مشرف: سمِّ الشخص بـ ‎--as
refused-membership-document-unreadable = لا يمكن قراءة مستند العضوية
refused-may-not-decide-membership = لا يُسمح لك بالبتّ في هذه العضوية
refused-may-not-decide-own-case = لا يُسمح لك بالبتّ في أمر منظمتك
refused-membership-out-of-order = تاريخه أسبق من آخر ما حدث
refused-membership-ended = انتهت هذه العضوية: من يعود يتقدّم من جديد
refused-membership-not-now = لا يمكن ذلك في هذه المرحلة
refused-membership-no-reason = اذكر سببًا: تراه المنظمة
refused-membership-no-tier = لا تقبل هذه الشبكة أحدًا في هذه الدرجة
refused-membership-no-end = يجب أن ينتهي التعليق في غضون سنة
refused-membership-not-heard = أخبر العضو بالأسباب أولًا وانتظر جوابه، أو نهاية مدة الجواب
refused-membership-no-appeal = الاستئناف ممكن مرة واحدة، في المدة التي تحددها قواعد الشبكة
refused-membership-not-referee = لم تُذكر بين المعرّفين
refused-only-organisations-invited = لا تُدعى إلا المنظمات
refused-roster-unreadable = السجل غير صالح: { $why }
refused-roster-twice = السجل غير صالح: يرد { $subject } فيه مرتين
refused-roster-pages-differ = السجل غير صالح: لصفحاته أرقام مختلفة
refused-roster-entries = السجل غير صالح: عدد القيود المذكور { $said } والموجود { $had }
refused-roster-other-members = السجل غير صالح: لا يسمّي من هم أعضاء الآن
refused-own-networks-trusted = شبكات هذه العقدة موثوق بها دائمًا
refused-application-sent = أُرسل هذا الطلب

# Posts, reports and blocks.
refused-appealed-before = سبق أن اعترضت منظمتك على هذا
refused-appeal-own-hiding = أنت من أخفى هذا المنشور: يقرر مشرف آخر في الاعتراض
refused-cannot-block-itself = لا تستطيع هذه العقدة أن تحجب نفسها أو منظماتها
refused-blocked-here = { $host } محجوب على هذه العقدة؛ يستطيع مشرف رفع الحجب
refused-cannot-follow-itself = لا تستطيع منظمة أن تتابع نفسها
refused-node-stopping = العقدة تتوقف الآن
refused-picture-too-large = الصورة أكبر من 10 ميغابايت؛ اختر صورة أصغر
refused-picture-not-one = هذه ليست صورة JPEG أو PNG أو WebP أو GIF
refused-picture-damaged = الصورة تالفة أو لا يمكن قراءتها
refused-picture-too-many-pixels = في الصورة بكسلات كثيرة جدًا؛ 8000 على الأكثر لكل جانب و40 مليونًا في المجموع
refused-picture-not-small-enough = لا يمكن تصغير الصورة بما يكفي
refused-picture-too-much = تحتاج الصورة إلى وقت أو ذاكرة أكثر مما يجوز، أو هي تالفة؛ اختر صورة أصغر
refused-picture-not-now = لا يمكن فحص الصور هنا الآن؛ أخبر من يشغّل هذه العقدة
refused-report-not-passed-on = أُحيل هذا البلاغ من قبل، أو لا يمكن إبلاغ خادمه
refused-report-nothing-to-hide = لا يوجد هنا منشور يُخفى: لم يُسمَّ أي منشور، أو هي مخفية أو محذوفة أصلًا
refused-report-not-elsewhere = لا يُسكت أو يُعلّق إلا حساب من خادم آخر؛ ويمكن إخفاء منشورات منظمة من هذه العقدة، ويستطيع مشغّل إغلاق الحسابات
refused-boost-only-public = لا تُشارَك إلا المنشورات العامة
refused-mentions-too-many = { $count ->
    [zero] يمكن ذكر { $shown } شخص على الأكثر
    [one] يمكن ذكر شخص واحد ({ $shown }) على الأكثر
    [two] يمكن ذكر شخصين ({ $shown }) على الأكثر
    [few] يمكن ذكر { $shown } أشخاص على الأكثر
    [many] يمكن ذكر { $shown } شخصًا على الأكثر
   *[other] يمكن ذكر { $shown } شخص على الأكثر
}
refused-block-list-too-large = القائمة طويلة جدًا: يُقرأ 2 ميبيبايت و20000 سطر على الأكثر؛ قسّمها
refused-block-list-not-utf8 = القائمة ليست بترميز UTF-8
refused-block-list-empty = ليس في القائمة أسطر

# The node, its logs and its files.
refused-audit-log-changed = غُيّر سجل التدقيق: القيد { $row } لا يتبع القيد الذي قبله
refused-bundle-check-stopped = توقف التحقق من الملف
refused-bundle-no-text = ليس فيه النص كما فُتح
refused-bundle-tally-key = عدّه موقّع بمفتاح لا يعرف السجل أنه مفتاح المالك
refused-bundle-other-log = سجله ليس سجل الخادم الذي يوجد عليه مالكه
refused-bundle-of-this-node = الإعلان من هذه العقدة: تعيده نسخة احتياطية
refused-bundle-server-suspended = خادمه معلّق هنا
refused-bundle-other-key = تسمّي السياسة لهذا السجل مفتاحًا غير الذي شوهد هنا أول مرة
refused-bundle-declaration-unreadable = فيه إعلان لا تستطيع هذه العقدة قراءته
refused-bundle-declaration-deleted = حذف مالكه هذا الإعلان
refused-bundle-log-went-on = تقدّم السجل في هذه الأثناء: حاول مرة أخرى
refused-clock-before-release = تشير ساعة هذا الجهاز إلى { $now }، وهو قبل صنع هذا البرنامج؛ لا يُوقَّع شيء حتى تُضبط. المسودات محفوظة
refused-clock-before-stored = تشير ساعة هذا الجهاز إلى { $now }، لكن شيئًا حُفظ هنا في { $stored }؛ لا يُوقَّع شيء حتى تُضبط. المسودات محفوظة
refused-clock-off-peers = تشير ساعة هذا الجهاز إلى { $now }، بفارق { $minutes } د عمّا تقوله خوادم أخرى؛ لا يُوقَّع شيء حتى تُضبط. المسودات محفوظة
refused-no-keys-made = تعذّر إنشاء المفاتيح؛ حاول مرة أخرى
refused-not-signed = لا يمكن توقيع المستند: { $fault }
refused-wrong-recovery-key = هذا ليس مفتاح استرداد المنظمة؛ يبدأ بـ bandung-recovery-‎ وقد عُرض مرة واحدة
refused-log-entry-malformed = هذا ليس قيدًا في سجل
refused-log-unsure = لا يمكن أن يستمر سجل هذه العقدة الآن: لا يُعرف بعد ما وُقّع آخر مرة. يُسأل الشهود عن ذلك
refused-log-behind = لا يمكن أن يستمر سجل هذه العقدة الآن: عدد قيوده { $have } وعدد الموقّع منها { $signed }، كما يحدث بعد استعادة نسخة احتياطية. تُجلب القيود الناقصة من العقد التي تحفظ نسخة مطابقة منه
refused-log-contradicts = لا يمكن أن يستمر سجل هذه العقدة الآن: ليس هو السجل الذي وُقّعت قيوده وعددها { $signed }. الأمر ‎bandung log begin ينهيه ويبدأ سجلًا جديدًا
refused-log-tree-damaged = لا يمكن أن يستمر سجل هذه العقدة الآن: شجرته في قاعدة البيانات تالفة؛ استعد أحدث نسخة احتياطية
refused-log-is-sound = سجل هذه العقدة سليم ويستمر: لن يفعل سجل جديد إلا أن يترك تأييداتها وراءه
refused-no-mail = ليس لهذه العقدة بريد: اضبط mail.url
refused-mailbox-enough = { $count ->
    [zero] تلقى هذا الصندوق { $shown } رسالة خلال ساعة: حاول لاحقًا
    [one] تلقى هذا الصندوق رسالة واحدة ({ $shown }) خلال ساعة: حاول لاحقًا
    [two] تلقى هذا الصندوق رسالتين ({ $shown }) خلال ساعة: حاول لاحقًا
    [few] تلقى هذا الصندوق { $shown } رسائل خلال ساعة: حاول لاحقًا
    [many] تلقى هذا الصندوق { $shown } رسالة خلال ساعة: حاول لاحقًا
   *[other] تلقى هذا الصندوق { $shown } رسالة خلال ساعة: حاول لاحقًا
}
refused-mirrored-entry-malformed = قيد في ذلك السجل غير سليم الصيغة
refused-sealed = هذه العقدة مختومة: يفتحها مشغّل في ‎/admin/panic أو بالأمر bandung seal --unlock
refused-clock-witness = ساعة هذه العقدة غير صحيحة: لا توقّع شيئًا
refused-no-witness = لا يعرض { $host } شاهدًا: هل هو عقدة Bandung؟
refused-proposal-own = يؤكد مدير آخر ما اقترحته
refused-proposal-without-author = من اقترح هذا لم يعد مديرًا: اسحب الاقتراح واقترحه بنفسك
