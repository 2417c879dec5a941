# Şəbəkələr: idarəçilər və üzv təşkilatlar üçün.
applications-title = Müraciətlər
applications-of = { $it }: müraciətlər
applications-none = Gözləyən müraciət yoxdur. Yeniləri özləri buraya gəlir.
applications-waiting = { $count ->
    [one] müraciət gözləyir
   *[other] müraciət gözləyir
}
applications-keys = Düymələr: j növbəti, k əvvəlki, a soruş. Qəbul və rədd kliklə və ya Enter ilədir.
keys-switch-on = Düymələri yandır
keys-switch-off = Düymələri söndür
applications-begin = Ən köhnəsindən başla
application-age = { $count ->
    [0] bu gün
    [one] { $shown } gün əvvəl
   *[other] { $shown } gün əvvəl
}
application-next = Növbəti addım
application_next-decide = qərar vermək
application_next-answer = müraciət edən cavab verir
application_next-own = başqaları qərar verir: öz təşkilatınızdır
application-previous = Əvvəlki
application-following = Növbəti
application-position = { $it } / { $other }
application-facts = Özü haqqında dedikləri
application-checks = Maşının tapdıqları
application-checks-lead = Yalnız işarələrdir. Qərarı insan verir.
application-checks-none = Diqqət çəkən heç nə yoxdur.
application_hint-ties-declared = Hökumət və ya bizneslə əlaqə bildirir
referee-link-title = Bu zamin duran üçün keçid
referee-link-lead = Hər birinə öz keçidini göndərin. Bir sualı olan səhifə açılır.
application-referee-make = Keçid yarat
referees-none = Heç kimi zamin göstərməyib.
application-objections-title = Etirazlar
application-objections-none = Heç kim etiraz etmir.
application-discussion = Müzakirə
application-discussion-none = Heç kim heç nə yazmayıb.
application-votes = İndiyədək səslər
application-vote-yes = lehinə
application-vote-no = əleyhinə
application-people-needed = { $count ->
    [one] { $shown } nəfər qərar verir.
   *[other] { $shown } nəfər razı olmalıdır.
}
application-not-yet = Rəy müddəti bitənədək heç kim qəbul edilmir; səsiniz o vaxtadək saxlanır.
application-own-case = Bu, öz təşkilatınızdır və ya poçtu sizinkidir. Başqaları qərar verir.
application-decide = Qərar
application-approve = Qəbul et
application-ask = Soruş
application-ask-title = Müraciət edəndən soruş
application-decline = Rədd et
field-tier = Vəziyyət
help-tier-probation = Sınaq müddəti: { $it }.
field-approve_reason = Səbəb
help-approve_reason = Üzvlər etiraz edəndə və ya tövsiyə çatmayanda lazımdır. Müraciət edən görür.
field-question = Sual
help-question = Müraciət edən bu dildə oxuyur: { $it }. Cümlə seçin və ya özünüz yazın.
field-decline_reason = Səbəb
help-decline_reason = Müraciət edən bu dildə oxuyur: { $it }. Cümlə seçin və ya özünüz yazın.
field-template = Cümlə
template-own = (özüm yazıram)
decline_template-no-referee = Sizi heç kim tövsiyə etmədi. Üzvlər sizi tanıyanda yenidən müraciət edin.
decline_template-not-civil = Bu şəbəkə vətəndaş cəmiyyəti təşkilatları üçündür, sizinkinin belə olduğunu görə bilmədik.
decline_template-other-region = Bu şəbəkə başqa region üçündür.
decline_template-cannot-verify = Göndərdiklərinizdən kim olduğunuzu yoxlaya bilmədik.
decline_template-duplicate = Artıq üzvsünüz və ya başqa müraciətiniz açıqdır.
decline_template-objection = Üzvlər etiraz edir, müzakirə bunu həll etmədi.
decline_template-conduct = İşiniz haqqında bildiklərimiz davranış kodeksimizə uyğun deyil.
ask_template-referee = Zəhmət olmasa, sizi tanıyan bir üzvü göstərin.
ask_template-register = Zəhmət olmasa, harada qeydiyyatda olduğunuzu və ya niyə bunun təhlükəli olduğunu deyin.
ask_template-website = Zəhmət olmasa, işinizin göründüyü səhifəni göstərin.
ask_template-ties = Zəhmət olmasa, hökumət və ya bizneslə əlaqələriniz haqqında daha çox deyin.
ask_template-contact = Zəhmət olmasa, şəxsin deyil, vəzifənin poçtunu verin.
done-approved = Qəbul edildi. Artıq üzvdür və xəbər verildi.
done-vote-kept = Səsiniz saxlanıldı. Hələ qərar yoxdur.
done-asked = Soruşuldu. Xəbər verildi.
application-not-told = Ona heç nə göndərilmir: bu qovşağın yaza biləcəyi poçtu və başqa qovşaqda hesabı yoxdur. Suallar və qərarlar şəxsi keçidinin səhifəsindədir: ora baxmasını ona deyin.
done-application-declined = Rədd edildi. Səbəbi deyildi.
action-refused = Heç nə edilmədi: { $it }

