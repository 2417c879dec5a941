//! A newer text counts for itself alone: whoever endorsed the one before it, without a node and with a mailbox, is asked
//! again by mail. Nodes of endorsers see the newer text by themselves.

use domain::{declaration::Moment, mail_address::MailAddress};
use storage::{
    Db,
    declarations::{self, Declaration as Row},
    endorsements,
};

use super::{moment_of, rules_of};
use crate::{Mail, MailMessage, OperationError, Operations};

/// Mails that are kept in one transaction.
const TOGETHER: u32 = 100;

impl Operations {
    /// Asks those who were not asked yet, as far as this node has mail.
    pub(super) async fn ask_endorsers_again(&self) -> Result<(), OperationError> {
        if !self.has_mail() {
            return Ok(());
        }
        for row in declarations::frozen(&self.db()).await? {
            let Some(newer) = row.revised_by.as_deref().filter(|_| row.organisation.is_some()) else {
                continue;
            };
            let newer = declarations::by_object(&self.db(), newer).await?;
            if let Some(newer) = newer.filter(|newer| moment_of(newer, self.now()) == Moment::InTime) {
                while Box::pin(self.ask_some_again(&row, &newer)).await? {}
            }
        }
        Ok(())
    }

    /// The next ones in the order of the log; false where there are none.
    async fn ask_some_again(&self, earlier: &Row, newer: &Row) -> Result<bool, OperationError> {
        let page = self.declaration_card(newer).await?.page;
        let link = format!("{}{page}", self.require_urls()?.base());
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let Some(mut earlier) = declarations::get(&db, earlier.id).await? else {
            return Ok(false);
        };
        let mut rules = rules_of(&earlier);
        let some = endorsements::with_mail(&db, earlier.id, rules.asked_again_until, TOGETHER).await?;
        let Some(last) = some.last().and_then(|row| row.log_index) else {
            return Ok(false);
        };
        for row in &some {
            let opened = self.opened(row);
            let to = opened.mail.and_then(|mail| MailAddress::parse(&mail).ok());
            let Some(to) = to else { continue };
            let who = opened.signatory;
            let mail = Mail {
                to,
                language: row
                    .language
                    .as_ref()
                    .map_or(&*earlier.language, |language| language.as_str())
                    .to_owned(),
                message: MailMessage::NewerText {
                    declaration: newer.title.clone(),
                    signatory: who.person.or(who.organisation).unwrap_or_default(),
                    link: link.clone(),
                },
            };
            self.queue_mail(&tx, &mail).await?;
        }
        rules.asked_again_until = Some(last);
        earlier.rules = rules.to_text();
        declarations::change(&tx, &earlier).await?;
        tx.commit().await?;
        Ok(true)
    }
}
