# Writing a practice.
drafts-title = Brouillons
drafts-none = Aucun brouillon n’est ouvert. Ce que vous écrivez est gardé ici jusqu’à ce que vous le publiiez ou le jetiez.
no-organisation = Vous n’agissez encore pour aucune organisation. Sa direction peut vous inviter.
write-for = Écrire une pratique pour { $it }
draft-untitled = Sans titre
draft-by = { $it }, { $other }
draft-revision = révision d’une pratique publiée
draft-delete = Jeter le brouillon
draft-conflict = Quelqu’un d’autre a enregistré ce brouillon entre-temps
draft-conflict-help = Rien n’a été écrasé. Votre texte est dans le formulaire ci-dessous. Barré : ce qu’a l’autre version ; marqué : ce qu’a la vôtre. Enregistrez encore pour garder la vôtre.
bring-back = Cet appareil a un texte plus récent de cette page, jamais arrivé au nœud.
bring-back-do = Le reprendre
saved-on-device = Votre texte est enregistré sur cet appareil.
write-steps = Étapes
write-step-1 = Quoi
write-step-2 = Résultat
write-step-3 = Où
write-step-4 = Vérifier
write-review = Relecture
write-next = Enregistrer et continuer
write-back = Enregistrer et revenir
review-mastodon = Ce que l’on voit d’abord sur Mastodon
review-text = Le texte entier
review-weight = Texte et photos : { $it } ko, environ { $other } s sur une connexion lente.
review-servers = { $count ->
    [0] Personne ne vous suit encore sur un autre serveur ; la pratique sera là quand on le fera.
    [one] { $shown } serveur avec des abonnés la recevra.
   *[other] { $shown } serveurs avec des abonnés la recevront.
}
publish = Publier
publish-revision = Publier la nouvelle version
done-published = Publiée. Elle part vers tous les abonnés. Ceux qui sont hors ligne la reçoivent à leur retour.
done-draft-deleted = Le brouillon est jeté.
done-photo-saved = La photo est enregistrée. Merci de la décrire.
done-photo-position-removed = La photo est enregistrée. Elle contenait le lieu de la prise de vue, qui a été effacé. Merci de la décrire.
numbered = { $it } { $other }
help-title = Ce qui a changé, pour qui. Au plus 90 caractères.
help-problem = Qu’est-ce qui n’allait pas, et pour qui ? Au plus 400 caractères.
help-what_we_did = Une étape par ligne, au plus 12 étapes et 1 500 caractères.
help-result = Qu’est-ce qui est différent maintenant ? Au plus 600 caractères.
help-what_went_wrong = Ce qui a été difficile ou a échoué, pour que d’autres l’évitent. “unknown” convient. Au plus 400 caractères.
help-you_need = Matériel, savoir-faire, autorisations. Au plus 400 caractères.
help-place = Ville, district ou rivière. Laissez vide si cela peut mettre quelqu’un en danger.
help-setting = Un ou deux.
help-sectors = Un à trois.
help-hazards = Jusqu’à trois.
help-sdgs = Jusqu’à trois.
help-beneficiary_groups = Jusqu’à trois.
help-ended = Laissez vide si cela continue.
help-people_reached = Un nombre, ou vide si on ne le sait pas.
help-summary = C’est ce que l’on voit d’abord sur Mastodon. Au plus 500 caractères.
help-contact = Une boîte de fonction comme water@organisation.example, visible de tous. Vide : on répond par une réponse.
help-adapted_from = L’adresse de la pratique dont celle-ci est issue.
help-photo = JPEG, PNG ou WebP, au plus 10 Mo. Les données cachées, comme la position, sont effacées. Jusqu’à quatre.
field-number_what = Ce qui a été mesuré
field-number_before = Avant
field-number_after = Après
field-number_unit = Unité
help-number_before = Vide si on ne le sait pas.
field-photo = Ajouter une photo
field-photo_alt = Description de la photo
field-photo_decorative = Cette photo est décorative et n’a pas besoin de description
field-photo_people = Peut-on reconnaître des personnes ?
field-photo_remove = Retirer cette photo
field-link_url = Adresse d’un lien
field-link_title = Texte du lien
people-agreed-none = On ne peut reconnaître personne
people-agreed-yes = Oui, et elles acceptent d’être montrées
people-agreed-no = Oui, et elles n’ont pas accepté

# Withdrawing.
withdraw-title = Retirer « { $it } »
withdraw-lead = Le texte disparaît ici, et les autres serveurs sont priés de le supprimer. Le titre, la date et votre raison restent. C’est définitif.
field-reason = Raison
help-reason = Visible pour tous ceux qui ouvrent la page.
done-withdrawn = La pratique est retirée.
done-confirmed = La page dit maintenant que la pratique sert encore.
done-featured = Elle est en premier sur votre page.
done-unfeatured = Elle n’est plus en premier.

# Replication report.
report-title = Nous avons essayé « { $it } »
report-lead = Dites comment cela s’est passé chez vous. Un rapport d’échec est aussi utile qu’un rapport de réussite. Il est publié pour { $it }, et l’auteur est prévenu.
report-do = Publier le rapport
report-login = Pour dire que vous l’avez essayée, connectez-vous pour une organisation de ce nœud, ou répondez depuis votre serveur : une réponse à cette adresse s’affiche sous la pratique.
help-what_we_changed = Au plus 400 caractères.
help-barriers = Jusqu’à trois.
done-reported = Votre rapport est publié.
