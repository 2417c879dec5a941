# Set-up.
setup-title = Installer ce nœud
setup-lead = Trois choses : le nom du nœud, votre compte et votre organisation. Tout est enregistré d’un coup quand vous appuyez sur le bouton.
setup-do = Installer le nœud
field-domain = Nom du nœud (domaine)
help-domain = Le domaine sous lequel on le trouvera. Il fait partie de chaque adresse que ce nœud donne, et de ses clés.
field-for_ever = Je comprends que ce nom est pour toujours
help-for_ever = Il ne peut pas être changé plus tard : les autres serveurs verraient un nœud nouveau et inconnu. Vérifiez deux fois l’orthographe.
field-handle = Nom court dans l’adresse
help-handle = Minuscules, chiffres et tiret bas. On trouve l’organisation sous @short_name@domain. Il ne change jamais.
done-set-up = Le nœud est installé. Connectez-vous avec le compte que vous venez de créer.

# The node.
admin-title = Nœud
check-ok = ✓ Bien
check-warn = ! À regarder
check-fail = ✗ À réparer
doctor-title = Contrôles
doctor-again = Contrôler encore
never = jamais
node-settings-title = Réglages du nœud
field-node_name = Nom du nœud
field-node_about = À propos du nœud
field-node_rules = Règles du nœud
audit-title = Journal d’audit
audit-when = Quand
audit-who = Qui
audit-what = Quoi
audit-object = Sur quoi

# Deliveries.
deliveries-title = Livraisons
deliveries-lead = Ce que d’autres serveurs n’ont pas encore reçu attend ici, dans l’ordre, aussi longtemps qu’ils suivent.
deliveries-no-peers = Aucun autre serveur ne suit encore.
deliveries-waiting = Livraisons en attente
deliveries-none-waiting = Tout est livré.
peer-up-to-date = À jour
peer-waiting = { $count ->
    [one] { $shown } en attente
   *[other] { $shown } en attente
}
peer-since = depuis { $it }
peer-paused = en pause
peer-alarm = une personne doit regarder cela
peer-parked = { $count ->
    [one] { $shown } mise de côté
   *[other] { $shown } mises de côté
}
peer-last-answer = Dernière réponse : { $it }
peer-next-try = prochain essai { $it }
peer-promise = Il les reçoit à son retour.
peer-last-success = Dernière livraison
peer-last-heard = Dernières nouvelles de lui
peer-failures = Échecs de suite
peer-signature = Signature qu’il accepte
peer-software = Logiciel
peer-bandung = Un nœud comme celui-ci
peer-other = Autre logiciel
peer-try = Essayer maintenant
peer-pause = Mettre en pause
peer-resume = Reprendre
peer-catch-up = Demander ce que nous avons manqué
peer-drop = { $count ->
    [one] Jeter { $shown } mise de côté
   *[other] Jeter { $shown } mises de côté
}
peer-answers = Dernières réponses
peer-no-answers = On ne lui a encore rien demandé.
done-peer-tried = L’essai est en cours. Rechargez la page dans un instant.
done-peer-paused = En pause. Ce qui est publié attend.
done-peer-resumed = Cela reprend.
done-peer-dropped = Jeté.
done-peer-caught-up = Demandé. Ce qui manquait est là maintenant.

# Moderation.
flags-title = Signalements
flags-none = Personne n’a rien signalé.
flag-open = ouvert
flag-resolved = traité
blocks-title = Serveurs bloqués
blocks-lead = Un serveur en sourdine n’est vu que par ceux qui y suivent quelqu’un. D’un serveur suspendu on ne prend rien, et on ne lui envoie rien. Les sous-domaines sont compris.
blocks-none = Aucun serveur n’est bloqué.
field-host = Serveur
field-severity = Comment
severity-silence = Mettre en sourdine
severity-suspend = Suspendre
block-do = Bloquer
block-lift = Lever le blocage
done-blocked = Bloqué.
done-lifted = Le blocage est levé. Les abonnements qu’il a interrompus le restent : demandez à nouveau, de part et d’autre.

# People and organisations.
people-title = Personnes
person-new = Une nouvelle personne
person-add = Ajouter, et créer un lien pour le mot de passe
field-node_role = Rôle pour tout le nœud
field-organisation = Organisation
field-organisation_role = Rôle dans celle-ci
node-role-none = Aucun
node-role-moderator = Modération
node-role-operator = Opération
password-link-make = Lien pour un nouveau mot de passe
password-link-title = Lien pour choisir un mot de passe
password-link-lead = Donnez ce lien à la personne, par un moyen sûr. Il n’est montré que maintenant, marche une fois et expire dans sept jours.
end-all-logins = Mettre fin à toutes les connexions
disable = Fermer le compte
enable = Ouvrir le compte
organisation-new = Une nouvelle organisation
organisation-add = La fonder
done-founded = L’organisation est fondée.
