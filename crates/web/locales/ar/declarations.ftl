# Declarations: lists and text.
nav-declarations = الإعلانات
declarations-title = الإعلانات
declarations-lead = نصوص تؤيدها منظمات وأشخاص. بعد الفتح لا تتغير فاصلة واحدة، ويستطيع أي شخص أن يتحقق من العدد.
declarations-none = لم يُفتح هنا أي إعلان بعد. حين يُفتح إعلان يظهر هنا مع عدده.
declaration-open-until = مفتوح حتى { $it }
declaration-open = مفتوح، بلا موعد إغلاق
declaration-opens-on = يُفتح في { $it }
declaration-closed-on = أُغلق في { $it }
declaration-closed = مغلق
declaration-draft = مسودة
declaration-by = من { $it }
declaration-frozen = جُمّد النص في { $it }، ولم تتغير فيه فاصلة منذ ذلك الحين.
declaration-text-n = النص { $it }
declaration-digest = بصمة النص
declaration-languages = لغات النص
declaration-authentic = نصوص متساوية الحجية
declaration-not-in-language = لا يوجد نص رسمي بلغتك. هذا هو النص بلغة { $it }.
declaration-may-endorse = من يحق له التأييد
declaration-recipients = موجّه إلى
declaration-dates = المواعيد
declaration-of-other-node = هذه نسخة. الإعلان محفوظ لدى { $it }، وهي التي تعدّ أيضًا.
declaration-revised-by = يوجد نص أحدث. يبقى كل تأييد مع النص الذي أُيّد.
declaration-revises = يصحح هذا النص نصًا سابقًا. لم يُنقل أحد إليه.
declaration-see-other-text = اطّلع على النص الأحدث
declaration-see-older-text = اطّلع على النص الأقدم
declaration-see-changes = اطّلع على ما تغيّر
declaration-changes-title = ما تغيّر منذ النص { $it }
declaration-no-changes = لم يتغير شيء في هذه اللغة.
declaration-bundle = حزمة للتحقق دون اتصال
all-declarations = كل الإعلانات
home-declaration = مفتوح للتأييد

# Three equal answers.
choice-title = جوابك
choice-lead = الأجوبة الثلاثة متساوية. لا يُدرج اسم من لم يُجب.
choice-endorse = أؤيد
choice-endorse-as = أؤيد باسم { $it }
choice-reservations = أؤيد مع تحفظات
choice-not = لا أؤيد
choice-not-title = أنت لا تؤيد
choice-not-visitor = لم يُحفظ شيء ولم يُبلَّغ أحد. يمكنك العودة ما دام الإعلان مفتوحًا.
choice-not-member = سُجّل داخل منظمتك فقط. لا يغادر شيء هذه العقدة.
choice-have-account = لديك حساب هنا؟ سجّل الدخول لتؤيد باسم منظمتك.

# Kinds, ways, states (closed lists).
signatory_kind-organisation = منظمة
signatory_kind-representative = ممثل منظمة
signatory_kind-individual = فرد
endorse-kind-organisation = منظمة: التأييد مُلزم لها
endorse-kind-representative = ممثل منظمة: التأييد غير مُلزم لها
endorse-kind-individual = بصفتي الشخصية
signatory_visibility-public = الاسم والمنظمة
signatory_visibility-name-hidden = المنظمة فقط
signatory_visibility-fully-hidden = العدّ فقط
signature_channel-web = استمارة على هذه العقدة
signature_channel-remote-node = عبر عقدتها الخاصة
signature_channel-paper = قائمة ورقية
signature_channel-csv-import = ملف مستورد
signature_check-e-mail = بريد مؤكد
signature_check-organisation-domain-or-node = بريد على نطاق المنظمة نفسها، أو توقيع عقدتها
signature_check-member-node = تحقق منه عضو
signature_check-registry-number = رقم التسجيل مُعاين
signature_check-none = غير متحقق منه
signature_check-paper = توقيع على ورق
signature_check-phone = مؤكد بالهاتف
endorsement_status-offered = معروض، ينتظر جوابًا
endorsement_status-accepted = مقبول، قيد التحقق
endorsement_status-stamped = معدود
endorsement_status-pending = لم يؤكَّد بعد
endorsement_status-in-review = قيد النظر لدى الجهة المضيفة
endorsement_status-recorded = معدود
endorsement_status-duplicate = مكرر، دُمج
endorsement_status-refused = مرفوض
endorsement_status-withdrawn = مسحوب
endorsement_status-revoked = لم يعد مقبولًا
endorsement_status-erased = ممحو
endorsement_stance-full = كامل
endorsement_stance-with-reservations = مع تحفظات
endorsements-of = { $count ->
    [zero] تأييدًا
    [one] تأييد
    [two] تأييدان
    [few] تأييدات
    [many] تأييدًا
   *[other] تأييدًا
}
declaration-broken = النص المحفوظ لا يطابق بصمته. لا يمكن التأييد قبل أن ينظر المشغّل في الأمر.
declaration-translations = ترجمات لا يؤيدها أحد
translation-status-machine = ترجمة آلية
translation-status-reviewed = ترجمة مراجعة
translation-status-official = ترجمة من الأمانة
translation-older = لنص سابق

declaration-host-suspended = أوقفت هذه العقدة خادم هذا الإعلان. ما هنا يبقى مقروءًا، ولا يأتي من هناك جديد، وليس الإعلان في القائمة.
