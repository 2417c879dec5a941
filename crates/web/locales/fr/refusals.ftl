# What rules say when they refuse: sentences without a capital or a full stop, because they also stand after a colon.

# Accounts, organisations and what a role allows.
refused-last-owner = le dernier propriétaire d’une organisation ne peut pas partir : nommez d’abord un autre propriétaire
refused-last-operator = le dernier opérateur ne peut pas partir : nommez d’abord un autre opérateur
refused-may-not-read-drafts = vous ne pouvez pas lire les brouillons de cette organisation
refused-may-not-write = vous ne pouvez pas écrire pour cette organisation
refused-may-not-publish = vous ne pouvez pas publier pour cette organisation
refused-may-not-follow = vous ne pouvez pas suivre d’autres comptes pour cette organisation
refused-may-not-change-profile = vous ne pouvez pas modifier le profil de cette organisation
refused-may-not-host-declarations = vous ne pouvez pas décider des déclarations de cette organisation
refused-may-not-endorse = vous ne pouvez pas adhérer à un texte pour cette organisation
refused-may-not-change-team = vous ne pouvez pas modifier l’équipe de cette organisation
refused-may-not-create-network = vous ne pouvez pas créer de réseau pour cette organisation
refused-may-not-represent = vous ne pouvez pas parler au nom de cette organisation
refused-may-not-speak-as-member = vous ne pouvez pas parler pour cette organisation en tant que membre
refused-may-not-operate = vous ne pouvez pas exploiter ce nœud
refused-may-not-seal = vous ne pouvez pas sceller ce nœud
refused-may-not-moderate = vous ne pouvez pas modérer ce nœud
refused-may-not-change-keys-in-a-browser = vous ne pouvez pas changer les clés depuis un navigateur ; utilisez la ligne de commande du nœud
refused-no-organisation = vous n’appartenez à aucune organisation ; demandez une invitation à un propriétaire
refused-hand-over-has-owner = cette organisation a un propriétaire, qui peut la transmettre dans ses réglages
refused-hand-over-other-person = ce lien est pour une autre personne : qui l’accepte prend votre suite
refused-moves-to-itself = c’est l’adresse que l’organisation a ici
refused-former-addresses-enough = il y a déjà cinq anciennes adresses : retirez-en une d’abord
refused-move-not-named = { $target } ne dit pas avoir été cette organisation : ajoutez-y d’abord { $ours } comme ancienne adresse
refused-move-goes-on = { $target } a déménagé à son tour, vers { $further }
refused-declaration-close-waiting = { $count ->
    [one] { $shown } signature attend
    [many] { $shown } signatures attendent
   *[other] { $shown } signatures attendent
} un examen ; ce qui attend ne pourra plus compter après la clôture : décidez d’abord, ou clôturez quand même
refused-pinned-enough = cinq pratiques sont déjà montrées en premier ; retirez-en d’abord une
refused-no-secret-shown = aucun secret ne peut être montré maintenant ; réessayez
refused-second-factor-needed = les propriétaires et les opérateurs ont besoin d’un second facteur : ajoutez-en d’abord un autre
refused-may-not-without-a-browser = vous ne pouvez pas le faire sans navigateur ; connectez-vous sur les pages du nœud
refused-passkeys-not-under-this-name = les clés d’accès ne peuvent pas servir sous ce nom
refused-passkeys-enough = { $count ->
    [one] il y a déjà { $shown } clé d’accès : supprimez-la si vous ne l’utilisez plus
   *[other] il y a déjà { $shown } clés d’accès : supprimez-en une que vous n’utilisez plus
}
refused-no-passkey-made = aucune clé d’accès ne peut être créée maintenant ; réessayez
refused-not-written = cela ne peut pas être écrit en JSON
refused-password-not-kept = le mot de passe n’a pas pu être enregistré ; réessayez
refused-set-up-under-other-name = node.domain est { $configured }, mais ce nœud a été installé sous le nom { $stored }, et c’est pour toujours : les autres serveurs le connaissent sous ce nom. Mettez node.domain = "{ $stored }", ou utilisez un autre dossier de données
refused-set-up-already = ce nœud est déjà installé, sous le nom { $host }
refused-may-not-publish-alone = vous ne pouvez pas publier seul : dans cette organisation, un propriétaire publie ce que les rédacteurs ont écrit
refused-may-not-without-an-organisation = vous ne pouvez pas agir sans organisation

