# The list of practices.
practices-title = Təcrübələr
search-practices = Nə axtarırsınız?
search-words = Sözlər
search-do = Axtar
filters = Süzgəclər
filters-clear = Süzgəcsiz
filter-any = İstənilən
filter-hazard = Təhlükə
filter-sector = Mövzu
filter-setting = Mühit
filter-tried_in = Bu mühitdə sınanıb
filter-sdg = Məqsəd (DİM)
filter-country = Ölkə
filter-language = Dil
filter-cost = Ən çoxu bu qədər xərc
practices-found = { $count ->
    [one] { $shown } təcrübə
   *[other] { $shown } təcrübə
}
practices-none-match = Uyğun təcrübə yoxdur. Daha az süzgəc və ya başqa sözlər sınayın.
practices-none-yet = Hələ heç bir təcrübə dərc olunmayıb. İlkini bu qovşağın təşkilatları yazır; başqaları izlənəndə görünür.
tried-times = { $count ->
    [one] başqa yerdə { $shown } dəfə sınanıb
   *[other] başqa yerlərdə { $shown } dəfə sınanıb
}

# The page of a practice.
revised-on = yenidən baxılıb: { $it }
version-n = Versiya { $shown }
withdrawn-on = Təşkilat bu təcrübəni geri götürüb: { $it }.
show-photo = Şəkli göstər ({ $it } kB)
show-map = Xəritəni göstər
map-alt = Sınandığı hər ölkədə bir nöqtə olan dünya xəritəsi: { $it }
map-note = Dolu nöqtələr: sınandığı ölkələr. Halqa: gəldiyi ölkə. Nöqtələr sərhədlər barədə mövqe bildirmir.
fact-when = Nə vaxt
fact-source = Öz qovşağında
contact-via-node = Bu səhifəyə cavabla
last-confirmed = Hələ istifadə olunduğu son dəfə təsdiqlənib
number-what = Nə ölçülüb
number-before = Əvvəl
number-after = Sonra
number-unit = Vahid
tried-nowhere = Hələ heç kim sınadığını bildirməyib
tried-in-places = { $count ->
    [one] { $shown } yerdə sınanıb
   *[other] { $shown } yerdə sınanıb
}
we-tried-this = Biz sınadıq
report-on-version = { $count ->
   *[other] versiya { $shown } barədə
}
edit-title = Sizin təcrübəniz
revise = Yenidən bax
still-in-use = Hələ istifadə olunur
feature = Səhifəmizdə birinci göstər
unfeature = Daha birinci göstərmə
withdraw = Geri götür
history-title = “{ $it }” versiyaları
history-first = İlk versiya
history-same = Heç bir sahə dəyişməyib.
back-to-practice = Təcrübəyə qayıt

# Fields, as labels of forms and facts.
field-title = Başlıq
field-problem = Problem
field-what_we_did = Nə etdik
field-result = Nə alındı
field-result_numbers = Rəqəmlərlə
field-what_went_wrong = Nə alınmadı
field-you_need = Nə lazımdır
field-country = Ölkə
field-place = Yer
field-place_precision = Yerin dəqiqliyi
field-setting = Mühit
field-scale = Miqyas
field-sectors = Mövzular
field-hazards = Təhlükələr
field-sdgs = Məqsədlər (DİM)
field-started = Başlanğıc
field-ended = Son
field-cost_band_usd = Xərc
field-people_reached = Əhatə olunan insanlar
field-beneficiary_groups = Kim üçün
field-maturity = Nə qədər sübut olunub
field-time_to_results = Nəticəyə qədər vaxt
field-evidence = Sübut
field-evidence_type = Sübut
field-evidence_link = Sübuta keçid
field-summary = Xülasə
field-language = Mətnin dili
field-media = Şəkillər və keçidlər
field-contact = Əlaqə
field-licence = Lisenziya
field-adapted_from = Əsaslandığı təcrübə
field-last_confirmed = Son təsdiq
field-outcome = Necə keçdi?
field-what_we_changed = Nəyi dəyişdik
field-barriers = Nə mane oldu
field-visibility = Kim oxuya bilər
field-replicates = Təcrübə
field-replicates_revision = Təcrübənin versiyası

country-none = Burada hələ heç bir təcrübə yoxdur: { $it }.
