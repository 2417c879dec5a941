# Around every page.
skip-to-content = Məzmuna keç
development-network = Sınaq şəbəkəsi: həqiqi iş üçün deyil. Burada heç nə təhlükəsiz və daimi deyil.
keep-language = Bu dili bu cihazda saxla
nav-main = Əsas menyu
nav-languages = Dillər
nav-about = Bu qovşaq haqqında
nav-pages = Səhifələr
nav-practices = Təcrübələr
nav-organisations = Təşkilatlar
nav-timeline = İzlənənlər
nav-inbox = Cavablar
nav-write = Yaz
nav-settings = Ayarlar
nav-node = Qovşaq
nav-search = Axtarış
nav-login = Daxil ol
logout = Çıx
signed-in-as = { $it } kimi daxil olmusunuz.
signed-in-for = { $it } kimi, { $other } adından daxil olmusunuz.
page-weight = Bu səhifənin çəkisi { $it } kB-dır.
next-page = Daha çox
to-front-page = Ana səhifə
unknown = Naməlum
feed = Lent
edited = dəyişdirilib
held = ilk baxışı gözləyir
delete = Sil
save = Yadda saxla
cancel = Ləğv et
yes = Bəli
no = Xeyr

# Dates.
date-day = { $it } { $other }
date-month = { $it } { $other }
date-moment = { $it }, { $other } UTC
period = { $it } – { $other }
period-open = başlanğıc: { $it }
month-1 = yanvar
month-2 = fevral
month-3 = mart
month-4 = aprel
month-5 = may
month-6 = iyun
month-7 = iyul
month-8 = avqust
month-9 = sentyabr
month-10 = oktyabr
month-11 = noyabr
month-12 = dekabr

# Months after the number of a day.
month-of-day-1 = yanvar
month-of-day-2 = fevral
month-of-day-3 = mart
month-of-day-4 = aprel
month-of-day-5 = may
month-of-day-6 = iyun
month-of-day-7 = iyul
month-of-day-8 = avqust
month-of-day-9 = sentyabr
month-of-day-10 = oktyabr
month-of-day-11 = noyabr
month-of-day-12 = dekabr

# Front page.
home-title = İşə yarayan iqlim təcrübələri və nəyin alınmadığı
home-lead = Təşkilatlar quraqlığa, daşqına, istiyə və aclığa qarşı nə etdiklərini yazır. Başqaları sınayır və necə keçdiyini deyir.
home-newest = Yeni təcrübələr
home-by-sector = Mövzular üzrə
home-follow = Buradakı hər təşkilatı Mastodon və oxşar şəbəkələrdən izləmək olar. Orada ünvanını axtarın və ya səhifəsində “İzlə” düyməsini basın.
all-practices = Bütün təcrübələr
practices-of-node = { $count ->
    [one] təcrübə
   *[other] təcrübə
}
organisations-of-node = { $count ->
    [one] təşkilat
   *[other] təşkilat
}

# Posts and what is done with them.
posts = Yazılar
posts-none = Burada hələ heç nə yoxdur. Dərc olunanlar burada görünəcək, ən yenisi əvvəldə.
post-by = { $it } yazısı
boosted-by = { $it } paylaşıb
in-answer-to = Buna cavab
on-its-server = Öz serverində
like = Bəyən
unlike = Bəyənməni geri götür
boost = Paylaş
unboost = Paylaşmanı geri götür
reply = Cavab ver
reply-label = Cavabınız
reply-as = { $it } adından cavab ver
answer-or-read = Cavabları oxu
answer-from-your-server = Öz serverinizdən cavab verin
first-look-show = Hamıya göstər
first-look-hide = Gizlət
likes = { $count ->
    [one] { $shown } bəyənmə
   *[other] { $shown } bəyənmə
}
boosts = { $count ->
    [one] { $shown } paylaşma
   *[other] { $shown } paylaşma
}
replies-count = { $count ->
    [0] Cavablar
    [one] { $shown } cavab
   *[other] { $shown } cavab
}
replies-none = Hələ heç kim cavab verməyib.

# What was done.
done-replied = Cavabınız dərc olundu.
done-liked = Bu yazını bəyənirsiniz.
done-unliked = Bəyənməniz geri götürüldü.
done-boosted = Bu yazını izləyicilərinizlə paylaşdınız.
done-unboosted = Bu yazını daha paylaşmırsınız.
done-shown = Onu hamı görür. Bu müəllifin sonrakı yazılarına ilk baxış lazım deyil.
done-hidden = Gizlədildi.
done-deleted = Burada silindi. Başqa serverlərdən də silmələri xahiş olunur.

# Organisations.
organisations-title = Təşkilatlar
organisations-here = Bu qovşaqda
organisations-elsewhere = Başqa qovşaqlarda
organisations-none = Burada başqa qovşağın heç bir təşkilatı hələ tanınmır. Buradan kimsə onu izləyəndə görünür.
follow-title = İzlə
follow-name = { $it } təşkilatını izlə
edit-profile = Profili dəyiş
featured = Təşkilatın seçdikləri
followers-count = { $count ->
    [one] { $shown } izləyici
   *[other] { $shown } izləyici
}
following-count = { $count ->
    [one] { $shown } izlənən
   *[other] { $shown } izlənən
}

# Names of the pages about the node.
about-title = Haqqında
rules-title = Qaydalar
privacy-title = Məxfilik
safety-title = Təhlükəsizlik
accessibility-title = Əlçatanlıq
source-title = Mənbə kodu
display-title = Dil və görünüş
clock-wrong = Bu qovşağın saatı səhvdir. Düzəldilənə qədər heç nə dərc olunmur və başqa serverlərlə mübadilə edilmir. Oxumaq davam edir.
disk-low = Bu qovşağın diski demək olar doludur. Oxumaq və geri götürmək olar; qalan hər şey yer açılana qədər gözləyir.
