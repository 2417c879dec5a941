//! The applications of the year: who applies, by which way, and what becomes of it.

use domain::{
    ids::MembershipId,
    membership::{Matter, Stage, Tier},
};
use harness::{Message, Reply};
use operations::{Ballot, view::networks::Hint};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::{network_secretariat::admin, year::Year};

/// By which way an application comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// A `Join` from a node of its own.
    Join,
    /// The form of the network's node.
    Form,
}

/// What becomes of an application.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// Two referees recommend it, nobody objects.
    Admitted(Tier),
    /// No referee knows it; admitted all the same, with a reason.
    WithoutReferees(Tier),
    /// No referee knows it, and the admins do not either.
    Unknown,
    /// Somebody objects, and takes it back.
    ObjectionDropped(Tier),
    /// Somebody objects, and the admins give their reason.
    ObjectionOverruled(Tier),
    /// Somebody objects, and the admins agree.
    ObjectionStands,
    /// The admins ask something, it answers, they are content.
    Asked(Tier),
    /// The admins say no.
    Declined,
    /// It takes the application back.
    TakenBack,
    /// Its name looks like that of another; declined.
    LooksLike(&'static str),
    /// It has the mailbox of another; declined.
    SharesMailOf(&'static str),
    /// The actor of another application applies again while that one is open.
    Repeats(&'static str),
    /// A regional node recommends it, which admits.
    Recommended,
}

/// An organisation that applies.
pub(crate) struct Applicant {
    pub(crate) name: &'static str,
    pub(crate) way: Way,
    pub(crate) course: Course,
}

const fn join(name: &'static str, course: Course) -> Applicant {
    let way = Way::Join;
    Applicant { name, way, course }
}

const fn form(name: &'static str, course: Course) -> Applicant {
    let way = Way::Form;
    Applicant { name, way, course }
}

use Course::{
    Admitted, Asked, Declined, LooksLike, ObjectionDropped, ObjectionOverruled, ObjectionStands, Recommended, Repeats,
    SharesMailOf, TakenBack, Unknown, WithoutReferees,
};
use Tier::{Member, Observer, Probationary};

/// In the autumn: with four nodes and one organisation on the secretariat's node, 33 applications.
pub(crate) const AUTUMN: [Applicant; 28] = [
    join("Garissa", Admitted(Member)),
    join("Marsabit", Admitted(Member)),
    join("Turkana", Admitted(Member)),
    join("Lamu", Admitted(Member)),
    join("Nakuru", Admitted(Member)),
    join("Eldoret", Admitted(Member)),
    join("Kitale", Admitted(Member)),
    join("Kilifi", Admitted(Observer)),
    join("Moyale", Admitted(Probationary)),
    join("Mandera", WithoutReferees(Member)),
    join("Isiolo", Unknown),
    join("Thika", ObjectionStands),
    join("Bungoma", TakenBack),
    // A letter of another script.
    join("G\u{430}rissa", LooksLike("Garissa")),
    join("Marsabit again", Repeats("Marsabit")),
    form("Siaya", Admitted(Member)),
    form("Homa Bay", Admitted(Member)),
    form("Bomet", Admitted(Member)),
    form("Nandi", Admitted(Member)),
    form("Vihiga", Admitted(Probationary)),
    form("Samburu", Asked(Member)),
    form("Laikipia", WithoutReferees(Member)),
    form("Baringo", Unknown),
    form("Nyamira", TakenBack),
    form("Kwale", Declined),
    form("Kwale Wells", SharesMailOf("Kwale")),
    form("Tana", ObjectionOverruled(Member)),
    form("Makueni", ObjectionStands),
];

/// In the winter: 27 more.
pub(crate) const WINTER: [Applicant; 27] = [
    join("Nyeri", Admitted(Member)),
    join("Embu", Admitted(Member)),
    join("Meru", Admitted(Member)),
    join("Machakos", Admitted(Member)),
    join("Voi", Admitted(Member)),
    join("Malindi", Admitted(Observer)),
    join("Wajir", Admitted(Probationary)),
    join("Nanyuki", ObjectionDropped(Member)),
    join("Kericho", ObjectionOverruled(Member)),
    join("Kakamega", TakenBack),
    join("Busia", Recommended),
    form("Migori", Admitted(Member)),
    form("Kisii", Admitted(Member)),
    form("Narok", Admitted(Member)),
    form("Kajiado", Admitted(Member)),
    form("Kitui", Admitted(Member)),
    form("Nyandarua", Admitted(Observer)),
    form("Kirinyaga", Admitted(Member)),
    form("Muranga", Admitted(Member)),
    form("Kiambu", Admitted(Probationary)),
    form("Pokot", Asked(Member)),
    form("Elgeyo", Declined),
    form("Rongai", Declined),
    form("Olkalou", Unknown),
    form("Maralal", TakenBack),
    form("Nyer\u{456}", LooksLike("Nyeri")),
    form("Kitui Trees", SharesMailOf("Kitui")),
];

impl Applicant {
    /// The tier into which it comes.
    pub(crate) fn tier(&self) -> Option<Tier> {
        match self.course {
            Admitted(tier)
            | WithoutReferees(tier)
            | ObjectionDropped(tier)
            | ObjectionOverruled(tier)
            | Asked(tier) => Some(tier),
            Recommended => Some(Probationary),
            _ => None,
        }
    }

    fn is_known_to_referees(&self) -> bool {
        !matches!(
            self.course,
            WithoutReferees(_) | Unknown | TakenBack | LooksLike(_) | SharesMailOf(_) | Recommended
        )
    }

    /// The name of its account.
    pub(crate) fn account(&self) -> String {
        let plain = |letter: char| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                'x'
            }
        };
        self.name.chars().map(plain).collect()
    }

    fn mailbox(&self) -> String {
        let whose = if let SharesMailOf(other) = self.course {
            other
        } else {
            self.name
        };
        format!("{}@office.example", whose.to_lowercase().replace(' ', "."))
    }

    /// What the queue of the admins should point out about it.
    fn hint(&self) -> Option<Hint> {
        match self.course {
            LooksLike(_) => Some(Hint::LooksAlike),
            SharesMailOf(_) => Some(Hint::Shares),
            WithoutReferees(_) | Unknown => Some(Hint::FewRecommendations),
            ObjectionOverruled(_) | ObjectionStands => Some(Hint::Objection),
            _ => None,
        }
    }
}

