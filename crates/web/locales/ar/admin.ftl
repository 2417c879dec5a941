# Set-up.
setup-title = تجهيز هذه العقدة
setup-lead = ثلاثة أشياء: اسم العقدة، وحسابك، ومنظمتك. يُحفظ كل ذلك دفعة واحدة حين تضغط الزر.
setup-do = جهّز العقدة
field-domain = اسم العقدة (النطاق)
help-domain = النطاق الذي سيجدها الناس تحته. هو جزء من كل عنوان تعطيه هذه العقدة ومن مفاتيحها.
field-for_ever = أفهم أن هذا الاسم إلى الأبد
help-for_ever = لا يمكن تغييره لاحقًا: سترى الخوادم الأخرى عقدة جديدة مجهولة. تحقق من الكتابة مرتين.
field-handle = الاسم القصير في العنوان
help-handle = أحرف لاتينية صغيرة وأرقام وشرطة سفلية. يجد الناس المنظمة باسم @short_name@domain. لا يتغيّر أبدًا.
done-set-up = جُهّزت العقدة. سجّل الدخول بالحساب الذي أنشأته للتو.

# The node.
admin-title = العقدة
check-ok = ✓ سليم
check-warn = ! انظر إلى هذا
check-fail = ✗ أصلح هذا
doctor-title = الفحوص
doctor-again = افحص من جديد
never = أبدًا
node-settings-title = إعدادات العقدة
field-node_name = اسم العقدة
field-node_about = عن العقدة
field-node_rules = قواعد العقدة
audit-title = سجل التدقيق
audit-when = متى
audit-who = من
audit-what = ماذا
audit-object = على ماذا

# Deliveries.
deliveries-title = التسليم
deliveries-lead = ما لم يصل بعد إلى خوادم أخرى ينتظر هنا، بالترتيب، ما دامت تتابع.
deliveries-no-peers = لا يتابع أي خادم آخر بعد.
deliveries-waiting = تسليمات تنتظر
deliveries-none-waiting = سُلّم كل شيء.
peer-up-to-date = وصله كل شيء
peer-waiting = { $count ->
    [zero] لا شيء ينتظر
    [one] واحد ينتظر
    [two] اثنان ينتظران
    [few] { $shown } تنتظر
    [many] { $shown } تنتظر
   *[other] { $shown } تنتظر
}
peer-since = منذ { $it }
peer-paused = متوقف مؤقتًا
peer-alarm = يجب أن ينظر شخص في هذا
peer-parked = { $count ->
    [zero] لا شيء موضوع جانبًا
    [one] واحد موضوع جانبًا
    [two] اثنان موضوعان جانبًا
    [few] { $shown } موضوعة جانبًا
    [many] { $shown } موضوعة جانبًا
   *[other] { $shown } موضوعة جانبًا
}
peer-last-answer = آخر جواب: { $it }
peer-next-try = المحاولة التالية { $it }
peer-promise = يصله ذلك حين يعود.
peer-last-success = آخر تسليم
peer-last-heard = آخر ما ورد منه
peer-failures = إخفاقات متتالية
peer-signature = التوقيع الذي يقبله
peer-software = البرمجيات
peer-bandung = عقدة مثل هذه
peer-other = برمجيات أخرى
peer-try = حاول الآن
peer-pause = أوقف مؤقتًا
peer-resume = استأنف
peer-catch-up = اطلب ما فاتنا
peer-drop = { $count ->
    [zero] لا شيء لإسقاطه
    [one] أسقط ما وُضع جانبًا
    [two] أسقط الاثنين الموضوعين جانبًا
    [few] أسقط { $shown } وُضعت جانبًا
    [many] أسقط { $shown } وُضعت جانبًا
   *[other] أسقط { $shown } وُضعت جانبًا
}
peer-answers = آخر الأجوبة
peer-no-answers = لم يُسأل بعد.
done-peer-tried = تجري المحاولة الآن. حمّل الصفحة من جديد بعد لحظة.
done-peer-paused = أُوقف مؤقتًا. ما يُنشر ينتظر.
done-peer-resumed = استؤنف.
done-peer-dropped = أُسقط.
done-peer-caught-up = طُلب. ما فاتنا صار هنا.

# Moderation.
flags-title = البلاغات
flags-none = لم يبلّغ أحد عن شيء.
flag-open = مفتوح
flag-resolved = عولج
blocks-title = خوادم محجوبة
blocks-lead = الخادم المُسكت لا يراه إلا من يتابع أحدًا فيه. والمعلّق لا يؤخذ منه شيء ولا يُرسل إليه شيء. ويشمل ذلك النطاقات الفرعية.
blocks-none = لا يوجد خادم محجوب.
field-host = الخادم
field-severity = كيف
severity-silence = إسكات
severity-suspend = تعليق
block-do = احجب
block-lift = ارفع الحجب
done-blocked = حُجب.
done-lifted = رُفع الحجب. المتابعات التي أنهاها تبقى منتهية: اطلبوها من جديد من الجانبين.

# People and organisations.
people-title = الأشخاص
person-new = شخص جديد
person-add = أضفه وأنشئ رابطًا لكلمة المرور
field-node_role = الدور في العقدة كلها
field-organisation = المنظمة
field-organisation_role = الدور فيها
node-role-none = لا شيء
node-role-moderator = مراقب
node-role-operator = مشرف
password-link-make = رابط لكلمة مرور جديدة
password-link-title = رابط لاختيار كلمة مرور
password-link-lead = أعطِ الشخص هذا الرابط بأي طريقة آمنة. لا يظهر إلا الآن، ويعمل مرة واحدة، وينتهي بعد سبعة أيام.
end-all-logins = أنهِ كل عمليات الدخول
disable = أغلق الحساب
enable = افتح الحساب
organisation-new = منظمة جديدة
organisation-add = أسّسها
done-founded = أُسست المنظمة.
