//! A network in the demonstration: members from all three nodes, two that wait, one that was declined, and the answer of a
//! referee, so that a person sees it all at once.

use domain::{
    account::NewPassword,
    ids::{MembershipId, NetworkId},
    membership::{Answer, ApplicationDraft, Matter, Tier},
    network::{ConductDraft, NetworkDraft},
    text::Language,
};
use operations::{Ballot, NewPerson, Operations, Session};
use secrecy::ExposeSecret;

use super::{
    DemoNetwork, NAMES, PASSWORD,
    fill::wait,
    sample::{Sample, SampleOrganisation},
};
use crate::Failure;

/// The handle of the network.
pub(super) const HANDLE: &str = "climate_forum";
/// Who decides in it: somebody who belongs to none of the organisations.
pub(super) const SECRETARY: &str = "secretary";
/// Members of each node.
const OF_EACH: usize = 2;

const CONDUCT: [(&str, &str); 3] = [
    (
        "en",
        "We share what works, and say what went wrong.\n\nWe name those who did the work.\n\nWe put nobody in danger: \
         neither by a photo, nor by a place, nor by a name.\n\nWe take no money that ties our tongue, and we say from \
         whom we take money.",
    ),
    (
        "fr",
        "Nous partageons ce qui marche et disons ce qui n’a pas marché.\n\nNous nommons celles et ceux qui ont fait le \
         travail.\n\nNous ne mettons personne en danger : ni par une photo, ni par un lieu, ni par un nom.\n\nNous ne \
         prenons pas d’argent qui nous lie la langue, et nous disons de qui nous en prenons.",
    ),
    (
        "ar",
        "نشارك ما ينجح ونقول ما لم ينجح.\n\nنذكر من قاموا بالعمل.\n\nلا نعرّض أحدًا للخطر، لا بصورة ولا بمكان ولا باسم.\n\nلا نأخذ \
         مالًا يعقد ألسنتنا، ونقول ممن نأخذ المال.",
    ),
];

/// Makes the network and its members, as far as they are not there.
pub(super) async fn run(network: &DemoNetwork, sample: &Sample, progress: &dyn Fn(&str)) -> Result<(), Failure> {
    let operations = network.nodes[0].service().operations.clone();
    if operations.network_id(HANDLE).await.is_ok() {
        return Ok(());
    }
    let secretariat = sample.organisations.first().map(SampleOrganisation::handle);
    let owner = network.session(0, secretariat.as_deref()).await?;
    let id = found(&operations, &owner).await?;
    // Asked for anew: only now an admin of the network.
    let owner = network.session(0, secretariat.as_deref()).await?;
    let secretary = secretary(&operations, &owner, id).await?;
    // Members were admitted when nobody asked for comments yet.
    let founders = sample.organisations.iter().take(OF_EACH * NAMES.len());
    let mut applied = 0;
    for organisation in founders {
        ask(network, sample, organisation, id).await?;
        applied += 1;
    }
    let (asked, who) = (&operations, &secretary);
    wait(network, "applications", async |_| {
        Ok(asked.applications(who, id).await?.len() == applied)
    })
    .await?;
    for (number, item) in operations.applications(&secretary, id).await?.into_iter().enumerate() {
        let tier = if number == 0 { Tier::RegionalNode } else { Tier::Member };
        let reason = Some("Known from three years of common work.".to_owned());
        let ballot = Ballot {
            matter: Matter::Admit(tier),
            yes: true,
            reason,
        };
        decide(&operations, &secretary, id, item.membership, &ballot).await?;
    }
    ask_for_comments(&operations, &secretary, id).await?;
    let first = sample
        .organisations
        .first()
        .map(|organisation| organisation.name.clone());
    wait_for_decision(&operations, &secretary, id, &first.unwrap_or_default()).await?;
    progress(&format!(
        "@{HANDLE}@{}.test has members; applications wait for {SECRETARY} (password as for demo)",
        NAMES[0]
    ));
    Ok(())
}

