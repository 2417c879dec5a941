# What rules say when they refuse: sentences without a capital or a full stop, because they also stand after a colon.

# Accounts, organisations and what a role allows.
refused-last-owner = təşkilatın sonuncu sahibi gedə bilməz: əvvəl başqa sahib təyin edin
refused-last-operator = sonuncu operator gedə bilməz: əvvəl başqa operator təyin edin
refused-may-not-read-drafts = bu təşkilatın qaralamalarını oxuya bilməzsiniz
refused-may-not-write = bu təşkilat üçün yaza bilməzsiniz
refused-may-not-publish = bu təşkilat üçün dərc edə bilməzsiniz
refused-may-not-follow = bu təşkilat üçün heç kimi izləyə bilməzsiniz
refused-may-not-change-profile = bu təşkilatın profilini dəyişə bilməzsiniz
refused-may-not-host-declarations = bu təşkilatın bəyannamələri barədə qərar verə bilməzsiniz
refused-may-not-endorse = bu təşkilat adından mətn dəstəkləyə bilməzsiniz
refused-may-not-change-team = bu təşkilatın komandasını dəyişə bilməzsiniz
refused-may-not-create-network = bu təşkilat üçün şəbəkə yarada bilməzsiniz
refused-may-not-represent = bu təşkilat adından danışa bilməzsiniz
refused-may-not-speak-as-member = üzv kimi bu təşkilatın adından danışa bilməzsiniz
refused-may-not-operate = bu qovşağı idarə edə bilməzsiniz
refused-may-not-seal = bu qovşağı möhürləyə bilməzsiniz
refused-may-not-moderate = bu qovşaqda moderatorluq edə bilməzsiniz
refused-may-not-change-keys-in-a-browser = açarları brauzerdən dəyişə bilməzsiniz; qovşağın əmr sətrindən istifadə edin
refused-no-organisation = heç bir təşkilata daxil deyilsiniz; sahibdən dəvət istəyin
refused-hand-over-has-owner = bu təşkilatın sahibi var, o, təşkilatı öz ayarlarında təhvil verə bilər
refused-hand-over-other-person = bu keçid başqa adam üçündür: onu qəbul edən yerinizə keçir
refused-moves-to-itself = bu, təşkilatın buradakı ünvanıdır
refused-former-addresses-enough = artıq beş əvvəlki ünvan var: əvvəlcə birini silin
refused-move-not-named = { $target } bu təşkilat olduğunu demir: əvvəlcə orada { $ours } ünvanını əvvəlki ünvan kimi əlavə edin
refused-move-goes-on = { $target } özü də { $further } ünvanına köçüb
refused-declaration-close-waiting = { $count ->
    [one] { $shown } imza
   *[other] { $shown } imza
} baxılmağı gözləyir; gözləyənlər bağlanandan sonra sayıla bilməz: əvvəlcə onlara baxın, ya da yenə də bağlayın
refused-pinned-enough = artıq beş təcrübə birinci göstərilir; əvvəl birini çıxarın
refused-no-secret-shown = indi sirr göstərmək olmur; yenidən sınayın
refused-second-factor-needed = sahiblərə və operatorlara ikinci amil lazımdır: əvvəl başqasını əlavə edin
refused-may-not-without-a-browser = bunu brauzersiz edə bilməzsiniz; qovşağın səhifələrində daxil olun
refused-passkeys-not-under-this-name = bu ad altında giriş açarlarından istifadə etmək olmaz
refused-passkeys-enough = { $count ->
    [one] artıq { $shown } giriş açarı var: daha istifadə etmədiyinizi silin
   *[other] artıq { $shown } giriş açarı var: daha istifadə etmədiyinizi silin
}
refused-no-passkey-made = indi giriş açarı yaratmaq olmur; yenidən sınayın
refused-not-written = bunu JSON kimi yazmaq olmur
refused-password-not-kept = parolu saxlamaq olmadı; yenidən sınayın
refused-set-up-under-other-name = node.domain { $configured } kimi yazılıb, amma bu qovşaq { $stored } kimi qurulub və bu, həmişəlikdir: digər serverlər onu bu adla tanıyır. node.domain = "{ $stored }" yazın və ya başqa verilənlər qovluğundan istifadə edin
refused-set-up-already = bu qovşaq artıq { $host } kimi qurulub
refused-may-not-publish-alone = təkbaşına dərc edə bilməzsiniz: bu təşkilatda redaktorların yazdığını sahib dərc edir
refused-may-not-without-an-organisation = təşkilat olmadan bunu edə bilməzsiniz

