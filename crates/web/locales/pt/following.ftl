# Timelines and follows.
timeline-title = De quem segue
timeline-none = Ainda não há nada aqui. Siga organizações deste ou de outros nós, e o que publicarem aparece aqui.
incoming-title = Respostas e relatos
incoming-none = Ainda ninguém respondeu. Aqui aparecem as respostas às suas práticas e os relatos sobre elas. O que vem de alguém novo espera um primeiro olhar.
follows-title = A seguir
follows-none = Ainda não segue ninguém. Escreva acima um endereço, por exemplo @water@node.example.
follow-address = Quem quer seguir?
follow-address-help = Um endereço como @name@server, ou a ligação de um perfil.
unfollow = Deixar de seguir
follow-state-pending = pedido; espera resposta
follow-state-active = a seguir
follow-state-refused = recusado
follow-state-ended = terminado
followers-title = Seguidores
followers-none = Ainda ninguém o segue. Dê o seu endereço: está na página da sua organização.
followers-waiting = { $count ->
    [one] { $shown } espera a sua resposta
   *[other] { $shown } esperam a sua resposta
}
accept = Aceitar
refuse = Recusar
remove-follower = Retirar
done-following = Agora segue-os.
done-asked-to-follow = Pedido. Segue-os quando aceitarem.
done-unfollowed = Já não os segue.
done-accepted = Aceite. A partir de agora recebem o que publica.
done-refused = Feito. Não recebem o que publica.
remote-follow-title = Seguir ou responder a partir do seu servidor
remote-follow-lead = Aqui não precisa de conta. Se tem uma no Mastodon ou noutro nó, escreva o endereço dela: o seu servidor abre e pergunta-lhe lá.
field-your_handle = O seu endereço
help-your_handle = Por exemplo @name@mastodon.example. Usa-se uma vez e não se guarda.
remote-follow-do = Ir para o meu servidor
remote-follow-by-hand = Ou procure no seu servidor: { $it }
remote-follow-go = O seu servidor foi encontrado. Abre nesta janela e pede-lhe confirmação.
