//! Filling the three nodes: set-up, organisations, follows, practices, reports; what is there already is left alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::account::NewPassword;
use operations::{PracticeFilter, SetupForm};
use secrecy::ExposeSecret;

use super::{
    DemoNetwork, LOGIN, NAMES, PASSWORD, SECRETARIAT,
    sample::{Sample, handle},
};
use crate::{Failure, failure::in_words};

/// Polls of a fifth of a second before we give up waiting for something to arrive.
const PATIENCE: usize = 900;

pub(super) async fn run(
    network: &DemoNetwork,
    sample: &Sample,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<(), Failure> {
    for (node, name) in NAMES.iter().enumerate() {
        let hosted = found_organisations(network, sample, node).await?;
        progress(&format!("{name}.test has {hosted} organisations"));
    }
    for node in 0..NAMES.len() {
        follow_the_others(network, sample, node).await?;
    }
    wait(network, "follows", async |network| {
        follows_are_accepted(network, sample).await
    })
    .await?;
    progress("the nodes follow each other");
    let objects = publish_practices(network, sample, progress).await?;
    publish_reports(network, sample, &objects).await?;
    Box::pin(super::network::run(network, sample, progress)).await?;
    progress("waiting until everything has arrived everywhere");
    let expected = sample.practices.len();
    wait(network, "practices", async |network| {
        everything_is_there(network, expected).await
    })
    .await
}

/// Sets the node up and founds its organisations; gives their number.
async fn found_organisations(network: &DemoNetwork, sample: &Sample, node: usize) -> Result<usize, Failure> {
    let operations = &network.nodes[node].service().operations;
    let mut hosted = 0;
    for organisation in sample.organisations.iter().skip(node).step_by(NAMES.len()) {
        hosted += 1;
        let name = organisation.handle();
        if operations.urls().is_none() {
            let secret = operations.new_setup_link().await?;
            let form = SetupForm {
                domain: format!("{}.test", NAMES[node]),
                login: LOGIN.to_owned(),
                name: "Demo".to_owned(),
                password: NewPassword::parse(PASSWORD)
                    .map_err(|_| Failure::failed("the password of the demonstration is not accepted"))?,
                handle: name,
                profile: organisation.profile()?,
            };
            operations.complete_setup(secret.0.expose_secret(), form).await?;
        } else if operations.organisation(&name).await.is_err() {
            let session = network.session(node, None).await?;
            operations
                .found_organisation(&session, &name, organisation.profile()?)
                .await?;
        }
    }
    if node == 0 && operations.organisation(SECRETARIAT).await.is_err() {
        let session = network.session(node, None).await?;
        operations
            .found_organisation(&session, SECRETARIAT, super::sample::secretariat()?)
            .await?;
    }
    Ok(hosted)
}

/// The handle of a node's first organisation, which follows those of the other nodes.
pub(super) fn home(sample: &Sample, node: usize) -> Option<String> {
    sample
        .organisations
        .get(node)
        .map(super::sample::SampleOrganisation::handle)
}

async fn follow_the_others(network: &DemoNetwork, sample: &Sample, node: usize) -> Result<(), Failure> {
    let Some(home) = home(sample, node) else { return Ok(()) };
    let session = network.session(node, Some(&home)).await?;
    let service = network.nodes[node].service();
    let us = service.operations.organisation(&home).await?.id;
    let followed: BTreeSet<String> = service
        .operations
        .following(&session, us)
        .await?
        .into_iter()
        .map(|follow| follow.actor.handle.trim_start_matches('@').to_owned())
        .collect();
    let organisations = sample.organisations.iter().enumerate();
    let accounts = organisations.map(|(index, organisation)| (index % NAMES.len(), organisation.handle()));
    for (other, handle) in accounts.chain([(0, SECRETARIAT.to_owned())]) {
        let account = format!("{handle}@{}.test", NAMES[other]);
        if other != node && !followed.contains(&account) {
            let actor = service.directory.resolve_handle(&account).await?;
            service.operations.follow(&session, us, &actor).await?;
        }
    }
    Ok(())
}

async fn follows_are_accepted(network: &DemoNetwork, sample: &Sample) -> Result<bool, Failure> {
    for node in 0..NAMES.len() {
        let Some(home) = home(sample, node) else { continue };
        let session = network.session(node, Some(&home)).await?;
        let operations = &network.nodes[node].service().operations;
        let us = operations.organisation(&home).await?.id;
        let follows = operations.following(&session, us).await?;
        if follows
            .iter()
            .any(|follow| follow.state == domain::follow::FollowState::Pending)
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Publishes what is missing; gives the address of each practice by its name in the sample.
async fn publish_practices(
    network: &DemoNetwork,
    sample: &Sample,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<BTreeMap<String, String>, Failure> {
    let mut objects = BTreeMap::new();
    for (index, practice) in sample.practices.iter().enumerate() {
        let mut practice = practice.clone();
        let (Some(id), Some(author)) = (practice.id.take(), practice.organisation.take()) else {
            continue;
        };
        let node = sample.node_of(&author);
        let operations = &network.nodes[node].service().operations;
        practice.adapted_from = practice.adapted_from.and_then(|other| objects.get(&other).cloned());
        let fields = practice
            .into_draft()
            .check()
            .map_err(|faults| Failure::failed(in_words(&faults)))?;
        let session = network.session(node, Some(&handle(&author))).await?;
        let organisation = operations.organisation(&handle(&author)).await?.id;
        // The key makes a second start publish nothing twice.
        let key = format!("demo-{id}");
        let done = operations
            .publish_practice(&session, organisation, fields, Some(&key))
            .await?;
        objects.insert(id, done.object);
        if (index + 1) % 6 == 0 {
            progress(&format!(
                "{} of {} practices published",
                index + 1,
                sample.practices.len()
            ));
        }
    }
    Ok(objects)
}

async fn publish_reports(
    network: &DemoNetwork,
    sample: &Sample,
    objects: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let expected = sample.practices.len();
    // A report names a practice that its own node must know.
    wait(network, "practices", async |network| {
        practices_are_there(network, expected).await
    })
    .await?;
    for report in &sample.reports {
        let mut report = report.clone();
        let (Some(id), Some(author)) = (report.id.take(), report.organisation.take()) else {
            continue;
        };
        let Some(object) = objects.get(&report.of) else {
            continue;
        };
        report.of.clone_from(object);
        let node = sample.node_of(&author);
        let operations = &network.nodes[node].service().operations;
        let fields = report
            .into_draft()
            .check()
            .map_err(|faults| Failure::failed(in_words(&faults)))?;
        let session = network.session(node, Some(&handle(&author))).await?;
        let organisation = operations.organisation(&handle(&author)).await?.id;
        operations
            .publish_report(&session, organisation, fields, Some(&format!("demo-{id}")))
            .await?;
    }
    Ok(())
}

async fn practices_are_there(network: &DemoNetwork, expected: usize) -> Result<bool, Failure> {
    for node in &network.nodes {
        let operations = &node.service().operations;
        let mut found = 0;
        let mut after = None;
        loop {
            let page = operations
                .practices(&PracticeFilter::default(), after.as_deref())
                .await?;
            found += page.items.len();
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        if found < expected {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn everything_is_there(network: &DemoNetwork, expected: usize) -> Result<bool, Failure> {
    for (node, running) in network.nodes.iter().enumerate() {
        let session = network.session(node, None).await?;
        let peers = running.service().operations.peers(&session).await?;
        if peers.iter().any(|peer| peer.waiting > 0) {
            return Ok(false);
        }
    }
    practices_are_there(network, expected).await
}

/// Asks again and again until the answer is yes.
pub(super) async fn wait(
    network: &DemoNetwork,
    what: &str,
    arrived: impl AsyncFn(&DemoNetwork) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    for _ in 0..PATIENCE {
        if arrived(network).await? {
            return Ok(());
        }
        network
            .clock
            .sleep_until(network.clock.now() + TimeDelta::milliseconds(200))
            .await;
    }
    Err(Failure::failed(format!(
        "the {what} did not arrive in time; `bandung peer list` says why"
    )))
}
