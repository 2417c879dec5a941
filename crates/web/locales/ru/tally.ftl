# The tally of a declaration.
tally-title = Подсчёт: { $it }
tally-link = Подсчёт и имена
tally-to-text = Читать текст
count-organisations = { $count ->
    [one] организация
    [few] организации
    [many] организаций
   *[other] организации
}
count-people = { $count ->
    [one] человек
    [few] человека
    [many] человек
   *[other] человека
}
count-countries = { $count ->
    [one] страна
    [few] страны
    [many] стран
   *[other] страны
}
count-representatives = { $count ->
    [one] { $shown } представитель
    [few] { $shown } представителя
    [many] { $shown } представителей
   *[other] { $shown } представителя
}
count-individuals = { $count ->
    [one] { $shown } частное лицо
    [few] { $shown } частных лица
    [many] { $shown } частных лиц
   *[other] { $shown } частных лица
}
count-endorsements = { $count ->
    [one] { $shown } поддержка
    [few] { $shown } поддержки
    [many] { $shown } поддержек
   *[other] { $shown } поддержки
}
tally-un-share = { $it } из { $other } государств — членов ООН ({ $third } %)
tally-other-places = { $count ->
    [one] + { $shown } другое место
    [few] + { $shown } других места
    [many] + { $shown } других мест
   *[other] + { $shown } других места
}
tally-not-named = { $count ->
    [one] { $shown } из них не названа
    [few] { $shown } из них не названы
    [many] { $shown } из них не названы
   *[other] { $shown } из них не названы
}
tally-as-of = По состоянию на { $it }
tally-counted-from = Подсчитано по записи журнала { $it }
tally-unknown-countries = { $count ->
    [one] { $shown } страна не раскрыта, её учитывает только принимающий узел
    [few] { $shown } страны не раскрыты, их учитывает только принимающий узел
    [many] { $shown } стран не раскрыто, их учитывает только принимающий узел
   *[other] { $shown } страны не раскрыто, их учитывает только принимающий узел
}
tally-compared = Сравнивались итоги по организациям и людям. Страны скрытых подписавших известны другим узлам лишь настолько, насколько они раскрыты.
tally-counted-same = { $it } из { $other } узлов получили то же число
tally-recounted-here = Этот узел пересчитал журнал и получил то же.
tally-differs = Не сходится: этот узел насчитал { $it }, хозяин публикует { $other }.
tally-not-verified = Не подтверждается: { $it }
tally-how = Как это считается?
tally-beside = Не учтены
tally-beside-not-confirmed = Ещё не подтверждены
tally-beside-duplicates = Повторы, объединены
tally-beside-withdrawn = Отозваны
tally-beside-refused = Отклонены, вместе со строками списков, которые нельзя было взять
tally-beside-in-review = На рассмотрении
tally-beside-revoked = Больше не принимаются
tally-beside-erased = Стёрты
tally-beside-late = Пришли после закрытия
tally-table = По регионам и странам
tally-table-note = Регионы по стандарту ООН M49. Названия стран не выражают позиции.
tally-undisclosed = Не раскрыто
tally-undisclosed-note = Если из страны меньше трёх поддержек «только в подсчёте», они стоят в строке «не раскрыто», чтобы никого нельзя было узнать.
tally-country = Страна
tally-organisations = Организации
tally-people = Люди
tally-total = Всего
tally-first = Первая
tally-last = Последняя
tally-number = Число
tally-day = День
tally-sort-name = По названию
tally-sort-total = По числу
tally-filter-all = Все
tally-filter-nam = Движение неприсоединения
tally-filter-g77 = Группа 77
tally-list-dated = { $it }, список от { $other }
tally-list-count = { $it }: { $other }
tally-by-kind = По виду
tally-by-channel = По способу
tally-by-check = Степень проверки
tally-by-organisation-type = По виду организации
tally-by-language = По языкам
tally-by-visibility = По видимости
tally-by-stance = По позиции
tally-region-none = Без региона
tally-map-title = Карта мира: поддержка по странам
tally-map-country = { $it }: { $other }
tally-map-show = Показать карту ({ $it } КБ)
tally-map-open = Открыть карту: можно выбрать каждую страну
tally-map-note = Границы взяты из данных карты и не выражают позиции. Малые государства показаны точками.
tried-map-title = Карта мира: где пробовали
tally-growth-title = Рост
tally-growth-days = Все дни в таблице
tally-milestone = Номер { $it }: { $other }
tally-names-title = Имена
names-title = Кто поддержал: { $it }
names-link = Все имена по странам
names-search = Найти имя
names-country-any = Все страны
names-withheld = (имя не указано)
names-none = Нет подходящих открытых имён. Поддержка «только в подсчёте» никогда не перечисляется.
names-found = { $count ->
    [one] { $shown } открытое имя
    [few] { $shown } открытых имени
    [many] { $shown } открытых имён
   *[other] { $shown } открытых имени
}
names-reservation = Оговорка: { $it }
names-member-until = член сети до { $it }
names-proof = Доказательство
country-declarations = Декларации, поддержанные отсюда

# Take away.
take-title = Скачать
take-policy = Политика: журнал и его свидетели
take-check = Чтобы проверить, с политикой от того, кому вы доверяете:
take-csv = Страны (CSV)
take-names-csv = Имена (CSV)
take-csv-bom = для Excel
take-xlsx = Таблица (XLSX)
take-json = Для программ (JSON)
take-pdf = Текст и имена (PDF)
take-print = Распечатать эту страницу
take-card = Карточка для других сайтов
take-embed = Вставьте это на свою страницу:

# How it is counted.
how-one = Одна поддержка на организацию и на человека. Организации и люди вместе составляют все поддержки.
how-representatives = Представитель говорит от себя; организацией считается только поддержка самой организации.
how-share = Доля берётся от 193 государств — членов ООН. Другие места показаны отдельно.
how-log = Каждая поддержка — запись журнала, в который можно только добавлять. Пересчитать его может любой узел.
how-check = С пакетом и программой «bandung verify» подсчёт может проверить каждый, без сети.

# The PDF.
pdf-check-title = Проверить этот подсчёт
pdf-check-lead = Код ведёт к текущему подсчёту и к пакету, по которому может пересчитать каждый.
pdf-page = Страница { $it } из { $other }
pdf-names-note = Имена даны в своей письменности. Скрытые имена и поддержка «только в подсчёте» не перечислены.
pdf-names-too-many = Имён слишком много для PDF. Они есть в таблицах (CSV, XLSX).
pdf-missing-title = PDF сделать нельзя
pdf-missing-glyph = Ни в одном шрифте узла нет знака «{ $it }» из строки: { $other }
pdf-missing-fonts = На узле нет шрифтов. Их устанавливает оператор; см. «operating», PDF.
pdf-missing-help = Распечатайте страницу или возьмите таблицы: в них есть все имена.
