# الشبكات: لمشرفيها وللمنظمات الأعضاء.
applications-title = الطلبات
applications-of = { $it }: الطلبات
applications-none = لا طلب ينتظر. الجديدة تصل إلى هنا من نفسها.
applications-waiting = { $count ->
    [zero] لا طلبات تنتظر
    [one] طلب ينتظر
    [two] طلبان ينتظران
    [few] طلبات تنتظر
    [many] طلبًا ينتظر
   *[other] طلب ينتظر
}
applications-keys = المفاتيح: j التالي، k السابق، a سؤال. القبول والرفض بنقرة أو بمفتاح الإدخال.
keys-switch-on = تشغيل المفاتيح
keys-switch-off = إيقاف المفاتيح
applications-begin = البدء بالأقدم
application-age = { $count ->
    [0] اليوم
    [zero] اليوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $shown } أيام
    [many] قبل { $shown } يومًا
   *[other] قبل { $shown } يوم
}
application-next = الخطوة التالية
application_next-decide = القرار
application_next-answer = جواب المتقدّم
application_next-own = يقرّر آخرون: هي منظمتكم
application-previous = السابق
application-following = التالي
application-position = { $it } من { $other }
application-facts = ما تقوله عن نفسها
application-checks = ما وجدته الآلة
application-checks-lead = إشارات فقط. القرار لشخص.
application-checks-none = لا شيء يلفت النظر.
application_hint-ties-declared = تصرّح بصلات بالحكومة أو بالشركات
referee-link-title = رابط لهذا المعرّف
referee-link-lead = أرسلوا إلى كل معرّف رابطه. يفتح صفحة فيها سؤال واحد.
application-referee-make = إنشاء رابط
referees-none = لم تذكر معرّفًا.
application-objections-title = الاعتراضات
application-objections-none = لا يعترض أحد.
application-discussion = النقاش
application-discussion-none = لم يكتب أحد شيئًا.
application-votes = الأصوات حتى الآن
application-vote-yes = مع
application-vote-no = ضد
application-people-needed = { $count ->
    [zero] لا حاجة إلى أحد.
    [one] يقرّر شخص واحد.
    [two] يجب أن يتفق شخصان.
    [few] يجب أن يتفق { $shown } أشخاص.
    [many] يجب أن يتفق { $shown } شخصًا.
   *[other] يجب أن يتفق { $shown } شخص.
}
application-not-yet = لا يُقبل أحد قبل انتهاء مدة التعليقات، ويُحفظ صوتكم حتى ذلك الحين.
application-own-case = هي منظمتكم، أو صندوق بريدها لكم. يقرّر آخرون.
application-decide = القرار
application-approve = قبول
application-ask = سؤال
application-ask-title = سؤال المتقدّم
application-decline = رفض
field-tier = الدرجة
help-tier-probation = تحت التجربة لمدة { $it }.
field-approve_reason = السبب
help-approve_reason = لازم حين يعترض أعضاء أو تنقص التوصيات. يراه المتقدّم.
field-question = السؤال
help-question = يقرؤه المتقدّم بلغة: { $it }. اختاروا جملة أو اكتبوا جملتكم.
field-decline_reason = السبب
help-decline_reason = يقرؤه المتقدّم بلغة: { $it }. اختاروا جملة أو اكتبوا جملتكم.
field-template = جملة
template-own = (أكتب جملتي)
decline_template-no-referee = لم يوصِ بكم أحد. تقدّموا من جديد حين يعرفكم أعضاء.
decline_template-not-civil = هذه الشبكة لمنظمات المجتمع المدني، ولم نستطع أن نتبيّن أن منظمتكم منها.
decline_template-other-region = هذه الشبكة لإقليم آخر.
decline_template-cannot-verify = لم نستطع أن نتحقق ممن تكونون مما أرسلتم.
decline_template-duplicate = أنتم أعضاء من قبل، أو لكم طلب آخر مفتوح.
decline_template-objection = يعترض أعضاء، ولم يحسم النقاش الأمر.
decline_template-conduct = ما نعرفه عن عملكم لا يوافق مدوّنة سلوكنا.
ask_template-referee = نرجو أن تذكروا عضوًا يعرفكم.
ask_template-register = نرجو أن تخبرونا أين أنتم مسجّلون، أو لماذا لا يكون ذلك آمنًا.
ask_template-website = نرجو أن تدلّونا على صفحة يظهر فيها عملكم.
ask_template-ties = نرجو أن تخبرونا أكثر عن صلاتكم بالحكومة أو بالشركات.
ask_template-contact = نرجو أن تعطونا صندوق بريد لمنصب لا لشخص.
done-approved = قُبلت. صارت عضوًا وأُبلغت.
done-vote-kept = صوتكم محفوظ. لم يتقرّر الأمر بعد.
done-asked = سُئلت وأُبلغت.
application-not-told = لا يُرسل إليها شيء: ليس لها صندوق بريد تستطيع هذه العقدة أن تكتب إليه ولا حساب على عقدة أخرى. الأسئلة والقرارات على صفحة رابطها الخاص: أخبرها أن تنظر هناك.
done-application-declined = رُفضت وأُبلغت بالسبب.
action-refused = لم يُفعل شيء: { $it }

