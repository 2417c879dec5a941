use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*};

use super::*;

fn object(seq: i64, id: &str) -> Waiting {
    Waiting {
        seq: Seq(seq),
        order: OrderKey::Object(id.to_owned()),
    }
}

fn barrier(seq: i64) -> Waiting {
    Waiting {
        seq: Seq(seq),
        order: OrderKey::Barrier,
    }
}

fn lane(entries: impl IntoIterator<Item = Waiting>) -> Lane {
    let mut lane = Lane::new(Seq(0));
    lane.offer(entries);
    lane
}

fn numbers(seqs: &[Seq]) -> Vec<i64> {
    seqs.iter().map(|seq| seq.0).collect()
}

#[test]
fn four_entries_of_different_objects_are_in_flight() {
    let mut lane = lane((1..=6).map(|seq| object(seq, &seq.to_string())));
    assert_eq!(numbers(&lane.start(false)), [1, 2, 3, 4]);
    assert!(lane.start(false).is_empty());
    lane.finish(Seq(3));
    assert_eq!(lane.cursor(), Seq(0));
    assert_eq!(numbers(&lane.start(false)), [5]);
    lane.finish(Seq(1));
    lane.finish(Seq(2));
    assert_eq!(lane.cursor(), Seq(3));
}

#[test]
fn an_entry_waits_for_the_earlier_one_of_its_object() {
    let mut lane = lane([object(1, "a"), object(4, "a"), object(9, "b")]);
    assert_eq!(numbers(&lane.start(false)), [1, 9]);
    lane.fail(Seq(1));
    assert_eq!(numbers(&lane.start(false)), [1]);
    lane.finish(Seq(1));
    assert_eq!(numbers(&lane.start(false)), [4]);
    lane.finish(Seq(4));
    lane.finish(Seq(9));
    assert_eq!(lane.cursor(), Seq(9));
    assert!(lane.is_idle());
}

#[test]
fn a_barrier_waits_for_all_before_it_and_holds_all_after_it() {
    let mut lane = lane([object(1, "a"), object(2, "b"), barrier(3), object(4, "c")]);
    assert_eq!(numbers(&lane.start(false)), [1, 2]);
    lane.finish(Seq(2));
    assert!(lane.start(false).is_empty());
    lane.finish(Seq(1));
    assert_eq!(numbers(&lane.start(false)), [3]);
    assert!(lane.start(false).is_empty());
    lane.finish(Seq(3));
    assert_eq!(numbers(&lane.start(false)), [4]);
}

#[test]
fn one_entry_is_in_flight_while_probing() {
    let mut lane = lane((1..=6).map(|seq| object(seq, &seq.to_string())));
    assert_eq!(numbers(&lane.start(true)), [1]);
    assert!(lane.start(true).is_empty());
    lane.finish(Seq(1));
    assert_eq!(numbers(&lane.start(false)), [2, 3, 4, 5]);
}

#[test]
fn a_lane_looks_sixteen_entries_ahead_of_its_cursor() {
    let mut lane = lane([object(1, "a")]);
    assert_eq!(lane.wants(), (Seq(1), 15));
    lane.offer((2..=40).map(|seq| object(seq, &seq.to_string())));
    assert_eq!(lane.wants(), (Seq(40), 0));
    assert!(lane.start(false).contains(&Seq(1)));
    for seq in 2..=16 {
        lane.finish(Seq(seq));
        lane.start(false);
    }
    assert_eq!(lane.in_flight(), 1, "only the first, which does not end, is in flight");
    lane.finish(Seq(1));
    assert_eq!(lane.cursor(), Seq(16));
    assert_eq!(numbers(&lane.start(false)), [17, 18, 19, 20]);
}

#[test]
fn later_entries_of_an_object_follow_the_one_that_was_parked() {
    let mut lane = lane([object(1, "a"), object(2, "a"), object(3, "b")]);
    lane.start(false);
    lane.park(Seq(1));
    assert_eq!(lane.cursor(), Seq(1));
    assert!(lane.start(false).is_empty());
    assert_eq!(numbers(&lane.behind_parked()), [2]);
    lane.park(Seq(2));
    lane.finish(Seq(3));
    assert!(lane.is_idle());
    lane.offer([object(4, "a")]);
    assert_eq!(numbers(&lane.behind_parked()), [4]);
    lane.release("a");
    assert!(lane.behind_parked().is_empty());
    assert_eq!(numbers(&lane.start(false)), [4]);
}

#[test]
fn what_was_parked_before_a_restart_is_not_overtaken() {
    let mut lane = lane([object(8, "a")]);
    lane.note_parked("a".to_owned());
    assert!(lane.start(false).is_empty());
    assert_eq!(numbers(&lane.behind_parked()), [8]);
}

#[test]
fn a_parked_barrier_holds_nothing() {
    let mut lane = lane([barrier(1), object(2, "a"), barrier(3)]);
    lane.start(false);
    lane.park(Seq(1));
    assert_eq!(numbers(&lane.start(false)), [2]);
    lane.finish(Seq(2));
    assert_eq!(numbers(&lane.start(false)), [3]);
}

