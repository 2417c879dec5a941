# Set-up.
setup-title = Instalar este nó
setup-lead = Três coisas: o nome do nó, a sua conta e a sua organização. Tudo se guarda de uma vez, quando carregar no botão.
setup-do = Instalar o nó
field-domain = Nome do nó (domínio)
help-domain = O domínio com que as pessoas o vão encontrar. Faz parte de cada endereço que este nó dá, e das suas chaves.
field-for_ever = Compreendo que este nome é para sempre
help-for_ever = Não se pode mudar depois: os outros servidores veriam um nó novo e desconhecido. Verifique duas vezes como se escreve.
field-handle = Nome curto no endereço
help-handle = Minúsculas, algarismos e traço baixo. As pessoas encontram a organização como @short_name@domain. Nunca muda.
done-set-up = O nó está instalado. Entre com a conta que acabou de criar.

# The node.
admin-title = Nó
check-ok = ✓ Bem
check-warn = ! Veja isto
check-fail = ✗ Repare isto
doctor-title = Verificações
doctor-again = Verificar outra vez
never = nunca
node-settings-title = Definições do nó
field-node_name = Nome do nó
field-node_about = Sobre o nó
field-node_rules = Regras do nó
audit-title = Registo de auditoria
audit-when = Quando
audit-who = Quem
audit-what = O quê
audit-object = Sobre o quê

# Deliveries.
deliveries-title = Entregas
deliveries-lead = O que outros servidores ainda não receberam espera aqui, por ordem, enquanto seguirem.
deliveries-no-peers = Ainda nenhum outro servidor segue.
deliveries-waiting = Entregas à espera
deliveries-none-waiting = Está tudo entregue.
peer-up-to-date = Em dia
peer-waiting = { $count ->
    [one] { $shown } à espera
   *[other] { $shown } à espera
}
peer-since = desde { $it }
peer-paused = em pausa
peer-alarm = uma pessoa tem de ver isto
peer-parked = { $count ->
    [one] { $shown } posta de lado
   *[other] { $shown } postas de lado
}
peer-last-answer = Última resposta: { $it }
peer-next-try = próxima tentativa { $it }
peer-promise = Recebe-as quando voltar.
peer-last-success = Última entrega
peer-last-heard = Últimas notícias dele
peer-failures = Falhas seguidas
peer-signature = Assinatura que aceita
peer-software = Programa
peer-bandung = Um nó como este
peer-other = Outro programa
peer-try = Tentar agora
peer-pause = Pôr em pausa
peer-resume = Continuar
peer-catch-up = Pedir o que perdemos
peer-drop = { $count ->
    [one] Deitar fora { $shown } posta de lado
   *[other] Deitar fora { $shown } postas de lado
}
peer-answers = Últimas respostas
peer-no-answers = Ainda não se lhe perguntou.
done-peer-tried = Está a tentar-se agora. Carregue a página de novo daqui a pouco.
done-peer-paused = Em pausa. O que for publicado espera.
done-peer-resumed = Continua.
done-peer-dropped = Deitado fora.
done-peer-caught-up = Pedido. O que faltava já está aqui.

# Moderation.
flags-title = Denúncias
flags-none = Ninguém denunciou nada.
flag-open = aberta
flag-resolved = tratada
blocks-title = Servidores bloqueados
blocks-lead = Um servidor silenciado só é visto por quem lá segue alguém. De um suspenso nada se aceita, e nada se lhe envia. Os subdomínios estão incluídos.
blocks-none = Nenhum servidor está bloqueado.
field-host = Servidor
field-severity = Como
severity-silence = Silenciar
severity-suspend = Suspender
block-do = Bloquear
block-lift = Levantar o bloqueio
done-blocked = Bloqueado.
done-lifted = O bloqueio foi levantado. As ligações de seguimento que terminou continuam terminadas: peça de novo, de cada lado.

# People and organisations.
people-title = Pessoas
person-new = Uma pessoa nova
person-add = Acrescentar, e criar uma ligação para a palavra-passe
field-node_role = Papel em todo o nó
field-organisation = Organização
field-organisation_role = Papel nela
node-role-none = Nenhum
node-role-moderator = Moderação
node-role-operator = Operação
password-link-make = Ligação para uma nova palavra-passe
password-link-title = Ligação para escolher uma palavra-passe
password-link-lead = Dê esta ligação à pessoa por um meio seguro. Só se mostra agora, funciona uma vez e termina em sete dias.
end-all-logins = Terminar todas as sessões
disable = Fechar a conta
enable = Abrir a conta
organisation-new = Uma organização nova
organisation-add = Fundá-la
done-founded = A organização está fundada.
