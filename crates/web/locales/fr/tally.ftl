# The tally of a declaration.
tally-title = Décompte : { $it }
tally-link = Décompte et noms
tally-to-text = Lire le texte
count-organisations = { $count ->
    [one] organisation
   *[other] organisations
}
count-people = { $count ->
    [one] personne
   *[other] personnes
}
count-countries = { $count ->
    [one] pays
   *[other] pays
}
count-representatives = { $count ->
    [one] { $shown } représentant
   *[other] { $shown } représentants
}
count-individuals = { $count ->
    [one] { $shown } personne individuelle
   *[other] { $shown } personnes individuelles
}
count-endorsements = { $count ->
    [one] { $shown } adhésion
   *[other] { $shown } adhésions
}
tally-un-share = { $it } sur { $other } États membres de l’ONU ({ $third } %)
tally-other-places = { $count ->
    [one] + { $shown } autre territoire
   *[other] + { $shown } autres territoires
}
tally-not-named = { $count ->
    [one] dont { $shown } n’est pas nommé
   *[other] dont { $shown } ne sont pas nommés
}
tally-as-of = État au { $it }
tally-counted-from = Compté à partir de l’entrée { $it } du journal
tally-unknown-countries = { $count ->
    [one] un pays non révélé, compté par l’hôte seul
   *[other] { $shown } pays non révélés, comptés par l’hôte seul
}
tally-compared = Les totaux des organisations et des personnes ont été comparés. Les autres nœuds ne connaissent les pays des signataires cachés que dans la mesure où ils sont révélés.
tally-counted-same = { $it } nœuds sur { $other } ont compté la même chose
tally-recounted-here = Ce nœud a recompté le journal et obtient le même résultat.
tally-differs = Ne se vérifie pas : ce nœud a compté { $it }, l’hôte publie { $other }.
tally-not-verified = Ne se vérifie pas : { $it }
tally-how = Comment compte-t-on ?
tally-beside = Non comptées
tally-beside-not-confirmed = Pas encore confirmées
tally-beside-duplicates = Doublons, fusionnés
tally-beside-withdrawn = Retirées
tally-beside-refused = Refusées, y compris les lignes de listes qui n’ont pas pu être prises
tally-beside-in-review = En examen
tally-beside-revoked = Plus acceptées
tally-beside-erased = Effacées
tally-beside-late = Arrivées après la clôture
tally-table = Par région et pays
tally-table-note = Régions selon la norme M49 de l’ONU. Les noms de pays n’impliquent aucune position.
tally-undisclosed = Non divulgué
tally-undisclosed-note = Moins de trois adhésions « comptées seulement » d’un pays figurent sous « non divulgué », afin que personne ne soit reconnu.
tally-country = Pays
tally-organisations = Organisations
tally-people = Personnes
tally-total = Total
tally-first = Première
tally-last = Dernière
tally-number = Nombre
tally-day = Jour
tally-sort-name = Par nom
tally-sort-total = Par nombre
tally-filter-all = Tous
tally-filter-nam = Mouvement des non-alignés
tally-filter-g77 = Groupe des 77
tally-list-dated = { $it }, liste du { $other }
tally-list-count = { $it } : { $other }
tally-by-kind = Par qualité
tally-by-channel = Par voie
tally-by-check = Degré de vérification
tally-by-organisation-type = Par type d’organisation
tally-by-language = Par langue
tally-by-visibility = Par visibilité
tally-by-stance = Par position
tally-region-none = Sans région
tally-map-title = Carte du monde des adhésions
tally-map-country = { $it } : { $other }
tally-map-show = Voir la carte ({ $it } ko)
tally-map-open = Ouvrir la carte : chaque pays peut être choisi
tally-map-note = Les frontières sont celles des données de la carte et n’impliquent aucune position. Les petits États sont des points.
tried-map-title = Carte du monde : où elle a été essayée
tally-growth-title = Évolution
tally-growth-days = Tous les jours en tableau
tally-milestone = Numéro { $it } : { $other }
tally-names-title = Noms
names-title = Qui a adhéré : { $it }
names-link = Tous les noms par pays
names-search = Chercher un nom
names-country-any = Tous les pays
names-withheld = (nom non communiqué)
names-none = Aucun nom public ne correspond. Les adhésions « comptées seulement » ne sont jamais listées.
names-found = { $count ->
    [one] { $shown } nom public
   *[other] { $shown } noms publics
}
names-reservation = Réserve : { $it }
names-member-until = membre du réseau jusqu’au { $it }
names-proof = Preuve
country-declarations = Déclarations auxquelles on a adhéré d’ici

# Take away.
take-title = À emporter
take-policy = Politique : le journal et ses témoins
take-check = Pour vérifier, avec une politique reçue d’une personne de confiance :
take-csv = Pays (CSV)
take-names-csv = Noms (CSV)
take-csv-bom = pour Excel
take-xlsx = Classeur (XLSX)
take-json = Pour les programmes (JSON)
take-pdf = Texte et noms (PDF)
take-print = Imprimer cette page
take-card = Carte pour d’autres sites
take-embed = À coller dans votre page :

# How it is counted.
how-one = Une adhésion par organisation et par personne. Organisations et personnes ensemble font toutes les adhésions.
how-representatives = Un représentant parle pour lui-même ; seule l’adhésion de l’organisation compte comme organisation.
how-share = La part se rapporte aux 193 États membres des Nations unies. Les autres territoires sont montrés à part.
how-log = Chaque adhésion est une entrée d’un journal auquel on ne peut qu’ajouter. Tout nœud peut le recompter.
how-check = Avec le dossier et le programme « bandung verify », chacun peut vérifier le compte sans réseau.

# The PDF.
pdf-check-title = Vérifier ce compte
pdf-check-lead = Le code mène au décompte actuel et au dossier avec lequel chacun peut recompter.
pdf-page = Page { $it } sur { $other }
pdf-names-note = Noms dans leur propre écriture. Les noms non communiqués et les adhésions « comptées seulement » ne sont pas listés.
pdf-names-too-many = Les noms sont trop nombreux pour un PDF. Ils sont dans les tableaux (CSV, XLSX).
pdf-missing-title = Le PDF ne peut pas être produit
pdf-missing-glyph = Aucune police de ce nœud n’a le caractère « { $it } » dans : { $other }
pdf-missing-fonts = Ce nœud n’a pas de polices. L’opérateur les installe ; voir « operating », PDF.
pdf-missing-help = Imprimez la page ou prenez les tableaux : ils contiennent tous les noms.
