# Сети: для всех и для тех, кто подаёт заявку.
nav-networks = Сети
nav-applications = Заявки
nav-applications-waiting = Заявки ({ $shown })
nav-members = Участники
networks-title = Сети
networks-lead = Сеть объединяет организации, на которые люди посмотрели по одной. Читать и подписываться может каждый; кто может писать, указано в подписанном реестре.
networks-none = На этом узле пока нет сетей.
networks-own = Сети вашей организации
network-members = { $count ->
    [one] { $shown } участник
    [few] { $shown } участника
    [many] { $shown } участников
   *[other] { $shown } участника
}
network-roster-number = Реестр № { $it }
network-roster-file = Подписанный реестр
network-languages = Языки
network-regions = Для организаций из
network-everywhere = всех стран
network-decides = Кто решает
network_deciding-one-admin = один человек секретариата
network_deciding-two-admins = два человека секретариата
network_deciding-vote = голосование участников
network_deciding-lazy-consensus = секретариат, если никто не возражает
network-comment-period = Время для комментариев
network-days = { $count ->
    [one] { $shown } день
    [few] { $shown } дня
    [many] { $shown } дней
   *[other] { $shown } дня
}
network-months = { $count ->
    [one] { $shown } месяц
    [few] { $shown } месяца
    [many] { $shown } месяцев
   *[other] { $shown } месяца
}
network-referees = Поручители
network-renewal = Продление
network-renewal-never = не нужно
network-conduct-of = Кодекс поведения: { $it }
network-conduct-read = Прочитать кодекс поведения
network-join-title = Как вступить
network-join-lead = Подайте заявку через форму или со своего узла. Участники могут комментировать; затем решают люди и говорят вам почему.
network-apply = Подать заявку: { $it }
network-follow-title = Подписаться
network-follow-lead = Найдите это имя в Mastodon или другом приложении федиверса. Вы увидите всё, что публикуют участники.
network-members-title = Участники
network-members-none = Пока никого не приняли.
network-members-unnamed = Ни один участник не назван публично.
network-members-any = Все страны
filter-do = Показать
network-posts-title = Новое от участников
network-posts-none = Участники пока ничего не опубликовали в этой сети.
network-feed = Лента Atom с публикациями участников
network-since = с { $it }
member-of = Участник: { $it }
member-standing = Статус
member-since = Участник с
member-country = Страна
member-account = Учётная запись
member-proof = Эта страница и учётная запись ссылаются друг на друга. Mastodon показывает это зелёной галочкой.
member-document = Подписанный документ о членстве
membership_tier-applicant = Заявитель
membership_tier-observer = Наблюдатель
membership_tier-probationary = Участник на испытательном сроке
membership_tier-member = Участник
membership_tier-regional-node = Региональный узел
membership_tier-lapsed = Не продлено
membership_tier-suspended = Приостановлен
membership_tier-expelled = Исключён
membership_tier-withdrawn = Вышел
membership_tier-declined = Отказано
tier-explained-applicant = Подал заявку. Решения ещё нет.
tier-explained-observer = Читает вместе со всеми. Его публикации передаются с пометкой.
tier-explained-probationary = Участник на первый срок. Публикует в сети и поддерживает как участник.
tier-explained-member = Полноправный участник. Его узел может быть свидетелем журнала сети.
tier-explained-regional-node = Участник, который также размещает и рекомендует организации своего региона.
tier-explained-lapsed = Не продлил. Прежняя поддержка считается; писать в сети нельзя, пока не продлит.
tier-explained-suspended = Отстранён на время. Может только отзывать и удалять своё.
tier-explained-expelled = Исключён решением.
tier-explained-withdrawn = Вышел. Опубликованное остаётся.
tier-explained-declined = Сеть отказала.

