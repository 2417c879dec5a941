# Mails: plain sentences, no markup.
mail-test-subject = Test from { $it }
mail-test-body = This is a test: { $it } can send mail.
mail-confirm-endorsement-subject = Please confirm: { $it }
mail-confirm-endorsement-body = Somebody endorsed the declaration “{ $it }” as { $other } and gave this address.
mail-confirm-endorsement-do = Open this page and press the button there. Opening the link alone does nothing:
mail-confirm-endorsement-not-you = If it was not you, press “This was not me” on the same page, or do nothing: without the button it is not counted.
mail-footer = Sent once by { $it }, because this address was entered there. You are on no list.