impl Year {
    /// One wave of applications, from the first letter to the decisions.
    pub(crate) async fn wave(&mut self, cast: &[Applicant]) {
        for one in cast {
            match one.way {
                Way::Join => self.sends_join(one).await,
                Way::Form => self.fills_in_form(one).await,
            }
        }
        self.learn_ids().await;
        for one in cast.iter().filter(|one| !matches!(one.course, Repeats(_))) {
            self.is_discussed(one).await;
        }
        self.hints_stand_in_the_queue(cast).await;
        for one in cast {
            self.admins_vote_on(one).await;
        }
        // The votes count when members have had their time to comment.
        self.days(16).await;
        self.in_time("all applications are decided", || async {
            self.queue().await.is_empty()
        })
        .await;
        self.net.settle().await;
        for one in cast.iter().filter(|one| !matches!(one.course, Repeats(_))) {
            let expected = match (one.tier(), one.course) {
                (Some(tier), _) => Stage::Admitted { tier },
                (None, TakenBack) => Stage::Withdrawn,
                (None, _) => Stage::Declined,
            };
            assert_eq!(self.stage(one.name).await, expected, "{}", one.name);
        }
    }

    async fn sends_join(&mut self, one: &Applicant) {
        let actor = if let Repeats(other) = one.course {
            self.actors[other].clone()
        } else {
            let actor = self.net.fake("mastodon").actor(&one.account());
            self.actors.insert(one.name.to_owned(), actor.clone());
            actor
        };
        let mut join = actor.activity("Join", self.delta.actor.as_str());
        join["bandung:application"] = json!({
            "bandung:legalName": one.name,
            "bandung:country": "KE",
            "bandung:organisationType": "ngo-national",
            "bandung:registration": "registered",
            "bandung:sectors": ["water"],
            "bandung:languages": ["en"],
            "bandung:contact": one.mailbox(),
            "bandung:referees": REFEREES,
            "bandung:conductAccepted": true,
            "bandung:listed": true,
        });
        assert_eq!(self.to_network(&actor, &join).await, 202, "{}", one.name);
        if matches!(one.course, Repeats(_)) {
            self.in_time("the second application is refused at once", || async {
                let rejects = self.net.fake("mastodon").got("Reject");
                rejects.iter().any(|reject| reject["object"] == join["id"])
            })
            .await;
        }
    }

    async fn fills_in_form(&mut self, one: &Applicant) {
        let referees = REFEREES.join("\n");
        let mailbox = one.mailbox();
        let path = "/networks/delta/join";
        let fields = [
            ("legal_name", one.name),
            ("country", "KE"),
            ("organisation_type", "ngo-national"),
            ("registration", "cannot-register-safely"),
            ("registration_reason", "The register is public."),
            ("applicant_contact", mailbox.as_str()),
            ("applicant_languages", "en"),
            ("applicant_sectors", "water"),
            ("referees", referees.as_str()),
            ("conduct_accepted", "yes"),
            ("listed", "yes"),
        ];
        let page = self.net["alpha"].visitor().fill_in(path, path, &fields).await;
        assert_eq!(page.status, 303, "{}: {}", one.name, page.text());
        let link = page.header("location").unwrap().to_owned();
        let token = link.trim_start_matches("/applications/").split('?').next().unwrap();
        self.links.insert(one.name.to_owned(), token.to_owned());
    }

