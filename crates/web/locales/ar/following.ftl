# Timelines and follows.
timeline-title = ممن تتابعهم
timeline-none = لا شيء هنا بعد. تابع منظمات على هذه العقدة أو غيرها، وسيظهر هنا ما تنشره.
incoming-title = ردود وتقارير
incoming-none = لم يردّ أحد بعد. تظهر هنا الردود على ممارساتكم والتقارير عنها. وما يأتي من شخص جديد ينتظر نظرة أولى.
follows-title = المتابَعون
follows-none = لا تتابعون أحدًا بعد. اكتب عنوانًا أعلاه، مثل @water@node.example.
follow-address = من تريد أن تتابع؟
follow-address-help = عنوان مثل @name@server، أو رابط صفحة.
unfollow = أوقف المتابعة
follow-state-pending = طُلبت، وتنتظر جوابًا
follow-state-active = متابَع
follow-state-refused = رُفضت
follow-state-ended = انتهت
followers-title = المتابعون
followers-none = لا يتابعكم أحد بعد. أخبروا الآخرين بعنوانكم: هو في صفحة منظمتكم.
followers-waiting = { $count ->
    [zero] لا أحد ينتظر جوابكم
    [one] واحد ينتظر جوابكم
    [two] اثنان ينتظران جوابكم
    [few] { $shown } ينتظرون جوابكم
    [many] { $shown } ينتظرون جوابكم
   *[other] { $shown } ينتظرون جوابكم
}
accept = اقبل
refuse = ارفض
remove-follower = أزل
done-following = تتابعونه الآن.
done-asked-to-follow = أُرسل الطلب. تبدأ المتابعة حين يقبل.
done-unfollowed = لم تعودوا تتابعونه.
done-accepted = قُبل. سيصله ما تنشرونه من الآن.
done-refused = تم. لن يصله ما تنشرونه.
remote-follow-title = تابع أو ردّ من خادمك أنت
remote-follow-lead = لا تحتاج إلى حساب هنا. إن كان لك حساب على ماستودون أو عقدة أخرى فاكتب عنوانه: يُفتح خادمك ويسألك هناك.
field-your_handle = عنوانك
help-your_handle = مثل @name@mastodon.example. يُستعمل مرة ولا يُحفظ.
remote-follow-do = اذهب إلى خادمي
remote-follow-by-hand = أو ابحث في خادمك عن: { $it }
remote-follow-go = وُجد خادمك. يُفتح في هذه النافذة ويطلب منك التأكيد.
