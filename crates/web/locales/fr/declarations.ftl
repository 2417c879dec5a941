# Declarations: lists and text.
nav-declarations = Déclarations
declarations-title = Déclarations
declarations-lead = Des textes auxquels des organisations et des personnes adhèrent. Après l’ouverture, pas une virgule ne change, et chacun peut vérifier le compte.
declarations-none = Aucune déclaration n’a encore été ouverte ici. Dès qu’il y en a une, elle figure ici avec son compte.
declaration-open-until = Ouverte jusqu’au { $it }
declaration-open = Ouverte, sans date de clôture
declaration-opens-on = Ouvre le { $it }
declaration-closed-on = Close le { $it }
declaration-closed = Close
declaration-draft = Brouillon
declaration-by = Par { $it }
declaration-frozen = Figée le { $it }. Depuis, pas une virgule n’a changé.
declaration-text-n = Texte { $it }
declaration-digest = Empreinte du texte
declaration-languages = Langues du texte
declaration-authentic = Textes de même valeur
declaration-not-in-language = Il n’y a pas de texte officiel dans votre langue. Voici le texte en { $it }.
declaration-may-endorse = Qui peut adhérer
declaration-recipients = Adressée à
declaration-dates = Dates
declaration-of-other-node = Ceci est une copie. La déclaration est tenue par { $it }, qui compte aussi.
declaration-revised-by = Il existe un texte plus récent. Les adhésions restent au texte auquel on a adhéré.
declaration-revises = Ce texte en corrige un précédent. Personne n’a été reporté.
declaration-see-other-text = Voir le texte plus récent
declaration-see-older-text = Voir le texte plus ancien
declaration-see-changes = Voir ce qui a changé
declaration-changes-title = Ce qui a changé depuis le texte { $it }
declaration-no-changes = Rien n’a changé dans cette langue.
declaration-bundle = Dossier pour une vérification hors ligne
all-declarations = Toutes les déclarations
home-declaration = Ouverte à l’adhésion

# Three equal answers.
choice-title = Votre réponse
choice-lead = Les trois réponses se valent. Personne ne figure sans avoir répondu.
choice-endorse = Adhérer
choice-endorse-as = Adhérer au nom de { $it }
choice-reservations = Adhérer avec réserves
choice-not = Ne pas adhérer
choice-not-title = Vous n’adhérez pas
choice-not-visitor = Rien n’a été enregistré et personne n’a été informé. Vous pouvez revenir tant que la déclaration est ouverte.
choice-not-member = Noté seulement au sein de votre organisation. Rien ne quitte ce nœud.
choice-have-account = Vous avez un compte ici ? Connectez-vous pour adhérer au nom de votre organisation.

# Kinds, ways, states (closed lists).
signatory_kind-organisation = Organisation
signatory_kind-representative = Représentant d’une organisation
signatory_kind-individual = Personne individuelle
endorse-kind-organisation = une organisation : elle est engagée
endorse-kind-representative = représentant d’une organisation : elle n’est pas engagée
endorse-kind-individual = moi-même
signatory_visibility-public = Nom et organisation
signatory_visibility-name-hidden = Organisation seulement
signatory_visibility-fully-hidden = Compté seulement
signature_channel-web = Formulaire de ce nœud
signature_channel-remote-node = Par son propre nœud
signature_channel-paper = Liste papier
signature_channel-csv-import = Fichier importé
signature_check-e-mail = Courriel confirmé
signature_check-organisation-domain-or-node = Courriel du domaine de l’organisation, ou signé par son propre nœud
signature_check-member-node = Vérifié par un membre
signature_check-registry-number = Numéro de registre vu
signature_check-none = Non vérifié
signature_check-paper = Signature sur papier
signature_check-phone = Confirmé par téléphone
endorsement_status-offered = Proposée, attend une réponse
endorsement_status-accepted = Acceptée, en vérification
endorsement_status-stamped = Comptée
endorsement_status-pending = Pas encore confirmée
endorsement_status-in-review = Examinée par l’hôte
endorsement_status-recorded = Comptée
endorsement_status-duplicate = Doublon, fusionné
endorsement_status-refused = Refusée
endorsement_status-withdrawn = Retirée
endorsement_status-revoked = N’est plus acceptée
endorsement_status-erased = Effacée
endorsement_stance-full = Pleine
endorsement_stance-with-reservations = Avec réserves
endorsements-of = { $count ->
    [one] adhésion
   *[other] adhésions
}
declaration-broken = Le texte conservé ne correspond pas à son empreinte. On ne peut adhérer avant que l’opérateur ait regardé.
declaration-translations = Traductions auxquelles personne n’adhère
translation-status-machine = traduction automatique
translation-status-reviewed = traduction relue
translation-status-official = traduction du secrétariat
translation-older = d’un texte antérieur

declaration-host-suspended = Ce nœud a suspendu le serveur de cette déclaration. Ce qui est ici reste lisible ; rien de nouveau n’en vient, et elle n’est pas dans la liste.
