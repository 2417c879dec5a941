//! The declaration of the demonstration: opened on the first node, endorsed from the two others, with the sample list of
//! signatures; what is there already is left alone.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Days, SecondsFormat, TimeDelta, Utc};
use domain::{
    declaration::{DeclarationDraft, DeclarationExchange},
    endorsement::{Channel, Stance, Visibility},
};
use operations::{Caller, EndorseForm, ImportOrder, OperationError, Operations, view::declarations::DeclarationPage};
use tokio::sync::mpsc;

use super::{DemoNetwork, NAMES, SECRETARIAT, Sample, fill};
use crate::Failure;

/// On which node the declaration is.
const HOST: usize = 0;
/// How long the declaration stays open, where the sample's own date has passed.
const OPEN_DAYS: u64 = 60;

/// What there is to look at when the demonstration is ready.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The page of the declaration on its node.
    pub page: String,
    /// A bundle that anybody can check.
    pub bundle: PathBuf,
    /// The policy that names its log.
    pub policy: PathBuf,
}

/// Opens, endorses, imports; gives what there is to look at.
pub(super) async fn run(
    network: &DemoNetwork,
    sample: &Sample,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Declared, Failure> {
    let host = network.nodes[HOST].service();
    witness_each_other(network).await?;
    let object = open(network, sample).await?;
    progress("alpha.test has opened a declaration");
    for node in 1..NAMES.len() {
        endorse(network, sample, node, &object).await?;
    }
    fill::wait(network, "endorsements", async |network| {
        endorsed(network, sample, &object).await
    })
    .await?;
    progress("organisations of beta.test and gamma.test have endorsed it");
    import(network, sample, progress).await?;
    for node in 1..NAMES.len() {
        // What they counted is told when the first one looks at their logs.
        network.nodes[node].service().directory.mirror(&name_of(HOST)).await?;
        host.directory.mirror(&name_of(node)).await?;
    }
    progress("the other nodes have fetched the log and counted the same");
    let page = page_of(&host.operations, &object).await?;
    let (bundle, policy) = write_bundle(&host.operations, &network.folder, &page).await?;
    Ok(Declared {
        page: format!("{}{}", host.pages, page.card.page),
        bundle,
        policy,
    })
}

fn name_of(node: usize) -> String {
    format!("{}.test", NAMES[node])
}

/// The nodes co-sign each other's logs.
async fn witness_each_other(network: &DemoNetwork) -> Result<(), Failure> {
    for node in 0..NAMES.len() {
        let service = network.nodes[node].service();
        let session = network.session(node, None).await?;
        let known = service.operations.witnesses().await?;
        for other in (0..NAMES.len()).filter(|other| *other != node) {
            let name = name_of(other);
            if !known.iter().any(|witness| witness.host == name) {
                let services = service.directory.services(&name).await?;
                service.operations.add_witness(&session, &name, &services).await?;
            }
        }
    }
    Ok(())
}

/// The declaration, opened where it is not there yet; gives its id.
async fn open(network: &DemoNetwork, sample: &Sample) -> Result<String, Failure> {
    let operations = &network.nodes[HOST].service().operations;
    let session = network.session(HOST, Some(SECRETARIAT)).await?;
    match operations
        .declaration_page(&Caller::Visitor, &sample.declaration.slug)
        .await
    {
        Ok(page) => return Ok(page.card.object),
        Err(OperationError::NotFound { .. }) => {}
        Err(other) => return Err(other.into()),
    }
    let organisation = operations.organisation(SECRETARIAT).await?.id;
    let draft = draft(&sample.declaration, network.clock.now())?;
    let begun = operations.start_declaration(&session, organisation, draft).await?;
    let preview = operations.preview_declaration(&session, begun.id).await?;
    let step_up = operations.step_up(&session, None).await?;
    let card = operations
        .open_declaration(&session, &step_up, begun.id, &preview.title, &preview.digest)
        .await?;
    Ok(card.object)
}

/// The sample with dates that fit today: it must be open now, and its signatures must be of the past.
fn draft(sample: &DeclarationExchange, now: DateTime<Utc>) -> Result<DeclarationDraft, Failure> {
    let unreadable = || Failure::failed("the sample declaration has no dates");
    let moment = |text: &Option<String>| {
        let read = text.as_deref().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
        read.map(|moment| moment.to_utc()).ok_or_else(unreadable)
    };
    let back = shift(moment(&sample.closes_at)?, now);
    let opens = moment(&sample.opens_at)? - back;
    let closes = now.checked_add_days(Days::new(OPEN_DAYS)).ok_or_else(unreadable)?;
    let mut draft = sample.clone().into_draft();
    draft.opens_at = opens.to_rfc3339_opts(SecondsFormat::Secs, true);
    draft.closes_at = closes.date_naive().to_string();
    for text in &mut draft.texts {
        // The last sentence of each teaser names the sample's own last day.
        if let Some((rest, _)) = text.summary.trim_end_matches('.').rsplit_once(". ") {
            text.summary = format!("{rest}.");
        }
    }
    Ok(draft)
}

/// By how much the sample is moved back, so that it lies in the past: whole weeks.
fn shift(last: DateTime<Utc>, now: DateTime<Utc>) -> TimeDelta {
    let ahead = (last - now).num_seconds().max(0);
    TimeDelta::weeks((ahead + 7 * 86_400 - 1) / (7 * 86_400))
}

/// The list with all its moments moved back.
fn moved(list: &str, back: TimeDelta) -> String {
    if back.is_zero() {
        return list.to_owned();
    }
    let cells = list.split_inclusive(',').map(|cell| {
        let (text, end) = cell.strip_suffix(',').map_or((cell, ""), |text| (text, ","));
        match DateTime::parse_from_rfc3339(text) {
            Ok(at) => (at.to_utc() - back).to_rfc3339_opts(SecondsFormat::Secs, true) + end,
            Err(_) => cell.to_owned(),
        }
    });
    cells.collect()
}

async fn page_of(operations: &Operations, object: &str) -> Result<DeclarationPage, Failure> {
    let slug = operations.declaration_slug(object).await?;
    let slug = slug.ok_or_else(|| Failure::failed("the declaration did not arrive"))?;
    Ok(operations.declaration_page(&Caller::Visitor, &slug).await?)
}

/// The first organisation of a node endorses, the one of the last node with a reservation.
async fn endorse(network: &DemoNetwork, sample: &Sample, node: usize, object: &str) -> Result<(), Failure> {
    let Some(home) = fill::home(sample, node) else {
        return Ok(());
    };
    let service = network.nodes[node].service();
    let operations = &service.operations;
    if operations.declaration_slug(object).await?.is_none() {
        service.directory.object(object).await?;
    }
    let session = network.session(node, Some(&home)).await?;
    let organisation = operations.organisation(&home).await?;
    let page = page_of(operations, object).await?;
    let given = operations.endorsements_given(&session, organisation.id, None).await?;
    if given.items.iter().any(|mine| mine.declaration.object == object) {
        return Ok(());
    }
    let reserved = node + 1 == NAMES.len();
    let form = EndorseForm {
        digest: page.digest.clone(),
        language: page.card.language.clone(),
        stance: if reserved {
            Stance::WithReservations
        } else {
            Stance::Full
        },
        reservation: if reserved {
            "We would have named the cities of the coast as well.".to_owned()
        } else {
            String::new()
        },
        person: String::new(),
        role: String::new(),
        visibility: Visibility::Public,
    };
    let step_up = operations.step_up(&session, None).await?;
    operations
        .endorse(&session, &step_up, organisation.id, page.card.id, form)
        .await?;
    Ok(())
}

/// Whether the endorsements of the other nodes are accepted there.
async fn endorsed(network: &DemoNetwork, sample: &Sample, object: &str) -> Result<bool, Failure> {
    for node in 1..NAMES.len() {
        let Some(home) = fill::home(sample, node) else { continue };
        let operations = &network.nodes[node].service().operations;
        let session = network.session(node, Some(&home)).await?;
        let organisation = operations.organisation(&home).await?.id;
        let given = operations.endorsements_given(&session, organisation, None).await?;
        let counted = |mine: &operations::view::declarations::MyEndorsement| {
            mine.declaration.object == object && mine.status.is_counted()
        };
        if !given.items.iter().any(counted) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Imports the sample list; a second time nothing is recorded twice.
async fn import(network: &DemoNetwork, sample: &Sample, progress: &(dyn Fn(&str) + Sync)) -> Result<(), Failure> {
    let operations = &network.nodes[HOST].service().operations;
    let session = network.session(HOST, Some(SECRETARIAT)).await?;
    let page = operations
        .declaration_page(&Caller::Visitor, &sample.declaration.slug)
        .await?;
    // By as much as the declaration itself was moved when it was opened.
    let own = sample.declaration.opens_at.as_deref();
    let own = own.and_then(|text| DateTime::parse_from_rfc3339(text).ok());
    let back = own.zip(page.card.opens_at).map(|(own, now)| own.to_utc() - now);
    let order = ImportOrder {
        bytes: moved(&sample.signatures, back.unwrap_or_default()).into_bytes(),
        name: "signatures_sample.csv".to_owned(),
        channel: Channel::CsvImport,
        check: None,
        dry_run: false,
    };
    let report = operations
        .import_endorsements(&session, page.card.id, order, &|_| {})
        .await?;
    progress(&match report.already {
        0 => format!(
            "{} signatures of a list imported, {} counted",
            report.rows, report.counted
        ),
        _ => format!("the list of {} signatures is there", report.rows),
    });
    Ok(())
}

/// Writes the bundle and the policy beside the data of the nodes.
async fn write_bundle(
    operations: &Operations,
    folder: &Path,
    page: &DeclarationPage,
) -> Result<(PathBuf, PathBuf), Failure> {
    let (bundle, policy) = (
        folder.join(format!("{}.bundle.json", page.card.slug)),
        folder.join(format!("{}.policy.txt", page.card.slug)),
    );
    let unwritten = |error: std::io::Error| Failure::failed(format!("the bundle cannot be written: {error}"));
    let source = operations.declaration_bundle(&page.card.object).await?;
    let (sender, mut pieces) = mpsc::channel::<actix_web::web::Bytes>(2);
    let writing = async {
        let written = operations.write_bundle(source, &sender).await;
        drop(sender);
        written
    };
    let collecting = async {
        let mut all = Vec::new();
        while let Some(piece) = pieces.recv().await {
            all.extend_from_slice(&piece);
        }
        all
    };
    let (written, bytes) = tokio::join!(writing, collecting);
    written?;
    fs::write(&bundle, bytes).map_err(unwritten)?;
    fs::write(&policy, operations.own_policy().await?).map_err(unwritten)?;
    Ok((bundle, policy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_moved_back_by_whole_weeks_where_it_lies_ahead() {
        let last: DateTime<Utc> = "2026-05-31T23:59:59Z".parse().unwrap();
        assert_eq!(shift(last, last + TimeDelta::days(1)), TimeDelta::zero());
        assert_eq!(shift(last, last - TimeDelta::seconds(1)), TimeDelta::weeks(1));
        let back = shift(last, "2025-11-24T12:00:00Z".parse().unwrap());
        assert!(last - back <= "2025-11-24T12:00:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(
            moved("a,2026-05-31T23:59:59Z,b\n", TimeDelta::weeks(1)),
            "a,2026-05-24T23:59:59Z,b\n"
        );
    }

    #[test]
    fn the_sample_can_be_opened_today() {
        let sample = Sample::whole().unwrap();
        for now in ["2025-11-24T12:00:00Z", "2026-11-24T12:00:00Z"] {
            let draft = draft(&sample.declaration, now.parse().unwrap()).unwrap();
            assert!(draft.check().is_ok(), "{now}");
            assert!(draft.texts.iter().all(|text| !text.summary.contains("2026")), "{now}");
        }
    }
}
