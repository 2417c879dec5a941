# What rules say when they refuse: sentences without a capital or a full stop, because they also stand after a colon.

# Accounts, organisations and what a role allows.
refused-last-owner = последний владелец организации не может уйти: сначала назначьте другого владельца
refused-last-operator = последний оператор не может уйти: сначала назначьте другого оператора
refused-may-not-read-drafts = вам нельзя читать черновики этой организации
refused-may-not-write = вам нельзя писать за эту организацию
refused-may-not-publish = вам нельзя публиковать за эту организацию
refused-may-not-follow = вам нельзя подписываться за эту организацию
refused-may-not-change-profile = вам нельзя менять профиль этой организации
refused-may-not-host-declarations = вам нельзя решать о декларациях этой организации
refused-may-not-endorse = вам нельзя поддерживать тексты за эту организацию
refused-may-not-change-team = вам нельзя менять команду этой организации
refused-may-not-create-network = вам нельзя создавать сеть для этой организации
refused-may-not-represent = вам нельзя говорить от имени этой организации
refused-may-not-speak-as-member = вам нельзя говорить за эту организацию как участника сети
refused-may-not-operate = вам нельзя управлять этим узлом
refused-may-not-seal = вам нельзя опечатывать этот узел
refused-may-not-moderate = вам нельзя модерировать этот узел
refused-may-not-change-keys-in-a-browser = менять ключи из браузера нельзя; пользуйтесь командной строкой узла
refused-no-organisation = вы не состоите ни в одной организации; попросите приглашение у владельца
refused-hand-over-has-owner = у этой организации есть владелец, он может передать её в своих настройках
refused-hand-over-other-person = эта ссылка для другого человека: кто её примет, займёт ваше место
refused-moves-to-itself = это здешний адрес организации
refused-former-addresses-enough = прежних адресов уже пять: сначала уберите один
refused-move-not-named = { $target } не говорит, что был этой организацией: сначала добавьте там { $ours } как прежний адрес
refused-move-goes-on = { $target } сам переехал на { $further }
refused-declaration-close-waiting = { $count ->
    [one] { $shown } подпись ждёт
    [few] { $shown } подписи ждут
    [many] { $shown } подписей ждут
   *[other] { $shown } подписи ждут
} рассмотрения; то, что ждёт, после закрытия учтено не будет: сначала решите, или закройте всё равно
refused-pinned-enough = первыми уже показываются пять практик; сначала уберите одну
refused-no-secret-shown = секрет сейчас показать нельзя; попробуйте ещё раз
refused-second-factor-needed = владельцам и операторам нужен второй фактор: сначала добавьте другой
refused-may-not-without-a-browser = без браузера это сделать нельзя; войдите на страницах узла
refused-passkeys-not-under-this-name = под этим именем пользоваться ключами доступа нельзя
refused-passkeys-enough = { $count ->
    [one] уже есть { $shown } ключ доступа: удалите тот, которым больше не пользуетесь
    [few] уже есть { $shown } ключа доступа: удалите тот, которым больше не пользуетесь
    [many] уже есть { $shown } ключей доступа: удалите тот, которым больше не пользуетесь
   *[other] уже есть { $shown } ключа доступа: удалите тот, которым больше не пользуетесь
}
refused-no-passkey-made = ключ доступа сейчас создать нельзя; попробуйте ещё раз
refused-not-written = это нельзя записать в JSON
refused-password-not-kept = пароль сохранить не удалось; попробуйте ещё раз
refused-set-up-under-other-name = node.domain — { $configured }, но этот узел был настроен как { $stored }, и это навсегда: другие серверы знают его под этим именем. Укажите node.domain = "{ $stored }" или используйте другую папку данных
refused-set-up-already = этот узел уже настроен, как { $host }
refused-may-not-publish-alone = вам нельзя публиковать в одиночку: в этой организации владелец публикует то, что написали редакторы
refused-may-not-without-an-organisation = без организации вам нельзя действовать

