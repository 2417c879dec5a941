# Réseaux : pour leurs administrateurs, et pour les organisations membres.
applications-title = Candidatures
applications-of = { $it } : candidatures
applications-none = Aucune candidature n’attend. Les nouvelles arrivent ici d’elles-mêmes.
applications-waiting = { $count ->
    [one] candidature attend
   *[other] candidatures attendent
}
applications-keys = Touches : j suivante, k précédente, a demander. Accepter et refuser se font d’un clic ou avec Entrée.
keys-switch-on = Activer les touches
keys-switch-off = Désactiver les touches
applications-begin = Commencer par la plus ancienne
application-age = { $count ->
    [0] aujourd’hui
    [one] il y a { $shown } jour
   *[other] il y a { $shown } jours
}
application-next = Prochaine étape
application_next-decide = décider
application_next-answer = le candidat répond
application_next-own = décidée par d’autres : c’est votre organisation
application-previous = Précédente
application-following = Suivante
application-position = { $it } sur { $other }
application-facts = Ce qu’elle dit d’elle-même
application-checks = Ce que la machine a trouvé
application-checks-lead = De simples indices. Une personne décide.
application-checks-none = Rien ne ressort.
application_hint-ties-declared = Déclare des liens avec un gouvernement ou des entreprises
referee-link-title = Lien pour ce répondant
referee-link-lead = Envoyez à chaque répondant son lien. Il ouvre une page avec une seule question.
application-referee-make = Faire un lien
referees-none = Elle n’a nommé aucun répondant.
application-objections-title = Oppositions
application-objections-none = Personne ne s’oppose.
application-discussion = Discussion
application-discussion-none = Personne n’a rien écrit.
application-votes = Voix jusqu’ici
application-vote-yes = pour
application-vote-no = contre
application-people-needed = { $count ->
    [one] { $shown } personne décide.
   *[other] { $shown } personnes doivent être d’accord.
}
application-not-yet = Personne n’est admis avant la fin du délai pour les commentaires ; votre voix est gardée jusque-là.
application-own-case = C’est votre propre organisation, ou son adresse est la vôtre. D’autres décident.
application-decide = Décider
application-approve = Accepter
application-ask = Demander
application-ask-title = Demander au candidat
application-decline = Refuser
field-tier = Statut
help-tier-probation = À l’essai pendant { $it }.
field-approve_reason = Motif
help-approve_reason = Nécessaire quand des membres s’opposent ou que des recommandations manquent. Le candidat le voit.
field-question = Question
help-question = Le candidat la lit en { $it }. Choisissez une phrase ou écrivez la vôtre.
field-decline_reason = Motif
help-decline_reason = Le candidat le lit en { $it }. Choisissez une phrase ou écrivez la vôtre.
field-template = Phrase
template-own = (écrire la mienne)
decline_template-no-referee = Aucun répondant ne vous a recommandé. Candidatez de nouveau quand des membres vous connaîtront.
decline_template-not-civil = Ce réseau est pour les organisations de la société civile, et nous n’avons pas pu voir que la vôtre en est une.
decline_template-other-region = Ce réseau est pour une autre région.
decline_template-cannot-verify = Nous n’avons pas pu vérifier qui vous êtes d’après ce que vous avez envoyé.
decline_template-duplicate = Vous êtes déjà membre, ou une autre de vos candidatures est ouverte.
decline_template-objection = Des membres s’opposent, et la discussion n’a pas réglé la question.
decline_template-conduct = Ce que nous savons de votre travail ne correspond pas à notre code de conduite.
ask_template-referee = Nommez, s’il vous plaît, un membre qui vous connaît.
ask_template-register = Dites-nous, s’il vous plaît, où vous êtes enregistrés, ou pourquoi ce serait dangereux.
ask_template-website = Indiquez-nous, s’il vous plaît, une page où l’on voit votre travail.
ask_template-ties = Dites-nous, s’il vous plaît, plus sur vos liens avec un gouvernement ou des entreprises.
ask_template-contact = Donnez-nous, s’il vous plaît, une adresse qui appartient à une fonction et non à une personne.
done-approved = Acceptée. Elle est membre, et le sait.
done-vote-kept = Votre voix est gardée. Rien n’est encore décidé.
done-asked = Demandé. Elle en est avertie.
application-not-told = Rien ne lui est envoyé : elle n’a ni boîte à laquelle ce nœud peut écrire, ni compte sur un autre nœud. Questions et décisions figurent sur la page de son lien privé : dites-lui d’y regarder.
done-application-declined = Refusée. Elle en connaît le motif.
action-refused = Rien n’a été fait : { $it }

