# Declarations: lists and text.
nav-declarations = Декларации
declarations-title = Декларации
declarations-lead = Тексты, которые поддерживают организации и люди. После открытия не меняется ни одна запятая, и подсчёт может проверить каждый.
declarations-none = Здесь пока не открыта ни одна декларация. Когда она откроется, она появится здесь вместе с числом.
declaration-open-until = Открыта до { $it }
declaration-open = Открыта, без даты закрытия
declaration-opens-on = Откроется { $it }
declaration-closed-on = Закрыта { $it }
declaration-closed = Закрыта
declaration-draft = Черновик
declaration-by = От: { $it }
declaration-frozen = Текст зафиксирован { $it }. С тех пор не изменилась ни одна запятая.
declaration-text-n = Текст { $it }
declaration-digest = Отпечаток текста
declaration-languages = Языки текста
declaration-authentic = Равноценные тексты
declaration-not-in-language = На вашем языке официального текста нет. Это текст на языке: { $it }.
declaration-may-endorse = Кто может поддержать
declaration-recipients = Кому адресована
declaration-dates = Сроки
declaration-of-other-node = Это копия. Декларация хранится на узле { $it }, там же ведётся подсчёт.
declaration-revised-by = Есть более новый текст. Поддержка остаётся за тем текстом, который был поддержан.
declaration-revises = Этот текст исправляет прежний. Никто не перенесён автоматически.
declaration-see-other-text = Посмотреть более новый текст
declaration-see-older-text = Посмотреть более старый текст
declaration-see-changes = Посмотреть изменения
declaration-changes-title = Что изменилось после текста { $it }
declaration-no-changes = На этом языке ничего не изменилось.
declaration-bundle = Пакет для проверки без сети
all-declarations = Все декларации
home-declaration = Открыта для поддержки

# Three equal answers.
choice-title = Ваш ответ
choice-lead = Все три ответа равноценны. Никто не вносится в список без ответа.
choice-endorse = Поддержать
choice-endorse-as = Поддержать от имени: { $it }
choice-reservations = Поддержать с оговорками
choice-not = Не поддерживать
choice-not-title = Вы не поддерживаете
choice-not-visitor = Ничего не сохранено, и никому не сообщено. Вы можете вернуться, пока декларация открыта.
choice-not-member = Отмечено только внутри вашей организации. Ничего не покидает этот узел.
choice-have-account = У вас есть учётная запись? Войдите, чтобы поддержать от имени организации.

# Kinds, ways, states (closed lists).
signatory_kind-organisation = Организация
signatory_kind-representative = Представитель организации
signatory_kind-individual = Частное лицо
endorse-kind-organisation = организация: она этим связана
endorse-kind-representative = представитель организации: она этим не связана
endorse-kind-individual = от себя лично
signatory_visibility-public = Имя и организация
signatory_visibility-name-hidden = Только организация
signatory_visibility-fully-hidden = Только в подсчёте
signature_channel-web = Форма этого узла
signature_channel-remote-node = Через собственный узел
signature_channel-paper = Бумажный список
signature_channel-csv-import = Импортированный файл
signature_check-e-mail = Почта подтверждена
signature_check-organisation-domain-or-node = Почта в домене организации или подпись её узла
signature_check-member-node = Проверено участником
signature_check-registry-number = Виден номер в реестре
signature_check-none = Не проверено
signature_check-paper = Подпись на бумаге
signature_check-phone = Подтверждено по телефону
endorsement_status-offered = Предложено, ждёт ответа
endorsement_status-accepted = Принято, проверяется
endorsement_status-stamped = Учтено
endorsement_status-pending = Ещё не подтверждено
endorsement_status-in-review = На рассмотрении у принимающей стороны
endorsement_status-recorded = Учтено
endorsement_status-duplicate = Повтор, объединено
endorsement_status-refused = Отклонено
endorsement_status-withdrawn = Отозвано
endorsement_status-revoked = Больше не принимается
endorsement_status-erased = Стёрто
endorsement_stance-full = Полная
endorsement_stance-with-reservations = С оговорками
endorsements-of = { $count ->
    [one] поддержка
    [few] поддержки
    [many] поддержек
   *[other] поддержки
}
declaration-broken = Сохранённый текст не совпадает с отпечатком. Поддержать нельзя, пока оператор не проверит.
declaration-translations = Переводы, которые никто не поддерживает
translation-status-machine = машинный перевод
translation-status-reviewed = проверенный перевод
translation-status-official = перевод секретариата
translation-older = прежнего текста

declaration-host-suspended = Этот узел приостановил сервер этой декларации. То, что здесь есть, можно читать; ничего нового оттуда не принимается, и в списке её нет.
