//! The clock of a whole network.

use std::{
    cell::RefCell,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, Weak},
};

use chrono::{DateTime, Duration, Utc};
use operations::Clock;
use tokio::sync::oneshot;

/// A clock that moves when a test says so. Shared by all nodes of a network.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<State>>);

struct State {
    now: DateTime<Utc>,
    sleepers: Vec<(DateTime<Utc>, oneshot::Sender<()>)>,
}

thread_local! {
    /// The clock of the test that runs on this thread.
    static OF_THIS_TEST: RefCell<Weak<Mutex<State>>> = const { RefCell::new(Weak::new()) };
}

impl Default for TestClock {
    fn default() -> Self {
        let now = DateTime::from_timestamp(1_788_249_600, 0).unwrap();
        let state = Arc::new(Mutex::new(State {
            now,
            sleepers: Vec::new(),
        }));
        OF_THIS_TEST.set(Arc::downgrade(&state));
        Self(state)
    }
}

impl TestClock {
    /// Moves the clock of the test that runs on this thread, if it has one.
    pub(crate) fn move_on(by: Duration) {
        if let Some(state) = OF_THIS_TEST.with_borrow(Weak::upgrade) {
            Self(state).advance(by);
        }
    }

    /// Moves the clock and wakes whoever slept until then.
    ///
    /// # Panics
    /// When a test that held the clock has failed.
    pub fn advance(&self, by: Duration) {
        let mut state = self.0.lock().unwrap();
        state.now += by;
        let now = state.now;
        let (due, waiting) = state.sleepers.drain(..).partition(|(until, _)| *until <= now);
        state.sleepers = waiting;
        let due: Vec<(DateTime<Utc>, oneshot::Sender<()>)> = due;
        for (_, sleeper) in due {
            let _gone = sleeper.send(());
        }
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        let mut state = self.0.lock().unwrap();
        // No two readings are equal, as with a real clock: what came later has the later time.
        state.now += Duration::microseconds(1);
        state.now
    }

    fn sleep_until(&self, moment: DateTime<Utc>) -> Pin<Box<dyn Future<Output = ()> + Send + 'static>> {
        let (wake, woken) = oneshot::channel();
        let mut state = self.0.lock().unwrap();
        if moment > state.now {
            state.sleepers.push((moment, wake));
        }
        drop(state);
        // A sender that is gone means: the moment has come.
        Box::pin(async move { woken.await.unwrap_or(()) })
    }
}
