# Around every page.
skip-to-content = انتقل إلى المحتوى
development-network = شبكة تطوير: ليست للعمل الحقيقي. لا شيء هنا آمن أو دائم.
keep-language = احتفظ بهذه اللغة على هذا الجهاز
nav-main = القائمة الرئيسية
nav-languages = اللغات
nav-about = عن هذه العقدة
nav-pages = الصفحات
nav-practices = الممارسات
nav-organisations = المنظمات
nav-timeline = المتابَعات
nav-inbox = الردود
nav-write = اكتب
nav-settings = الإعدادات
nav-node = العقدة
nav-search = بحث
nav-login = تسجيل الدخول
logout = تسجيل الخروج
signed-in-as = سجّلت الدخول باسم { $it }.
signed-in-for = سجّلت الدخول باسم { $it }، عن { $other }.
page-weight = وزن هذه الصفحة { $it } ك.ب.
next-page = المزيد
to-front-page = الصفحة الأولى
unknown = غير معروف
feed = تغذية
edited = معدّل
held = ينتظر نظرة أولى
delete = احذف
save = احفظ
cancel = ألغِ
yes = نعم
no = لا

# Dates.
date-day = { $it } { $other }
date-month = { $it } { $other }
date-moment = { $it }، { $other } بالتوقيت العالمي
period = من { $it } إلى { $other }
period-open = منذ { $it }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

# Months after the number of a day.
month-of-day-1 = يناير
month-of-day-2 = فبراير
month-of-day-3 = مارس
month-of-day-4 = أبريل
month-of-day-5 = مايو
month-of-day-6 = يونيو
month-of-day-7 = يوليو
month-of-day-8 = أغسطس
month-of-day-9 = سبتمبر
month-of-day-10 = أكتوبر
month-of-day-11 = نوفمبر
month-of-day-12 = ديسمبر

# Front page.
home-title = ممارسات مناخية نجحت، وما الذي لم ينجح
home-lead = تكتب المنظمات ما فعلته لمواجهة الجفاف والفيضان والحر والجوع. ويجرّبه آخرون ويقولون كيف سار الأمر.
home-newest = ممارسات جديدة
home-by-sector = حسب الموضوع
home-follow = يمكن متابعة كل منظمة هنا من ماستودون والشبكات المشابهة. ابحث هناك عن عنوانها، أو اضغط «تابع» في صفحتها.
all-practices = كل الممارسات
practices-of-node = { $count ->
    [zero] ممارسة
    [one] ممارسة
    [two] ممارستان
    [few] ممارسات
    [many] ممارسة
   *[other] ممارسة
}
organisations-of-node = { $count ->
    [zero] منظمة
    [one] منظمة
    [two] منظمتان
    [few] منظمات
    [many] منظمة
   *[other] منظمة
}

# Posts and what is done with them.
posts = المنشورات
posts-none = لا شيء هنا بعد. ما يُنشر سيظهر هنا، الأحدث أولًا.
post-by = منشور من { $it }
boosted-by = شاركه { $it }
in-answer-to = ردًا على
on-its-server = على خادمه
like = أعجبني
unlike = اسحب الإعجاب
boost = شارك
unboost = اسحب المشاركة
reply = ردّ
reply-label = ردّك
reply-as = ردّ باسم { $it }
answer-or-read = اقرأ الردود
answer-from-your-server = ردّ من خادمك أنت
first-look-show = أظهره للجميع
first-look-hide = أخفِه
likes = { $count ->
    [zero] لا إعجابات
    [one] إعجاب واحد
    [two] إعجابان
    [few] { $shown } إعجابات
    [many] { $shown } إعجابًا
   *[other] { $shown } إعجاب
}
boosts = { $count ->
    [zero] لا مشاركات
    [one] مشاركة واحدة
    [two] مشاركتان
    [few] { $shown } مشاركات
    [many] { $shown } مشاركة
   *[other] { $shown } مشاركة
}
replies-count = { $count ->
    [zero] الردود
    [one] ردّ واحد
    [two] ردّان
    [few] { $shown } ردود
    [many] { $shown } ردًا
   *[other] { $shown } ردّ
}
replies-none = لم يردّ أحد بعد.

# What was done.
done-replied = نُشر ردّك.
done-liked = أعجبك هذا المنشور.
done-unliked = سُحب إعجابك.
done-boosted = شاركت هذا المنشور مع متابعيك.
done-unboosted = لم تعد تشارك هذا المنشور.
done-shown = صار ظاهرًا للجميع. منشورات هذا الكاتب التالية لا تحتاج إلى نظرة أولى.
done-hidden = صار مخفيًا.
done-deleted = حُذف هنا. وطُلب من الخوادم الأخرى حذفه أيضًا.

# Organisations.
organisations-title = المنظمات
organisations-here = على هذه العقدة
organisations-elsewhere = على عقد أخرى
organisations-none = لا تُعرف هنا بعد منظمة من عقدة أخرى. تظهر عندما يتابعها أحد هنا.
follow-title = تابع
follow-name = تابع { $it }
edit-profile = عدّل الملف
featured = اختارته المنظمة
followers-count = { $count ->
    [zero] لا متابعين
    [one] متابع واحد
    [two] متابعان
    [few] { $shown } متابعين
    [many] { $shown } متابعًا
   *[other] { $shown } متابع
}
following-count = { $count ->
    [zero] لا تتابع أحدًا
    [one] تتابع واحدًا
    [two] تتابع اثنين
    [few] تتابع { $shown }
    [many] تتابع { $shown }
   *[other] تتابع { $shown }
}

# Names of the pages about the node.
about-title = عن العقدة
rules-title = القواعد
privacy-title = الخصوصية
safety-title = السلامة
accessibility-title = إمكانية الوصول
source-title = المصدر
display-title = اللغة والعرض
clock-wrong = ساعة هذه العقدة خاطئة. إلى أن تُضبط لا يُنشر شيء ولا يُتبادل شيء مع خوادم أخرى. القراءة مستمرة.
disk-low = قرص هذه العقدة يكاد يمتلئ. القراءة والسحب مستمران؛ وكل ما عداهما ينتظر توفر مساحة.
