# Around every page.
skip-to-content = Ir para o conteúdo
development-network = Rede de desenvolvimento: não serve para trabalho real. Nada aqui é seguro nem duradouro.
keep-language = Manter esta língua neste aparelho
nav-main = Principal
nav-languages = Línguas
nav-about = Sobre este nó
nav-pages = Páginas
nav-practices = Práticas
nav-organisations = Organizações
nav-timeline = A seguir
nav-inbox = Respostas
nav-write = Escrever
nav-settings = Definições
nav-node = Nó
nav-search = Procurar
nav-login = Entrar
logout = Sair
signed-in-as = Entrou como { $it }.
signed-in-for = Entrou como { $it }, em nome de { $other }.
page-weight = Esta página pesa { $it } kB.
next-page = Mais
to-front-page = Página inicial
unknown = Desconhecido
feed = Canal
edited = editado
held = espera um primeiro olhar
delete = Apagar
save = Guardar
cancel = Cancelar
yes = Sim
no = Não

# Dates.
date-day = { $it } de { $other }
date-month = { $it } de { $other }
date-moment = { $it }, { $other } UTC
period = de { $it } a { $other }
period-open = desde { $it }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

# Months after the number of a day.
month-of-day-1 = janeiro
month-of-day-2 = fevereiro
month-of-day-3 = março
month-of-day-4 = abril
month-of-day-5 = maio
month-of-day-6 = junho
month-of-day-7 = julho
month-of-day-8 = agosto
month-of-day-9 = setembro
month-of-day-10 = outubro
month-of-day-11 = novembro
month-of-day-12 = dezembro

# Front page.
home-title = Práticas climáticas que funcionaram, e o que correu mal
home-lead = As organizações escrevem o que fizeram contra a seca, a inundação, o calor e a fome. Outras experimentam e contam como correu.
home-newest = Práticas novas
home-by-sector = Por assunto
home-follow = Cada organização pode ser seguida a partir do Mastodon e de redes semelhantes. Procure lá o seu endereço, ou carregue em «Seguir» na página dela.
all-practices = Todas as práticas
practices-of-node = { $count ->
    [one] prática
   *[other] práticas
}
organisations-of-node = { $count ->
    [one] organização
   *[other] organizações
}

# Posts and what is done with them.
posts = Publicações
posts-none = Ainda não há nada aqui. O que for publicado aparecerá aqui, o mais novo primeiro.
post-by = Publicação de { $it }
boosted-by = Partilhado por { $it }
in-answer-to = Em resposta a
on-its-server = No seu próprio servidor
like = Gosto
unlike = Já não gosto
boost = Partilhar
unboost = Deixar de partilhar
reply = Responder
reply-label = A sua resposta
reply-as = Responder como { $it }
answer-or-read = Ler as respostas
answer-from-your-server = Responder a partir do seu servidor
first-look-show = Mostrar a todos
first-look-hide = Esconder
likes = { $count ->
    [one] { $shown } gosto
   *[other] { $shown } gostos
}
boosts = { $count ->
    [one] { $shown } partilha
   *[other] { $shown } partilhas
}
replies-count = { $count ->
    [0] Respostas
    [one] { $shown } resposta
   *[other] { $shown } respostas
}
replies-none = Ainda ninguém respondeu.

# What was done.
done-replied = A sua resposta está publicada.
done-liked = Gosta desta publicação.
done-unliked = O seu gosto foi retirado.
done-boosted = Partilhou esta publicação com quem o segue.
done-unboosted = Já não partilha esta publicação.
done-shown = Todos a veem. As próximas publicações deste autor não precisam de um primeiro olhar.
done-hidden = Está escondida.
done-deleted = Foi apagada aqui. Pede-se aos outros servidores que também a apaguem.

# Organisations.
organisations-title = Organizações
organisations-here = Neste nó
organisations-elsewhere = Noutros nós
organisations-none = Ainda não se conhece aqui nenhuma organização de outro nó. Aparece quando alguém daqui a segue.
follow-title = Seguir
follow-name = Seguir { $it }
edit-profile = Editar o perfil
featured = Escolhido pela organização
followers-count = { $count ->
    [one] { $shown } seguidor
   *[other] { $shown } seguidores
}
following-count = { $count ->
    [one] segue { $shown }
   *[other] segue { $shown }
}

# Names of the pages about the node.
about-title = Sobre
rules-title = Regras
privacy-title = Privacidade
safety-title = Segurança das pessoas
accessibility-title = Acessibilidade
source-title = Código-fonte
display-title = Língua e apresentação
clock-wrong = O relógio deste nó está errado. Até ser acertado, nada é publicado nem trocado com outros servidores. A leitura continua.
disk-low = O disco deste nó está quase cheio. É possível ler e retirar; tudo o resto espera até haver espaço.
