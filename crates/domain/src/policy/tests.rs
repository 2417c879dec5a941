use super::*;

fn policy() -> Policy {
    Policy {
        hosts: [("bad.example", Severity::Suspend), ("loud.example", Severity::Silence)]
            .map(|(host, severity)| (host.to_owned(), severity))
            .into(),
        actors: [("https://loud.example/u/worst".to_owned(), Severity::Suspend)].into(),
        ..Policy::default()
    }
}

#[test]
fn a_blocked_host_blocks_its_subdomains_and_nothing_else() {
    let policy = policy();
    for host in [
        "bad.example",
        "a.bad.example",
        "a.b.bad.example",
        "BAD.example",
        "bad.example.",
    ] {
        assert!(policy.is_suspended(host), "{host}");
    }
    for host in ["notbad.example", "example", "bad.example.org", "", "loud.example"] {
        assert!(!policy.is_suspended(host), "{host}");
    }
}

#[test]
fn the_harder_block_of_host_and_actor_holds() {
    let policy = policy();
    let severity = |host, actor| policy.severity(host, actor);
    assert_eq!(
        severity("loud.example", "https://loud.example/u/a"),
        Some(Severity::Silence)
    );
    assert_eq!(
        severity("loud.example", "https://loud.example/u/worst"),
        Some(Severity::Suspend)
    );
    assert_eq!(
        severity("bad.example", "https://bad.example/u/a"),
        Some(Severity::Suspend)
    );
    assert_eq!(severity("good.example", "https://good.example/u/a"), None);
}

#[test]
fn a_mild_block_of_a_subdomain_does_not_soften_that_of_the_domain() {
    let mut policy = policy();
    policy.hosts.insert("a.bad.example".to_owned(), Severity::Silence);
    assert!(policy.is_suspended("a.bad.example"));
}

const NETWORK: &str = "https://net.example/ap/networks/1";
const OTHER: &str = "https://other.example/ap/networks/2";
const KEY: &str = "z6MkOwn";

fn roster(actors: &[(&str, Tier)]) -> Arc<Roster> {
    let standing = |tier| crate::roster::Standing {
        tier,
        key: KEY.to_owned(),
        country: None,
        since: chrono::DateTime::UNIX_EPOCH,
    };
    let actors = actors
        .iter()
        .map(|(actor, tier)| ((*actor).to_owned(), standing(*tier)));
    Arc::new(Roster::new(1, actors.collect::<Vec<_>>()))
}

fn actor(tier: Tier) -> String {
    format!("https://{tier}.example/a")
}

fn with_all_tiers() -> Policy {
    let actors = Tier::ALL.map(|tier| (actor(tier), tier));
    let actors: Vec<_> = actors.iter().map(|(actor, tier)| (actor.as_str(), *tier)).collect();
    Policy {
        rosters: [(NETWORK.to_owned(), roster(&actors))].into(),
        ..policy()
    }
}

fn ask(policy: &Policy, actor: &str, deed: Deed<'_>) -> Permit {
    let host = actor.trim_start_matches("https://").split('/').next().unwrap();
    may_write(policy, host, actor, Some(KEY), deed)
}

