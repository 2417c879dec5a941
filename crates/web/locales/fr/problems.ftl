# Faults of fields.
problems = { $count ->
    [one] { $shown } problème
   *[other] { $shown } problèmes
}
fault-missing = Merci de remplir ce champ.
fault-too-long = Au plus { $it } caractères ; il y en a { $other }.
fault-too-many = { $count ->
    [one] Au plus { $shown }.
   *[other] Au plus { $shown }.
}
fault-not-in-list = « { $it } » n’est pas dans la liste.
fault-malformed = Merci de l’écrire sous cette forme : { $it }.
fault-forbidden-character = Il y a un caractère qui ne peut pas servir ici, par exemple un caractère de contrôle invisible, < ou >.
fault-end-before-start = La fin est avant le début.
fault-nothing-went-wrong = Il y a toujours une difficulté. Écrivez laquelle, ou “unknown” : cela évite aux autres les mêmes ennuis.
fault-alt-text-missing = Décrivez la photo pour ceux qui ne la voient pas, ou cochez « décorative ».
fault-people-did-not-agree = Des personnes sont reconnaissables et n’ont pas accepté : retirez cette photo.
fault-taken = C’est déjà utilisé.
fault-too-short = { $count ->
    [one] Au moins { $shown } caractère.
   *[other] Au moins { $shown } caractères.
}
fault-too-common = C’est l’un des mots de passe les plus courants. Merci d’en choisir un autre.
fault-not-normalised = Ligne { $it }, caractère { $other } : forme décomposée (pas NFC). Merci de le retaper.
fault-language-without-text = { $it } figure dans la liste, mais n’a pas de texte.
fault-not-freezable = La ligne { $it } contient un élément interdit dans un texte figé. Utilisez des paragraphes, des titres avec ## et ###, des listes, des citations, l’*emphase* et des liens https://.

# Pages of errors: what happened, then what to do.
error-not-found = Cette page n’existe pas
error-help-not-found = Elle a pu être déplacée ou retirée, ou il faut se connecter pour la voir.
error-method-not-allowed = Cela ne marche pas ici
error-help-method-not-allowed = Revenez en arrière et utilisez les boutons de la page.
error-forbidden = Vous ne pouvez pas faire cela
error-help-forbidden = Votre rôle ne le permet pas. Une personne qui a plus de droits dans votre organisation peut le faire, ou changer votre rôle.
error-form-not-ours = Rien n’a été fait
error-help-form-not-ours = Ce formulaire est resté ouvert trop longtemps, ou ne vient pas d’une page de ce nœud. Revenez en arrière, rechargez la page et envoyez-le encore.
error-bad-request = Cette demande ne peut pas être comprise
error-help-bad-request = Revenez en arrière et réessayez. Rien n’a été changé.
error-wrong-host = Ce nœud a un autre nom
error-help-wrong-host = Merci d’utiliser l’adresse que l’on vous a donnée.
error-too-large = C’est trop gros
error-help-too-large = Une photo peut avoir au plus 10 Mo, un formulaire 256 ko. Rien n’a été changé.
error-too-slow = Cela a pris trop de temps
error-help-too-slow = La connexion est lente : veuillez réessayer. Rien n’a été modifié.
error-unsupported-type = Ce type ne peut pas être lu
error-help-unsupported-type = Merci de l’envoyer sous la forme que nomme la documentation.
error-too-many = Trop d’essais
error-help-too-many = Attendez une minute, puis réessayez.
error-not-signed-in = Merci de vous connecter
error-help-not-signed-in = Votre connexion a pris fin. Connectez-vous dans un autre onglet, revenez et envoyez encore : ce que vous avez écrit est toujours dans le formulaire.
error-refused = Cela n’a pas été fait
error-help-refused = Une règle ne le permet pas. Rien n’a été changé.
error-invalid = Quelques champs sont à revoir
error-help-invalid = Rien n’a été enregistré. Revenez au formulaire : ce que vous avez écrit y est toujours.
error-conflict = Quelqu’un d’autre l’a changé entre-temps
error-help-conflict = Rien n’a été écrasé. Rechargez la page, regardez les changements, puis faites les vôtres.
error-not-set-up = Ce nœud n’est pas encore installé
error-help-not-set-up = L’opérateur lance “bandung setup” sur la machine et ouvre le lien affiché.
error-remote-not-allowed = Cette adresse ne peut pas servir
error-help-remote-not-allowed = Merci de la vérifier. Une adresse ressemble à @name@server.
error-remote-not-found = Ce compte n’existe pas
error-help-remote-not-found = L’autre serveur répond qu’il ne le connaît pas. Merci de vérifier l’orthographe.
error-remote-unreachable = L’autre serveur ne répond pas
error-help-remote-unreachable = Il est peut-être hors ligne. Rien n’est perdu : réessayez plus tard.
error-remote-unusable = L’autre serveur répond quelque chose d’inutilisable ici
error-help-remote-unusable = Son logiciel est peut-être différent. Vous pouvez le dire à son opérateur.
error-unavailable = Quelque chose ne va pas sur ce nœud
error-help-unavailable = Rien de ce que vous avez envoyé n’a été fait à moitié. Réessayez dans une minute. Si cela dure, dites-le à l’opérateur.
error-try-later = Réessayez dans une minute.
error-withdrawn = Cette pratique a été retirée
error-help-withdrawn = Son auteur l’a reprise. On ne peut plus rien y ajouter.
error-no-room = Le disque de ce nœud est presque plein
error-help-no-room = Rien n’a été modifié. Ce que vous avez écrit est encore dans le formulaire ; renvoyez-le quand l’opérateur aura fait de la place.
