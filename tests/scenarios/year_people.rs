//! What the people of the year do, each with a browser without script: admins, members, referees, applicants.
//!
//! What is done here is done on the pages alone; operations are called for what has no page, and to look.

use harness::{OWNER, TestNode, Visitor};

use crate::year::Year;

/// The second admin of the network.
const AMINA: &str = "amina";
/// The password of those who choose one.
const PASSWORD: &str = "nine goats and one hill";

/// The owner of a node, with a browser.
pub(crate) fn owner(node: &TestNode) -> Visitor {
    node.visitor().with_account(OWNER.0, OWNER.1)
}

/// Somebody who has chosen a password on a node, with a browser.
pub(crate) fn somebody(node: &TestNode, login: &str) -> Visitor {
    node.visitor().with_account(login, PASSWORD)
}

/// Amina gets an account on the node of the secretariat, and becomes an admin of its network.
pub(crate) async fn amina_becomes_admin(node: &TestNode, owner: &mut Visitor) -> Visitor {
    let amina = gets_account(node, owner, AMINA, "").await;
    let typed = [("add-admin_login", AMINA)];
    owner.does("/admin/networks/delta", &[("do", "add")], &typed).await;
    assert_eq!(owner.at(), "/admin/networks?done=admin-added");
    amina
}

/// The operator gives somebody an account, as owner of an organisation where one is named; with the link somebody chooses a
/// password.
pub(crate) async fn gets_account(node: &TestNode, operator: &mut Visitor, login: &str, organisation: &str) -> Visitor {
    let typed = [
        ("login", login),
        ("person_name", login),
        ("organisation", organisation),
        ("organisation_role", "owner"),
    ];
    let people = operator.open("/admin/people").await;
    let form = people.forms().into_iter().find(|form| form.asks("person_name"));
    let shown = operator.fills_in(form.unwrap(), &typed).await;
    let mut somebody = node.visitor().with_account(login, PASSWORD);
    somebody.does(&shown.secret(), &[], &[("new_password", PASSWORD)]).await;
    assert_eq!(somebody.at(), "/login?done=password-set");
    somebody
}

/// The owner of an organisation with a node asks the network to take it.
pub(crate) async fn applies_from_settings(owner: &mut Visitor, name: &str) {
    let typed = [
        ("legal_name", name),
        ("country", "KE"),
        ("organisation_type", "ngo-national"),
        ("registration", "registered"),
        ("applicant_languages", "en"),
        ("applicant_sectors", "water"),
        ("conduct_accepted", "yes"),
        ("listed", "yes"),
    ];
    let page = "/settings/networks/join?network=@delta@alpha.test";
    owner.does(page, &[("go", "send")], &typed).await;
    assert_eq!(owner.at(), "/settings/networks?done=network-asked", "{name}");
}

impl Year {
    /// The page on which the admins decide about somebody; a waiting application has another one, to which it leads.
    fn case(&self, name: &str) -> String {
        format!("/admin/members/{}", self.ids[name])
    }

    /// An admin presses a button about somebody; gives where that leads, and what it shows.
    async fn admin_does(&mut self, admin: usize, name: &str, button: &str, typed: &[(&str, &str)]) -> harness::Page {
        let names: Vec<String> = typed.iter().map(|(field, _)| format!("{button}-{field}")).collect();
        let typed: Vec<(&str, &str)> = names
            .iter()
            .zip(typed)
            .map(|(name, (_, value))| (name.as_str(), *value))
            .collect();
        let case = self.case(name);
        self.admins[admin].does(&case, &[("do", button)], &typed).await
    }

    /// What only one of them needs to do; `done` is what the page says afterwards.
    pub(crate) async fn one_does(&mut self, name: &str, button: &str, typed: &[(&str, &str)], done: &str) {
        self.admin_does(0, name, button, typed).await;
        self.is_told(0, done, &format!("{button} {name}"));
    }

    /// Both vote: the first vote is kept; `done` is what is said of the second one.
    pub(crate) async fn both_vote(&mut self, name: &str, button: &str, typed: &[(&str, &str)], done: &str) {
        for (admin, done) in [(0, "vote-kept"), (1, done)] {
            self.admin_does(admin, name, button, typed).await;
            self.is_told(admin, done, &format!("{button} {name}"));
        }
    }

    /// The same, and what follows from it arrives.
    pub(crate) async fn both_decide(&mut self, name: &str, button: &str, typed: &[(&str, &str)], done: &str) {
        self.both_vote(name, button, typed, done).await;
        self.net.settle().await;
    }

    fn is_told(&self, admin: usize, done: &str, what: &str) {
        let at = self.admins[admin].at();
        assert!(at.ends_with(&format!("done={done}")), "{what}: {at}");
    }

    /// An admin makes a link for a referee, who answers with it.
    pub(crate) async fn referee_recommends(&mut self, name: &str, referee: &str) {
        let case = self.case(name);
        let button = [("do", "referee-link"), ("referee", referee)];
        let shown = self.admins[0].does(&case, &button, &[]).await;
        let link = shown.secret();
        let mut visitor = self.net["alpha"].visitor();
        visitor.does(&link, &[], &[("referee_answer", "yes")]).await;
        assert_eq!(visitor.at(), format!("{link}?done=refereed"));
    }

    /// An admin makes a personal link for somebody who speaks for a member.
    pub(crate) async fn gets_voice(&mut self, name: &str, person: &str, mail: &str) -> String {
        let typed = [("voice_name", person), ("voice_mail", mail)];
        self.admin_does(0, name, "voice", &typed).await.secret()
    }

    /// An admin makes a private link for a member that has none.
    pub(crate) async fn gets_private_link(&mut self, name: &str) {
        let link = self.admin_does(0, name, "handover", &[]).await.secret();
        self.links.insert(name.to_owned(), link);
    }

    /// An organisation without an account fills in the form of the network, and keeps the link.
    pub(crate) async fn applies_by_form(&mut self, name: &str, mailbox: &str, referees: &str) {
        let typed = [
            ("legal_name", name),
            ("country", "KE"),
            ("organisation_type", "ngo-national"),
            ("registration", "cannot-register-safely"),
            ("registration_reason", "The register is public."),
            ("applicant_contact", mailbox),
            ("applicant_languages", "en"),
            ("applicant_sectors", "water"),
            ("referees", referees),
            ("conduct_accepted", "yes"),
            ("listed", "yes"),
        ];
        let mut visitor = self.net["alpha"].visitor();
        visitor.does("/networks/delta/join", &[("go", "send")], &typed).await;
        let link = visitor.at().strip_suffix("?done=application-sent");
        self.links.insert(name.to_owned(), link.unwrap().to_owned());
    }

    /// An applicant or member without an account, by its private link.
    pub(crate) async fn does_by_link(&self, name: &str, button: &str, typed: &[(&str, &str)], done: &str) {
        let link = &self.links[name];
        let mut visitor = self.net["alpha"].visitor();
        visitor.does(link, &[("do", button)], typed).await;
        assert_eq!(visitor.at(), format!("{link}?done={done}"), "{button} {name}");
    }

    /// The person of zeta, by the personal link.
    pub(crate) async fn voice_does(&self, name: &str, button: &str, typed: &[(&str, &str)], done: &str) {
        let case = self.ids[name].to_string();
        let mut visitor = self.net["alpha"].visitor();
        visitor
            .does(&self.voice, &[("do", button), ("case", &case)], typed)
            .await;
        assert_eq!(visitor.at(), format!("{}?done={done}", self.voice), "{button} {name}");
    }
}
