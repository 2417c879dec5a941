# Сети: для администраторов и для организаций-участников.
applications-title = Заявки
applications-of = { $it }: заявки
applications-none = Заявок нет. Новые приходят сюда сами.
applications-waiting = { $count ->
    [one] заявка ждёт
    [few] заявки ждут
    [many] заявок ждут
   *[other] заявки ждут
}
applications-keys = Клавиши: j следующая, k предыдущая, a спросить. Принять и отказать: щелчок или Enter.
keys-switch-on = Включить клавиши
keys-switch-off = Выключить клавиши
applications-begin = Начать с самой старой
application-age = { $count ->
    [0] сегодня
    [one] { $shown } день назад
    [few] { $shown } дня назад
    [many] { $shown } дней назад
   *[other] { $shown } дня назад
}
application-next = Следующий шаг
application_next-decide = решить
application_next-answer = отвечает заявитель
application_next-own = решают другие: это ваша организация
application-previous = Предыдущая
application-following = Следующая
application-position = { $it } из { $other }
application-facts = Что она говорит о себе
application-checks = Что нашла машина
application-checks-lead = Только подсказки. Решает человек.
application-checks-none = Ничего особенного.
application_hint-ties-declared = указала связи с правительством или бизнесом
referee-link-title = Ссылка для этого поручителя
referee-link-lead = Пошлите каждому поручителю его ссылку. Она открывает страницу с одним вопросом.
application-referee-make = Сделать ссылку
referees-none = Поручителей не назвала.
application-objections-title = Возражения
application-objections-none = Никто не возражает.
application-discussion = Обсуждение
application-discussion-none = Никто ничего не написал.
application-votes = Голоса на сейчас
application-vote-yes = за
application-vote-no = против
application-people-needed = { $count ->
    [one] Решает { $shown } человек.
    [few] Должны согласиться { $shown } человека.
    [many] Должны согласиться { $shown } человек.
   *[other] Должны согласиться { $shown } человека.
}
application-not-yet = До конца срока комментариев никого не принимают; ваш голос до тех пор хранится.
application-own-case = Это ваша организация, или её ящик ваш. Решают другие.
application-decide = Решение
application-approve = Принять
application-ask = Спросить
application-ask-title = Спросить заявителя
application-decline = Отказать
field-tier = Статус
help-tier-probation = Испытательный срок: { $it }.
field-approve_reason = Причина
help-approve_reason = Нужна, если участники возражают или не хватает рекомендаций. Заявитель её видит.
field-question = Вопрос
help-question = Заявитель читает на языке: { $it }. Выберите фразу или напишите свою.
field-decline_reason = Причина
help-decline_reason = Заявитель читает на языке: { $it }. Выберите фразу или напишите свою.
field-template = Фраза
template-own = (написать свою)
decline_template-no-referee = Вас никто не рекомендовал. Подайте заявку снова, когда участники вас узнают.
decline_template-not-civil = Эта сеть для организаций гражданского общества, и мы не увидели, что ваша к ним относится.
decline_template-other-region = Эта сеть для другого региона.
decline_template-cannot-verify = По присланному мы не смогли проверить, кто вы.
decline_template-duplicate = Вы уже участник, или открыта другая ваша заявка.
decline_template-objection = Участники возражают, и обсуждение этого не решило.
decline_template-conduct = То, что мы знаем о вашей работе, не отвечает нашему кодексу поведения.
ask_template-referee = Пожалуйста, назовите участника, который вас знает.
ask_template-register = Пожалуйста, скажите, где вы зарегистрированы или почему это небезопасно.
ask_template-website = Пожалуйста, укажите страницу, где видна ваша работа.
ask_template-ties = Пожалуйста, расскажите больше о связях с правительством или бизнесом.
ask_template-contact = Пожалуйста, дайте ящик должности, а не человека.
done-approved = Принята. Она участник, и ей сообщили.
done-vote-kept = Ваш голос сохранён. Решения ещё нет.
done-asked = Спросили. Ей сообщили.
application-not-told = Ей ничего не отправляется: у неё нет почты, на которую может писать этот узел, и нет учётной записи на другом узле. Вопросы и решения видны на странице её личной ссылки: сообщите ей об этом.
done-application-declined = Отказано. Причина ей сообщена.
action-refused = Ничего не сделано: { $it }