# Declarations and endorsements.
refused-declaration-not-intact = le texte enregistré n’est pas celui qui a été ouvert : on ne peut rien en faire tant qu’il n’est pas rétabli depuis une sauvegarde
refused-declaration-too-long = une déclaration peut avoir au plus 2 Mio, toutes langues comprises
refused-text-not-frozen = le texte ne peut pas être figé : { $fault }
refused-declaration-only-named = seuls ceux que son propriétaire a nommés peuvent adhérer à cette déclaration
refused-endorsement-mail-link = appuyez sur le bouton derrière le lien du courriel : cette page seule ne prouve pas que la boîte est la vôtre
refused-may-not-show-hidden = vous ne pouvez pas montrer ce qu’un signataire masque
refused-endorsement-ended = cette adhésion a pris fin : rien n’en est montré
refused-endorsed-already = cette organisation y a déjà adhéré : retirez d’abord cette adhésion
refused-endorsement-not-acceptable = cette adhésion ne serait pas acceptée : { $reason }
refused-declaration-not-for-this-kind = cette déclaration n’est pas ouverte à ce type de signataire
refused-declaration-not-open-yet = cette déclaration n’est pas encore ouverte
refused-declaration-closed-now = cette déclaration est close
refused-declaration-owner-unknown = le propriétaire de la déclaration n’est plus connu ici : suivez-le d’abord
refused-endorsement-check-missing = dites comment cela a été vérifié
refused-endorsement-mail-not-confirmed = seul le lien dans le courriel confirme une adresse : dites ce qui a été vérifié d’autre
refused-endorsement-not-waiting = cette adhésion n’est plus en attente : il n’y a rien à confirmer
refused-endorsement-not-merged = on ne peut séparer d’une autre que l’adhésion qui avait été prise pour la même
refused-endorsement-own-key = cette organisation a signé avec sa propre clé et publie son adhésion elle-même
refused-rows-too-many = { $count ->
    [one] au plus { $shown } ligne à la fois
   *[other] au plus { $shown } lignes à la fois
}
refused-declaration-not-open-for-lists = la déclaration n’est pas ouverte : les listes s’enregistrent avant la clôture
refused-names-key-missing = ce que les signataires masquent est scellé, et la clé n’est pas sur ce nœud en ce moment : revenez plus tard, ou demandez à qui exploite le nœud de remettre la clé
refused-hidden-name-other-key = ce que ce signataire masque ne peut pas être ouvert : cela a été scellé avec une autre clé
refused-declaration-frozen = elle est figée : pas une virgule ne change après l’ouverture. Faites une nouvelle révision
refused-declaration-still-draft = c’est encore un brouillon : ouvrez-le d’abord
refused-declaration-already-open = elle est déjà ouverte
refused-declaration-closed = elle est close : faites une nouvelle révision
refused-declaration-not-later = la date de clôture ne peut être que repoussée à un jour plus tardif
refused-declaration-ends-before-now = sa date de clôture est passée
refused-declaration-already-revised = il y a déjà une révision plus récente : révisez celle-là
refused-endorsement-not-now = ce n’est pas possible avec cette adhésion dans son état actuel
refused-signature-file-too-large = le fichier a { $bytes } octets, 5 Mio au plus sont lus : divisez-le
refused-signature-file-not-utf8 = la ligne { $line } n’est pas en UTF-8 : enregistrez le fichier en « CSV UTF-8 »
refused-signature-file-empty = le fichier n’a aucune ligne
refused-signature-file-column-missing = aucune colonne pour « { $missing } » n’a été reconnue dans la première ligne ; elle contient : { $header }
refused-signature-file-column-twice = deux colonnes correspondent à « { $column } » : renommez ou supprimez-en une

