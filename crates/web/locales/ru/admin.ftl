# Set-up.
setup-title = Настройка узла
setup-lead = Три вещи: имя узла, ваша учётная запись и ваша организация. Всё сохраняется сразу, когда вы нажмёте кнопку.
setup-do = Настроить узел
field-domain = Имя узла (домен)
help-domain = Домен, под которым его найдут люди. Он входит в каждый адрес, который даёт узел, и в его ключи.
field-for_ever = Я понимаю, что это имя навсегда
help-for_ever = Его нельзя изменить потом: другие серверы увидели бы новый незнакомый узел. Проверьте написание дважды.
field-handle = Короткое имя в адресе
help-handle = Строчные латинские буквы, цифры и подчёркивание. Люди находят организацию как @short_name@domain. Оно никогда не меняется.
done-set-up = Узел настроен. Войдите с учётной записью, которую вы только что создали.

# The node.
admin-title = Узел
check-ok = ✓ В порядке
check-warn = ! Посмотрите
check-fail = ✗ Исправьте
doctor-title = Проверки
doctor-again = Проверить ещё раз
never = никогда
node-settings-title = Настройки узла
field-node_name = Имя узла
field-node_about = Об узле
field-node_rules = Правила узла
audit-title = Журнал аудита
audit-when = Когда
audit-who = Кто
audit-what = Что
audit-object = С чем

# Deliveries.
deliveries-title = Доставка
deliveries-lead = То, что другие серверы ещё не получили, ждёт здесь по порядку, пока они подписаны.
deliveries-no-peers = Пока не подписан ни один другой сервер.
deliveries-waiting = Ждут доставки
deliveries-none-waiting = Всё доставлено.
peer-up-to-date = Всё получено
peer-waiting = { $count ->
    [one] { $shown } ждёт
    [few] { $shown } ждут
    [many] { $shown } ждут
   *[other] { $shown } ждут
}
peer-since = с { $it }
peer-paused = приостановлено
peer-alarm = на это должен посмотреть человек
peer-parked = { $count ->
    [one] { $shown } отложена
    [few] { $shown } отложены
    [many] { $shown } отложено
   *[other] { $shown } отложено
}
peer-last-answer = Последний ответ: { $it }
peer-next-try = следующая попытка { $it }
peer-promise = Он получит это, когда вернётся.
peer-last-success = Последняя доставка
peer-last-heard = Последняя весть от него
peer-failures = Неудач подряд
peer-signature = Какую подпись принимает
peer-software = Программа
peer-bandung = Такой же узел
peer-other = Другая программа
peer-try = Попробовать сейчас
peer-pause = Приостановить
peer-resume = Продолжить
peer-catch-up = Спросить, что мы пропустили
peer-drop = { $count ->
    [one] Выбросить { $shown } отложенную
    [few] Выбросить { $shown } отложенные
    [many] Выбросить { $shown } отложенных
   *[other] Выбросить { $shown } отложенных
}
peer-answers = Последние ответы
peer-no-answers = Его ещё не спрашивали.
done-peer-tried = Пробуем. Обновите страницу через минуту.
done-peer-paused = Приостановлено. Опубликованное ждёт.
done-peer-resumed = Продолжается.
done-peer-dropped = Выброшено.
done-peer-caught-up = Спросили. Пропущенное теперь здесь.

# Moderation.
flags-title = Жалобы
flags-none = Никто ни на что не жаловался.
flag-open = открыта
flag-resolved = разобрана
blocks-title = Заблокированные серверы
blocks-lead = Приглушённый сервер видят только те, кто подписан на кого-то там. От отключённого ничего не принимают и ему ничего не шлют. Поддомены тоже.
blocks-none = Ни один сервер не заблокирован.
field-host = Сервер
field-severity = Как
severity-silence = Приглушить
severity-suspend = Отключить
block-do = Заблокировать
block-lift = Снять блокировку
done-blocked = Заблокирован.
done-lifted = Блокировка снята. Подписки, которые она прекратила, остаются прекращёнными: запросите их снова с обеих сторон.

# People and organisations.
people-title = Люди
person-new = Новый человек
person-add = Добавить и создать ссылку для пароля
field-node_role = Роль на всём узле
field-organisation = Организация
field-organisation_role = Роль в ней
node-role-none = Нет
node-role-moderator = Модератор
node-role-operator = Оператор
password-link-make = Ссылка для нового пароля
password-link-title = Ссылка, чтобы выбрать пароль
password-link-lead = Передайте эту ссылку человеку безопасным способом. Она видна только сейчас, действует один раз и семь дней.
end-all-logins = Завершить все сеансы
disable = Закрыть учётную запись
enable = Открыть учётную запись
organisation-new = Новая организация
organisation-add = Основать
done-founded = Организация основана.
