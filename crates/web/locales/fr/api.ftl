# The page about the API.
api-title = Pour les programmes
api-lead = Tout ce que des personnes peuvent faire avec des pratiques, brouillons, rapports et abonnements, des programmes le peuvent aussi, avec les mêmes règles. Les adresses commencent par :
api-token = Envoyez un jeton d’accès dans l’en-tête Authorization: Bearer. Créez-en un dans Réglages, Jetons d’accès.
api-errors = Les erreurs sont des documents « problem » (RFC 9457), avec chaque champ non valable. Les champs inconnus sont refusés.
api-idempotency = Envoyez un en-tête Idempotency-Key avec ce que vous publiez : envoyé deux fois, il agit une fois.
api-pages = Les listes ont un membre “next” : envoyez-le comme “after” pour la page suivante.
api-openapi = Description pour les machines (OpenAPI 3.1)
api-scope-none = ouvert à tous
api-scope-read = jeton : lire
api-scope-write = jeton : écrire