# Membres.
members-title = Membres
members-of = { $it } : membres
members-tier = Statut
members-since = Depuis
members-renewed = Renouvelé
members-hidden = Caché
members-none = Personne n’a encore été admis.
member-life = Ce qui s’est passé
member-renewal-due = Renouvellement dû
member-probation-ends = Fin de l’essai
member-hidden = Membre caché : il ne figure dans aucune liste, page ni flux.
member-remind = Rappeler
member-remind-lead = Elle reçoit un message : son adhésion prend fin si elle ne renouvelle pas.
member-renew = Renouveler pour elle
member-renew-lead = Pour un membre qui vous l’a dit par téléphone ou par lettre.
member-tier-change = Changer le statut
member-suspend = Suspendre
member-suspend-lead = Aussitôt, et pour un temps. Elle peut alors seulement retirer et supprimer ce qui est à elle.
field-until = Jusqu’au
help-until = Un jour comme 2026-05-31, dans l’année.
member-lift = Mettre fin à la suspension
member-hearing = Engager une exclusion
member-hearing-lead = D’abord, le membre apprend les griefs et peut répondre pendant { $it }. Alors seulement il peut être exclu.
field-grounds = Griefs
help-grounds = Le membre et les administrateurs les lisent, personne d’autre.
member-hearing-open = Exclusion : elle peut répondre jusqu’au { $it }
member-hearing-answer = Sa réponse
member-hearing-no-answer = Elle n’a pas encore répondu.
member-hearing-close = Abandonner l’affaire
member-expel = Exclure
member-expel-lead = Son adhésion prend fin sur tous les nœuds. Ses soutiens antérieurs restent, marqués.
member-appeal-grant = Accepter l’appel
member-appeal-refuse = Rejeter l’appel
member-move = Veut déménager
member-move-lead = Elle demande à continuer sous { $it }. La demande porte la signature de son ancienne clé.
member-move-accept = Accepter la nouvelle adresse
member-key = Retenir une autre clé
member-key-lead = Seulement si l’ancienne clé est perdue et que vous avez parlé à l’organisation. Sinon, elle change sa clé elle-même.
field-member_key = Nouvelle clé
help-member_key = Multikey Ed25519 ; commence par z6Mk.
member-handover = Transmettre
handover-title = Lien pour le nouveau contact
handover-lead = Envoyez-le par une voie sûre. Il n’est montré qu’une fois.
field-member_reason = Motif
help-member_reason = Le membre le voit.
done-reminded = Rappel envoyé.
done-renewed = Renouvelé pour une nouvelle période.
done-tier-set = Fait. Le registre a changé.
done-suspended = Suspendu. Chaque nœud l’apprend avec le prochain registre.
done-suspension-lifted = La suspension a pris fin.
done-hearing-open = Le membre connaît les griefs.
done-hearing-closed = L’affaire est abandonnée.
done-expelled = Exclu.
done-appeal-decided = Décidé. Le membre en est averti.
done-moved = La nouvelle adresse figure dans le registre.
done-key-pinned = La nouvelle clé est retenue.

# Le registre.
roster-title = Registre
roster-of = { $it } : registre
roster-number = Numéro
roster-last-changes = Derniers changements
roster-change-none = Rien n’a encore changé.
roster-download = Télécharger le registre