# Declarations and endorsements.
refused-declaration-not-intact = saxlanılan mətn açılan mətn deyil: ehtiyat nüsxədən bərpa olunana qədər onunla heç nə etmək olmaz
refused-declaration-too-long = bəyannamə bütün dillərində birlikdə ən çoxu 2 MiB ola bilər
refused-text-not-frozen = mətni dondurmaq mümkün deyil: { $fault }
refused-declaration-only-named = bu bəyannaməni yalnız sahibinin adını çəkdikləri dəstəkləyə bilər
refused-endorsement-mail-link = məktubdakı keçidin arxasındakı düyməni basın: təkcə bu səhifə poçtun sizin olduğunu sübut etmir
refused-may-not-show-hidden = imzalayanın gizlətdiyini göstərə bilməzsiniz
refused-endorsement-ended = bu dəstək bitib: ondan heç nə göstərilmir
refused-endorsed-already = bu təşkilat onu artıq dəstəkləyib: əvvəl həmin dəstəyi geri götürün
refused-endorsement-not-acceptable = bu dəstək qəbul olunmazdı: { $reason }
refused-declaration-not-for-this-kind = bu bəyannamə bu növ imzalayanlar üçün açıq deyil
refused-declaration-not-open-yet = bu bəyannamə hələ açıq deyil
refused-declaration-closed-now = bu bəyannamə bağlıdır
refused-declaration-owner-unknown = bəyannamənin sahibi burada daha tanınmır: əvvəl onu izləyin
refused-endorsement-check-missing = bunun necə yoxlanıldığını deyin
refused-endorsement-mail-not-confirmed = poçt ünvanını yalnız məktubdakı keçid təsdiq edir: başqa nəyin yoxlanıldığını deyin
refused-endorsement-not-waiting = bu dəstək daha gözləmir: təsdiq ediləcək heç nə yoxdur
refused-endorsement-not-merged = başqasından yalnız onunla eyni sayılmış dəstək ayrıla bilər
refused-endorsement-own-key = bu təşkilat öz açarı ilə imzalayıb və dəstəyini özü dərc edir
refused-rows-too-many = { $count ->
    [one] bir dəfəyə ən çoxu { $shown } sətir
   *[other] bir dəfəyə ən çoxu { $shown } sətir
}
refused-declaration-not-open-for-lists = bəyannamə açıq deyil: siyahılar bağlanmadan əvvəl qeyd olunur
refused-names-key-missing = imzalayanların gizlətdiyi möhürlənib və açar indi bu qovşaqda deyil: sonra qayıdın və ya qovşağı idarə edəndən açarı geri qoymasını xahiş edin
refused-hidden-name-other-key = bu imzalayanın gizlətdiyini açmaq olmur: başqa açarla möhürlənib
refused-declaration-frozen = dondurulub: açılandan sonra bir vergül də dəyişmir. Yeni redaksiya hazırlayın
refused-declaration-still-draft = hələ qaralamadır: əvvəl onu açın
refused-declaration-already-open = artıq açıqdır
refused-declaration-closed = bağlıdır: yeni redaksiya hazırlayın
refused-declaration-not-later = bağlanma tarixini yalnız daha sonrakı günə keçirmək olar
refused-declaration-ends-before-now = bağlanma tarixi keçib
refused-declaration-already-revised = daha yeni redaksiya artıq var: onu düzəldin
refused-endorsement-not-now = dəstəyin indiki vəziyyətində bunu etmək olmaz
refused-signature-file-too-large = faylda { $bytes } bayt var, ən çoxu 5 MiB oxunur: onu bölün
refused-signature-file-not-utf8 = { $line } nömrəli sətir UTF-8 deyil: faylı “CSV UTF-8” kimi saxlayın
refused-signature-file-empty = faylda sətir yoxdur
refused-signature-file-column-missing = birinci sətirdə “{ $missing }” üçün sütun tapılmadı; orada var: { $header }
refused-signature-file-column-twice = iki sütun “{ $column }” üçündür: birinin adını dəyişin və ya silin