# Networks and memberships.
refused-may-not-decide-network = vous ne pouvez pas prendre de décisions dans ce réseau
refused-no-network = ce compte n’est pas un réseau avec un registre de membres
refused-network-is-here = ce réseau est sur ce nœud : candidatez sur sa page
refused-network-member-already = l’organisation en est déjà membre
refused-network-applied-already = l’organisation a candidaté : le réseau décide
refused-application-exists = cette organisation a déjà candidaté auprès de ce réseau, ou en est membre
refused-application-too-long = cette candidature est trop longue : raccourcissez ses textes
refused-may-not-decide-without-a-name = vous ne pouvez pas décider sans nom ; nommez l’administrateur avec --as
refused-last-admin = le dernier administrateur d’un réseau ne peut pas partir : nommez d’abord un autre administrateur
refused-network-needs-admin = un réseau a besoin d’un administrateur : nommez la personne avec --as
refused-membership-document-unreadable = le document d’adhésion au réseau ne peut pas être lu
refused-may-not-decide-membership = vous ne pouvez pas décider de cette adhésion au réseau
refused-may-not-decide-own-case = vous ne pouvez pas décider au sujet de votre propre organisation
refused-membership-out-of-order = la date est antérieure à ce qui s’est passé en dernier
refused-membership-ended = cette adhésion au réseau a pris fin : qui revient candidate de nouveau
refused-membership-not-now = ce n’est pas possible à ce stade
refused-membership-no-reason = donnez un motif : l’organisation le voit
refused-membership-no-tier = ce réseau n’admet personne dans ce statut
refused-membership-no-end = une suspension doit finir dans l’année
refused-membership-not-heard = d’abord, dites les griefs au membre et attendez sa réponse, ou la fin de son délai
refused-membership-no-appeal = un seul appel est possible, dans le délai que donnent les règles du réseau
refused-membership-not-referee = vous n’avez pas été nommé comme répondant
refused-only-organisations-invited = seules des organisations sont invitées
refused-roster-unreadable = le registre n’est pas valable : { $why }
refused-roster-twice = le registre n’est pas valable : { $subject } y figure deux fois
refused-roster-pages-differ = le registre n’est pas valable : ses pages ont des numéros différents
refused-roster-entries = le registre n’est pas valable : il annonce { $said } entrées et en a { $had }
refused-roster-other-members = le registre n’est pas valable : il ne nomme pas ceux qui sont membres maintenant
refused-own-networks-trusted = les réseaux de ce nœud ont toujours sa confiance
refused-application-sent = cette candidature a été envoyée

# Posts, reports and blocks.
refused-appealed-before = votre organisation a déjà fait un recours à ce sujet
refused-appeal-own-hiding = vous avez masqué cette publication vous-même : un autre modérateur décide du recours
refused-cannot-block-itself = ce nœud ne peut bloquer ni lui-même ni ses propres organisations
refused-blocked-here = { $host } est bloqué sur ce nœud ; un modérateur peut lever le blocage
refused-cannot-follow-itself = une organisation ne peut pas se suivre elle-même
refused-node-stopping = le nœud est en train de s’arrêter
refused-picture-too-large = la photo dépasse 10 Mo ; choisissez-en une plus petite
refused-picture-not-one = ce n’est pas une image JPEG, PNG, WebP ou GIF
refused-picture-damaged = l’image est abîmée ou ne peut pas être lue
refused-picture-too-many-pixels = l’image a trop de pixels ; au plus 8 000 par côté et 40 millions en tout
refused-picture-not-small-enough = l’image ne peut pas être assez réduite
refused-picture-too-much = l’image demande trop de temps ou de mémoire, ou elle est abîmée ; choisissez-en une plus petite
refused-picture-not-now = les images ne peuvent pas être examinées ici en ce moment ; dites-le à qui exploite ce nœud
refused-report-not-passed-on = ce signalement a déjà été transmis, ou son serveur ne peut pas être averti
refused-report-nothing-to-hide = il n’y a pas de publication à masquer ici : aucune n’est nommée, ou elles sont déjà masquées ou supprimées
refused-report-not-elsewhere = seul un compte d’un autre serveur peut être mis en sourdine ou suspendu ; les publications d’une organisation de ce nœud peuvent être masquées, et un opérateur peut fermer des comptes
refused-boost-only-public = seules les publications publiques peuvent être partagées
refused-mentions-too-many = { $count ->
    [one] au plus { $shown } personne peut être mentionnée
   *[other] au plus { $shown } personnes peuvent être mentionnées
}
refused-block-list-too-large = la liste est trop longue : 2 Mio et 20 000 lignes au plus sont lus ; divisez-la
refused-block-list-not-utf8 = la liste n’est pas en UTF-8
refused-block-list-empty = la liste n’a aucune ligne

