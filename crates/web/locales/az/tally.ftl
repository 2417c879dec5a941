# The tally of a declaration.
tally-title = Say: { $it }
tally-link = Say və adlar
tally-to-text = Mətni oxu
count-organisations = { $count ->
    [one] təşkilat
   *[other] təşkilat
}
count-people = { $count ->
    [one] nəfər
   *[other] nəfər
}
count-countries = { $count ->
    [one] ölkə
   *[other] ölkə
}
count-representatives = { $count ->
    [one] { $shown } nümayəndə
   *[other] { $shown } nümayəndə
}
count-individuals = { $count ->
    [one] { $shown } fərdi şəxs
   *[other] { $shown } fərdi şəxs
}
count-endorsements = { $count ->
    [one] { $shown } dəstək
   *[other] { $shown } dəstək
}
tally-un-share = BMT üzvü olan { $other } dövlətdən { $it } ({ $third } %)
tally-other-places = { $count ->
    [one] + { $shown } digər yer
   *[other] + { $shown } digər yer
}
tally-not-named = { $count ->
    [one] onlardan { $shown } ölkənin adı çəkilmir
   *[other] onlardan { $shown } ölkənin adı çəkilmir
}
tally-as-of = { $it } tarixinə
tally-counted-from = Jurnalın { $it } nömrəli qeydi əsasında sayılıb
tally-unknown-countries = { $count ->
    [one] bir ölkə açıqlanmayıb, onu yalnız ev sahibi sayır
   *[other] { $shown } ölkə açıqlanmayıb, onları yalnız ev sahibi sayır
}
tally-compared = Təşkilatların və insanların cəmləri müqayisə edilib. Digər qovşaqlar gizli imzaçıların ölkələrini yalnız açıqlandığı qədər bilir.
tally-counted-same = { $other } qovşaqdan { $it } eyni nəticəni alıb
tally-recounted-here = Bu qovşaq jurnalı yenidən sayıb və eyni nəticəni alıb.
tally-differs = Uyğun gəlmir: bu qovşaq { $it } sayıb, sahibi { $other } elan edir.
tally-not-verified = Təsdiqlənmir: { $it }
tally-how = Bu necə sayılır?
tally-beside = Sayılmayanlar
tally-beside-not-confirmed = Hələ təsdiqlənməyib
tally-beside-duplicates = Təkrarlar, birləşdirilib
tally-beside-withdrawn = Geri götürülüb
tally-beside-refused = Rədd edilib, siyahıların götürülə bilməyən sətirləri ilə birlikdə
tally-beside-in-review = Baxılır
tally-beside-revoked = Artıq qəbul edilmir
tally-beside-erased = Silinib
tally-beside-late = Bağlandıqdan sonra gəlib
tally-table = Region və ölkə üzrə
tally-table-note = Regionlar BMT-nin M49 standartı üzrədir. Ölkə adları heç bir mövqe bildirmir.
tally-undisclosed = Açıqlanmayıb
tally-undisclosed-note = Bir ölkədən üçdən az «yalnız sayılsın» dəstəyi «açıqlanmayıb» sətrində göstərilir ki, heç kim tanınmasın.
tally-country = Ölkə
tally-organisations = Təşkilatlar
tally-people = İnsanlar
tally-total = Cəmi
tally-first = Birinci
tally-last = Sonuncu
tally-number = Say
tally-day = Gün
tally-sort-name = Ada görə
tally-sort-total = Saya görə
tally-filter-all = Hamısı
tally-filter-nam = Qoşulmama Hərəkatı
tally-filter-g77 = 77-lər qrupu
tally-list-dated = { $it }, { $other } siyahısı
tally-list-count = { $it }: { $other }
tally-by-kind = Növ üzrə
tally-by-channel = Yol üzrə
tally-by-check = Yoxlama dərəcəsi
tally-by-organisation-type = Təşkilat növü üzrə
tally-by-language = Dil üzrə
tally-by-visibility = Görünmə üzrə
tally-by-stance = Mövqe üzrə
tally-region-none = Regionsuz
tally-map-title = Dəstəklərin dünya xəritəsi
tally-map-country = { $it }: { $other }
tally-map-show = Xəritəni göstər ({ $it } kB)
tally-map-open = Xəritəni aç: hər ölkəni seçmək olar
tally-map-note = Sərhədlər xəritə məlumatlarındandır və heç bir mövqe bildirmir. Kiçik dövlətlər nöqtədir.
tried-map-title = Dünya xəritəsi: harada sınanıb
tally-growth-title = Artım
tally-growth-days = Bütün günlər cədvəldə
tally-milestone = { $it } nömrə: { $other }
tally-names-title = Adlar
names-title = Kim dəstəklədi: { $it }
names-link = Bütün adlar ölkə üzrə
names-search = Ad axtar
names-country-any = Bütün ölkələr
names-withheld = (ad göstərilmir)
names-none = Uyğun açıq ad yoxdur. «Yalnız sayılsın» dəstəkləri heç vaxt sadalanmır.
names-found = { $count ->
    [one] { $shown } açıq ad
   *[other] { $shown } açıq ad
}
names-reservation = Qeyd-şərt: { $it }
names-member-until = şəbəkənin üzvü: { $it } tarixinədək
names-proof = Sübut
country-declarations = Buradan dəstəklənən bəyannamələr

# Take away.
take-title = Yükləmək
take-policy = Siyasət: jurnal və şahidləri
take-check = Yoxlamaq üçün, etibar etdiyiniz birindən alınan siyasətlə:
take-csv = Ölkələr (CSV)
take-names-csv = Adlar (CSV)
take-csv-bom = Excel üçün
take-xlsx = Cədvəl (XLSX)
take-json = Proqramlar üçün (JSON)
take-pdf = Mətn və adlar (PDF)
take-print = Bu səhifəni çap et
take-card = Digər saytlar üçün kart
take-embed = Bunu səhifənizə qoyun:

# How it is counted.
how-one = Hər təşkilata və hər şəxsə bir dəstək. Təşkilatlar və insanlar birlikdə bütün dəstəklərdir.
how-representatives = Nümayəndə öz adından danışır; yalnız təşkilatın öz dəstəyi təşkilat kimi sayılır.
how-share = Pay BMT-nin 193 üzv dövlətinə görədir. Digər yerlər ayrıca göstərilir.
how-log = Hər dəstək yalnız əlavə edilə bilən jurnalın bir qeydidir. Onu istənilən qovşaq yenidən saya bilər.
how-check = Paket və «bandung verify» proqramı ilə hər kəs sayı şəbəkəsiz yoxlaya bilər.

# The PDF.
pdf-check-title = Bu sayı yoxlayın
pdf-check-lead = Kod cari saya və hər kəsin yenidən saya biləcəyi paketə aparır.
pdf-page = Səhifə { $it } / { $other }
pdf-names-note = Adlar öz yazısındadır. Göstərilməyən adlar və «yalnız sayılsın» dəstəkləri sadalanmır.
pdf-names-too-many = Adlar PDF üçün çoxdur. Onlar cədvəllərdədir (CSV, XLSX).
pdf-missing-title = PDF hazırlana bilmir
pdf-missing-glyph = Bu qovşağın heç bir şriftində «{ $it }» işarəsi yoxdur: { $other }
pdf-missing-fonts = Bu qovşaqda şrift yoxdur. Operator quraşdırır; «operating», PDF bölməsinə baxın.
pdf-missing-help = Səhifəni çap edin və ya cədvəlləri götürün: bütün adlar oradadır.