# Networks and memberships.
refused-may-not-decide-network = bu şəbəkə barədə qərar verə bilməzsiniz
refused-no-network = bu hesab üzv siyahısı olan şəbəkə deyil
refused-network-is-here = bu şəbəkə bu qovşaqdadır: onun səhifəsində müraciət edin
refused-network-member-already = təşkilat artıq onun üzvüdür
refused-network-applied-already = təşkilat müraciət edib: şəbəkə qərar verir
refused-application-exists = bu təşkilat bu şəbəkəyə artıq müraciət edib və ya onun üzvüdür
refused-application-too-long = bu müraciət çox uzundur: mətnlərini qısaldın
refused-may-not-decide-without-a-name = adsız qərar verə bilməzsiniz; idarəçini --as ilə göstərin
refused-last-admin = şəbəkənin sonuncu idarəçisi gedə bilməz: əvvəl başqa idarəçi təyin edin
refused-network-needs-admin = şəbəkəyə idarəçi lazımdır: onu --as ilə göstərin
refused-membership-document-unreadable = üzvlük sənədini oxumaq olmur
refused-may-not-decide-membership = bu üzvlük barədə qərar verə bilməzsiniz
refused-may-not-decide-own-case = öz təşkilatınız barədə qərar verə bilməzsiniz
refused-membership-out-of-order = tarixi son baş verəndən əvvəldir
refused-membership-ended = bu üzvlük bitib: qayıdan yenidən müraciət edir
refused-membership-not-now = bu mərhələdə bunu etmək olmaz
refused-membership-no-reason = səbəb yazın: təşkilat onu görür
refused-membership-no-tier = bu şəbəkə o vəziyyətə heç kimi qəbul etmir
refused-membership-no-end = dayandırma bir il ərzində bitməlidir
refused-membership-not-heard = əvvəl əsasları üzvə deyin, cavabını və ya cavab müddətinin sonunu gözləyin
refused-membership-no-appeal = şəbəkə qaydalarının verdiyi müddətdə yalnız bir şikayət mümkündür
refused-membership-not-referee = zamin duran kimi göstərilməmisiniz
refused-only-organisations-invited = yalnız təşkilatlar dəvət olunur
refused-roster-unreadable = üzv siyahısı etibarlı deyil: { $why }
refused-roster-twice = üzv siyahısı etibarlı deyil: { $subject } orada iki dəfə var
refused-roster-pages-differ = üzv siyahısı etibarlı deyil: səhifələrinin nömrələri fərqlidir
refused-roster-entries = üzv siyahısı etibarlı deyil: { $said } qeyd olduğunu deyir, əslində { $had } var
refused-roster-other-members = üzv siyahısı etibarlı deyil: indiki üzvləri göstərmir
refused-own-networks-trusted = bu qovşağın şəbəkələrinə həmişə güvənilir
refused-application-sent = bu müraciət göndərilib

# Posts, reports and blocks.
refused-appealed-before = təşkilatınız buna artıq etiraz edib
refused-appeal-own-hiding = bu yazını özünüz gizlətmisiniz: etiraz barədə başqa moderator qərar verir
refused-cannot-block-itself = bu qovşaq özünü və öz təşkilatlarını bloklaya bilməz
refused-blocked-here = { $host } bu qovşaqda bloklanıb; bloku moderator götürə bilər
refused-cannot-follow-itself = təşkilat özünü izləyə bilməz
refused-node-stopping = qovşaq dayanır
refused-picture-too-large = şəkil 10 MB-dan böyükdür; daha kiçiyini seçin
refused-picture-not-one = bu, JPEG, PNG, WebP və ya GIF şəkli deyil
refused-picture-damaged = şəkil zədələnib və ya oxunmur
refused-picture-too-many-pixels = şəkildə həddindən çox piksel var; tərəfi ən çoxu 8000, cəmi 40 milyon ola bilər
refused-picture-not-small-enough = şəkli kifayət qədər kiçiltmək olmur
refused-picture-too-much = şəkil çox vaxt və ya yaddaş tələb edir, yaxud zədələnib; daha kiçiyini seçin
refused-picture-not-now = indi burada şəkillərə baxmaq mümkün deyil; bu qovşağı idarə edənə deyin
refused-report-not-passed-on = bu şikayət artıq ötürülüb və ya onun serverinə xəbər vermək olmur
refused-report-nothing-to-hide = burada gizlədiləcək yazı yoxdur: heç biri göstərilməyib və ya artıq gizlədilib, yaxud silinib
refused-report-not-elsewhere = yalnız başqa serverin hesabı səssiz edilə və ya dayandırıla bilər; bu qovşaqdakı təşkilatın yazıları gizlədilə bilər, hesabları isə operator bağlaya bilər
refused-boost-only-public = yalnız açıq yazıları paylaşmaq olar
refused-mentions-too-many = { $count ->
    [one] ən çoxu { $shown } nəfərin adını çəkmək olar
   *[other] ən çoxu { $shown } nəfərin adını çəkmək olar
}
refused-block-list-too-large = siyahı çox uzundur: ən çoxu 2 MiB və 20 000 sətir oxunur; onu bölün
refused-block-list-not-utf8 = siyahı UTF-8 deyil
refused-block-list-empty = siyahıda sətir yoxdur

