# Mails: plain sentences, no markup.
mail-test-subject = اختبار من { $it }
mail-test-body = هذا اختبار: يستطيع { $it } إرسال البريد.
mail-confirm-endorsement-subject = يُرجى التأكيد: { $it }
mail-confirm-endorsement-body = أيّد شخص ما الإعلان «{ $it }» بصفة { $other } وأعطى هذا العنوان.
mail-confirm-endorsement-do = افتح هذه الصفحة واضغط الزر فيها. فتح الرابط وحده لا يفعل شيئًا:
mail-confirm-endorsement-not-you = إذا لم تكن أنت، فاضغط «لم أكن أنا» في الصفحة نفسها، أو لا تفعل شيئًا: بدون الزر لا يُحتسب.
mail-footer = أرسله { $it } مرة واحدة لأن هذا العنوان أُدخل هناك. لست في أي قائمة.
