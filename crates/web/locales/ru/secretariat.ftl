# For those who write and open declarations.
declaration-manage = Управлять этой декларацией
secretariat-title = Декларации этого узла
secretariat-lead = Напишите текст на каждом официальном языке, посмотрите, что будет зафиксировано, затем откройте.
secretariat-none = Деклараций пока нет. Начните: до открытия её никто не увидит.
declaration-new = Начать декларацию
declaration-edit-title = Написать декларацию
declaration-change = Изменить текст
declaration-text-in = Текст: { $it }
declaration-add-language = Добавить язык
field-declaration_title = Заголовок
field-declaration_summary = Кратко
help-declaration_summary = Не более 500 знаков, простой текст. Это видят люди в Mastodon.
field-declaration_source = Текст
help-declaration_source = Markdown: ## заголовок, 1. и - для списков, > для цитат, **жирный**, *курсив*, [слова](https://…).
field-slug = Последняя часть адреса
field-opens_at = Открывается
help-opens_at = День в виде 2026-03-02. Пусто: в момент открытия.
field-closes_at = Закрывается
help-closes_at = День в виде 2026-05-31. Можно отодвинуть позже, но не раньше. Пусто: пока кто-то не закроет.
field-late = Поддержка после закрытия
late-refused = отклоняется
late-shown-separately = показывается отдельно
field-may_endorse = Кто может поддержать
field-approval = Поддержка с других узлов
approval-automatic = принимается сразу
approval-manual = ждёт сотрудника секретариата
approval-members = от членов сети { $it } принимается сразу, от других нет
field-recipients = Кому адресована
help-recipients = По одному в строке.
field-hashtags = Хештеги
help-hashtags = Не более пяти, по одному в строке, без #.
field-authentic = Равноценные тексты
field-texts = Тексты
declaration-check = Посмотреть, что будет зафиксировано
declaration-preview-title = Что будет зафиксировано
declaration-preview-lead = Именно это, на каждом языке, байт в байт. После открытия изменить ничего нельзя.
declaration-parts-differ = Текст на языке { $it } отличается по составу от основного: { $other }
declaration-parts = заголовки: { $it }, абзацы: { $other }, пункты: { $third }
declaration-open-title = Открыть
declaration-open-lead = Наберите заголовок ещё раз. После этого не изменится ни запятая; исправление — это новый текст, и никто не переносится.
field-typed_title = Заголовок ещё раз
declaration-open-do = Открыть эту декларацию
declaration-title-differs = Это не заголовок. Ничего не открыто.
declaration-extend = Отодвинуть закрытие
declaration-close = Закрыть сейчас
declaration-close-lead = После закрытия больше ничего не учитывается, последний подсчёт подписывается.
declaration-revise = Новая редакция
declaration-revise-lead = Исправленный текст — это новый текст с видимыми отличиями. Поддержавших спрашивают снова.
declaration-discard = Выбросить черновик
declaration-hall = Открыть зал
declaration-hall-lead = На конференции многие сидят в одной сети. С этим кодом ограничение формы снимается на несколько часов.
declaration-hall-hours = Часов
field-hours = Часов
hall-title = Зал открыт
hall-lead = Покажите ссылку или код в зале. Показывается один раз.
done-draft-saved = Сохранено.
done-opened = Открыта. Теперь не изменится ни запятая.
done-extended = Дата закрытия отодвинута.
done-closed = Закрыта. Последний подсчёт подписан.
done-decided = Сделано и записано.

# Queue of endorsements.
queue-title = Поддержки на рассмотрении
queue-of = { $it }: поддержки на рассмотрении
queue-choose = Выберите
queue-none-here = Здесь ничего нет. То, что ждёт, находится в разделах с числом.
queue-none = Вас ничего не ждёт.
queue-look-alike = Возможно, это то же, что:
queue-reason-mail = тот же адрес почты
queue-reason-key = тот же ключ
queue-reason-name = то же имя
queue-reason-look-alike = имя из похожих букв
queue-confirm = Подтвердить
queue-accept = Принять
field-check = Как проверено
field-note = Пометка
queue-merge = Объединить: то же самое
queue-not-same = Не то же самое
queue-refuse = Отклонить
queue-hide = Скрыть имя
queue-revoke = Больше не принимать
queue-withdraw = Отозвать по просьбе подписавшего
queue-withdraw-lead = Подписавший попросил вас отозвать подпись. Она больше никогда не учитывается.
queue-erase = Стереть везде
queue-erase-lead = Имя и документ уничтожаются на каждом узле. Журнал по-прежнему проверяется.
queue-all = Все поддержки

# Import.
import-title = Импорт списка
import-lead = Файл CSV в UTF-8, одна подпись в строке. Столбцы узнаются по названиям на любом из семи языков.
field-file = Файл (CSV)
field-channel = Как собраны
import-preview-do = Сначала посмотреть, ничего не импортируя
import-preview-title = Что будет импортировано
import-rows = { $count ->
    [one] { $shown } строка в файле
    [few] { $shown } строки в файле
    [many] { $shown } строк в файле
   *[other] { $shown } строки в файле
}
import-problems = { $count ->
    [one] { $shown } строка с ошибками
    [few] { $shown } строки с ошибками
    [many] { $shown } строк с ошибками
   *[other] { $shown } строки с ошибками
}
import-columns = Найденные столбцы
import-unknown-columns = Столбцы, которые не берутся
import-row = Строка
import-problem = Ошибка
import-first-rows = Первые строки
import-nothing = Ни одну строку этого списка нельзя взять в таком виде. То, что уже было, учтено или ждёт; что не так с другими строками, сказано ниже: исправьте файл и выберите его снова.
import-do = Импортировать эти строки
import-done-title = Импортировано
import-rest = Не взятые строки (CSV) с причиной
import-fault-dates = вне сроков
import-fault-duplicate = повтор
import-counted = Учтено
import-not-confirmed = Не подтверждено
import-in-review = Должен посмотреть человек
import-duplicates = Повторы
import-withdrawn = Отозвано
import-refused = Отклонено
import-already = Уже есть
import-formulas = Ячейки, которые начинаются как формула; они сохраняются как текст
import-no-file = Сначала выберите файл.
import-running-title = Идёт импорт
import-running = { $it } из { $other } строк
import-running-lead = Страница обновляется сама. Импорт продолжается, если вы её покинете.
import-look-again = Посмотреть ещё раз
import-stopped-title = Импорт остановился
import-stopped-lead = Записанное остаётся. Загрузите тот же файл ещё раз: импорт продолжится с этого места, и ничего не запишется дважды.
import-fault-duplicate-of = повтор строки { $it }
import-fault-like = возможно, то же, что строка { $it }
import-fault-perhaps = возможно, то же, что уже есть
import-fault-other = отклонено
done-deleted-draft = Черновик удалён.
field-status = Состояние
queue-reason-code = Причина
refusal-duplicate = повтор
refusal-not-eligible = не вправе поддержать этот текст
refusal-spam = спам или шутка
refusal-unverified = не удалось проверить
queue-by = Решил(а)
queue-more = Скрыть или больше не принимать
field-anyway = Закрыть, хотя подписи ждут рассмотрения; тогда они не смогут быть учтены
