//! What holds for every log.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    counted,
    world::{Act, World},
};
use crate::{
    documents::{Declaration, Keyring, Reason},
    log::{Entry, EntryKind},
    tally::{Count, Members, Opened},
};

fn country() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["KE", "PE", "NE", "PY"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn independent_endorsements_give_the_same_totals_in_any_order(
        countries in prop::collection::vec(country(), 1..5),
        turn in 0_usize..5,
        reverse in any::<bool>(),
    ) {
        let acts: Vec<Act> = (1..).zip(&countries).map(|(actor, country)| Act::Endorse { actor, sequence: 1, country }).collect();
        let mut others = acts.clone();
        let length = others.len();
        others.rotate_left(turn % length);
        if reverse {
            others.reverse();
        }
        let world = |acts: Vec<Act>| acts.into_iter().fold(World::open(), World::with);

        let (one, other) = (counted(&world(acts)).totals, counted(&world(others)).totals);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(usize::try_from(one.organisations).unwrap(), length);
        prop_assert_eq!(one.by_country.values().sum::<u64>(), one.organisations);
    }

    #[test]
    fn withdrawing_revoking_and_erasing_take_away_exactly_one(how in 0_u8..3, of in 1_u64..4) {
        let mut world = (1..4).fold(World::open(), |world, actor| world.with(Act::endorse(actor, 1)));
        let before = counted(&world).totals;
        world.act(match how {
            0 => Act::Withdraw { of, sequence: 2 },
            1 => Act::RevokeBy { of, actor: 0 },
            _ => Act::Erase { of },
        });
        let after = counted(&world).totals;
        prop_assert_eq!(after.all(), before.all() - 1);
        prop_assert_eq!(after.withdrawn + after.revoked + after.erased, 1);
    }

    #[test]
    fn no_log_makes_the_count_stop(steps in prop::collection::vec((0_usize..11, 0_u64..12, 0_u8..8, any::<bool>()), 0..24)) {
        let declaration = Declaration::read(&World::open().article()).unwrap();
        let mut count = Count::new(declaration, Members::default(), &Keyring::default(), &BTreeSet::new());
        for (kind, about, opened, hidden) in steps {
            let entry = Entry::new(EntryKind::ALL[kind], "2026-11-24T10:00:00Z".parse().unwrap()).with_about(about);
            let opened = match opened {
                0 => Ok(Opened::Open),
                1 => Ok(Opened::Unopened { erased: hidden }),
                2 => Ok(Opened::Withdrawal(None)),
                3 => Ok(Opened::Revocation(None)),
                4 => Ok(Opened::Erasure),
                5 => Ok(Opened::Close(None)),
                6 => Err(Reason::EventMissing),
                _ => Ok(Opened::Other),
            };
            let before = count.size();
            let taken = count.push("entry", &entry, opened).is_ok();
            prop_assert_eq!(count.size(), before + u64::from(taken));
            prop_assert!(count.counted().totals.all() <= count.size());
        }
    }
}