# Заявка.
join-title = Заявка: { $it }
join-lead = Около десяти минут. Можно сохранить в любой момент и продолжить позже по личной ссылке. До отправки никто не читает.
join-own-node = У вас есть свой узел?
join-own-node-lead = Войдите там, откройте «Настройки», «Сети» и вставьте это имя. Ваш узел подпишет заявку, ответы придут к вам.
join-own-node-here = Вы вошли здесь. Подайте заявку от имени { $it } из её настроек.
join-hidden = Если имя в списке может подвергнуть людей опасности, снимите последнюю отметку: тогда только администраторы сети видят, кто вы, а в реестре вместо вас стоит запечатанный знак.
join-who = Кто вы
join-registration = Регистрация
join-reach = Как с вами связаться
join-work = Ваша работа
join-trust = Кто вас знает
join-agree = Согласие
join-send = Отправить заявку
join-save = Сохранить и продолжить позже
field-legal_name = Название организации
help-legal_name = Как зарегистрирована или известна, своим письмом.
field-acronym = Сокращение
field-organisation_type = Вид организации
field-founded = Год основания
help-founded = Четыре цифры.
field-registration = Она зарегистрирована?
registration-registered = Да, зарегистрирована
registration-cannot-register-safely = Безопасно зарегистрировать нельзя
registration-informal = Это неформальная группа
field-registration_reason = Почему не зарегистрирована?
help-registration_reason = Только то, что безопасно сказать. Нужно, если вы выбрали один из двух нижних ответов.
field-register = Реестр
field-register_number = Номер в реестре
field-applicant_website = Сайт или страница в социальной сети
help-applicant_website = Начинается с https://
field-actor = Адрес вашей учётной записи на вашем узле
help-actor = Начинается с https:// . Оставьте пустым, если узла нет: вас может разместить региональный узел.
field-applicant_sectors = Темы
help-applicant_sectors = От одной до пяти.
field-applicant_languages = Языки, на которых с вами можно говорить
field-size = Сколько людей в ней работает, с оплатой или без
field-applicant_contact = Почтовый ящик должности
help-applicant_contact = Например, office@organisation.example. Видят только администраторы сети. Нужен, если у вас нет узла.
field-second_contact = Второй ящик
help-second_contact = Кого спросить, если первый молчит.
field-referees = Поручители
help-referees = Участники, которые вас знают, по одному в строке: имя или адрес. Они получат ссылку с одним вопросом.
field-ties = Связи с правительством или бизнесом
help-ties = Деньги, места, должности: своими словами. Само по себе это ничего не решает.
field-conduct_accepted = Мы принимаем кодекс поведения
field-listed = Нас можно указать по имени
help-listed = Снимите отметку, если открытое имя может подвергнуть людей опасности.
application-title = Ваша заявка: { $it }
application-link = Сохраните эту ссылку
application-link-lead = Это единственный путь обратно к заявке. У кого она есть, тот может ответить и отозвать заявку.
application-stands = На каком она этапе
application-sent = Отправлена
application-comments-until = Участники могут комментировать до { $it }. Раньше никого не принимают.
application-comments-over = Время для комментариев прошло. Ожидается решение.
application-decided = Решено
application-reason = Причина
application-referees = Ваши поручители
application-referee-waiting = не ответил
application-talk = Вопросы и ответы
field-answer = Ваш ответ
application-answer-send = Отправить ответ
application-withdraw = Отозвать заявку
application-withdraw-lead = Она прекращается сразу. Можно подать снова.
application-welcome = Добро пожаловать: { $it }
application-welcome-lead = Что можно сделать теперь:
application-welcome-entry = Ваша запись в реестре
application-welcome-follow = Подписаться на других участников
application-welcome-declarations = Поддержать открытые декларации
application-host-wanted = Вам нужен узел, который вас разместит. Администраторы свяжутся с вами.
application-again = Подать заявку снова
done-application-sent = Отправлено. Сохраните ссылку этой страницы.
done-application-saved = Сохранено. Сохраните ссылку этой страницы.
done-application-answered = Ваш ответ у сети.
done-application-withdrawn = Заявка отозвана.

# Поручитель.
referee-title = { $it }: вы знаете эту организацию?
referee-lead = { $it } подаёт заявку в { $other } и назвала вас поручителем. Достаточно одного ответа. Учётная запись не нужна.
referee-you = Вас спрашивают как
field-referee_answer = Ваш ответ
referee_answer-yes = Да, знаем и рекомендуем
referee_answer-no = Знаем и не рекомендуем
referee_answer-unknown = Не знаем
referee_said-yes = рекомендует
referee_said-no = не рекомендует
referee_said-unknown = не знает
field-referee_note = Заметка для администраторов
help-referee_note = Читают только администраторы сети.
referee-send = Отправить ответ
referee-answered = Вы ответили: { $it }. Ещё можно изменить.
referee-closed = Решение уже принято. Спасибо, что хотели ответить.
done-refereed = Спасибо. Ваш ответ у сети.

# Комментарии участников.
comment-add = Добавить комментарий
comment-send = Прокомментировать
field-comment = Комментарий
object-title = Возразить
object-lead = Скажите почему. Заявитель видит причину без вашего имени, и решение должно на неё ответить.
object-send = Возразить
object-drop = Снять моё возражение
vote-yes = Принять
vote-no = Не принимать
vote-reason = Причина
voice-title = Заявки для просмотра
voice-lead = Как участник вы можете комментировать до конца срока и возразить, назвав причину.
voice-none = Нет заявок, ждущих комментариев.
done-commented = Ваш комментарий добавлен.
done-objected = Ваше возражение записано. Решение должно на него ответить.
done-objection-dropped = Ваше возражение снято.
done-voted = Ваш голос учтён.
