# Writing a practice.
drafts-title = Rascunhos
drafts-none = Não há nenhum rascunho aberto. O que escreve fica aqui até o publicar ou deitar fora.
no-organisation = Ainda não age em nome de uma organização. A direção dela pode convidá-lo.
write-for = Escrever uma prática em nome de { $it }
draft-untitled = Sem título
draft-by = { $it }, { $other }
draft-revision = revisão de uma prática publicada
draft-delete = Deitar fora o rascunho
draft-conflict = Entretanto, outra pessoa guardou este rascunho
draft-conflict-help = Nada foi sobrescrito. O seu texto está no formulário abaixo. Riscado: o que a outra versão tem; marcado: o que a sua tem. Guarde outra vez para ficar com a sua.
bring-back = Este aparelho tem um texto mais novo desta página que nunca chegou ao nó.
bring-back-do = Recuperar
saved-on-device = O seu texto está guardado neste aparelho.
write-steps = Passos
write-step-1 = O quê
write-step-2 = Resultado
write-step-3 = Onde
write-step-4 = Verificar
write-review = Revisão
write-next = Guardar e continuar
write-back = Guardar e voltar
review-mastodon = O que as pessoas veem primeiro no Mastodon
review-text = O texto inteiro
review-weight = Texto e fotos: { $it } kB, cerca de { $other } s numa ligação lenta.
review-servers = { $count ->
    [0] Ainda ninguém de outro servidor o segue; a prática estará lá quando o fizerem.
    [one] Vai recebê-la { $shown } servidor com seguidores.
   *[other] Vão recebê-la { $shown } servidores com seguidores.
}
publish = Publicar
publish-revision = Publicar a nova versão
done-published = Publicada. Vai para todos os seguidores. Quem está desligado recebe-a quando voltar.
done-draft-deleted = O rascunho foi deitado fora.
done-photo-saved = A foto está guardada. Descreva-a, por favor.
done-photo-position-removed = A foto está guardada. Tinha o lugar onde foi tirada; foi removido. Descreva-a, por favor.
numbered = { $it } { $other }
help-title = O que mudou, e para quem. No máximo 90 caracteres.
help-problem = O que estava mal, e para quem? No máximo 400 caracteres.
help-what_we_did = Um passo por linha, no máximo 12 passos e 1.500 caracteres.
help-result = O que é diferente agora? No máximo 600 caracteres.
help-what_went_wrong = O que foi difícil ou falhou, para que outros o evitem. “unknown” também serve. No máximo 400 caracteres.
help-you_need = Materiais, conhecimentos, licenças. No máximo 400 caracteres.
help-place = Vila, distrito ou rio. Deixe vazio se puder pôr alguém em perigo.
help-setting = Um ou dois.
help-sectors = De um a três.
help-hazards = Até três.
help-sdgs = Até três.
help-beneficiary_groups = Até três.
help-ended = Deixe vazio se continua.
help-people_reached = Um número, ou vazio se não se sabe.
help-summary = É o que as pessoas veem primeiro no Mastodon. No máximo 500 caracteres.
help-contact = Uma caixa de função como water@organisation.example, à vista de todos. Vazio: responde-se com uma resposta.
help-adapted_from = O endereço da prática de que esta nasceu.
help-photo = JPEG, PNG ou WebP, no máximo 10 MB. Retiram-se os dados escondidos, como a posição. Até quatro.
field-number_what = O que se mediu
field-number_before = Antes
field-number_after = Depois
field-number_unit = Unidade
help-number_before = Vazio se não se sabe.
field-photo = Acrescentar uma foto
field-photo_alt = Descrição da foto
field-photo_decorative = Esta foto é decorativa e não precisa de descrição
field-photo_people = Podem reconhecer-se pessoas?
field-photo_remove = Retirar esta foto
field-link_url = Endereço de uma ligação
field-link_title = Texto da ligação
people-agreed-none = Não se pode reconhecer ninguém
people-agreed-yes = Sim, e aceitaram aparecer
people-agreed-no = Sim, e não aceitaram

# Withdrawing.
withdraw-title = Retirar «{ $it }»
withdraw-lead = O texto desaparece aqui, e pede-se aos outros servidores que o apaguem. Ficam o título, a data e o seu motivo. Não se pode desfazer.
field-reason = Motivo
help-reason = Vê-o quem abrir a página.
done-withdrawn = A prática está retirada.
done-confirmed = A página diz agora que a prática continua em uso.
done-featured = Está em primeiro na sua página.
done-unfeatured = Já não está em primeiro.

# Replication report.
report-title = Nós experimentámos «{ $it }»
report-lead = Conte como correu onde está. Um relato de que não funcionou é tão útil como um de que funcionou. É publicado em nome de { $it }, e o autor é avisado.
report-do = Publicar o relato
report-login = Para contar que a experimentou, entre em nome de uma organização deste nó, ou responda a partir do seu servidor: uma resposta a este endereço aparece por baixo da prática.
help-what_we_changed = No máximo 400 caracteres.
help-barriers = Até três.
done-reported = O seu relato está publicado.