    /// Referees answer, members object, admins ask, applicants think again.
    async fn is_discussed(&self, one: &Applicant) {
        let id = self.ids[one.name];
        if one.is_known_to_referees() {
            for referee in REFEREES {
                self.referee_recommends(id, referee).await;
            }
        }
        match one.course {
            ObjectionDropped(_) | ObjectionOverruled(_) | ObjectionStands => {
                let object = json!({"do": "object", "membership": id, "text": "They never came to the well."});
                self.member_says(&object).await;
                if matches!(one.course, ObjectionDropped(_)) {
                    self.member_says(&json!({"do": "drop-objection", "membership": id}))
                        .await;
                }
            }
            Asked(_) => {
                let (session, _) = admin(&self.net["alpha"]).await;
                let operations = self.net["alpha"].operations();
                let question = "Who keeps the pump?";
                operations
                    .ask_applicant(&session, self.delta.id, id, question)
                    .await
                    .unwrap();
                self.applicant_says(one.name, &json!({"do": "reply", "text": "Our committee."}))
                    .await;
            }
            TakenBack => match one.way {
                Way::Form => self.applicant_says(one.name, &json!({"do": "withdraw"})).await,
                Way::Join => self.leaves(one.name).await,
            },
            Recommended => self.regional_node_recommends(one.name).await,
            _ => {}
        }
    }

    async fn referee_recommends(&self, id: MembershipId, referee: &str) {
        let (session, _) = admin(&self.net["alpha"]).await;
        let operations = self.net["alpha"].operations();
        let link = operations
            .referee_link(&session, self.delta.id, id, referee)
            .await
            .unwrap();
        let path = format!("/api/bandung/v1/referee/{}", link.secret.0.expose_secret());
        let reply = self.call(&path, &json!({"answer": "yes"})).await;
        assert!(reply.status < 300, "{}", reply.text());
    }

    async fn regional_node_recommends(&self, name: &str) {
        let (session, _) = admin(&self.net["gamma"]).await;
        let organisation = session.acting_for().unwrap();
        let applicant = &self.actors[name].id;
        let operations = self.net["gamma"].operations();
        operations
            .recommend_to_network(&session, organisation, &self.delta.actor, applicant)
            .await
            .unwrap();
        self.in_time("the word of the regional node admits", || async {
            self.stage(name).await == Stage::Admitted { tier: Probationary }
        })
        .await;
    }

    async fn hints_stand_in_the_queue(&self, cast: &[Applicant]) {
        let queue = self.queue().await;
        for (one, hint) in cast.iter().filter_map(|one| Some((one, one.hint()?))) {
            let item = queue.iter().find(|item| item.name == one.name).unwrap();
            assert!(item.hints.contains(&hint), "{}: {:?}", one.name, item.hints);
        }
    }

    async fn admins_vote_on(&self, one: &Applicant) {
        let yes = match one.course {
            TakenBack | Repeats(_) | Recommended => return,
            _ => one.tier().is_some(),
        };
        let matter = Matter::Admit(one.tier().unwrap_or(Member));
        self.both_vote(self.ids[one.name], &matter, yes).await;
    }

    /// Both admins vote, so that it is decided.
    pub(crate) async fn both_vote(&self, id: MembershipId, matter: &Matter, yes: bool) {
        let ballot = Ballot {
            matter: matter.clone(),
            yes,
            reason: Some("We have talked about it.".to_owned()),
        };
        for (session, step_up) in self.admins().await {
            let operations = self.net["alpha"].operations();
            operations
                .decide_membership(&session, &step_up, self.delta.id, id, &ballot)
                .await
                .unwrap();
        }
    }

    /// An applicant or member without an account, by its private link.
    pub(crate) async fn applicant_says(&self, name: &str, wish: &Value) {
        let path = format!("/api/bandung/v1/applications/{}", self.links[name]);
        let reply = self.call(&path, wish).await;
        assert!(reply.status < 300, "{name}: {}", reply.text());
    }

    /// A person of a member, by a personal link.
    async fn member_says(&self, wish: &Value) {
        let path = format!("/api/bandung/v1/voice/{}", self.voice);
        let reply = self.call(&path, wish).await;
        assert!(reply.status < 300, "{}", reply.text());
    }

    /// Somebody with a node leaves, or takes its application back.
    pub(crate) async fn leaves(&self, name: &str) {
        let actor = &self.actors[name];
        let leave = actor.activity("Leave", self.delta.actor.as_str());
        assert_eq!(self.to_network(actor, &leave).await, 202, "{name}");
    }

    async fn call(&self, path: &str, body: &Value) -> Reply {
        let alpha = &self.net["alpha"];
        let message = Message::new("POST", "alpha.test", path, body.to_string().as_bytes());
        let message = message.with("Content-Type", "application/json");
        message.send(alpha.address()).await
    }
}

/// Who is named by all as knowing them.
const REFEREES: [&str; 2] = ["Beta Water Circle", "Zeta Water Circle"];
