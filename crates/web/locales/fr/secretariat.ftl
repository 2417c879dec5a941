# For those who write and open declarations.
declaration-manage = Gérer cette déclaration
secretariat-title = Déclarations de ce nœud
secretariat-lead = Rédigez un texte dans chaque langue officielle, regardez ce qui sera figé, puis ouvrez.
secretariat-none = Pas encore de déclaration. Commencez-en une : personne ne la voit avant l’ouverture.
declaration-new = Commencer une déclaration
declaration-edit-title = Rédiger la déclaration
declaration-text-in = Texte en { $it }
declaration-add-language = Ajouter une langue
field-declaration_title = Titre
field-declaration_summary = Chapeau
help-declaration_summary = 500 caractères au plus, texte simple. C’est ce que voient les gens sur Mastodon.
field-declaration_source = Texte
help-declaration_source = Markdown : ## titre, 1. et - pour les listes, > pour les citations, **fort**, *accent*, [mots](https://…).
field-slug = Dernière partie de l’adresse
field-opens_at = Ouvre le
help-opens_at = Jour sous la forme 2026-03-02. Vide : au moment de l’ouverture.
field-closes_at = Ferme le
help-closes_at = Jour sous la forme 2026-05-31. Peut être repoussé, jamais avancé. Vide : jusqu’à ce qu’on la ferme.
field-late = Adhésions après la clôture
late-refused = sont refusées
late-shown-separately = sont montrées à part
field-may_endorse = Qui peut adhérer
field-approval = Adhésions d’autres nœuds
approval-automatic = sont acceptées aussitôt
approval-manual = attendent une personne du secrétariat
field-recipients = Adressée à
help-recipients = Un par ligne.
field-hashtags = Mots-dièse
help-hashtags = Cinq au plus, un par ligne, sans #.
field-authentic = Textes de même valeur
field-texts = Textes
declaration-check = Voir ce qui sera figé
declaration-preview-title = Ce qui sera figé
declaration-preview-lead = Exactement ceci, dans chaque langue, octet par octet. Après l’ouverture, rien n’en peut être changé.
declaration-parts-differ = Le texte en { $it } n’a pas les mêmes parties que le texte principal : { $other }
declaration-parts = { $it } titres, { $other } paragraphes, { $third } points de liste
declaration-open-title = L’ouvrir
declaration-open-lead = Saisissez encore une fois le titre. Ensuite pas une virgule ne change ; une correction est un nouveau texte, et personne n’est reporté.
field-typed_title = Le titre, encore une fois
declaration-open-do = Ouvrir cette déclaration
declaration-title-differs = Ce n’est pas le titre. Rien n’a été ouvert.
declaration-extend = Repousser la clôture
declaration-close = Fermer maintenant
declaration-close-lead = Après la clôture plus rien n’est compté, et le dernier décompte est signé.
declaration-revise = Nouvelle révision
declaration-revise-lead = Un texte corrigé est un nouveau texte, avec une différence visible. On redemande à ceux qui ont adhéré.
declaration-discard = Jeter le brouillon
declaration-hall = Ouvrir une salle
declaration-hall-lead = À une conférence beaucoup de gens partagent un réseau. Ce code lève la limite du formulaire pour quelques heures.
declaration-hall-hours = Heures
field-hours = Heures
hall-title = La salle est ouverte
hall-lead = Montrez ce lien ou ce code dans la salle. Il n’est montré qu’une fois.
done-draft-saved = Enregistré.
done-opened = Elle est ouverte. Désormais pas une virgule ne change.
done-extended = La date de clôture est repoussée.
done-closed = Fermée. Le dernier décompte est signé.
done-decided = Fait, et consigné.

# Queue of endorsements.
queue-title = Adhésions à examiner
queue-of = { $it } : adhésions à examiner
queue-none = Rien ne vous attend.
queue-look-alike = Pourrait être la même que :
queue-reason-mail = même adresse de courriel
queue-reason-key = même clé
queue-reason-name = même nom
queue-reason-look-alike = nom aux lettres ressemblantes
queue-confirm = Confirmer
queue-accept = Accepter
field-check = Comment ce fut vérifié
field-note = Note
queue-merge = Fusionner : la même
queue-not-same = Pas la même
queue-refuse = Refuser
queue-hide = Cacher le nom
queue-revoke = Ne plus accepter
queue-all = Toutes les adhésions

# Import.
import-title = Importer une liste
import-lead = Un fichier CSV en UTF-8, une signature par ligne. Les colonnes sont reconnues par leur nom, dans les sept langues.
field-file = Fichier (CSV)
field-channel = Comment elles ont été recueillies
import-preview-do = Regarder d’abord, ne rien importer
import-preview-title = Ce qui serait importé
import-rows = { $count ->
    [one] { $shown } ligne dans le fichier
   *[other] { $shown } lignes dans le fichier
}
import-good = { $count ->
    [one] { $shown } peut être prise
   *[other] { $shown } peuvent être prises
}
import-problems = { $count ->
    [one] { $shown } ligne à problème
   *[other] { $shown } lignes à problèmes
}
import-columns = Colonnes reconnues
import-unknown-columns = Colonnes laissées de côté
import-row = Ligne
import-problem = Problème
import-first-rows = Les premières lignes
import-do = Importer ces lignes
import-done-title = Importé
import-taken = Comptées : { $it }. À examiner : { $other }. Non prises : { $third }.
import-rest = Lignes non prises (CSV), avec la raison
import-fault-country = pays inconnu
import-fault-dates = hors des dates
import-fault-duplicate = doublon
import-fault-formula = ressemble à une formule
import-fault-empty = vide
done-deleted-draft = Le brouillon est jeté.
field-status = État
queue-reason-code = Motif
refusal-duplicate = doublon
refusal-not-eligible = ne peut pas adhérer à ce texte
refusal-spam = indésirable ou plaisanterie
refusal-unverified = n’a pas pu être vérifiée
queue-by = Décidé par
queue-more = Cacher, ou ne plus accepter