# Участники.
members-title = Участники
members-of = { $it }: участники
members-tier = Статус
members-since = С
members-renewed = Продлено
members-hidden = Скрыт
members-none = Пока никого не приняли.
member-life = Что произошло
member-renewal-due = Продлить до
member-probation-ends = Конец испытательного срока
member-hidden = Скрытый участник: его нет ни в списках, ни на страницах, ни в лентах.
member-remind = Напомнить
member-remind-lead = Придёт сообщение, что членство закончится, если его не продлить.
member-renew = Продлить за неё
member-renew-lead = Для участника, который сказал об этом по телефону или письмом.
member-tier-change = Изменить статус
member-suspend = Приостановить
member-suspend-lead = Сразу и на время. Тогда можно только отзывать и удалять своё.
field-until = До
help-until = День в виде 2026-05-31, в пределах года.
member-lift = Снять приостановку
member-hearing = Начать исключение
member-hearing-lead = Сначала участнику называют основания, и у него есть { $it } на ответ. Лишь потом его можно исключить.
field-grounds = Основания
help-grounds = Читают участник и администраторы, больше никто.
member-hearing-open = Исключение: может ответить до { $it }
member-hearing-answer = Ответ
member-hearing-no-answer = Ответа ещё нет.
member-hearing-close = Закрыть вопрос
member-expel = Исключить
member-expel-lead = Членство прекращается на всех узлах. Прежняя поддержка остаётся с пометкой.
member-appeal-grant = Удовлетворить жалобу
member-appeal-refuse = Отклонить жалобу
member-move = Хочет переехать
member-move-lead = Просит продолжить как { $it }. Просьба подписана прежним ключом.
member-move-accept = Принять новый адрес
member-key = Закрепить другой ключ
member-key-lead = Только если прежний ключ потерян и вы поговорили с организацией. Иначе она меняет ключ сама.
field-member_key = Новый ключ
help-member_key = Ed25519 Multikey; начинается с z6Mk.
member-handover = Передать
handover-title = Ссылка для нового контакта
handover-lead = Пошлите её надёжным путём. Показывается один раз.
field-member_reason = Причина
help-member_reason = Участник её видит.
done-reminded = Напомнили.
done-renewed = Продлено на следующий срок.
done-tier-set = Готово. Реестр изменился.
done-suspended = Приостановлено. Узлы узнают со следующим реестром.
done-suspension-lifted = Приостановка снята.
done-hearing-open = Участнику названы основания.
done-hearing-closed = Вопрос закрыт.
done-expelled = Исключён.
done-appeal-decided = Решено. Участнику сообщили.
done-moved = Новый адрес стоит в реестре.
done-key-pinned = Новый ключ закреплён.

# Реестр.
roster-title = Реестр
roster-of = { $it }: реестр
roster-number = Номер
roster-last-changes = Последние изменения
roster-change-none = Пока ничего не менялось.
roster-download = Скачать реестр

