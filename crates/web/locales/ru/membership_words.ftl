# Что происходит с членством, словами.
membership-until = до { $it }
membership_event-applied = подал заявку
membership_event-commented = прокомментировал
membership_event-objected = возражает
membership_event-dropped-objection = снял возражение
membership_event-vouched = ответил как поручитель
membership_event-recommended = рекомендует
membership_event-asked = спросил
membership_event-replied = ответил
membership_event-voted = проголосовал
membership_event-opened-hearing = начал исключение
membership_event-answered = ответил на основания
membership_event-closed-hearing = закрыл вопрос
membership_event-appealed = обжаловал
membership_event-renewed = продлил
membership_event-reminded = напоминание отправлено
membership_event-withdrew = вышел или отозвал
membership_event-changed-key = сменил ключ
membership_event-asked-to-move = просит о переезде
membership_event-lost-say = один голос больше не считается
membership_event-day-passed = срок прошёл
membership_matter-admit = принять как: { $it }
membership_matter-set-tier = изменить на: { $it }
membership_matter-suspend = приостановить до { $it }
membership_matter-lift = снять приостановку
membership_matter-expel = исключить
membership_matter-change-key = другой ключ
membership_matter-move = новый адрес { $it }
membership_matter-appeal = удовлетворить жалобу
membership_check-node-answers = Её узел отвечает
membership_check-key-matches = В учётной записи тот ключ, которым подписано
membership_check-links-back = Её учётная запись ссылается на сеть
membership_check-website-links = Её сайт ссылается на учётную запись
membership_check-same-logo = Такой картинки нет ни у кого другого
membership_alike-mail = Тот же почтовый ящик
membership_alike-domain = Тот же домен
membership_alike-node = Тот же узел
membership_alike-number = Тот же номер в реестре
membership_alike-name = То же имя или похожие буквы
membership_alike-handle = То же или похожее имя учётной записи
fact_state-good = в порядке
fact_state-warning = посмотрите
fact_state-bad = не в порядке
fact_state-unknown = неизвестно
application_hint-looks-alike = похожа на другую
application_hint-shares = общий ящик, домен или номер
application_hint-check-failed = проверка не прошла
application_hint-referee-says-no = поручитель против
application_hint-few-recommendations = мало рекомендаций
application_hint-objection = есть возражение
application_hint-cannot-register = не может безопасно зарегистрироваться
application_hint-needs-hosting = нужен узел
application_next-comments = комментарии до { $it }
application_next-second-person = второй человек
application_next-waits-for-time = решится, когда закончатся комментарии, { $it }
membership_due-decision = Пора решать
membership_due-probation-review = Испытательный срок прошёл: решите о статусе
membership_due-hearing-decision = Срок для ответа прошёл: решайте
membership_due-appeal-decision = Она обжалует: решайте
membership_due-reminder = Пора продлевать: напомните
membership_due-no-actor = Ещё нет учётной записи: реестр не может её назвать
application-question = Вопрос сети
application-referee-asked = спросили
application-referee-answered = ответил
my-networks-of = Ваше членство: { $it }
my-networks-contacts = Почтовые ящики
my-networks-answer-wanted = Сеть ждёт вашего ответа.
referee-choose = Выберите один из трёх ответов.
join-own-lead = Известное о вашей организации уже заполнено. Заявку подписывает ваш узел; ответы приходят в «Настройки», «Сети».
voice-voted = ваш голос: { $it }
voice-vote = Голосовать
member-place = Назначить учётную запись
member-place-lead = Для участника, которого теперь размещает узел или который живёт по другому адресу: с этой записью он стоит в реестре.
field-member_account = Учётная запись
help-member_account = Как @имя@сервер или её адрес.
member-voice = Ссылка для того, кто говорит за неё
member-voice-lead = С ней человек комментирует, возражает и голосует за этого участника без учётной записи здесь.
member-end-voices = Закрыть эти ссылки
member-end-voices-lead = Больше никто не говорит за неё по ссылке.
field-voice_name = Имя человека
field-voice_mail = Эл. почта
voice-link-title = Ссылка для говорящего за участника
voice-link-lead = Пошлите надёжным путём. Показывается один раз.
done-voices-ended = Ссылки больше не работают.
roster-moved-away = теперь по другому адресу
field-network_main = Основной язык
field-admin = Администратор
member-handover-lead = Когда сотрудники участника ушли: новая личная ссылка, по которой он принимает членство. Старая перестаёт работать.
member-handover-do = Сделать новую личную ссылку
network-members-filter = Показать одну страну
network-members-of = { $count ->
    [one] участник
    [few] участника
    [many] участников
   *[other] участника
}
voice-objections = { $count ->
    [one] { $shown } возражение
    [few] { $shown } возражения
    [many] { $shown } возражений
   *[other] { $shown } возражения
}
joined_state-invited = приглашён
joined_state-asked = заявка подана; решает сеть
joined_state-member = участник
joined_state-refused = отказано
joined_state-left = вышел
joined_state-ended = исключён
joined-reason = Сеть говорит: { $it }
joined-letters = Что написала сеть
joined-letters-lead = Только вашей организации: это видят лишь её владельцы. Тот, у кого есть ссылка из письма, может действовать от имени организации.
joined-wrote = Сеть написала вам { $it }: откройте её страницу, чтобы прочитать.
joined-take-up = Принять членство
joined-take-up-lead = Сеть продолжает с вашей организацией по этому адресу, как просил ваш прежний узел.
joined-decline = Отклонить приглашение