# الأعضاء.
members-title = الأعضاء
members-of = { $it }: الأعضاء
members-tier = الدرجة
members-since = منذ
members-renewed = جُدّد
members-hidden = مخفي
members-none = لم يُقبل أحد بعد.
member-life = ما حدث
member-renewal-due = موعد التجديد
member-probation-ends = نهاية التجربة
member-hidden = عضو مخفي: لا يرد في أي قائمة أو صفحة أو خلاصة.
member-remind = تذكير
member-remind-lead = تصلها رسالة بأن عضويتها تنتهي إن لم تجدّد.
member-renew = التجديد عنها
member-renew-lead = لعضو أخبركم بالهاتف أو برسالة.
member-tier-change = تغيير الدرجة
member-suspend = تعليق
member-suspend-lead = فورًا ولمدة. لها عندها فقط أن تسحب ما لها وتحذفه.
field-until = حتى
help-until = يوم مثل 2026-05-31، في غضون سنة.
member-lift = إنهاء التعليق
member-hearing = بدء إقصاء
member-hearing-lead = يُخبَر العضو أولًا بالأسباب وله أن يجيب خلال { $it }. بعد ذلك فقط يمكن إقصاؤه.
field-grounds = الأسباب
help-grounds = يقرؤها العضو والمشرفون، ولا أحد غيرهم.
member-hearing-open = إقصاء: لها أن تجيب حتى { $it }
member-hearing-answer = جوابها
member-hearing-no-answer = لم تجب بعد.
member-hearing-close = إغلاق المسألة
member-expel = إقصاء
member-expel-lead = تنتهي عضويتها على كل العقد. ما أيّدته من قبل يبقى مع علامة.
member-appeal-grant = قبول الاستئناف
member-appeal-refuse = رفض الاستئناف
member-move = تريد الانتقال
member-move-lead = تطلب أن تستمر باسم { $it }. الطلب يحمل توقيع مفتاحها القديم.
member-move-accept = قبول العنوان الجديد
member-key = تثبيت مفتاح آخر
member-key-lead = فقط حين يضيع المفتاح القديم وتكونون قد كلّمتم المنظمة. وإلا فهي تغيّر مفتاحها بنفسها.
field-member_key = المفتاح الجديد
help-member_key = Ed25519 Multikey؛ يبدأ بـ z6Mk.
member-handover = تسليم
handover-title = رابط لجهة الاتصال الجديدة
handover-lead = أرسلوه بطريقة تثقون بها. يُعرض مرة واحدة.
field-member_reason = السبب
help-member_reason = يراه العضو.
done-reminded = أُرسل التذكير.
done-renewed = جُدّدت لمدة أخرى.
done-tier-set = تم. تغيّر السجل.
done-suspended = عُلّقت. تعلم كل عقدة بذلك مع السجل التالي.
done-suspension-lifted = انتهى التعليق.
done-hearing-open = أُبلغ العضو بالأسباب.
done-hearing-closed = أُغلقت المسألة.
done-expelled = أُقصيت.
done-appeal-decided = تقرّر. أُبلغ العضو.
done-moved = العنوان الجديد في السجل.
done-key-pinned = ثُبّت المفتاح الجديد.

# السجل.
roster-title = السجل
roster-of = { $it }: السجل
roster-number = الرقم
roster-last-changes = آخر التغييرات
roster-change-none = لم يتغيّر شيء بعد.
roster-download = تنزيل السجل