#[test]
fn known_and_unknown_numbers_change_nothing() {
    let mut lane = lane([object(5, "a"), object(3, "b"), object(5, "c")]);
    lane.finish(Seq(99));
    lane.fail(Seq(3));
    assert_eq!(numbers(&lane.start(false)), [5]);
    lane.finish(Seq(5));
    lane.fail(Seq(5));
    lane.offer([object(4, "d")]);
    assert!(lane.is_idle());
    assert_eq!(lane.cursor(), Seq(5));
}

#[derive(Clone, Debug)]
enum Event {
    Start { probing: bool },
    Finish(usize),
    Fail(usize),
    Park(usize),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => any::<bool>().prop_map(|probing| Event::Start { probing }),
        3 => (0..4_usize).prop_map(Event::Finish),
        1 => (0..4_usize).prop_map(Event::Fail),
        1 => (0..4_usize).prop_map(Event::Park),
    ]
}

/// The lane beside a plain model of what it promises.
struct Model {
    all: Vec<Waiting>,
    lane: Lane,
    in_flight: Vec<Seq>,
    finished: BTreeSet<Seq>,
    cursor: Seq,
}

impl Model {
    fn new(kinds: &[u8]) -> Self {
        let all: Vec<_> = (1_i64..)
            .zip(kinds)
            .map(|(n, kind)| match kind {
                0 => barrier(n * 3),
                kind => object(n * 3, &kind.to_string()),
            })
            .collect();
        Self {
            all,
            lane: Lane::new(Seq(0)),
            in_flight: Vec::new(),
            finished: BTreeSet::new(),
            cursor: Seq(0),
        }
    }

    fn fill(&mut self) {
        let (after, most) = self.lane.wants();
        let next: Vec<_> = self
            .all
            .iter()
            .filter(|entry| entry.seq > after)
            .take(most)
            .cloned()
            .collect();
        self.lane.offer(next);
    }

    fn start(&mut self, probing: bool) {
        self.fill();
        for seq in self.lane.start(probing) {
            let at = self.all.iter().position(|entry| entry.seq == seq).unwrap();
            let unfinished = self.all[..at]
                .iter()
                .filter(|entry| !self.finished.contains(&entry.seq));
            for earlier in unfinished {
                assert_ne!(earlier.order, self.all[at].order, "{seq} overtakes one of its object");
                assert_ne!(earlier.order, OrderKey::Barrier, "{seq} overtakes a barrier");
                assert_ne!(self.all[at].order, OrderKey::Barrier, "the barrier {seq} overtakes");
            }
            let ahead = self.all[..at].iter().filter(|entry| entry.seq > self.cursor).count();
            assert!(ahead < Lane::WINDOW);
            self.in_flight.push(seq);
        }
        assert!(self.in_flight.len() <= Lane::IN_FLIGHT);
    }

    fn take(&mut self, which: usize) -> Option<Seq> {
        (which < self.in_flight.len()).then(|| self.in_flight.remove(which))
    }

    fn apply(&mut self, event: &Event) {
        match *event {
            Event::Start { probing } => self.start(probing),
            Event::Fail(which) => {
                if let Some(seq) = self.take(which) {
                    self.lane.fail(seq);
                }
            }
            Event::Finish(which) => {
                if let Some(seq) = self.take(which) {
                    self.finished.insert(seq);
                    self.lane.finish(seq);
                }
            }
            Event::Park(which) => {
                if let Some(seq) = self.take(which) {
                    self.finished.insert(seq);
                    self.lane.park(seq);
                    self.park_those_behind();
                }
            }
        }
        self.check();
    }

    fn park_those_behind(&mut self) {
        for seq in self.lane.behind_parked() {
            self.finished.insert(seq);
            self.lane.park(seq);
        }
    }

    fn check(&mut self) {
        let cursor = self.lane.cursor();
        assert!(cursor >= self.cursor, "the cursor moved back");
        self.cursor = cursor;
        let prefix = self
            .all
            .iter()
            .take_while(|entry| self.finished.contains(&entry.seq))
            .last();
        assert_eq!(
            cursor,
            prefix.map_or(Seq(0), |entry| entry.seq),
            "the cursor is the end of the finished prefix"
        );
        assert_eq!(self.lane.in_flight(), self.in_flight.len());
    }
}

proptest! {
    #[test]
    fn architecture_i16_the_cursor_moves_forward_without_gaps_and_nothing_overtakes_its_object(
        kinds in vec(0..7_u8, 0..80),
        events in vec(event(), 0..300),
    ) {
        let mut model = Model::new(&kinds);
        for event in &events {
            model.apply(event);
        }
        // Whatever happened, the lane ends where all is finished.
        for _ in 0..=2 * kinds.len() {
            model.start(false);
            model.park_those_behind();
            for seq in std::mem::take(&mut model.in_flight) {
                model.finished.insert(seq);
                model.lane.finish(seq);
            }
            model.check();
        }
        prop_assert!(model.lane.is_idle());
        prop_assert_eq!(model.finished.len(), kinds.len());
    }
}
