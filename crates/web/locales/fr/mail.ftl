# Mails: plain sentences, no markup.
mail-test-subject = Essai de { $it }
mail-test-body = Ceci est un essai : { $it } peut envoyer des courriels.
mail-confirm-endorsement-subject = À confirmer : { $it }
mail-confirm-endorsement-body = Quelqu’un a soutenu la déclaration « { $it } » en tant que { $other } et a donné cette adresse.
mail-confirm-endorsement-do = Ouvrez cette page et appuyez sur le bouton. Ouvrir le lien ne suffit pas :
mail-confirm-endorsement-not-you = Si ce n’était pas vous, appuyez sur « Ce n’était pas moi » sur la même page, ou ne faites rien : sans le bouton, rien n’est compté.
mail-footer = Envoyé une seule fois par { $it }, car cette adresse y a été saisie. Vous n’êtes sur aucune liste.
