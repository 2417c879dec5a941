# Mails: plain sentences, no markup.
mail-test-subject = Teste de { $it }
mail-test-body = Isto é um teste: { $it } consegue enviar correio.
mail-confirm-endorsement-subject = Confirme, por favor: { $it }
mail-confirm-endorsement-body = Alguém apoiou a declaração “{ $it }” como { $other } e deu este endereço.
mail-confirm-endorsement-do = Abra esta página e carregue no botão. Abrir a ligação, só por si, não faz nada:
mail-confirm-endorsement-not-you = Se não foi você, carregue em “Não fui eu” na mesma página ou não faça nada: sem o botão não é contado.
mail-footer = Enviado uma só vez por { $it }, porque este endereço foi lá escrito. Não está em nenhuma lista.