# The node, its logs and its files.
refused-audit-log-changed = le journal d’audit a été modifié : l’entrée { $row } ne suit pas la précédente
refused-bundle-check-stopped = la vérification du fichier a été interrompue
refused-bundle-no-text = il ne contient pas le texte tel qu’il a été ouvert
refused-bundle-tally-key = son décompte est signé par une clé dont le journal ne sait pas si elle est celle du propriétaire
refused-bundle-other-log = son journal n’est pas celui du serveur où se trouve son propriétaire
refused-bundle-of-this-node = la déclaration est de ce nœud : une sauvegarde la rétablit
refused-bundle-server-suspended = son serveur est suspendu ici
refused-bundle-other-key = la politique nomme pour ce journal une autre clé que celle qui a été vue ici la première
refused-bundle-declaration-unreadable = il contient une déclaration que ce nœud ne peut pas lire
refused-bundle-declaration-deleted = son propriétaire a supprimé cette déclaration
refused-bundle-log-went-on = le journal a avancé entre-temps : réessayez
refused-clock-before-release = l’horloge de cette machine indique { $now }, avant que ce programme ait été fait ; rien n’est signé tant qu’elle n’est pas réglée. Les brouillons sont conservés
refused-clock-before-stored = l’horloge de cette machine indique { $now }, mais quelque chose a été enregistré ici le { $stored } ; rien n’est signé tant qu’elle n’est pas réglée. Les brouillons sont conservés
refused-clock-off-peers = l’horloge de cette machine indique { $now }, à { $minutes } min de ce que disent d’autres serveurs ; rien n’est signé tant qu’elle n’est pas réglée. Les brouillons sont conservés
refused-no-keys-made = les clés n’ont pas pu être créées ; réessayez
refused-not-signed = le document ne peut pas être signé : { $fault }
refused-wrong-recovery-key = ce n’est pas la clé de secours de l’organisation ; elle commence par bandung-recovery- et n’a été montrée qu’une fois
refused-log-entry-malformed = ce n’est pas une entrée de journal
refused-log-unsure = le journal de ce nœud ne peut pas continuer maintenant : on ne sait pas encore ce qui a été signé en dernier. Les témoins sont interrogés
refused-log-behind = le journal de ce nœud ne peut pas continuer maintenant : nombre d’entrées { $have }, nombre d’entrées signées { $signed }, comme après le rétablissement d’une sauvegarde. Celles qui manquent sont demandées aux nœuds qui en tiennent un miroir
refused-log-contradicts = le journal de ce nœud ne peut pas continuer maintenant : ce n’est pas celui dont { $signed } entrées ont été signées. « bandung log begin » y met fin et en commence un nouveau
refused-log-tree-damaged = le journal de ce nœud ne peut pas continuer maintenant : son arbre dans la base de données est abîmé ; rétablissez la sauvegarde la plus récente
refused-log-is-sound = le journal de ce nœud est sain et continue : un nouveau ne ferait que laisser ses adhésions derrière lui
refused-no-mail = ce nœud n’a pas de courriel : définissez mail.url
refused-mailbox-enough = { $count ->
    [one] cette boîte a reçu { $shown } courriel dans l’heure : réessayez plus tard
   *[other] cette boîte a reçu { $shown } courriels dans l’heure : réessayez plus tard
}
refused-mirrored-entry-malformed = une entrée de ce journal est mal formée
refused-sealed = ce nœud est scellé : un opérateur le déverrouille sur /admin/panic ou avec bandung seal --unlock
refused-clock-witness = l’horloge de ce nœud n’est pas à l’heure : il ne signe rien
refused-no-witness = { $host } ne montre pas de témoin : est-ce un nœud Bandung ?
refused-proposal-own = un autre administrateur confirme ce que vous avez proposé
refused-proposal-without-author = la personne qui l’a proposé n’administre plus ce réseau : abandonnez la proposition et faites-la vous-même
