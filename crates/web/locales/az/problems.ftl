# Faults of fields.
problems = { $count ->
    [one] { $shown } problem
   *[other] { $shown } problem
}
fault-missing = Zəhmət olmasa doldurun.
fault-too-long = Ən çoxu { $it } işarə; burada { $other } var.
fault-too-many = { $count ->
    [one] Ən çoxu { $shown }.
   *[other] Ən çoxu { $shown }.
}
fault-not-in-list = “{ $it }” siyahıda yoxdur.
fault-malformed = Zəhmət olmasa bu şəkildə yazın: { $it }.
fault-forbidden-character = Burada istifadə oluna bilməyən işarə var, məsələn görünməyən idarə işarəsi, < və ya >.
fault-end-before-start = Son başlanğıcdan əvvəldir.
fault-nothing-went-wrong = Həmişə çətin bir şey olur. Nə olduğunu və ya “unknown” yazın: bu, başqalarını eyni əziyyətdən qurtarır.
fault-alt-text-missing = Şəkli görə bilməyənlər üçün təsvir edin və ya “bəzək” seçin.
fault-people-did-not-agree = İnsanlar tanınır və razı deyillər: bu şəkli götürün.
fault-taken = Bu artıq istifadə olunur.
fault-too-short = { $count ->
    [one] Ən azı { $shown } işarə.
   *[other] Ən azı { $shown } işarə.
}
fault-too-common = Bu ən çox işlənən parollardandır. Zəhmət olmasa başqasını seçin.
fault-not-normalised = Sətir { $it }, işarə { $other }: ayrılmış formadadır (NFC deyil). Zəhmət olmasa yenidən yazın.
fault-language-without-text = { $it } siyahıdadır, amma mətni yoxdur.
fault-not-freezable = { $it }-ci sətirdə dondurulmuş mətndə ola bilməyən bir şey var. Abzas, ## və ### ilə başlıq, siyahı, sitat, *vurğu* və https:// keçidlərindən istifadə edin.

# Pages of errors: what happened, then what to do.
error-not-found = Belə səhifə yoxdur
error-help-not-found = Ola bilsin köçürülüb və ya götürülüb, yaxud görmək üçün daxil olmaq lazımdır.
error-method-not-allowed = Bu burada işləmir
error-help-method-not-allowed = Geri qayıdın və səhifənin düymələrindən istifadə edin.
error-forbidden = Bunu edə bilməzsiniz
error-help-forbidden = Rolunuz buna icazə vermir. Təşkilatınızda daha çox hüququ olan biri bunu edə və ya rolunuzu dəyişə bilər.
error-form-not-ours = Heç nə edilmədi
error-help-form-not-ours = Bu forma çox açıq qalıb və ya bu qovşağın səhifəsindən gəlməyib. Geri qayıdın, səhifəni yeniləyin və bir daha göndərin.
error-bad-request = Bu sorğu anlaşılmır
error-help-bad-request = Geri qayıdın və yenidən sınayın. Heç nə dəyişməyib.
error-wrong-host = Bu qovşağın başqa adı var
error-help-wrong-host = Sizə verilən ünvandan istifadə edin.
error-too-large = Bu çox böyükdür
error-help-too-large = Şəkil ən çoxu 10 MB, forma 256 kB ola bilər. Heç nə dəyişməyib.
error-too-slow = Bu çox uzun çəkdi
error-help-too-slow = Əlaqə yavaşdır: yenidən cəhd edin. Heç nə dəyişmədi.
error-unsupported-type = Bu növ oxunmur
error-help-unsupported-type = Sənədləşmədə göstərilən şəkildə göndərin.
error-too-many = Həddindən çox cəhd
error-help-too-many = Bir dəqiqə gözləyin və yenidən sınayın.
error-not-signed-in = Zəhmət olmasa daxil olun
error-help-not-signed-in = Girişiniz bitib. Başqa vərəqdə daxil olun, qayıdın və yenidən göndərin: yazdıqlarınız hələ formadadır.
error-refused = Bu edilmədi
error-help-refused = Qayda buna icazə vermir. Heç nə dəyişməyib.
error-invalid = Bəzi sahələrə yenidən baxın
error-help-invalid = Heç nə saxlanmadı. Formaya qayıdın: yazdıqlarınız hələ oradadır.
error-conflict = Bu arada başqası onu dəyişib
error-help-conflict = Heç nəyin üstündən yazılmayıb. Səhifəni yeniləyin, dəyişikliklərə baxın, sonra özünüzünkünü edin.
error-not-set-up = Bu qovşaq hələ qurulmayıb
error-help-not-set-up = Operator maşında “bandung setup” işə salır və çıxan keçidi açır.
error-remote-not-allowed = Bu ünvandan istifadə etmək olmaz
error-help-remote-not-allowed = Onu yoxlayın. Ünvan belə görünür: @name@server.
error-remote-not-found = Belə hesab yoxdur
error-help-remote-not-found = O biri server onu tanımadığını deyir. Yazılışı yoxlayın.
error-remote-unreachable = O biri server cavab vermir
error-help-remote-unreachable = Ola bilsin söndürülüb. Heç nə itmir: sonra sınayın.
error-remote-unusable = O biri serverin cavabı burada yararsızdır
error-help-remote-unusable = Proqramı başqa ola bilər. Operatoruna deyə bilərsiniz.
error-unavailable = Bu qovşaqda nə isə düz deyil
error-help-unavailable = Göndərdiyinizdən heç nə yarımçıq edilməyib. Bir dəqiqədən sonra sınayın. Belə qalsa, operatora deyin.
error-try-later = Bir dəqiqədən sonra sınayın.
error-withdrawn = Bu təcrübə geri götürülüb
error-help-withdrawn = Müəllifi onu geri götürüb. Ona daha heç nə əlavə etmək olmaz.
error-no-room = Bu qovşağın diski demək olar doludur
error-help-no-room = Heç nə dəyişdirilmədi. Yazdığınız hələ formadadır; operator yer açanda yenidən göndərin.
