# Mails: plain sentences, no markup.
mail-test-subject = Проверка от { $it }
mail-test-body = Это проверка: { $it } может отправлять почту.
mail-confirm-endorsement-subject = Подтвердите, пожалуйста: { $it }
mail-confirm-endorsement-body = Кто-то поддержал декларацию «{ $it }» от имени { $other } и указал этот адрес.
mail-confirm-endorsement-do = Откройте эту страницу и нажмите на ней кнопку. Само открытие ссылки ничего не делает:
mail-confirm-endorsement-not-you = Если это были не вы, нажмите на той же странице «Это был не я» или ничего не делайте: без кнопки подпись не считается.
mail-footer = Отправлено один раз узлом { $it }, потому что этот адрес был там указан. Вы не внесены ни в какие списки.
