# Around every page.
skip-to-content = Aller au contenu
development-network = Réseau de développement : pas pour un vrai travail. Rien ici n’est sûr ni durable.
keep-language = Garder cette langue sur cet appareil
nav-main = Principal
nav-languages = Langues
nav-about = À propos de ce nœud
nav-pages = Pages
nav-practices = Pratiques
nav-organisations = Organisations
nav-timeline = Suivis
nav-inbox = Réponses
nav-write = Écrire
nav-settings = Réglages
nav-node = Nœud
nav-search = Rechercher
nav-login = Se connecter
logout = Se déconnecter
signed-in-as = Vous êtes connecté·e en tant que { $it }.
signed-in-for = Vous êtes connecté·e en tant que { $it }, pour { $other }.
page-weight = Cette page pèse { $it } ko.
next-page = Suite
to-front-page = Page d’accueil
unknown = Inconnu
feed = Flux
edited = modifié
held = attend un premier regard
delete = Supprimer
save = Enregistrer
cancel = Annuler
yes = Oui
no = Non

# Dates.
date-day = { $it } { $other }
date-month = { $it } { $other }
date-moment = { $it }, { $other } UTC
period = de { $it } à { $other }
period-open = depuis { $it }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

# Months after the number of a day.
month-of-day-1 = janvier
month-of-day-2 = février
month-of-day-3 = mars
month-of-day-4 = avril
month-of-day-5 = mai
month-of-day-6 = juin
month-of-day-7 = juillet
month-of-day-8 = août
month-of-day-9 = septembre
month-of-day-10 = octobre
month-of-day-11 = novembre
month-of-day-12 = décembre

# Front page.
home-title = Des pratiques climatiques qui ont marché, et ce qui n’a pas marché
home-lead = Des organisations écrivent ce qu’elles ont fait contre la sécheresse, l’inondation, la chaleur et la faim. D’autres l’essaient et disent comment cela s’est passé.
home-newest = Nouvelles pratiques
home-by-sector = Par sujet
home-follow = Chaque organisation peut être suivie depuis Mastodon et des réseaux semblables. Cherchez-y son adresse, ou appuyez sur « Suivre » sur sa page.
all-practices = Toutes les pratiques
practices-of-node = { $count ->
    [one] pratique
   *[other] pratiques
}
organisations-of-node = { $count ->
    [one] organisation
   *[other] organisations
}

# Posts and what is done with them.
posts = Publications
posts-none = Il n’y a encore rien ici. Ce qui est publié apparaîtra ici, le plus récent en premier.
post-by = Publication de { $it }
boosted-by = Partagé par { $it }
in-answer-to = En réponse à
on-its-server = Sur son propre serveur
like = J’aime
unlike = Je n’aime plus
boost = Partager
unboost = Ne plus partager
reply = Répondre
reply-label = Votre réponse
reply-as = Répondre au nom de { $it }
answer-or-read = Lire les réponses
answer-from-your-server = Répondre depuis votre serveur
first-look-show = Montrer à tout le monde
first-look-hide = Masquer
likes = { $count ->
    [one] { $shown } j’aime
   *[other] { $shown } j’aime
}
boosts = { $count ->
    [one] { $shown } partage
   *[other] { $shown } partages
}
replies-count = { $count ->
    [0] Réponses
    [one] { $shown } réponse
   *[other] { $shown } réponses
}
replies-none = Personne n’a encore répondu.

# What was done.
done-replied = Votre réponse est publiée.
done-liked = Vous aimez cette publication.
done-unliked = Votre « j’aime » est retiré.
done-boosted = Vous avez partagé cette publication avec vos abonnés.
done-unboosted = Vous ne partagez plus cette publication.
done-shown = Tout le monde peut la voir. Les prochaines publications de cet auteur n’auront pas besoin d’un premier regard.
done-hidden = Elle est masquée.
done-deleted = Elle est supprimée ici. Les autres serveurs sont priés de la supprimer aussi.

# Organisations.
organisations-title = Organisations
organisations-here = Sur ce nœud
organisations-elsewhere = Sur d’autres nœuds
organisations-none = Aucune organisation d’un autre nœud n’est encore connue ici. Elle apparaît quand quelqu’un d’ici la suit.
follow-title = Suivre
follow-name = Suivre { $it }
edit-profile = Modifier le profil
featured = Choisi par l’organisation
followers-count = { $count ->
    [one] { $shown } abonné
   *[other] { $shown } abonnés
}
following-count = { $count ->
    [one] en suit { $shown }
   *[other] en suit { $shown }
}

# Names of the pages about the node.
about-title = À propos
rules-title = Règles
privacy-title = Vie privée
safety-title = Sécurité des personnes
accessibility-title = Accessibilité
source-title = Code source
display-title = Langue et affichage
clock-wrong = L’horloge de ce nœud est fausse. Tant qu’elle n’est pas réglée, rien n’est publié ni échangé avec d’autres serveurs. La lecture continue.
disk-low = Le disque de ce nœud est presque plein. Lire et retirer restent possibles ; tout le reste attend qu’il y ait de la place.
