# For those who write and open declarations.
declaration-manage = Bu bəyannaməni idarə et
secretariat-title = Bu qovşağın bəyannamələri
secretariat-lead = Hər rəsmi dildə mətn yazın, nəyin dondurulacağına baxın, sonra açın.
secretariat-none = Hələ bəyannamə yoxdur. Birini başlayın: açılana qədər heç kim görmür.
declaration-new = Bəyannaməyə başla
declaration-edit-title = Bəyannaməni yaz
declaration-text-in = Mətn: { $it }
declaration-add-language = Dil əlavə et
field-declaration_title = Başlıq
field-declaration_summary = Qısa mətn
help-declaration_summary = Ən çoxu 500 işarə, sadə mətn. Mastodonda bunu görürlər.
field-declaration_source = Mətn
help-declaration_source = Markdown: ## başlıq, 1. və - siyahılar, > sitat, **qalın**, *vurğu*, [sözlər](https://…).
field-slug = Ünvanın son hissəsi
field-opens_at = Açılma tarixi
help-opens_at = Gün 2026-03-02 şəklində. Boş: açılan anda.
field-closes_at = Bağlanma tarixi
help-closes_at = Gün 2026-05-31 şəklində. Yalnız gecikdirmək olar. Boş: kimsə bağlayana qədər.
field-late = Bağlandıqdan sonrakı dəstək
late-refused = rədd edilir
late-shown-separately = ayrıca göstərilir
field-may_endorse = Kim dəstəkləyə bilər
field-approval = Başqa qovşaqlardan dəstək
approval-automatic = dərhal qəbul edilir
approval-manual = katiblikdən bir nəfəri gözləyir
field-recipients = Kimə ünvanlanıb
help-recipients = Hər sətirdə biri.
field-hashtags = Heşteqlər
help-hashtags = Ən çoxu beş, hər sətirdə biri, # olmadan.
field-authentic = Eyni qüvvəyə malik mətnlər
field-texts = Mətnlər
declaration-check = Nə dondurulacaq, bax
declaration-preview-title = Nə dondurulacaq
declaration-preview-lead = Tam olaraq bu, hər dildə, bayt-bayt. Açıldıqdan sonra heç nəyi dəyişmək olmaz.
declaration-parts-differ = { $it } dilində mətnin hissələri əsas mətndən fərqlənir: { $other }
declaration-parts = başlıq: { $it }, abzas: { $other }, bənd: { $third }
declaration-open-title = Aç
declaration-open-lead = Başlığı bir daha yazın. Bundan sonra bir vergül də dəyişmir; düzəliş yeni mətndir və heç kim köçürülmür.
field-typed_title = Başlıq, bir daha
declaration-open-do = Bu bəyannaməni aç
declaration-title-differs = Bu, başlıq deyil. Heç nə açılmadı.
declaration-extend = Bağlanmanı gecikdir
declaration-close = İndi bağla
declaration-close-lead = Bağlandıqdan sonra heç nə sayılmır, son say imzalanır.
declaration-revise = Yeni redaksiya
declaration-revise-lead = Düzəldilmiş mətn fərqi görünən yeni mətndir. Dəstəkləyənlərdən yenidən soruşulur.
declaration-discard = Qaralamanı at
declaration-hall = Zal aç
declaration-hall-lead = Konfransda çox adam bir şəbəkədən istifadə edir. Bu kodla formanın həddi bir neçə saatlıq götürülür.
declaration-hall-hours = Saat
field-hours = Saat
hall-title = Zal açıqdır
hall-lead = Bu keçidi və ya kodu zalda göstərin. Bir dəfə göstərilir.
done-draft-saved = Saxlanıldı.
done-opened = Açıqdır. Bundan sonra bir vergül də dəyişmir.
done-extended = Bağlanma tarixi gecikdirildi.
done-closed = Bağlandı. Son say imzalanıb.
done-decided = Edildi və qeyd olundu.

# Queue of endorsements.
queue-title = Baxılacaq dəstəklər
queue-of = { $it }: baxılacaq dəstəklər
queue-none = Sizi gözləyən yoxdur.
queue-look-alike = Bununla eyni ola bilər:
queue-reason-mail = eyni e-poçt ünvanı
queue-reason-key = eyni açar
queue-reason-name = eyni ad
queue-reason-look-alike = oxşar hərfli ad
queue-confirm = Təsdiqlə
queue-accept = Qəbul et
field-check = Necə yoxlanıldı
field-note = Qeyd
queue-merge = Birləşdir: eynidir
queue-not-same = Eyni deyil
queue-refuse = Rədd et
queue-hide = Adı gizlət
queue-revoke = Artıq qəbul etmə
queue-all = Bütün dəstəklər

# Import.
import-title = Siyahı idxal et
import-lead = UTF-8 CSV faylı, hər sətirdə bir imza. Sütunlar yeddi dilin hər birində adına görə tanınır.
field-file = Fayl (CSV)
field-channel = Necə toplanıb
import-preview-do = Əvvəl bax, hələ idxal etmə
import-preview-title = Nə idxal olunacaq
import-rows = { $count ->
    [one] faylda { $shown } sətir
   *[other] faylda { $shown } sətir
}
import-good = { $count ->
    [one] { $shown } götürülə bilər
   *[other] { $shown } götürülə bilər
}
import-problems = { $count ->
    [one] problemli { $shown } sətir
   *[other] problemli { $shown } sətir
}
import-columns = Tanınan sütunlar
import-unknown-columns = Buraxılan sütunlar
import-row = Sətir
import-problem = Problem
import-first-rows = İlk sətirlər
import-do = Bu sətirləri idxal et
import-done-title = İdxal edildi
import-taken = Sayılıb: { $it }. Baxılacaq: { $other }. Götürülməyib: { $third }.
import-rest = Götürülməyən sətirlər (CSV), səbəbi ilə
import-fault-country = naməlum ölkə
import-fault-dates = tarixlərdən kənar
import-fault-duplicate = təkrar
import-fault-formula = düstura oxşayır
import-fault-empty = boş
done-deleted-draft = Qaralama silindi.
field-status = Vəziyyət
queue-reason-code = Səbəb
refusal-duplicate = təkrar
refusal-not-eligible = bu mətni dəstəkləyə bilməz
refusal-spam = spam və ya zarafat
refusal-unverified = yoxlamaq mümkün olmadı
queue-by = Qərar verən
queue-more = Gizlət və ya artıq qəbul etmə