# The node, its logs and its files.
refused-audit-log-changed = audit jurnalı dəyişdirilib: { $row } nömrəli qeyd əvvəlkinin davamı deyil
refused-bundle-check-stopped = faylın yoxlanması dayandırıldı
refused-bundle-no-text = onda açıldığı kimi mətn yoxdur
refused-bundle-tally-key = sayı elə bir açarla imzalanıb ki, jurnal onun sahibin açarı olduğunu bilmir
refused-bundle-other-log = onun jurnalı sahibinin olduğu serverin jurnalı deyil
refused-bundle-of-this-node = bəyannamə bu qovşağındır: onu ehtiyat nüsxə qaytarır
refused-bundle-server-suspended = onun serveri burada dayandırılıb
refused-bundle-other-key = siyasət bu jurnal üçün burada ilk görüləndən başqa açar göstərir
refused-bundle-declaration-unreadable = onda bu qovşağın oxuya bilmədiyi bəyannamə var
refused-bundle-declaration-deleted = sahibi bu bəyannaməni silib
refused-bundle-log-went-on = bu arada jurnal davam edib: yenidən sınayın
refused-clock-before-release = bu maşının saatı { $now } göstərir, bu isə proqramın hazırlandığı vaxtdan əvvəldir; saat düzəldilənə qədər heç nə imzalanmır. Qaralamalar saxlanılır
refused-clock-before-stored = bu maşının saatı { $now } göstərir, amma burada { $stored } vaxtında nə isə saxlanılıb; saat düzəldilənə qədər heç nə imzalanmır. Qaralamalar saxlanılır
refused-clock-off-peers = bu maşının saatı { $now } göstərir, digər serverlərin dediyindən { $minutes } dəq fərqlidir; saat düzəldilənə qədər heç nə imzalanmır. Qaralamalar saxlanılır
refused-no-keys-made = açarları yaratmaq olmadı; yenidən sınayın
refused-not-signed = sənədi imzalamaq mümkün deyil: { $fault }
refused-wrong-recovery-key = bu, təşkilatın bərpa açarı deyil; o, bandung-recovery- ilə başlayır və bir dəfə göstərilib
refused-log-entry-malformed = bu, jurnal qeydi deyil
refused-log-unsure = bu qovşağın jurnalı indi davam edə bilməz: sonuncu nəyin imzalandığı hələ bilinmir. Şahidlərdən soruşulur
refused-log-behind = bu qovşağın jurnalı indi davam edə bilməz: onda { $have } qeyd var, imzalanan isə { $signed } qeyddir, ehtiyat nüsxənin bərpasından sonra olduğu kimi. Çatışmayanlar jurnalın güzgüsünü saxlayan qovşaqlardan götürülür
refused-log-contradicts = bu qovşağın jurnalı indi davam edə bilməz: bu, { $signed } qeydi imzalanmış jurnal deyil. “bandung log begin” onu bitirir və yenisinə başlayır
refused-log-tree-damaged = bu qovşağın jurnalı indi davam edə bilməz: verilənlər bazasındakı ağacı zədələnib; ən yeni ehtiyat nüsxəni bərpa edin
refused-log-is-sound = bu qovşağın jurnalı sağlamdır və davam edir: yenisi yalnız onun dəstəklərini arxada qoyardı
refused-no-mail = bu qovşağın poçtu yoxdur: mail.url təyin edin
refused-mailbox-enough = { $count ->
    [one] bu poçta bir saat ərzində { $shown } məktub gəlib: sonra sınayın
   *[other] bu poçta bir saat ərzində { $shown } məktub gəlib: sonra sınayın
}
refused-mirrored-entry-malformed = həmin jurnalın bir qeydi düzgün qurulmayıb
refused-sealed = bu qovşaq möhürlənib: operator onu /admin/panic səhifəsində və ya bandung seal --unlock əmri ilə açır
refused-clock-witness = bu qovşağın saatı düz deyil: o, heç nə imzalamır
refused-no-witness = { $host } şahid göstərmir: o, Bandung qovşağıdırmı?
refused-proposal-own = təklif etdiyinizi başqa administrator təsdiqləyir
refused-proposal-without-author = bunu təklif edən artıq administrator deyil: təklifi silin və özünüz təklif edin