# Declarations and endorsements.
refused-declaration-not-intact = сохранённый текст — не тот, что был открыт: с ним ничего нельзя сделать, пока он не восстановлен из резервной копии
refused-declaration-too-long = в декларации может быть не больше 2 МиБ на всех её языках
refused-text-not-frozen = текст нельзя заморозить: { $fault }
refused-declaration-only-named = поддержать эту декларацию могут только те, кого назвал её владелец
refused-endorsement-mail-link = нажмите кнопку по ссылке из письма: одна эта страница не доказывает, что ящик ваш
refused-may-not-show-hidden = вам нельзя показать то, что скрывает подписавший
refused-endorsement-ended = эта поддержка закончилась: из неё ничего не показывается
refused-endorsed-already = эта организация уже поддержала текст: сначала отзовите ту поддержку
refused-endorsement-not-acceptable = эта поддержка не была бы принята: { $reason }
refused-declaration-not-for-this-kind = эта декларация не открыта для подписавших такого рода
refused-declaration-not-open-yet = эта декларация ещё не открыта
refused-declaration-closed-now = эта декларация закрыта
refused-declaration-owner-unknown = владелец декларации здесь больше не известен: сначала подпишитесь на него
refused-endorsement-check-missing = укажите, как это было проверено
refused-endorsement-mail-not-confirmed = адрес почты подтверждает только ссылка в письме: укажите, что ещё было проверено
refused-endorsement-not-waiting = эта поддержка больше не ждёт: подтверждать нечего
refused-endorsement-not-merged = отделить от другой можно только ту поддержку, которую приняли за неё же
refused-endorsement-own-key = эта организация подписала своим ключом и публикует поддержку сама
refused-rows-too-many = { $count ->
    [one] не больше { $shown } строки за раз
    [few] не больше { $shown } строк за раз
    [many] не больше { $shown } строк за раз
   *[other] не больше { $shown } строки за раз
}
refused-declaration-not-open-for-lists = декларация не открыта: списки вносятся до её закрытия
refused-names-key-missing = то, что скрывают подписавшие, запечатано, и ключа сейчас нет на этом узле: зайдите позже или попросите того, кто ведёт узел, вернуть ключ
refused-hidden-name-other-key = то, что скрывает этот подписавший, нельзя открыть: оно запечатано другим ключом
refused-declaration-frozen = она заморожена: после открытия не меняется ни запятой. Сделайте новую редакцию
refused-declaration-still-draft = это ещё черновик: сначала откройте его
refused-declaration-already-open = она уже открыта
refused-declaration-closed = она закрыта: сделайте новую редакцию
refused-declaration-not-later = дату закрытия можно перенести только на более поздний день
refused-declaration-ends-before-now = её дата закрытия в прошлом
refused-declaration-already-revised = уже есть более новая редакция: исправляйте её
refused-endorsement-not-now = с этой поддержкой в её нынешнем состоянии так сделать нельзя
refused-signature-file-too-large = размер файла в байтах — { $bytes }, читается не больше 5 МиБ: разделите его
refused-signature-file-not-utf8 = строка { $line } не в UTF-8: сохраните файл как «CSV UTF-8»
refused-signature-file-empty = в файле нет строк
refused-signature-file-column-missing = в первой строке не найден столбец для «{ $missing }»; в ней: { $header }
refused-signature-file-column-twice = два столбца относятся к «{ $column }»: переименуйте или удалите один

# Networks and memberships.
refused-may-not-decide-network = вам нельзя решать в этой сети
refused-no-network = эта учётная запись — не сеть с реестром участников
refused-network-is-here = эта сеть на этом узле: подайте заявку на её странице
refused-network-member-already = организация уже её участник
refused-network-applied-already = организация уже подала заявку: решает сеть
refused-application-exists = эта организация уже подала заявку в эту сеть или состоит в ней
refused-application-too-long = эта заявка слишком длинная: сократите её тексты
refused-may-not-decide-without-a-name = без имени решать нельзя; назовите администратора с помощью --as
refused-last-admin = последний администратор сети не может уйти: сначала назначьте другого администратора
refused-network-needs-admin = сети нужен администратор: назовите человека с помощью --as
refused-membership-document-unreadable = документ о членстве нельзя прочесть
refused-may-not-decide-membership = вам нельзя решать об этом членстве
refused-may-not-decide-own-case = вам нельзя решать о собственной организации
refused-membership-out-of-order = дата раньше того, что произошло последним
refused-membership-ended = это членство закончилось: кто возвращается, подаёт заявку снова
refused-membership-not-now = на этом этапе так сделать нельзя
refused-membership-no-reason = назовите причину: организация её видит
refused-membership-no-tier = в этот статус сеть никого не принимает
refused-membership-no-end = приостановка должна закончиться в пределах года
refused-membership-not-heard = сначала назовите участнику основания и дождитесь его ответа или конца срока
refused-membership-no-appeal = обжаловать можно один раз, в срок, который дают правила сети
refused-membership-not-referee = вас не назвали поручителем
refused-only-organisations-invited = приглашают только организации
refused-roster-unreadable = реестр недействителен: { $why }
refused-roster-twice = реестр недействителен: { $subject } стоит в нём дважды
refused-roster-pages-differ = реестр недействителен: у его страниц разные номера
refused-roster-entries = реестр недействителен: заявлено записей { $said }, а есть { $had }
refused-roster-other-members = реестр недействителен: он называет не тех, кто сейчас состоит в сети
refused-own-networks-trusted = сетям этого узла доверяют всегда
refused-application-sent = эта заявка отправлена

