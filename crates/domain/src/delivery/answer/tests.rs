use chrono::TimeZone;
use proptest::prelude::{any, proptest};

use super::*;

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 12, 0, 0).unwrap()
}

fn status(code: u16) -> Answer {
    Answer::Status {
        code,
        retry_after: None,
    }
}

fn days_ago(days: i64) -> Option<DateTime<Utc>> {
    Some(now() - TimeDelta::days(days))
}

fn seconds(seconds: u64) -> DateTime<Utc> {
    later(now(), Duration::from_secs(seconds))
}

/// A peer that already got the other signature kind, as a member and as another host.
fn both() -> [PeerFacts; 2] {
    [true, false].map(|member| PeerFacts {
        member,
        tried_other_signature: true,
        ..PeerFacts::default()
    })
}

fn judge(answer: &Answer, peer: &PeerFacts) -> Step {
    after(answer, peer, now(), 1.0)
}

#[test]
fn p34_2xx_is_done() {
    for peer in both() {
        for code in [200, 201, 202, 204, 299] {
            assert_eq!(judge(&status(code), &peer), Step::Done, "{code}");
        }
    }
}

#[test]
fn p34_409_and_410_that_names_the_object_are_done() {
    for peer in both() {
        assert_eq!(judge(&status(409), &peer), Step::Done);
        assert_eq!(judge(&Answer::ObjectGone, &peer), Step::Done);
    }
}

#[test]
fn p34_400_and_401_are_tried_once_with_the_other_signature() {
    for peer in both() {
        let first = PeerFacts {
            tried_other_signature: false,
            ..peer
        };
        for code in [400, 401] {
            assert_eq!(judge(&status(code), &first), Step::OtherSignature, "{code}");
        }
    }
}

#[test]
fn p34_answers_about_the_entry_park_it_and_the_rest_goes_on() {
    for peer in both() {
        for code in [400, 402, 405, 406, 411, 413, 414, 415, 422, 451, 499, 501] {
            assert_eq!(judge(&status(code), &peer), Step::Park { retry_at: None }, "{code}");
        }
    }
}

#[test]
fn p34_a_member_that_forbids_is_held_in_slower_steps_with_an_alarm() {
    let [member, _] = both();
    for code in [401, 403] {
        for (failures, hours) in [(0, 1), (1, 2), (2, 4), (5, 24), (1_000, 24)] {
            let peer = PeerFacts {
                failures,
                entry_failures: 50,
                failing_since: days_ago(400),
                ..member.clone()
            };
            let until = seconds(hours * 3_600);
            assert_eq!(
                judge(&status(code), &peer),
                Step::HoldAndAlarm { until },
                "{code} {failures}"
            );
        }
    }
}

#[test]
fn p34_another_host_that_forbids_gets_the_entry_parked_after_the_third_try() {
    let [_, other] = both();
    for code in [401, 403] {
        for (entry_failures, step) in [
            (0, Step::BackOff { until: seconds(30) }),
            (1, Step::BackOff { until: seconds(30) }),
            (2, Step::Park { retry_at: None }),
        ] {
            let peer = PeerFacts {
                entry_failures,
                ..other.clone()
            };
            assert_eq!(judge(&status(code), &peer), step, "{code} {entry_failures}");
        }
    }
}

#[test]
fn p34_an_inbox_that_is_gone_holds_a_member_and_lets_others_go_after_seven_days() {
    let [member, other] = both();
    for code in [404, 410] {
        let gone = |peer: &PeerFacts, days| PeerFacts {
            gone_since: days_ago(days),
            ..peer.clone()
        };
        assert!(status(code).says_gone());
        assert!(matches!(
            judge(&status(code), &gone(&member, 300)),
            Step::HoldAndAlarm { .. }
        ));
        assert!(matches!(judge(&status(code), &other), Step::BackOff { .. }));
        assert!(matches!(judge(&status(code), &gone(&other, 6)), Step::BackOff { .. }));
        assert_eq!(judge(&status(code), &gone(&other, 7)), Step::LetGo);
        // Failing for another reason is not being gone: a host that is being restored may answer 404 once.
        let failing = PeerFacts {
            failing_since: days_ago(20),
            ..other.clone()
        };
        assert!(matches!(judge(&status(code), &failing), Step::BackOff { .. }));
    }
}