/// PROTOCOL 11.3, row by row: posts into the network, endorses as a member, witnesses, writes elsewhere.
#[test]
fn p25_each_tier_has_the_rights_of_its_row() {
    use Permit::{Ordinary, Refused, Taken, TakenMarked};
    let rows = [
        (
            Tier::Applicant,
            Refused(Bar::NotMember),
            Refused(Bar::NotMember),
            Refused(Bar::NotMember),
            Ordinary,
        ),
        (
            Tier::Observer,
            TakenMarked,
            Refused(Bar::Tier),
            Refused(Bar::Tier),
            Ordinary,
        ),
        (Tier::Probationary, Taken, Taken, Refused(Bar::Tier), Ordinary),
        (Tier::Member, Taken, Taken, Taken, Ordinary),
        (Tier::RegionalNode, Taken, Taken, Taken, Ordinary),
        (
            Tier::Lapsed,
            Refused(Bar::Lapsed),
            Refused(Bar::Lapsed),
            Refused(Bar::Lapsed),
            Ordinary,
        ),
        (
            Tier::Suspended,
            Refused(Bar::Suspended),
            Refused(Bar::Suspended),
            Refused(Bar::Suspended),
            Refused(Bar::Suspended),
        ),
        (
            Tier::Expelled,
            Refused(Bar::Expelled),
            Refused(Bar::Expelled),
            Refused(Bar::Expelled),
            Refused(Bar::Expelled),
        ),
        (
            Tier::Withdrawn,
            Refused(Bar::Withdrawn),
            Refused(Bar::Withdrawn),
            Refused(Bar::Withdrawn),
            Ordinary,
        ),
    ];
    assert_eq!(rows.len(), Tier::ALL.len());
    let policy = with_all_tiers();
    for (tier, into, endorse, witness, write) in rows {
        let actor = actor(tier);
        assert_eq!(ask(&policy, &actor, Deed::WriteInto(NETWORK)), into, "{tier}");
        assert_eq!(ask(&policy, &actor, Deed::EndorseAsMember(NETWORK)), endorse, "{tier}");
        assert_eq!(ask(&policy, &actor, Deed::Witness(NETWORK)), witness, "{tier}");
        assert_eq!(ask(&policy, &actor, Deed::Write), write, "{tier}");
        assert_eq!(ask(&policy, &actor, Deed::TakeBack), Ordinary, "m03: {tier}");
    }
}

#[test]
fn p26_strangers_and_look_alike_hosts_write_into_no_network_and_may_write_elsewhere() {
    let policy = with_all_tiers();
    for stranger in [
        "https://stranger.example/a",
        "https://mernber.example/a",
        "https://member.example/A",
    ] {
        assert_eq!(
            ask(&policy, stranger, Deed::WriteInto(NETWORK)),
            Permit::Refused(Bar::NotMember)
        );
        assert_eq!(ask(&policy, stranger, Deed::Write), Permit::Ordinary);
    }
    let member = actor(Tier::Member);
    assert_eq!(
        ask(&policy, &member, Deed::WriteInto(OTHER)),
        Permit::Refused(Bar::UnknownNetwork),
        "pg7: rights are per network"
    );
}

#[test]
fn m08_a_member_signs_by_the_pinned_key_only() {
    let policy = with_all_tiers();
    let member = actor(Tier::Member);
    for deed in [Deed::Write, Deed::WriteInto(NETWORK), Deed::TakeBack] {
        let other = may_write(&policy, "member.example", &member, Some("z6MkOther"), deed);
        assert_eq!(other, Permit::Refused(Bar::Key), "{deed:?}");
    }
    assert_eq!(
        may_write(&policy, "member.example", &member, None, Deed::WriteInto(NETWORK)),
        Permit::Taken
    );
    let former = actor(Tier::Withdrawn);
    assert_eq!(
        may_write(&policy, "withdrawn.example", &former, Some("z6MkOther"), Deed::Write),
        Permit::Ordinary,
        "who has left may change its keys as it likes"
    );
}

#[test]
fn architecture_i21_a_block_wins_over_every_roster() {
    let mut policy = with_all_tiers();
    policy.hosts.insert("member.example".to_owned(), Severity::Suspend);
    for deed in [
        Deed::Write,
        Deed::WriteInto(NETWORK),
        Deed::TakeBack,
        Deed::Witness(NETWORK),
    ] {
        assert_eq!(
            ask(&policy, &actor(Tier::Member), deed),
            Permit::Refused(Bar::Blocked),
            "{deed:?}"
        );
    }
}

#[test]
fn pg7_good_standing_elsewhere_outweighs_an_expulsion_but_not_in_that_network() {
    let expelled = actor(Tier::Expelled);
    let mut policy = with_all_tiers();
    policy
        .rosters
        .insert(OTHER.to_owned(), roster(&[(&expelled, Tier::Member)]));
    assert_eq!(ask(&policy, &expelled, Deed::Write), Permit::Ordinary);
    assert_eq!(ask(&policy, &expelled, Deed::WriteInto(OTHER)), Permit::Taken);
    assert_eq!(
        ask(&policy, &expelled, Deed::WriteInto(NETWORK)),
        Permit::Refused(Bar::Expelled)
    );
}
