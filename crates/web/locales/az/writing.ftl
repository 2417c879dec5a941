# Writing a practice.
drafts-title = Qaralamalar
drafts-none = Açıq qaralama yoxdur. Yazdıqlarınız dərc edənə və ya atana qədər burada saxlanır.
no-organisation = Hələ heç bir təşkilat adından işləmirsiniz. Sahibi sizi dəvət edə bilər.
write-for = { $it } adından təcrübə yaz
draft-untitled = Başlıqsız
draft-by = { $it }, { $other }
draft-revision = dərc olunmuş təcrübənin yeni versiyası
draft-delete = Qaralamanı at
draft-conflict = Bu arada qaralamanı başqası saxlayıb
draft-conflict-help = Heç nəyin üstündən yazılmayıb. Mətniniz aşağıdakı formadadır. Üstündən xətt çəkilən: o biri versiyada olan; işarələnən: sizinkində olan. Özünüzünkünü saxlamaq üçün yenidən saxlayın.
bring-back = Bu cihazda bu səhifənin qovşağa çatmamış daha yeni mətni var.
bring-back-do = Onu qaytar
saved-on-device = Mətniniz bu cihazda saxlanıb.
write-steps = Addımlar
write-step-1 = Nə
write-step-2 = Nəticə
write-step-3 = Harada
write-step-4 = Yoxla
write-review = Baxış
write-next = Saxla və davam et
write-back = Saxla və geri qayıt
review-mastodon = Mastodon-da insanların əvvəlcə gördüyü
review-text = Bütün mətn
review-weight = Mətn və şəkillər: { $it } kB, yavaş bağlantıda təxminən { $other } s.
review-servers = { $count ->
    [0] Başqa serverdən sizi hələ heç kim izləmir; izləyəndə təcrübə orada olacaq.
    [one] İzləyiciləri olan { $shown } server alacaq.
   *[other] İzləyiciləri olan { $shown } server alacaq.
}
publish = Dərc et
publish-revision = Yeni versiyanı dərc et
done-published = Dərc olundu. Bütün izləyicilərə gedir. Bağlı olanlar qayıdanda alır.
done-draft-deleted = Qaralama atıldı.
done-photo-saved = Şəkil saxlandı. Zəhmət olmasa təsvir edin.
done-photo-position-removed = Şəkil saxlandı. Çəkildiyi yer içində idi; silindi. Zəhmət olmasa təsvir edin.
numbered = { $it } { $other }
help-title = Nə dəyişdi, kim üçün. Ən çoxu 90 işarə.
help-problem = Nə pis idi və kim üçün? Ən çoxu 400 işarə.
help-what_we_did = Hər sətirdə bir addım, ən çoxu 12 addım və 1.500 işarə.
help-result = İndi nə fərqlidir? Ən çoxu 600 işarə.
help-what_went_wrong = Nə çətin oldu və ya alınmadı ki, başqaları qaçınsın. “unknown” da olar. Ən çoxu 400 işarə.
help-you_need = Materiallar, bacarıqlar, icazələr. Ən çoxu 400 işarə.
help-place = Şəhər, rayon və ya çay. Kimisə təhlükəyə sala bilərsə, boş qoyun.
help-setting = Bir və ya iki.
help-sectors = Birdən üçə qədər.
help-hazards = Üçə qədər.
help-sdgs = Üçə qədər.
help-beneficiary_groups = Üçə qədər.
help-ended = Davam edirsə, boş qoyun.
help-people_reached = Rəqəm, bilinmirsə boş.
help-summary = Mastodon-da insanlar əvvəlcə bunu görür. Ən çoxu 500 işarə.
help-contact = Hamının gördüyü vəzifə qutusu, məsələn water@organisation.example. Boş: cavabla yazırlar.
help-adapted_from = Bunun əsaslandığı təcrübənin ünvanı.
help-photo = JPEG, PNG və ya WebP, ən çoxu 10 MB. Yer kimi gizli məlumat silinir. Dördə qədər.
field-number_what = Nə ölçülüb
field-number_before = Əvvəl
field-number_after = Sonra
field-number_unit = Vahid
help-number_before = Bilinmirsə boş.
field-photo = Şəkil əlavə et
field-photo_alt = Şəklin təsviri
field-photo_decorative = Bu şəkil bəzəkdir, təsvir lazım deyil
field-photo_people = İnsanları tanımaq olur?
field-photo_remove = Bu şəkli götür
field-link_url = Keçidin ünvanı
field-link_title = Keçidin mətni
people-agreed-none = Heç kimi tanımaq olmur
people-agreed-yes = Bəli, göstərilməyə razıdırlar
people-agreed-no = Bəli, razı deyillər

# Withdrawing.
withdraw-title = “{ $it }” geri götürülsün
withdraw-lead = Mətn burada itir, başqa serverlərdən silmələri xahiş olunur. Başlıq, tarix və səbəbiniz qalır. Bunu qaytarmaq olmaz.
field-reason = Səbəb
help-reason = Səhifəni açan hər kəs görür.
done-withdrawn = Təcrübə geri götürüldü.
done-confirmed = Səhifə indi təcrübənin hələ istifadə olunduğunu deyir.
done-featured = Səhifənizdə birincidir.
done-unfeatured = Daha birinci deyil.

# Replication report.
report-title = “{ $it }” sınadıq
report-lead = Sizdə necə keçdiyini deyin. Alınmadığı barədə hesabat alındığı qədər faydalıdır. { $it } adından dərc olunur və müəllifə bildirilir.
report-do = Hesabatı dərc et
report-login = Sınadığınızı bildirmək üçün bu qovşağın təşkilatı adından daxil olun və ya öz serverinizdən cavab verin: bu ünvana cavab təcrübənin altında görünür.
help-what_we_changed = Ən çoxu 400 işarə.
help-barriers = Üçə qədər.
done-reported = Hesabatınız dərc olundu.