fn draft(comment_days: &str) -> NetworkDraft {
    let conduct = CONDUCT.iter().map(|(language, text)| ConductDraft {
        language: (*language).to_owned(),
        text: (*text).to_owned(),
    });
    NetworkDraft {
        handle: HANDLE.to_owned(),
        name: "Climate Forum of the South".to_owned(),
        about: "Organisations that protect people from floods, droughts and heat, and learn from each other."
            .to_owned(),
        languages: CONDUCT.iter().map(|(language, _)| (*language).to_owned()).collect(),
        conduct: conduct.collect(),
        deciding: "one-admin".to_owned(),
        comment_days: comment_days.to_owned(),
        referees: "1".to_owned(),
        ..NetworkDraft::default()
    }
}

async fn found(operations: &Operations, owner: &Session) -> Result<NetworkId, Failure> {
    let step_up = operations.step_up(owner, None).await?;
    let organisation = owner
        .acting_for()
        .ok_or_else(|| Failure::failed("the sample has no organisation"))?;
    Ok(operations
        .create_network(owner, &step_up, organisation, &draft("0"))
        .await?)
}

/// Somebody who may decide on all: the person of the demonstration belongs to the organisations of the node.
async fn secretary(operations: &Operations, owner: &Session, id: NetworkId) -> Result<Session, Failure> {
    let person = NewPerson {
        login: SECRETARY.to_owned(),
        name: "Secretary of the forum".to_owned(),
        node_role: None,
        roles: Vec::new(),
    };
    if operations.local_operator(Some(SECRETARY), None).await.is_err() {
        let step_up = operations.step_up(owner, None).await?;
        let link = operations.add_person(owner, &step_up, person).await?;
        let password = NewPassword::parse(PASSWORD)
            .map_err(|_| Failure::failed("the password of the demonstration is not accepted"))?;
        operations.reset_password(link.0.expose_secret(), password).await?;
    }
    let step_up = operations.step_up(owner, None).await?;
    operations.add_network_admin(owner, &step_up, id, SECRETARY).await?;
    Ok(operations.local_operator(Some(SECRETARY), None).await?)
}

/// What an organisation of the sample says of itself.
fn application(organisation: &SampleOrganisation, referees: &[&str]) -> Result<ApplicationDraft, Failure> {
    let profile = organisation.profile()?;
    Ok(ApplicationDraft {
        legal_name: profile.name,
        name_latin: profile.name_latin.unwrap_or_default(),
        country: profile.country.code().to_owned(),
        organisation_type: profile.kind.as_str().to_owned(),
        registration: "registered".to_owned(),
        register: "National register of associations".to_owned(),
        sectors: vec!["disaster-risk".to_owned()],
        languages: vec![profile.language.as_str().to_owned()],
        contact: format!("office@{}.example", organisation.handle().replace('_', "-")),
        referees: referees.iter().map(|name| (*name).to_owned()).collect(),
        conduct_accepted: true,
        listed: true,
        ..ApplicationDraft::default()
    })
}

async fn decide(
    operations: &Operations,
    secretary: &Session,
    network: NetworkId,
    id: MembershipId,
    ballot: &Ballot,
) -> Result<(), Failure> {
    let step_up = operations.step_up(secretary, None).await?;
    operations
        .decide_membership(secretary, &step_up, network, id, ballot)
        .await?;
    Ok(())
}

/// An organisation of any node asks to be admitted.
async fn ask(
    demo: &DemoNetwork,
    sample: &Sample,
    organisation: &SampleOrganisation,
    network: NetworkId,
) -> Result<(), Failure> {
    let draft = application(organisation, &[])?;
    let node = sample.node_of(&organisation.handle);
    let service = demo.nodes[node].service();
    let operations = &service.operations;
    let owner = demo.session(node, Some(&organisation.handle())).await?;
    let own = operations.organisation(&organisation.handle()).await?.id;
    let step_up = operations.step_up(&owner, None).await?;
    if node == 0 {
        operations.apply_for(&owner, &step_up, network, own, &draft).await?;
    } else {
        let account = format!("{HANDLE}@{}.test", NAMES[0]);
        let actor = service.directory.resolve_handle(&account).await?;
        operations.join_network(&owner, &step_up, own, &actor, &draft).await?;
    }
    Ok(())
}

