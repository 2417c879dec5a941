//! The applications of the year: who applies, by which way, and what becomes of it.

use domain::membership::{Stage, Tier};
use serde_json::json;

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
    fn hint(&self) -> Option<&'static str> {
        match self.course {
            LooksLike(_) => Some("looks like another one"),
            SharesMailOf(_) => Some("shares a mailbox, domain or number"),
            WithoutReferees(_) | Unknown => Some("few recommendations"),
            ObjectionOverruled(_) | ObjectionStands => Some("somebody objects"),
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
                Way::Form => {
                    self.applies_by_form(one.name, &one.mailbox(), &REFEREES.join("\n"))
                        .await;
                }
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
        // Votes to admit count when members have had their time to comment.
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

    /// Referees answer, members object, admins ask, applicants think again.
    async fn is_discussed(&mut self, one: &Applicant) {
        if one.is_known_to_referees() {
            for referee in REFEREES {
                self.referee_recommends(one.name, referee).await;
            }
        }
        match one.course {
            ObjectionDropped(_) | ObjectionOverruled(_) | ObjectionStands => {
                let text = [("text", "They never came to the well.")];
                self.voice_does(one.name, "object", &text, "objected").await;
                if matches!(one.course, ObjectionDropped(_)) {
                    self.voice_does(one.name, "drop", &[], "objection-dropped").await;
                }
            }
            Asked(_) => {
                let question = [("question", "Who keeps the pump?")];
                self.one_does(one.name, "ask", &question, "asked").await;
                let answer = [("reply-answer", "Our committee.")];
                self.does_by_link(one.name, "reply", &answer, "application-answered")
                    .await;
            }
            TakenBack => match one.way {
                Way::Form => {
                    self.does_by_link(one.name, "withdraw", &[], "application-withdrawn")
                        .await;
                }
                Way::Join => self.leaves(one.name).await,
            },
            Recommended => self.regional_node_recommends(one.name).await,
            _ => {}
        }
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

    async fn hints_stand_in_the_queue(&mut self, cast: &[Applicant]) {
        let queue = self.admins[1].open("/admin/applications?network=delta").await.text();
        for (one, hint) in cast.iter().filter_map(|one| Some((one, one.hint()?))) {
            let link = format!("/admin/applications/{}\" dir", self.ids[one.name]);
            let (_, line) = queue.split_once(&link).unwrap();
            let line = line.split("</li></ul></li>").next().unwrap();
            assert!(line.contains(hint), "{}: {line}", one.name);
        }
    }

    async fn admins_vote_on(&mut self, one: &Applicant) {
        if !matches!(one.course, TakenBack | Repeats(_) | Recommended) {
            self.both_vote_on_application(one.name, one.tier()).await;
        }
    }

    /// Both admins vote to admit it into a tier, which counts when members have had their time, or decline it.
    pub(crate) async fn both_vote_on_application(&mut self, name: &str, tier: Option<Tier>) {
        let reason = "We have talked about it.";
        if let Some(tier) = tier {
            let typed = [("tier", tier.as_str()), ("approve_reason", reason)];
            self.both_vote(name, "approve", &typed, "vote-kept").await;
        } else {
            let typed = [("decline_reason", reason)];
            self.both_vote(name, "decline", &typed, "application-declined").await;
        }
    }

    /// Somebody with a node leaves, or takes its application back.
    pub(crate) async fn leaves(&self, name: &str) {
        let actor = &self.actors[name];
        let leave = actor.activity("Leave", self.delta.actor.as_str());
        assert_eq!(self.to_network(actor, &leave).await, 202, "{name}");
    }
}

/// Who is named by all as knowing them.
const REFEREES: [&str; 2] = ["Beta Water Circle", "Zeta Water Circle"];
