# The page about the API.
api-title = Para programas
api-lead = Tudo o que as pessoas podem fazer com práticas, rascunhos, relatos e seguimentos, os programas também podem, com as mesmas regras. Os endereços começam por:
api-token = Envie uma chave de acesso no cabeçalho Authorization: Bearer. Crie uma em Definições, Chaves de acesso.
api-errors = Os erros são documentos «problem» (RFC 9457), com cada campo que não é válido. Campos desconhecidos são recusados.
api-idempotency = Envie um cabeçalho Idempotency-Key com o que publica: enviado duas vezes, tem efeito uma vez.
api-pages = As listas têm um membro “next”: envie-o como “after” para a página seguinte.
api-openapi = Descrição para máquinas (OpenAPI 3.1)
api-scope-none = aberto a todos
api-scope-read = chave: ler
api-scope-write = chave: escrever