# Posts, reports and blocks.
refused-appealed-before = ваша организация это уже обжаловала
refused-appeal-own-hiding = эту запись скрыли вы сами: обжалование решает другой модератор
refused-cannot-block-itself = этот узел не может заблокировать себя или свои организации
refused-blocked-here = { $host } заблокирован на этом узле; снять блокировку может модератор
refused-cannot-follow-itself = организация не может подписаться на себя
refused-node-stopping = узел останавливается
refused-picture-too-large = фото больше 10 МБ; выберите меньшее
refused-picture-not-one = это не изображение JPEG, PNG, WebP или GIF
refused-picture-damaged = изображение повреждено, или его нельзя прочесть
refused-picture-too-many-pixels = в изображении слишком много точек; не больше 8000 по стороне и 40 миллионов всего
refused-picture-not-small-enough = изображение не удаётся достаточно уменьшить
refused-picture-too-much = изображение требует слишком много времени или памяти либо повреждено; выберите меньшее
refused-picture-not-now = сейчас здесь нельзя обработать изображения; сообщите тому, кто ведёт узел
refused-report-not-passed-on = эта жалоба уже передана, или её серверу нельзя сообщить
refused-report-nothing-to-hide = здесь нет записи, которую можно скрыть: ни одна не названа, или они уже скрыты либо удалены
refused-report-not-elsewhere = приглушить или отключить можно только учётную запись другого сервера; записи организации этого узла можно скрыть, а учётные записи может закрыть оператор
refused-boost-only-public = делиться можно только открытыми записями
refused-mentions-too-many = { $count ->
    [one] упомянуть можно не больше { $shown } человека
    [few] упомянуть можно не больше { $shown } человек
    [many] упомянуть можно не больше { $shown } человек
   *[other] упомянуть можно не больше { $shown } человека
}
refused-block-list-too-large = список слишком длинный: читается не больше 2 МиБ и 20 000 строк; разделите его
refused-block-list-not-utf8 = список не в UTF-8
refused-block-list-empty = в списке нет строк

# The node, its logs and its files.
refused-audit-log-changed = журнал аудита изменён: запись { $row } не следует за предыдущей
refused-bundle-check-stopped = проверка файла прервана
refused-bundle-no-text = в нём нет текста в том виде, в каком он был открыт
refused-bundle-tally-key = его подсчёт подписан ключом, о котором журнал не знает, что это ключ владельца
refused-bundle-other-log = его журнал — не журнал сервера, на котором находится владелец
refused-bundle-of-this-node = декларация принадлежит этому узлу: её вернёт резервная копия
refused-bundle-server-suspended = его сервер здесь отключён
refused-bundle-other-key = политика называет для этого журнала другой ключ, чем тот, что был увиден здесь первым
refused-bundle-declaration-unreadable = в нём есть декларация, которую этот узел не может прочесть
refused-bundle-declaration-deleted = владелец удалил эту декларацию
refused-bundle-log-went-on = журнал тем временем продолжился: попробуйте ещё раз
refused-clock-before-release = часы этой машины показывают { $now }, раньше, чем была создана эта программа; пока они не переведены, ничего не подписывается. Черновики сохраняются
refused-clock-before-stored = часы этой машины показывают { $now }, но здесь уже сохранено нечто от { $stored }; пока они не переведены, ничего не подписывается. Черновики сохраняются
refused-clock-off-peers = часы этой машины показывают { $now }, на { $minutes } мин расходясь с другими серверами; пока они не переведены, ничего не подписывается. Черновики сохраняются
refused-no-keys-made = ключи создать не удалось; попробуйте ещё раз
refused-not-signed = документ нельзя подписать: { $fault }
refused-wrong-recovery-key = это не ключ восстановления организации; он начинается с bandung-recovery- и был показан один раз
refused-log-entry-malformed = это не запись журнала
refused-log-unsure = журнал этого узла сейчас не может продолжаться: пока неизвестно, что было подписано последним. Свидетелей спрашивают
refused-log-behind = журнал этого узла сейчас не может продолжаться: записей в нём { $have }, а подписано { $signed }, как бывает после восстановления из резервной копии. Недостающие запрашиваются у узлов, которые хранят его зеркало
refused-log-contradicts = журнал этого узла сейчас не может продолжаться: это не тот журнал, в котором подписано записей: { $signed }. «bandung log begin» завершает его и начинает новый
refused-log-tree-damaged = журнал этого узла сейчас не может продолжаться: его дерево в базе данных повреждено; восстановите самую новую резервную копию
refused-log-is-sound = журнал этого узла цел и продолжается: новый лишь оставил бы его поддержки позади
refused-no-mail = у этого узла нет почты: задайте mail.url
refused-mailbox-enough = { $count ->
    [one] этот ящик за час получил { $shown } письмо: попробуйте позже
    [few] этот ящик за час получил { $shown } письма: попробуйте позже
    [many] этот ящик за час получил { $shown } писем: попробуйте позже
   *[other] этот ящик за час получил { $shown } письма: попробуйте позже
}
refused-mirrored-entry-malformed = запись того журнала имеет неверный вид
refused-sealed = этот узел опечатан: оператор открывает его на /admin/panic или командой bandung seal --unlock
refused-clock-witness = часы этого узла идут неверно: он ничего не подписывает
refused-no-witness = { $host } не показывает свидетеля: это узел Bandung?
refused-proposal-own = ваше предложение подтверждает другой администратор
refused-proposal-without-author = предложивший это больше не администратор: снимите предложение и внесите его сами