# تأسيس الشبكات.
networks-admin-title = شبكات هذه العقدة
networks-admin-none = لا توجد شبكة هنا بعد.
network-new = تأسيس شبكة
network-edit = إعدادات الشبكة
network-edit-of = { $it }: الإعدادات
network-more-languages = حفظ المكتوب وإضافة لغات
network-admins = المشرفون
network-admins-lead = يقرّرون في الأعضاء. الأخير لا يستطيع المغادرة.
proposals-title = تغييرات مقترحة
proposals-lead = تخفيف القواعد وتغيير المديرين يحتاجان هنا إلى شخصين: يؤكد مدير غير الذي اقترح.
proposal-add-admin = يُقترح أن يصبح { $it } مديرًا
proposal-remove-admin = يُقترح ألا يبقى { $it } مديرًا
proposal-rules = قواعد أخرى
proposal-confirm = أكّد
proposal-drop = اسحب الاقتراح
proposal-outdated = تغيّرت الشبكة منذ ذلك الحين. اسحب هذا واقترحه من جديد.
done-proposed = اقتُرح. يسري حين يؤكده مدير آخر.
done-proposal-confirmed = تأكد. يسري الآن.
done-proposal-dropped = سُحب. لم يتغير شيء.
proposals-waiting = تغييرات تنتظر مديرًا ثانيًا: { $shown }
proposal-by = اقترحه { $it } في { $other }
network-admin-add = جعله مشرفًا
network-admin-remove = إزالة
network-you = أنتم
network-too-few-admins = { $count ->
    [zero] لا تحتاج هذه الشبكة إلى مشرفين.
    [one] تحتاج هذه الشبكة إلى مشرف واحد كي تقرّر.
    [two] تحتاج هذه الشبكة إلى مشرفَين كي تقرّر.
    [few] تحتاج هذه الشبكة إلى { $shown } مشرفين كي تقرّر.
    [many] تحتاج هذه الشبكة إلى { $shown } مشرفًا كي تقرّر.
   *[other] تحتاج هذه الشبكة إلى { $shown } مشرف كي تقرّر.
}
field-network_handle = اسم قصير في العنوان
help-network_handle = حروف لاتينية صغيرة وأرقام وشرطة سفلية. لا يتغيّر لاحقًا.
field-network_name = اسم الشبكة
field-network_about = لأي غرض هي
help-network_about = بضع جمل، 500 حرف على الأكثر.
field-network_languages = اللغات
help-network_languages = التي يمكن تقديم الطلب بها.
field-network_conduct = مدوّنة السلوك
help-network_conduct = نص بسيط. يقبله المتقدّمون.
network-conduct-in = مدوّنة السلوك، اللغة: { $it }
field-network_regions = الأقاليم
help-network_regions = بلا اختيار: العالم كله.
field-deciding = من يقرّر في الأعضاء
network_rule-one-admin = مشرف واحد
network_rule-two-admins = مشرفان
network_rule-vote = تصويت المشرفين والأعضاء
network_rule-lazy-consensus = مشرف واحد، إن لم يعترض أحد خلال المدة
field-quorum = عدد الأصوات على الأقل
help-quorum = للتصويت: من 2 إلى 1000.
field-two_people = شخصان مختلفان في كل حال
field-comment_days = أيام للتعليقات
help-comment_days = من 0 إلى 90.
field-asked_referees = عدد المعرّفين المطلوب
help-asked_referees = من 0 إلى 5.
field-probation_months = أشهر التجربة
field-renewal_months = أشهر حتى التجديد
help-renewal_months = 0: أبدًا.
field-answer_days = أيام للجواب قبل الإقصاء
help-answer_days = من 7 إلى 90.
field-appeal_days = أيام للاستئناف
help-appeal_days = من 30 إلى 60.
field-tiers = الدرجات التي تقبل فيها
field-regional_nodes_admit = توصية عقدة إقليمية تكفي للقبول في إقليمها
field-admin_login = اسم الدخول
done-network-founded = أُسّست الشبكة.
done-network-saved = حُفظ.
done-admin-added = صار مشرفًا.
done-admin-removed = لم يعد مشرفًا.
region-002 = أفريقيا
region-019 = الأمريكتان
region-142 = آسيا
region-150 = أوروبا
region-009 = أوقيانوسيا

# إعدادات منظمة.
my-networks-title = الشبكات
my-networks-lead = وضع { $it } وما يمكنها فعله.
my-networks-none = لا تنتمي منظمتكم إلى أي شبكة بعد.
my-networks-join = الانضمام إلى شبكة
my-networks-join-lead = الصقوا اسم الشبكة، مثل @name@host، أو عنوانها.
field-network_address = الشبكة
help-network_address = مثل @climate_forum@alpha.example
my-networks-look = متابعة
my-networks-renew = تجديد
my-networks-renew-due = جدّدوا قبل { $it }
my-networks-answer = الجواب عن الأسباب
my-networks-answer-lead = تنظر الشبكة في إقصائكم. لكم أن تجيبوا حتى { $it }.
my-networks-appeal = استئناف
my-networks-appeal-lead = لكم أن تستأنفوا مرة واحدة، حتى { $it }.
my-networks-leave = مغادرة الشبكة
my-networks-leave-lead = تنتهي عضويتكم على كل العقد. ما نشرتموه وأيّدتموه باقٍ.
field-hearing_answer = جوابكم
field-appeal_grounds = لماذا القرار خاطئ
my-networks-voice = طلبات للتعليق عليها
done-network-asked = الطلب في الطريق. يصل جوابه إلى هنا.
done-hearing-answered = جوابكم لدى الشبكة.
done-appeal-sent = استئنافكم لدى الشبكة.
done-left = غادرتم الشبكة.

# لماذا لم يُتخذ القرار.

applications-past = المرفوضة والمسحوبة
applications-past-of = { $it }: المرفوضة والمسحوبة
applications-past-none = لم يُرفض ولم يُسحب شيء بعد.
applications-past-times = أُرسل في { $it }، وانتهى في { $other }
members-heard = آخر اتصال
members-heard-here = هذه العقدة
members-heard-never = لا شيء بعد
members-key-since = المفتاح منذ
roster-signed-number = وُقّع كاملًا عند الرقم
roster-signed-at = وقت التوقيع
roster-signed-by = المفتاح
roster-signature = التوقيع
roster-holders = من لديه السجل
roster-holders-lead = ما أكدت كل عقدة تتلقى السجل أنها أخذته.
roster-holders-none = لا تتلقى أي عقدة أخرى السجل بعد. يصل وحده إلى عقد الأعضاء.
roster-holder-node = العقدة
roster-holder-missing = تغييرات تنتظر
voice-tier = التصويت على القبول بصفة: { $it }
