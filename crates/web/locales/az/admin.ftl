# Set-up.
setup-title = Bu qovşağı qurun
setup-lead = Üç şey: qovşağın adı, hesabınız və təşkilatınız. Düyməni basanda hamısı birdən saxlanır.
setup-do = Qovşağı qur
field-domain = Qovşağın adı (domen)
help-domain = İnsanların onu tapacağı domen. Bu qovşağın verdiyi hər ünvanın və açarlarının hissəsidir.
field-for_ever = Bu adın həmişəlik olduğunu anlayıram
help-for_ever = Sonra dəyişmək olmaz: başqa serverlər yeni, naməlum qovşaq görərdi. Yazılışı iki dəfə yoxlayın.
field-handle = Ünvanda qısa ad
help-handle = Kiçik latın hərfləri, rəqəmlər və alt xətt. İnsanlar təşkilatı @short_name@domain kimi tapır. Heç vaxt dəyişmir.
done-set-up = Qovşaq quruldu. İndi yaratdığınız hesabla daxil olun.

# The node.
admin-title = Qovşaq
check-ok = ✓ Yaxşıdır
check-warn = ! Buna baxın
check-fail = ✗ Bunu düzəldin
doctor-title = Yoxlamalar
doctor-again = Yenidən yoxla
never = heç vaxt
node-settings-title = Qovşağın ayarları
field-node_name = Qovşağın adı
field-node_about = Qovşaq haqqında
field-node_rules = Qovşağın qaydaları
audit-title = Audit jurnalı
audit-when = Nə vaxt
audit-who = Kim
audit-what = Nə
audit-object = Nəyin üzərində

# Deliveries.
deliveries-title = Çatdırma
deliveries-lead = Başqa serverlərin hələ almadığı burada sıra ilə, izlədikləri müddətcə gözləyir.
deliveries-no-peers = Hələ heç bir başqa server izləmir.
deliveries-waiting = Gözləyən çatdırmalar
deliveries-none-waiting = Hər şey çatdırılıb.
peer-up-to-date = Hər şeyi alıb
peer-waiting = { $count ->
    [one] { $shown } gözləyir
   *[other] { $shown } gözləyir
}
peer-since = { $it } tarixindən
peer-paused = dayandırılıb
peer-alarm = buna insan baxmalıdır
peer-parked = { $count ->
    [one] { $shown } kənara qoyulub
   *[other] { $shown } kənara qoyulub
}
peer-last-answer = Son cavab: { $it }
peer-next-try = növbəti cəhd { $it }
peer-promise = Qayıdanda onları alır.
peer-last-success = Son çatdırma
peer-last-heard = Ondan son xəbər
peer-failures = Ardıcıl uğursuzluqlar
peer-signature = Qəbul etdiyi imza
peer-software = Proqram
peer-bandung = Bunun kimi qovşaq
peer-other = Başqa proqram
peer-try = İndi sına
peer-pause = Dayandır
peer-resume = Davam et
peer-catch-up = Buraxdıqlarımızı soruş
peer-drop = { $count ->
    [one] Kənara qoyulmuş { $shown } dənəni at
   *[other] Kənara qoyulmuş { $shown } dənəni at
}
peer-answers = Son cavablar
peer-no-answers = Ondan hələ soruşulmayıb.
done-peer-tried = İndi sınanır. Bir azdan səhifəni yeniləyin.
done-peer-paused = Dayandırıldı. Dərc olunan gözləyir.
done-peer-resumed = Davam edir.
done-peer-dropped = Atıldı.
done-peer-caught-up = Soruşuldu. Buraxılanlar indi buradadır.

# Moderation.
flags-title = Şikayətlər
flags-none = Heç kim heç nədən şikayət etməyib.
flag-open = açıq
flag-resolved = baxılıb
blocks-title = Bloklanmış serverlər
blocks-lead = Səssiz serveri yalnız orada kimisə izləyənlər görür. Dayandırılmış serverdən heç nə alınmır və ona heç nə göndərilmir. Alt domenlər də daxildir.
blocks-none = Bloklanmış server yoxdur.
field-host = Server
field-severity = Necə
severity-silence = Səssiz et
severity-suspend = Dayandır
block-do = Blokla
block-lift = Bloku götür
done-blocked = Bloklandı.
done-lifted = Blok götürüldü. Onun bitirdiyi izləmələr bitmiş qalır: hər iki tərəfdən yenidən istəyin.

# People and organisations.
people-title = İnsanlar
person-new = Yeni insan
person-add = Əlavə et və parol üçün keçid yarat
field-node_role = Bütün qovşaqda rol
field-organisation = Təşkilat
field-organisation_role = Orada rol
node-role-none = Yoxdur
node-role-moderator = Moderator
node-role-operator = Operator
password-link-make = Yeni parol üçün keçid
password-link-title = Parol seçmək üçün keçid
password-link-lead = Bu keçidi insana təhlükəsiz yolla verin. Yalnız indi göstərilir, bir dəfə işləyir və yeddi gündən sonra bitir.
end-all-logins = Bütün girişləri bitir
disable = Hesabı bağla
enable = Hesabı aç
organisation-new = Yeni təşkilat
organisation-add = Təsis et
done-founded = Təşkilat təsis olundu.
