# The list of practices.
practices-title = Практики
search-practices = Что вы ищете?
search-words = Слова
search-do = Найти
filters = Фильтры
filters-clear = Без фильтров
filter-any = Любое
filter-hazard = Угроза
filter-sector = Тема
filter-setting = Местность
filter-tried_in = Пробовали в такой местности
filter-sdg = Цель (ЦУР)
filter-country = Страна
filter-language = Язык
filter-cost = Стоит не больше
practices-found = { $count ->
    [one] { $shown } практика
    [few] { $shown } практики
    [many] { $shown } практик
   *[other] { $shown } практики
}
practices-none-match = Ничего не нашлось. Попробуйте меньше фильтров или другие слова.
practices-none-yet = Пока не опубликовано ни одной практики. Первые напишут организации этого узла; другие появятся по подписке.
tried-times = { $count ->
    [one] пробовали ещё { $shown } раз
    [few] пробовали ещё { $shown } раза
    [many] пробовали ещё { $shown } раз
   *[other] пробовали ещё { $shown } раза
}

# The page of a practice.
revised-on = пересмотрена: { $it }
version-n = Версия { $shown }
withdrawn-on = Организация отозвала эту практику: { $it }.
show-photo = Показать фото ({ $it } кБ)
show-map = Показать карту
map-alt = Карта мира с точкой в каждой стране, где пробовали: { $it }
map-note = Закрашенные точки: страны, где пробовали. Кольцо: откуда практика. Точки не выражают позиции о границах.
fact-when = Когда
fact-source = На своём узле
contact-via-node = Ответом на эту страницу
last-confirmed = Последнее подтверждение, что ещё применяется
number-what = Что измеряли
number-before = До
number-after = После
number-unit = Единица
tried-nowhere = Пока никто не сообщил, что пробовал
tried-in-places = { $count ->
    [one] Пробовали в { $shown } месте
    [few] Пробовали в { $shown } местах
    [many] Пробовали в { $shown } местах
   *[other] Пробовали в { $shown } местах
}
we-tried-this = Мы попробовали
report-on-version = { $count ->
   *[other] о версии { $shown }
}
edit-title = Ваша практика
revise = Пересмотреть
still-in-use = Ещё применяется
feature = Показывать первой на нашей странице
unfeature = Больше не показывать первой
withdraw = Отозвать
history-title = Версии «{ $it }»
history-first = Первая версия
history-same = Ни одно поле не изменилось.
back-to-practice = Назад к практике

# Fields, as labels of forms and facts.
field-title = Название
field-problem = Проблема
field-what_we_did = Что мы сделали
field-result = Что получилось
field-result_numbers = В числах
field-what_went_wrong = Что не получилось
field-you_need = Что понадобится
field-country = Страна
field-place = Место
field-place_precision = Точность места
field-setting = Местность
field-scale = Масштаб
field-sectors = Темы
field-hazards = Угрозы
field-sdgs = Цели (ЦУР)
field-started = Начало
field-ended = Конец
field-cost_band_usd = Стоимость
field-people_reached = Сколько людей охвачено
field-beneficiary_groups = Для кого
field-maturity = Насколько проверено
field-time_to_results = Время до результата
field-evidence = Подтверждение
field-evidence_type = Подтверждение
field-evidence_link = Ссылка на подтверждение
field-summary = Краткое изложение
field-language = Язык текста
field-media = Фото и ссылки
field-contact = Связь
field-licence = Лицензия
field-adapted_from = На основе
field-last_confirmed = Последнее подтверждение
field-outcome = Как прошло?
field-what_we_changed = Что мы изменили
field-barriers = Что мешало
field-visibility = Кто может читать
field-replicates = Практика
field-replicates_revision = Версия практики

country-none = Здесь пока нет практик: { $it }.
