# Timelines and follows.
timeline-title = От тех, на кого вы подписаны
timeline-none = Здесь пока ничего нет. Подпишитесь на организации этого или других узлов, и их публикации появятся здесь.
incoming-title = Ответы и отчёты
incoming-none = Пока никто не ответил. Здесь появятся ответы на ваши практики и отчёты о них. То, что пришло от нового человека, ждёт первого взгляда.
follows-title = Подписки
follows-none = Вы пока ни на кого не подписаны. Введите адрес выше, например @water@node.example.
follow-address = На кого подписаться?
follow-address-help = Адрес вида @name@server или ссылка на профиль.
unfollow = Отписаться
follow-state-pending = запрошено; ждём ответа
follow-state-active = подписка действует
follow-state-refused = отказано
follow-state-ended = закончена
followers-title = Подписчики
followers-none = На вас пока никто не подписан. Сообщите свой адрес: он на странице вашей организации.
followers-waiting = { $count ->
    [one] { $shown } ждёт вашего ответа
    [few] { $shown } ждут вашего ответа
    [many] { $shown } ждут вашего ответа
   *[other] { $shown } ждут вашего ответа
}
accept = Принять
refuse = Отказать
remove-follower = Убрать
done-following = Вы подписаны.
done-asked-to-follow = Запрос отправлен. Подписка начнётся, когда его примут.
done-unfollowed = Вы больше не подписаны.
done-accepted = Принято. Теперь они получают то, что вы публикуете.
done-refused = Готово. Они не получают то, что вы публикуете.
remote-follow-title = Подписаться или ответить со своего сервера
remote-follow-lead = Здесь учётная запись не нужна. Если она есть на Mastodon или другом узле, введите её адрес: откроется ваш сервер и спросит вас там.
field-your_handle = Ваш адрес
help-your_handle = Например, @name@mastodon.example. Он нужен один раз и не хранится.
remote-follow-do = Перейти на мой сервер
remote-follow-by-hand = Или найдите на своём сервере: { $it }
remote-follow-go = Ваш сервер найден. Он откроется в этом окне и попросит подтвердить.