# Üzvlər.
members-title = Üzvlər
members-of = { $it }: üzvlər
members-tier = Vəziyyət
members-since = Nə vaxtdan
members-renewed = Yenilənib
members-hidden = Gizli
members-none = Hələ heç kim qəbul edilməyib.
member-life = Nə baş verib
member-renewal-due = Yeniləmə
member-probation-ends = Sınağın sonu
member-hidden = Gizli üzv: heç bir siyahıda, səhifədə və lentdə yoxdur.
member-remind = Xatırlat
member-remind-lead = Yeniləməsə, üzvlüyünün bitəcəyi haqda xəbər alır.
member-renew = Onun adından yenilə
member-renew-lead = Telefonla və ya məktubla xəbər verən üzv üçün.
member-tier-change = Vəziyyəti dəyiş
member-suspend = Dayandır
member-suspend-lead = Dərhal və müvəqqəti. Onda yalnız özününkünü geri götürə və silə bilər.
field-until = Tarixədək
help-until = 2026-05-31 kimi bir gün, bir il ərzində.
member-lift = Dayandırmanı bitir
member-hearing = Çıxarmağa başla
member-hearing-lead = Əvvəl üzvə əsaslar deyilir, o, { $it } ərzində cavab verə bilər. Yalnız sonra çıxarıla bilər.
field-grounds = Əsaslar
help-grounds = Üzv və idarəçilər oxuyur, başqa heç kim.
member-hearing-open = Çıxarma: { $it } tarixinədək cavab verə bilər
member-hearing-answer = Cavabı
member-hearing-no-answer = Hələ cavab verməyib.
member-hearing-close = Məsələni bağla
member-expel = Çıxar
member-expel-lead = Üzvlüyü bütün qovşaqlarda bitir. Əvvəlki dəstəkləri işarə ilə qalır.
member-appeal-grant = Şikayəti təmin et
member-appeal-refuse = Şikayəti rədd et
member-move = Köçmək istəyir
member-move-lead = { $it } kimi davam etmək istəyir. İstək köhnə açarının imzasını daşıyır.
member-move-accept = Yeni ünvanı qəbul et
member-key = Başqa açar sabitlə
member-key-lead = Yalnız köhnə açar itəndə və təşkilatla danışmısınızsa. Yoxsa açarını özü dəyişir.
field-member_key = Yeni açar
help-member_key = Ed25519 Multikey; z6Mk ilə başlayır.
member-handover = Təhvil ver
handover-title = Yeni əlaqə üçün keçid
handover-lead = Etibarlı yolla göndərin. Bir dəfə göstərilir.
field-member_reason = Səbəb
help-member_reason = Üzv görür.
done-reminded = Xatırladıldı.
done-renewed = Növbəti müddətə yeniləndi.
done-tier-set = Hazırdır. Siyahı dəyişdi.
done-suspended = Dayandırıldı. Hər qovşaq növbəti siyahı ilə biləcək.
done-suspension-lifted = Dayandırma bitdi.
done-hearing-open = Əsaslar üzvə deyildi.
done-hearing-closed = Məsələ bağlandı.
done-expelled = Çıxarıldı.
done-appeal-decided = Qərar verildi. Üzvə xəbər verildi.
done-moved = Yeni ünvan siyahıdadır.
done-key-pinned = Yeni açar sabitləndi.

# Siyahı.
roster-title = Üzv siyahısı
roster-of = { $it }: üzv siyahısı
roster-number = Nömrə
roster-last-changes = Son dəyişikliklər
roster-change-none = Hələ heç nə dəyişməyib.
roster-download = Siyahını yüklə

