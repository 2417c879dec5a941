# Faults of fields.
problems = { $count ->
    [one] { $shown } замечание
    [few] { $shown } замечания
    [many] { $shown } замечаний
   *[other] { $shown } замечания
}
fault-missing = Пожалуйста, заполните это поле.
fault-too-long = Не больше { $it } знаков; здесь { $other }.
fault-too-many = { $count ->
    [one] Не больше { $shown }.
    [few] Не больше { $shown }.
    [many] Не больше { $shown }.
   *[other] Не больше { $shown }.
}
fault-not-in-list = «{ $it }» нет в списке.
fault-malformed = Пожалуйста, пишите в таком виде: { $it }.
fault-forbidden-character = Здесь есть знак, который нельзя использовать: например, невидимый управляющий знак, < или >.
fault-end-before-start = Конец раньше начала.
fault-nothing-went-wrong = Что-то всегда трудно. Напишите, что именно, или “unknown”: это избавит других от тех же хлопот.
fault-alt-text-missing = Опишите фото для тех, кто его не видит, или отметьте «украшение».
fault-people-did-not-agree = Видны люди, которые не дали согласия: уберите это фото.
fault-taken = Это уже занято.
fault-too-short = { $count ->
    [one] Не меньше { $shown } знака.
    [few] Не меньше { $shown } знаков.
    [many] Не меньше { $shown } знаков.
   *[other] Не меньше { $shown } знака.
}
fault-too-common = Это один из самых частых паролей. Выберите, пожалуйста, другой.
fault-not-normalised = Строка { $it }, знак { $other }: разложенная форма (не NFC). Введите его заново.
fault-language-without-text = { $it } есть в списке, но текста нет.
fault-not-freezable = В строке { $it } есть то, чего не может быть в закреплённом тексте. Используйте абзацы, заголовки с ## и ###, списки, цитаты, *выделение* и ссылки https://.

# Pages of errors: what happened, then what to do.
error-not-found = Такой страницы нет
error-help-not-found = Возможно, её перенесли или убрали, или нужно войти, чтобы увидеть её.
error-method-not-allowed = Здесь это не работает
error-help-method-not-allowed = Вернитесь и пользуйтесь кнопками страницы.
error-forbidden = Вам это нельзя
error-help-forbidden = Ваша роль этого не позволяет. Это может сделать тот, у кого больше прав в вашей организации, или изменить вашу роль.
error-form-not-ours = Ничего не сделано
error-help-form-not-ours = Форма была открыта слишком долго или пришла не со страницы этого узла. Вернитесь, обновите страницу и отправьте ещё раз.
error-bad-request = Этот запрос непонятен
error-help-bad-request = Вернитесь и попробуйте снова. Ничего не изменено.
error-wrong-host = У этого узла другое имя
error-help-wrong-host = Пользуйтесь адресом, который вам дали.
error-too-large = Слишком много данных
error-help-too-large = Фото может быть не больше 10 МБ, форма не больше 256 кБ. Ничего не изменено.
error-too-slow = Это заняло слишком много времени
error-help-too-slow = Связь медленная: попробуйте ещё раз. Ничего не изменилось.
error-unsupported-type = Такой вид данных не читается
error-help-unsupported-type = Отправьте в том виде, который назван в документации.
error-too-many = Слишком много попыток
error-help-too-many = Подождите минуту и попробуйте снова.
error-not-signed-in = Пожалуйста, войдите
error-help-not-signed-in = Ваш сеанс закончился. Войдите в другой вкладке, вернитесь и отправьте снова: написанное осталось в форме.
error-refused = Это не сделано
error-help-refused = Правило этого не позволяет. Ничего не изменено.
error-invalid = Некоторые поля нужно проверить
error-help-invalid = Ничего не сохранено. Вернитесь к форме: написанное осталось там.
error-conflict = Тем временем это изменил кто-то другой
error-help-conflict = Ничего не затёрто. Обновите страницу, посмотрите изменения и внесите свои.
error-not-set-up = Этот узел ещё не настроен
error-help-not-set-up = Оператор запускает “bandung setup” на машине и открывает появившуюся ссылку.
error-remote-not-allowed = Этот адрес нельзя использовать
error-help-remote-not-allowed = Проверьте его, пожалуйста. Адрес выглядит так: @name@server.
error-remote-not-found = Такой учётной записи нет
error-help-remote-not-found = Другой сервер отвечает, что не знает её. Проверьте написание.
error-remote-unreachable = Другой сервер не отвечает
error-help-remote-unreachable = Возможно, он отключён. Ничего не потеряно: попробуйте позже.
error-remote-unusable = Другой сервер отвечает то, что здесь не подходит
error-help-remote-unusable = Возможно, у него другая программа. Можно сообщить его оператору.
error-unavailable = На этом узле что-то не так
error-help-unavailable = Ничто из отправленного не сделано наполовину. Попробуйте через минуту. Если не пройдёт, сообщите оператору.
error-try-later = Попробуйте через минуту.
error-withdrawn = Эта практика отозвана
error-help-withdrawn = Автор забрал её. К ней больше ничего нельзя добавить.
error-no-room = Диск этого узла почти заполнен
error-help-no-room = Ничего не изменено. Написанное осталось в форме; отправьте ещё раз, когда оператор освободит место.
