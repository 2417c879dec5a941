# Timelines and follows.
timeline-title = İzlədiklərinizdən
timeline-none = Burada hələ heç nə yoxdur. Bu və ya başqa qovşaqların təşkilatlarını izləyin, dərc etdikləri burada görünəcək.
incoming-title = Cavablar və hesabatlar
incoming-none = Hələ heç kim cavab verməyib. Təcrübələrinizə cavablar və onlar haqqında hesabatlar burada görünür. Yeni adamdan gələn ilk baxışı gözləyir.
follows-title = İzlənənlər
follows-none = Hələ heç kimi izləmirsiniz. Yuxarıda ünvan yazın, məsələn @water@node.example.
follow-address = Kimi izləmək istəyirsiniz?
follow-address-help = @name@server kimi ünvan və ya profilin keçidi.
unfollow = İzləməni dayandır
follow-state-pending = istənilib; cavab gözlənilir
follow-state-active = izlənir
follow-state-refused = rədd edilib
follow-state-ended = bitib
followers-title = İzləyicilər
followers-none = Sizi hələ heç kim izləmir. Ünvanınızı deyin: o, təşkilatınızın səhifəsindədir.
followers-waiting = { $count ->
    [one] { $shown } nəfər cavabınızı gözləyir
   *[other] { $shown } nəfər cavabınızı gözləyir
}
accept = Qəbul et
refuse = Rədd et
remove-follower = Çıxar
done-following = İndi onları izləyirsiniz.
done-asked-to-follow = İstəndi. Qəbul edəndə izləyəcəksiniz.
done-unfollowed = Daha onları izləmirsiniz.
done-accepted = Qəbul olundu. Bundan sonra dərc etdiklərinizi alırlar.
done-refused = Oldu. Dərc etdiklərinizi almırlar.
remote-follow-title = Öz serverinizdən izləyin və ya cavab verin
remote-follow-lead = Burada hesab lazım deyil. Mastodon və ya başqa qovşaqda hesabınız varsa, ünvanını yazın: serveriniz açılır və sizdən orada soruşur.
field-your_handle = Ünvanınız
help-your_handle = Məsələn @name@mastodon.example. Bir dəfə istifadə olunur və saxlanmır.
remote-follow-do = Serverimə keç
remote-follow-by-hand = Və ya serverinizdə axtarın: { $it }
remote-follow-go = Serveriniz tapıldı. Bu pəncərədə açılır və təsdiq istəyir.