# Основание сетей.
networks-admin-title = Сети этого узла
networks-admin-none = Здесь пока нет сетей.
network-new = Основать сеть
network-edit = Настройки сети
network-edit-of = { $it }: настройки
network-more-languages = Сохранить набранное и добавить языки
network-admins = Администраторы
network-admins-lead = Они решают об участниках. Последний уйти не может.
proposals-title = Предложенные изменения
proposals-lead = Смягчение правил и смена администраторов требуют здесь двух человек: подтверждает другой администратор.
proposal-add-admin = { $it } станет администратором
proposal-remove-admin = { $it } перестанет быть администратором
proposal-rules = Другие правила
proposal-confirm = Подтвердить
proposal-drop = Снять
proposal-outdated = С тех пор сеть изменилась. Снимите это и предложите заново.
done-proposed = Предложено. Вступит в силу, когда подтвердит другой администратор.
done-proposal-confirmed = Подтверждено. Теперь действует.
done-proposal-dropped = Снято. Ничего не изменилось.
proposals-waiting = Изменений, ждущих второго администратора: { $shown }
proposal-by = Предложено: { $it }, { $other }
network-admin-add = Сделать администратором
network-admin-remove = Убрать
network-you = вы
network-too-few-admins = { $count ->
    [one] Чтобы решать, сети нужен { $shown } администратор.
    [few] Чтобы решать, сети нужны { $shown } администратора.
    [many] Чтобы решать, сети нужно { $shown } администраторов.
   *[other] Чтобы решать, сети нужно { $shown } администратора.
}
field-network_handle = Короткое имя в адресе
help-network_handle = Строчные буквы, цифры, подчёркивание. Потом не меняется.
field-network_name = Название сети
field-network_about = Для чего она
help-network_about = Несколько предложений, не более 500 знаков.
field-network_languages = Языки
help-network_languages = На которых можно подать заявку.
field-network_conduct = Кодекс поведения
help-network_conduct = Простой текст. Заявители его принимают.
network-conduct-in = Кодекс поведения, язык: { $it }
field-network_regions = Регионы
help-network_regions = Ничего не выбрано: весь мир.
field-deciding = Кто решает об участниках
network_rule-one-admin = Один администратор
network_rule-two-admins = Два администратора
network_rule-vote = Голосование администраторов и участников
network_rule-lazy-consensus = Один администратор, если за срок никто не возразил
field-quorum = Голосов не менее
help-quorum = Для голосования: от 2 до 1000.
field-two_people = В любом случае два разных человека
field-comment_days = Дней для комментариев
help-comment_days = От 0 до 90.
field-asked_referees = Сколько нужно поручителей
help-asked_referees = От 0 до 5.
field-probation_months = Месяцев испытательного срока
field-renewal_months = Месяцев до продления
help-renewal_months = 0: никогда.
field-answer_days = Дней на ответ перед исключением
help-answer_days = От 7 до 90.
field-appeal_days = Дней на жалобу
help-appeal_days = От 30 до 60.
field-tiers = Статусы, в которые принимают
field-regional_nodes_admit = Рекомендация регионального узла принимает в его регионе
field-admin_login = Имя для входа
done-network-founded = Сеть основана.
done-network-saved = Сохранено.
done-admin-added = Теперь администратор.
done-admin-removed = Больше не администратор.
region-002 = Африка
region-019 = Америка
region-142 = Азия
region-150 = Европа
region-009 = Океания

# Настройки организации.
my-networks-title = Сети
my-networks-lead = Какой статус у { $it } и что можно сделать.
my-networks-none = Ваша организация пока не входит ни в одну сеть.
my-networks-join = Вступить в сеть
my-networks-join-lead = Вставьте имя сети, как @имя@сервер, или её адрес.
field-network_address = Сеть
help-network_address = Например, @climate_forum@alpha.example
my-networks-look = Дальше
my-networks-renew = Продлить
my-networks-renew-due = Продлите до { $it }
my-networks-answer = Ответить на основания
my-networks-answer-lead = Сеть думает исключить вас. Ответить можно до { $it }.
my-networks-appeal = Обжаловать
my-networks-appeal-lead = Обжаловать можно один раз, до { $it }.
my-networks-leave = Выйти из сети
my-networks-leave-lead = Членство прекращается на всех узлах. Опубликованное и поддержанное остаётся.
field-hearing_answer = Ваш ответ
field-appeal_grounds = Почему решение неверно
my-networks-voice = Заявки для комментариев
done-network-asked = Заявка в пути. Ответ придёт сюда.
done-hearing-answered = Ваш ответ у сети.
done-appeal-sent = Ваша жалоба у сети.
done-left = Вы вышли из сети.

# Почему решение не принято.

applications-past = Отклонённые и отозванные
applications-past-of = { $it }: отклонённые и отозванные
applications-past-none = Пока ничего не отклонено и не отозвано.
applications-past-times = подана { $it }, закрыта { $other }
members-heard = Последний сигнал
members-heard-here = этот узел
members-heard-never = никогда
members-key-since = Ключ с
roster-signed-number = Подписан целиком под номером
roster-signed-at = Подписан
roster-signed-by = Ключ
roster-signature = Подпись
roster-holders = У кого он есть
roster-holders-lead = Что подтвердил каждый узел, который получает реестр.
roster-holders-none = Другие узлы пока не получают реестр. Узлам членов он приходит сам.
roster-holder-node = Узел
roster-holder-missing = Изменения в очереди
voice-tier = Голосуют о приёме в качестве: { $it }
