# Declarations: lists and text.
nav-declarations = Bəyannamələr
declarations-title = Bəyannamələr
declarations-lead = Təşkilatların və insanların dəstəklədiyi mətnlər. Açıldıqdan sonra bir vergül də dəyişmir, sayı isə hər kəs yoxlaya bilər.
declarations-none = Burada hələ heç bir bəyannamə açılmayıb. Açılanda sayı ilə birlikdə burada görünəcək.
declaration-open-until = { $it } tarixinədək açıqdır
declaration-open = Açıqdır, bağlanma tarixi yoxdur
declaration-opens-on = { $it } tarixində açılır
declaration-closed-on = { $it } tarixində bağlanıb
declaration-closed = Bağlıdır
declaration-draft = Qaralama
declaration-by = Müəllif: { $it }
declaration-frozen = Mətn { $it } tarixində dondurulub. O vaxtdan bir vergül də dəyişməyib.
declaration-text-n = Mətn { $it }
declaration-digest = Mətnin izi
declaration-languages = Mətnin dilləri
declaration-authentic = Eyni qüvvəyə malik mətnlər
declaration-not-in-language = Dilinizdə rəsmi mətn yoxdur. Bu, { $it } dilində mətndir.
declaration-may-endorse = Kim dəstəkləyə bilər
declaration-recipients = Kimə ünvanlanıb
declaration-dates = Tarixlər
declaration-of-other-node = Bu, surətdir. Bəyannamə { $it } qovşağında saxlanılır və orada sayılır.
declaration-revised-by = Daha yeni mətn var. Dəstək dəstəklənmiş mətndə qalır.
declaration-revises = Bu mətn əvvəlkini düzəldir. Heç kim avtomatik köçürülməyib.
declaration-see-other-text = Daha yeni mətnə bax
declaration-see-older-text = Daha köhnə mətnə bax
declaration-see-changes = Nə dəyişdiyinə bax
declaration-changes-title = Mətn { $it } ilə müqayisədə nə dəyişib
declaration-no-changes = Bu dildə heç nə dəyişməyib.
declaration-bundle = Oflayn yoxlama paketi
all-declarations = Bütün bəyannamələr
home-declaration = Dəstək üçün açıqdır

# Three equal answers.
choice-title = Cavabınız
choice-lead = Üç cavab bərabərdir. Cavab verməyən heç kim siyahıya salınmır.
choice-endorse = Dəstəkləyirəm
choice-endorse-as = { $it } adından dəstəkləyirəm
choice-reservations = Qeyd-şərtlə dəstəkləyirəm
choice-not = Dəstəkləmirəm
choice-not-title = Siz dəstəkləmirsiniz
choice-not-visitor = Heç nə saxlanılmadı və heç kimə bildirilmədi. Bəyannamə açıq olduqca qayıda bilərsiniz.
choice-not-member = Yalnız təşkilatınızın daxilində qeyd olundu. Heç nə bu qovşaqdan kənara çıxmır.
choice-have-account = Burada hesabınız var? Təşkilatınız adından dəstəkləmək üçün daxil olun.

# Kinds, ways, states (closed lists).
signatory_kind-organisation = Təşkilat
signatory_kind-representative = Təşkilatın nümayəndəsi
signatory_kind-individual = Fərdi şəxs
endorse-kind-organisation = təşkilat: bu, onu bağlayır
endorse-kind-representative = təşkilatın nümayəndəsi: təşkilatı bağlamır
endorse-kind-individual = şəxsən özüm
signatory_visibility-public = Ad və təşkilat
signatory_visibility-name-hidden = Yalnız təşkilat
signatory_visibility-fully-hidden = Yalnız sayılsın
signature_channel-web = Bu qovşağın forması
signature_channel-remote-node = Öz qovşağı vasitəsilə
signature_channel-paper = Kağız siyahı
signature_channel-csv-import = İdxal edilmiş fayl
signature_check-e-mail = E-poçt təsdiqlənib
signature_check-organisation-domain-or-node = Təşkilatın öz domenindəki e-poçt və ya öz qovşağının imzası
signature_check-member-node = Üzv tərəfindən yoxlanılıb
signature_check-registry-number = Reyestr nömrəsi görülüb
signature_check-none = Yoxlanılmayıb
signature_check-paper = Kağızda imza
signature_check-phone = Telefonla təsdiqlənib
endorsement_status-offered = Təklif edilib, cavab gözləyir
endorsement_status-accepted = Qəbul edilib, yoxlanılır
endorsement_status-stamped = Sayılıb
endorsement_status-pending = Hələ təsdiqlənməyib
endorsement_status-in-review = Ev sahibi baxır
endorsement_status-recorded = Sayılıb
endorsement_status-duplicate = Təkrar, birləşdirilib
endorsement_status-refused = Rədd edilib
endorsement_status-withdrawn = Geri götürülüb
endorsement_status-revoked = Artıq qəbul edilmir
endorsement_status-erased = Silinib
endorsement_stance-full = Tam
endorsement_stance-with-reservations = Qeyd-şərtlə
endorsements-of = { $count ->
    [one] dəstək
   *[other] dəstək
}
declaration-broken = Saxlanılan mətn izinə uyğun gəlmir. Operator baxana qədər dəstəkləmək olmaz.
declaration-translations = Heç kimin dəstəkləmədiyi tərcümələr
translation-status-machine = maşın tərcüməsi
translation-status-reviewed = yoxlanılmış tərcümə
translation-status-official = katibliyin tərcüməsi
translation-older = əvvəlki mətnin

declaration-host-suspended = Bu qovşaq bu bəyannamənin serverini dayandırıb. Burada olan oxuna bilər; oradan yeni heç nə gəlmir və o, siyahıda yoxdur.