/// Applies by the form.
async fn apply(
    operations: &Operations,
    network: NetworkId,
    draft: &ApplicationDraft,
    language: &str,
) -> Result<MembershipId, Failure> {
    let language = Language::parse(language).ok_or_else(|| Failure::failed("the sample has an unknown language"))?;
    let secret = operations.begin_application(network, draft, &language).await?;
    Ok(operations.send_application(secret.0.expose_secret()).await?)
}

async fn ask_for_comments(operations: &Operations, secretary: &Session, id: NetworkId) -> Result<(), Failure> {
    let version = operations.network_draft(secretary, id).await?.version;
    let step_up = operations.step_up(secretary, None).await?;
    operations
        .edit_network(secretary, &step_up, id, version, &draft("14"))
        .await?;
    Ok(())
}

/// Two applications that wait, one of them recommended; one that was declined.
async fn wait_for_decision(
    operations: &Operations,
    secretary: &Session,
    network: NetworkId,
    referee: &str,
) -> Result<(), Failure> {
    let women = ApplicationDraft {
        legal_name: "Réseau des femmes du Sahel".to_owned(),
        acronym: "RFS".to_owned(),
        country: "NE".to_owned(),
        organisation_type: "women-led".to_owned(),
        founded: "2011".to_owned(),
        registration: "cannot-register-safely".to_owned(),
        registration_reason: "The register is closed to groups like ours; we are 40 women in three towns.".to_owned(),
        sectors: vec!["water".to_owned(), "food-agriculture".to_owned()],
        languages: vec!["fr".to_owned()],
        size: "40".to_owned(),
        contact: "bureau@femmes-sahel.example".to_owned(),
        referees: vec![referee.to_owned(), "Blue Delta Institute".to_owned()],
        ties: "One of us sits on the water council of her district.".to_owned(),
        conduct_accepted: true,
        listed: true,
        ..ApplicationDraft::default()
    };
    let id = apply(operations, network, &women, "fr").await?;
    let link = operations.referee_link(secretary, network, id, referee).await?;
    let note = "We ran two trainings with them. They keep their word.";
    operations
        .answer_as_referee(link.secret.0.expose_secret(), Answer::Yes, note)
        .await?;
    let question = "Indiquez-nous, s’il vous plaît, une page où l’on voit votre travail.";
    operations.ask_applicant(secretary, network, id, question).await?;
    let deltas = ApplicationDraft {
        legal_name: "Delta Blue Institute".to_owned(),
        country: "BD".to_owned(),
        organisation_type: "foundation".to_owned(),
        registration: "registered".to_owned(),
        register: "Joint Stock Register".to_owned(),
        register_number: "S-4711".to_owned(),
        website: "https://delta-blue.example".to_owned(),
        registration_reason: String::new(),
        acronym: String::new(),
        ties: String::new(),
        languages: vec!["en".to_owned()],
        contact: "info@delta-blue.example".to_owned(),
        referees: Vec::new(),
        ..women
    };
    apply(operations, network, &deltas, "en").await?;
    let company = ApplicationDraft {
        legal_name: "Green Pellets Trading".to_owned(),
        organisation_type: "social-enterprise".to_owned(),
        register_number: "C-0815".to_owned(),
        website: "https://pellets.example".to_owned(),
        contact: "sales@pellets.example".to_owned(),
        ..deltas
    };
    let id = apply(operations, network, &company, "en").await?;
    let reason = "This network is for civil society organisations, and we could not see that yours is one.";
    let ballot = Ballot {
        matter: Matter::Admit(Tier::Probationary),
        yes: false,
        reason: Some(reason.to_owned()),
    };
    decide(operations, secretary, network, id, &ballot).await
}
