# Timelines and follows.
timeline-title = De ceux que vous suivez
timeline-none = Il n’y a encore rien ici. Suivez des organisations de ce nœud ou d’autres, et ce qu’elles publient apparaît ici.
incoming-title = Réponses et rapports
incoming-none = Personne n’a encore répondu. Les réponses à vos pratiques et les rapports à leur sujet apparaissent ici. Ce qui vient d’un inconnu attend un premier regard.
follows-title = Suivis
follows-none = Vous ne suivez encore personne. Tapez une adresse ci-dessus, par exemple @water@node.example.
follow-address = Qui voulez-vous suivre ?
follow-address-help = Une adresse comme @name@server, ou le lien d’un profil.
unfollow = Ne plus suivre
follow-state-pending = demandé ; attend une réponse
follow-state-active = suivi
follow-state-refused = refusé
follow-state-ended = terminé
followers-title = Abonnés
followers-none = Personne ne vous suit encore. Donnez votre adresse : elle est sur la page de votre organisation.
followers-waiting = { $count ->
    [one] { $shown } attend votre réponse
   *[other] { $shown } attendent votre réponse
}
accept = Accepter
refuse = Refuser
remove-follower = Retirer
done-following = Vous les suivez maintenant.
done-asked-to-follow = Demandé. Vous les suivrez quand ils accepteront.
done-unfollowed = Vous ne les suivez plus.
done-accepted = Accepté. Ils recevront désormais ce que vous publiez.
done-refused = Fait. Ils ne reçoivent pas ce que vous publiez.
remote-follow-title = Suivre ou répondre depuis votre serveur
remote-follow-lead = Vous n’avez pas besoin de compte ici. Si vous en avez un sur Mastodon ou un autre nœud, tapez son adresse : votre serveur s’ouvre et vous le demande là-bas.
field-your_handle = Votre adresse
help-your_handle = Par exemple @name@mastodon.example. Elle sert une fois et n’est pas gardée.
remote-follow-do = Aller sur mon serveur
remote-follow-by-hand = Ou cherchez sur votre serveur : { $it }
remote-follow-go = Votre serveur est trouvé. Il s’ouvre dans cette fenêtre et vous demande de confirmer.