#[test]
fn p34_3xx_is_not_followed_and_backs_off() {
    for peer in both() {
        for code in [301, 302, 307, 308] {
            assert_eq!(
                judge(&status(code), &peer),
                Step::BackOff { until: seconds(30) },
                "{code}"
            );
        }
    }
}

#[test]
fn p34_failures_of_the_host_back_off() {
    let soft = [408, 421, 429, 500, 502, 503, 504, 599].map(status);
    for peer in both() {
        for answer in soft.iter().chain([&Answer::Unreachable("time-out".to_owned())]) {
            assert_eq!(judge(answer, &peer), Step::BackOff { until: seconds(30) }, "{answer:?}");
        }
    }
}

#[test]
fn p34_retry_after_is_obeyed_up_to_24_hours() {
    for peer in both() {
        for code in [408, 421, 429, 500, 503] {
            for (asked, waited) in [(5, 30), (7_200, 7_200), (86_400, 86_400), (999_999, 86_400)] {
                let answer = Answer::Status {
                    code,
                    retry_after: Some(Duration::from_secs(asked)),
                };
                let until = seconds(waited);
                assert_eq!(judge(&answer, &peer), Step::BackOff { until }, "{code} {asked}");
            }
        }
    }
}

#[test]
fn p34_one_entry_that_fails_while_others_succeed_is_parked_with_a_retry_time() {
    for peer in both() {
        let alone = PeerFacts {
            others_succeed: true,
            entry_failures: 1,
            ..peer
        };
        let parked = Step::Park {
            retry_at: Some(seconds(60)),
        };
        for answer in [status(500), status(408), Answer::Unreachable("TLS".to_owned())] {
            assert_eq!(judge(&answer, &alone), parked, "{answer:?}");
        }
        for code in [403, 404, 410] {
            let step = judge(&status(code), &alone);
            assert!(matches!(step, Step::Park { retry_at: Some(_) }), "{code}: {step:?}");
        }
        assert!(matches!(judge(&status(429), &alone), Step::BackOff { .. }));
    }
}

#[test]
fn p34_after_30_days_members_are_tried_daily_and_others_rest() {
    for peer in both() {
        let long = PeerFacts {
            failures: 200,
            failing_since: days_ago(30),
            ..peer
        };
        let step = judge(&status(503), &long);
        if long.member {
            assert_eq!(
                step,
                Step::BackOff {
                    until: seconds(25 * 3_600)
                }
            );
        } else {
            assert_eq!(step, Step::Rest);
        }
    }
}

#[test]
fn the_wait_doubles_from_30_seconds_to_6_hours() {
    let most = |failures| back_off(failures, None, now(), 1.0).as_secs();
    let waits: Vec<_> = (0..=11).map(most).collect();
    assert_eq!(
        waits,
        [30, 30, 60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 21_600]
    );
    assert_eq!(most(u32::MAX), 21_600);
    assert_eq!(back_off(3, None, now(), 0.5).as_secs(), 60);
    assert_eq!(back_off(3, None, now(), 0.0).as_secs(), 1);
}

proptest! {
    #[test]
    fn every_answer_has_a_step_that_is_never_in_the_past_nor_beyond_25_hours(
        code: u16,
        asked in any::<Option<u64>>(),
        member: bool,
        failures: u32,
        entry_failures: u32,
        since in any::<Option<u16>>(),
        others_succeed: bool,
        jitter: f64,
    ) {
        let peer = PeerFacts {
            member,
            failures,
            entry_failures,
            failing_since: since.and_then(|days| days_ago(days.into())),
            gone_since: since.and_then(|days| days_ago(days.into())),
            others_succeed,
            tried_other_signature: true,
        };
        let answer = Answer::Status { code, retry_after: asked.map(Duration::from_secs) };
        let step = after(&answer, &peer, now(), jitter);
        if let Step::BackOff { until } | Step::HoldAndAlarm { until } | Step::Park { retry_at: Some(until) } = step {
            assert!(until > now() && until <= now() + TimeDelta::hours(25), "{until}");
        }
        if member {
            assert!(!matches!(step, Step::Rest | Step::LetGo), "a member is never given up");
        }
        if step == Step::Done {
            assert!(matches!(code, 200..=299 | 409));
        }
    }
}
