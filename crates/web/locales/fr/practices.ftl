# The list of practices.
practices-title = Pratiques
search-practices = Que cherchez-vous ?
search-words = Mots
search-do = Rechercher
filters = Filtres
filters-clear = Sans filtres
filter-any = Tous
filter-hazard = Aléa
filter-sector = Sujet
filter-setting = Milieu
filter-tried_in = Essayée dans ce milieu
filter-sdg = Objectif (ODD)
filter-country = Pays
filter-language = Langue
filter-cost = Coûte au plus
practices-found = { $count ->
    [one] { $shown } pratique
   *[other] { $shown } pratiques
}
practices-none-match = Aucune pratique ne correspond. Essayez moins de filtres ou d’autres mots.
practices-none-yet = Aucune pratique n’est encore publiée. Les organisations de ce nœud écrivent les premières ; d’autres apparaissent quand on les suit.
tried-times = { $count ->
    [one] essayée { $shown } fois ailleurs
   *[other] essayée { $shown } fois ailleurs
}

# The page of a practice.
revised-on = révisée le { $it }
version-n = Version { $shown }
withdrawn-on = L’organisation a retiré cette pratique le { $it }.
show-photo = Voir la photo ({ $it } ko)
show-map = Voir la carte
map-alt = Carte du monde avec un point par pays où elle a été essayée : { $it }
map-note = Points pleins : pays où elle a été essayée. Anneau : pays d’origine. Les points n’expriment aucune position sur les frontières.
fact-when = Quand
fact-source = Sur son propre nœud
contact-via-node = Par une réponse à cette page
last-confirmed = Dernière confirmation qu’elle sert encore
number-what = Ce qui a été mesuré
number-before = Avant
number-after = Après
number-unit = Unité
tried-nowhere = Personne n’a encore rapporté l’avoir essayée
tried-in-places = { $count ->
    [one] Essayée dans { $shown } lieu
   *[other] Essayée dans { $shown } lieux
}
we-tried-this = Nous l’avons essayée
report-on-version = { $count ->
   *[other] sur la version { $shown }
}
edit-title = Votre pratique
revise = Réviser
still-in-use = Sert encore
feature = Montrer en premier sur notre page
unfeature = Ne plus montrer en premier
withdraw = Retirer
history-title = Versions de « { $it } »
history-first = Première version
history-same = Aucun champ n’a changé.
back-to-practice = Retour à la pratique

# Fields, as labels of forms and facts.
field-title = Titre
field-problem = Le problème
field-what_we_did = Ce que nous avons fait
field-result = Ce que cela a donné
field-result_numbers = En chiffres
field-what_went_wrong = Ce qui n’a pas marché
field-you_need = Ce qu’il vous faut
field-country = Pays
field-place = Lieu
field-place_precision = Précision du lieu
field-setting = Milieu
field-scale = Échelle
field-sectors = Sujets
field-hazards = Aléas
field-sdgs = Objectifs (ODD)
field-started = Début
field-ended = Fin
field-cost_band_usd = Coût
field-people_reached = Personnes touchées
field-beneficiary_groups = Pour qui
field-maturity = Degré de preuve
field-time_to_results = Temps avant les résultats
field-evidence = Preuves
field-evidence_type = Preuves
field-evidence_link = Lien vers les preuves
field-summary = Résumé
field-language = Langue du texte
field-media = Photos et liens
field-contact = Contact
field-licence = Licence
field-adapted_from = Adaptée de
field-last_confirmed = Dernière confirmation
field-outcome = Comment cela s’est-il passé ?
field-what_we_changed = Ce que nous avons changé
field-barriers = Ce qui a gêné
field-visibility = Qui peut le lire
field-replicates = Pratique
field-replicates_revision = Version de la pratique

country-none = Aucune pratique n’est encore ici pour : { $it }.