# Şəbəkə yaratmaq.
networks-admin-title = Bu qovşağın şəbəkələri
networks-admin-none = Burada hələ şəbəkə yoxdur.
network-new = Şəbəkə təsis et
network-edit = Şəbəkənin ayarları
network-edit-of = { $it }: ayarlar
network-more-languages = Yazılanı saxla, dil əlavə et
network-admins = İdarəçilər
network-admins-lead = Üzvlərə qərar verirlər. Sonuncu gedə bilməz.
network-admin-add = İdarəçi et
network-admin-remove = Götür
network-you = siz
network-too-few-admins = { $count ->
    [one] Qərar verə bilmək üçün bu şəbəkəyə { $shown } idarəçi lazımdır.
   *[other] Qərar verə bilmək üçün bu şəbəkəyə { $shown } idarəçi lazımdır.
}
field-network_handle = Ünvanda qısa ad
help-network_handle = Kiçik hərflər, rəqəmlər, alt xətt. Sonra dəyişmir.
field-network_name = Şəbəkənin adı
field-network_about = Nə üçündür
help-network_about = Bir neçə cümlə, ən çoxu 500 işarə.
field-network_languages = Dillər
help-network_languages = Müraciət edilə bilən dillər. Siyahıda birincisi əsasdır.
field-network_conduct = Davranış kodeksi
help-network_conduct = Sadə mətn. Müraciət edənlər onu qəbul edir.
network-conduct-in = Davranış kodeksi, dil: { $it }
field-network_regions = Regionlar
help-network_regions = Heç nə seçilməyib: bütün dünya.
field-deciding = Üzvlərə kim qərar verir
network_rule-one-admin = Bir idarəçi
network_rule-two-admins = İki idarəçi
network_rule-vote = İdarəçilərin və üzvlərin səsverməsi
network_rule-lazy-consensus = Müddət ərzində etiraz olmasa, bir idarəçi
field-quorum = Ən azı neçə səs
help-quorum = Səsvermə üçün: 2-dən 1000-ə.
field-two_people = Hər halda iki fərqli şəxs
field-comment_days = Rəy günləri
help-comment_days = 0-dan 90-a.
field-asked_referees = İstənilən zamin sayı
help-asked_referees = 0-dan 5-ə.
field-probation_months = Sınaq ayları
field-renewal_months = Yeniləməyədək ay
help-renewal_months = 0: heç vaxt.
field-answer_days = Çıxarmazdan əvvəl cavab günləri
help-answer_days = 7-dən 90-a.
field-appeal_days = Şikayət günləri
help-appeal_days = 30-dan 60-a.
field-tiers = Qəbul etdiyi vəziyyətlər
field-regional_nodes_admit = Regional qovşağın tövsiyəsi öz regionunda qəbul edir
field-admin_login = Giriş adı
done-network-founded = Şəbəkə təsis edildi.
done-network-saved = Yadda saxlandı.
done-admin-added = İndi idarəçidir.
done-admin-removed = Artıq idarəçi deyil.
region-002 = Afrika
region-019 = Amerika
region-142 = Asiya
region-150 = Avropa
region-009 = Okeaniya

# Təşkilatın ayarları.
my-networks-title = Şəbəkələr
my-networks-lead = { $it } nə vəziyyətdədir və nə edə bilər.
my-networks-none = Təşkilatınız hələ heç bir şəbəkəyə daxil deyil.
my-networks-join = Şəbəkəyə qoşul
my-networks-join-lead = Şəbəkənin adını @ad@server kimi və ya ünvanını yapışdırın.
field-network_address = Şəbəkə
help-network_address = Məsələn, @climate_forum@alpha.example
my-networks-look = Davam et
my-networks-renew = Yenilə
my-networks-renew-due = { $it } tarixinədək yeniləyin
my-networks-answer = Əsaslara cavab ver
my-networks-answer-lead = Şəbəkə sizi çıxarmağı düşünür. { $it } tarixinədək cavab verə bilərsiniz.
my-networks-appeal = Şikayət et
my-networks-appeal-lead = Bir dəfə, { $it } tarixinədək şikayət edə bilərsiniz.
my-networks-leave = Şəbəkədən ayrıl
my-networks-leave-lead = Üzvlüyünüz bütün qovşaqlarda bitir. Dərc və dəstəklədikləriniz qalır.
field-hearing_answer = Cavabınız
field-appeal_grounds = Qərar niyə səhvdir
my-networks-voice = Rəy bildiriləsi müraciətlər
done-network-asked = Müraciət yoldadır. Cavab buraya gələcək.
done-hearing-answered = Cavabınız şəbəkədədir.
done-appeal-sent = Şikayətiniz şəbəkədədir.
done-left = Şəbəkədən ayrıldınız.

# Qərar niyə verilmədi.

applications-past = Rədd edilmiş və geri götürülmüş
applications-past-of = { $it }: rədd edilmiş və geri götürülmüş
applications-past-none = Hələ heç nə rədd edilməyib və geri götürülməyib.
applications-past-times = göndərilib { $it }, bağlanıb { $other }
members-heard = Son siqnal
members-heard-here = bu qovşaq
members-heard-never = heç vaxt
members-key-since = Açar bu vaxtdan
roster-signed-number = Bütöv imzalandığı nömrə
roster-signed-at = İmzalanıb
roster-signed-by = Açar
roster-signature = İmza
roster-holders = Kimdə var
roster-holders-lead = Siyahını alan hər qovşağın qəbul etdiyini təsdiqlədiyi.
roster-holders-none = Hələ heç bir başqa qovşaq siyahını almır. Üzvlərin qovşaqlarına özü gedir.
roster-holder-node = Qovşaq
roster-holder-missing = Gözləyən dəyişikliklər
voice-tier = Səsvermə bu sifətlə qəbul haqqındadır: { $it }
