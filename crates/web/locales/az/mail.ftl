# Mails: plain sentences, no markup.
mail-test-subject = { $it } ünvanından sınaq
mail-test-body = Bu bir sınaqdır: { $it } məktub göndərə bilir.
mail-confirm-endorsement-subject = Zəhmət olmasa təsdiq edin: { $it }
mail-confirm-endorsement-body = Kimsə “{ $it }” bəyannaməsini { $other } adından dəstəkləyib və bu ünvanı göstərib.
mail-confirm-endorsement-do = Bu səhifəni açın və oradakı düyməni basın. Keçidi açmaq özlüyündə heç nə etmir:
mail-confirm-endorsement-not-you = Bu siz deyildinizsə, həmin səhifədə “Bu mən deyildim” düyməsini basın və ya heç nə etməyin: düymə basılmasa, sayılmır.
mail-footer = { $it } tərəfindən bir dəfə göndərilib, çünki bu ünvan orada yazılıb. Siz heç bir siyahıda deyilsiniz.
