# Around every page.
skip-to-content = К содержанию
development-network = Сеть для разработки: не для настоящей работы. Здесь ничто не защищено и не вечно.
keep-language = Оставить этот язык на этом устройстве
nav-main = Главное меню
nav-languages = Языки
nav-about = Об этом узле
nav-pages = Страницы
nav-practices = Практики
nav-organisations = Организации
nav-timeline = Подписки
nav-inbox = Ответы
nav-write = Написать
nav-settings = Настройки
nav-node = Узел
nav-search = Поиск
nav-login = Войти
logout = Выйти
signed-in-as = Вы вошли как { $it }.
signed-in-for = Вы вошли как { $it }, от имени { $other }.
page-weight = Эта страница весит { $it } кБ.
next-page = Дальше
to-front-page = Главная страница
unknown = Неизвестно
feed = Лента
edited = изменено
held = ждёт первого взгляда
delete = Удалить
save = Сохранить
cancel = Отменить
yes = Да
no = Нет

# Dates.
date-day = { $it } { $other }
date-month = { $it } { $other }
date-moment = { $it }, { $other } UTC
period = { $it } – { $other }
period-open = с начала: { $it }
month-1 = январь
month-2 = февраль
month-3 = март
month-4 = апрель
month-5 = май
month-6 = июнь
month-7 = июль
month-8 = август
month-9 = сентябрь
month-10 = октябрь
month-11 = ноябрь
month-12 = декабрь

# Months after the number of a day.
month-of-day-1 = января
month-of-day-2 = февраля
month-of-day-3 = марта
month-of-day-4 = апреля
month-of-day-5 = мая
month-of-day-6 = июня
month-of-day-7 = июля
month-of-day-8 = августа
month-of-day-9 = сентября
month-of-day-10 = октября
month-of-day-11 = ноября
month-of-day-12 = декабря

# Front page.
home-title = Климатические практики, которые сработали, и что не получилось
home-lead = Организации записывают, что они сделали против засухи, наводнения, жары и голода. Другие пробуют и рассказывают, как вышло.
home-newest = Новые практики
home-by-sector = По темам
home-follow = На каждую организацию можно подписаться из Mastodon и похожих сетей. Найдите там её адрес или нажмите «Подписаться» на её странице.
all-practices = Все практики
practices-of-node = { $count ->
    [one] практика
    [few] практики
    [many] практик
   *[other] практики
}
organisations-of-node = { $count ->
    [one] организация
    [few] организации
    [many] организаций
   *[other] организации
}

# Posts and what is done with them.
posts = Публикации
posts-none = Здесь пока ничего нет. Опубликованное появится здесь, новое сверху.
post-by = Публикация: { $it }
boosted-by = Поделились: { $it }
in-answer-to = В ответ на
on-its-server = На своём сервере
like = Нравится
unlike = Больше не нравится
boost = Поделиться
unboost = Больше не делиться
reply = Ответить
reply-label = Ваш ответ
reply-as = Ответить от имени { $it }
answer-or-read = Читать ответы
answer-from-your-server = Ответить со своего сервера
first-look-show = Показать всем
first-look-hide = Скрыть
likes = { $count ->
    [one] { $shown } отметка «нравится»
    [few] { $shown } отметки «нравится»
    [many] { $shown } отметок «нравится»
   *[other] { $shown } отметки «нравится»
}
boosts = { $count ->
    [one] поделились { $shown } раз
    [few] поделились { $shown } раза
    [many] поделились { $shown } раз
   *[other] поделились { $shown } раза
}
replies-count = { $count ->
    [0] Ответы
    [one] { $shown } ответ
    [few] { $shown } ответа
    [many] { $shown } ответов
   *[other] { $shown } ответа
}
replies-none = Пока никто не ответил.

# What was done.
done-replied = Ваш ответ опубликован.
done-liked = Вам нравится эта публикация.
done-unliked = Отметка снята.
done-boosted = Вы поделились публикацией с подписчиками.
done-unboosted = Вы больше не делитесь этой публикацией.
done-shown = Её видят все. Следующим публикациям этого автора первый взгляд не нужен.
done-hidden = Она скрыта.
done-deleted = Здесь она удалена. Другие серверы получили просьбу тоже удалить её.

# Organisations.
organisations-title = Организации
organisations-here = На этом узле
organisations-elsewhere = На других узлах
organisations-none = Здесь пока не знают ни одной организации другого узла. Она появится, когда кто-то отсюда подпишется на неё.
follow-title = Подписаться
follow-name = Подписаться: { $it }
edit-profile = Изменить профиль
featured = Выбор организации
followers-count = { $count ->
    [one] { $shown } подписчик
    [few] { $shown } подписчика
    [many] { $shown } подписчиков
   *[other] { $shown } подписчика
}
following-count = { $count ->
    [one] { $shown } подписка
    [few] { $shown } подписки
    [many] { $shown } подписок
   *[other] { $shown } подписки
}

# Names of the pages about the node.
about-title = Об узле
rules-title = Правила
privacy-title = Личные данные
safety-title = Безопасность людей
accessibility-title = Доступность
source-title = Исходный код
display-title = Язык и вид
clock-wrong = Часы этого узла неверны. Пока их не поправят, ничего не публикуется и не передаётся другим серверам. Чтение работает.
disk-low = Диск этого узла почти заполнен. Читать и отзывать можно; всё остальное ждёт, пока не появится место.