# Fonder des réseaux.
networks-admin-title = Réseaux de ce nœud
networks-admin-none = Il n’y a pas encore de réseau ici.
network-new = Fonder un réseau
network-edit = Réglages du réseau
network-edit-of = { $it } : réglages
network-more-languages = Garder, et ajouter des langues
network-admins = Administrateurs
network-admins-lead = Ils décident des membres. Le dernier ne peut pas partir.
network-admin-add = Nommer administrateur
network-admin-remove = Retirer
network-you = vous
network-too-few-admins = { $count ->
    [one] Il faut { $shown } administrateur à ce réseau pour pouvoir décider.
   *[other] Il faut { $shown } administrateurs à ce réseau pour pouvoir décider.
}
field-network_handle = Nom court dans l’adresse
help-network_handle = Minuscules, chiffres et tiret bas. Il ne peut pas changer ensuite.
field-network_name = Nom du réseau
field-network_about = À quoi il sert
help-network_about = Quelques phrases, 500 caractères au plus.
field-network_languages = Langues
help-network_languages = Dans lesquelles on peut candidater. La première de la liste est la principale.
field-network_conduct = Code de conduite
help-network_conduct = Texte simple. Les candidats l’acceptent.
network-conduct-in = Code de conduite en { $it }
field-network_regions = Régions
help-network_regions = Rien de choisi : le monde entier.
field-deciding = Qui décide des membres
network_rule-one-admin = Un administrateur
network_rule-two-admins = Deux administrateurs
network_rule-vote = Un vote des administrateurs et des membres
network_rule-lazy-consensus = Un administrateur, si personne ne s’oppose pendant le délai
field-quorum = Voix au moins
help-quorum = Pour un vote : de 2 à 1000.
field-two_people = Toujours deux personnes différentes
field-comment_days = Jours pour les commentaires
help-comment_days = De 0 à 90.
field-asked_referees = Répondants demandés
help-asked_referees = De 0 à 5.
field-probation_months = Mois d’essai
field-renewal_months = Mois jusqu’au renouvellement
help-renewal_months = 0 : jamais.
field-answer_days = Jours pour répondre avant une exclusion
help-answer_days = De 7 à 90.
field-appeal_days = Jours pour faire appel
help-appeal_days = De 30 à 60.
field-tiers = Statuts dans lesquels il admet
field-regional_nodes_admit = La recommandation d’un nœud régional admet dans sa région
field-admin_login = Nom de connexion
done-network-founded = Le réseau est fondé.
done-network-saved = Enregistré.
done-admin-added = Est maintenant administrateur.
done-admin-removed = N’est plus administrateur.
region-002 = Afrique
region-019 = Amériques
region-142 = Asie
region-150 = Europe
region-009 = Océanie

# Réglages d’une organisation.
my-networks-title = Réseaux
my-networks-lead = Où en est { $it }, et ce qu’elle peut faire.
my-networks-none = Votre organisation n’appartient encore à aucun réseau.
my-networks-join = Adhérer à un réseau
my-networks-join-lead = Collez le nom du réseau, comme @nom@hôte, ou son adresse.
field-network_address = Réseau
help-network_address = Par exemple @climate_forum@alpha.example
my-networks-look = Continuer
my-networks-renew = Renouveler
my-networks-renew-due = À renouveler avant le { $it }
my-networks-answer = Répondre aux griefs
my-networks-answer-lead = Le réseau envisage de vous exclure. Vous pouvez répondre jusqu’au { $it }.
my-networks-appeal = Faire appel
my-networks-appeal-lead = Vous pouvez faire appel une fois, jusqu’au { $it }.
my-networks-leave = Quitter le réseau
my-networks-leave-lead = Votre adhésion prend fin sur tous les nœuds. Ce que vous avez publié et soutenu reste.
field-hearing_answer = Votre réponse
field-appeal_grounds = Pourquoi la décision est erronée
my-networks-voice = Candidatures à commenter
done-network-asked = La candidature est en route. La réponse arrive ici.
done-hearing-answered = Votre réponse est arrivée au réseau.
done-appeal-sent = Votre appel est arrivé au réseau.
done-left = Vous avez quitté le réseau.

# Pourquoi une décision n’a pas été prise.

applications-past = Refusées et retirées
applications-past-of = { $it } : refusées et retirées
applications-past-none = Rien n’a encore été refusé ni retiré.
applications-past-times = envoyée le { $it }, close le { $other }
members-heard = Dernier signe
members-heard-here = ce nœud
members-heard-never = jamais
members-key-since = Clé depuis
roster-signed-number = Signé en entier au numéro
roster-signed-at = Signé le
roster-signed-by = Clé
roster-signature = Signature
roster-holders = Qui l’a
roster-holders-lead = Ce que chaque nœud qui reçoit le registre a confirmé avoir pris.
roster-holders-none = Aucun autre nœud ne reçoit encore le registre. Il part de lui-même vers les nœuds des membres.
roster-holder-node = Nœud
roster-holder-missing = Changements en attente
voice-tier = Le vote porte sur l’admission comme : { $it }
