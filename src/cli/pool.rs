//! Work on many items at once: items are taken as they come, results are handed over in that order, no more than some are
//! on their way, and a panic costs one result only.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Condvar, LockResult, Mutex, Once, PoisonError, mpsc};
use std::thread;

/// Results that wait to be consumed, for each thread; so many are in memory at most.
const WAITING: usize = 16;

thread_local! {
    /// Where and why this thread panicked while it worked on an item; `None` outside of that.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Number of threads where none is asked for.
pub(super) fn default_threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Applies `work` to every item on at most `threads` threads (at least one), and `consume` to the key and the result of each on
/// the calling thread, in the order of the items. They are taken one at a time, by whichever thread is free, and no more than
/// some ahead of what was consumed. An item whose work panics gives an error that says where.
pub(super) fn each<K: Send, I, T: Send>(
    items: impl Iterator<Item = (K, I)> + Send,
    threads: usize,
    work: impl Fn(I) -> T + Sync,
    mut consume: impl FnMut(K, Result<T, String>),
) {
    keep_panics_quiet();
    let threads = threads.max(1);
    let away = Away::default();
    let most = threads * WAITING;
    let items = Mutex::new(items.enumerate().fuse());
    let take = || {
        away.take(most);
        // this may wait for input, which holds nobody up but those who want more
        unpoisoned(items.lock()).next()
    };
    let mut made = 0;
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let (sender, take, work) = (sender.clone(), &take, &work);
            let worker = move || {
                while let Some((index, (key, item))) = take()
                    && sender.send((index, key, guarded(|| work(item)))).is_ok()
                {}
            };
            // where the system gives no more threads those that there are do the work
            if thread::Builder::new().spawn_scoped(scope, worker).is_err() {
                break;
            }
            made += 1;
        }
        drop(sender);
        let _released = Released(&away);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (index, key, result) in receiver {
            early.insert(index, (key, result));
            while let Some((key, result)) = early.remove(&next) {
                consume(key, result);
                next += 1;
                away.give_back();
            }
        }
    });
    // not one thread could be made: the work is done here
    while made == 0
        && let Some((_, (key, item))) = take()
    {
        consume(key, guarded(|| work(item)));
        away.give_back();
    }
}

/// Items that were taken and not consumed.
#[derive(Default)]
struct Away {
    count: Mutex<usize>,
    fewer: Condvar,
}

impl Away {
    /// Counts one more, as soon as there are less than `most`.
    fn take(&self, most: usize) {
        let far = |count: &mut usize| *count >= most;
        let count = self.fewer.wait_while(unpoisoned(self.count.lock()), far);
        let mut count = unpoisoned(count);
        *count = count.saturating_add(1);
    }

    fn give_back(&self) {
        let mut count = unpoisoned(self.count.lock());
        *count = count.saturating_sub(1);
        self.fewer.notify_one();
    }
}

/// Lets threads go that wait for results to be consumed, also where that ends in a panic.
struct Released<'a>(&'a Away);

impl Drop for Released<'_> {
    fn drop(&mut self) {
        *unpoisoned(self.0.count.lock()) = 0;
        self.0.fewer.notify_all();
    }
}

/// What a lock guards, also where a thread panicked that held it.
fn unpoisoned<T>(lock: LockResult<T>) -> T {
    lock.unwrap_or_else(PoisonError::into_inner)
}

fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    CAUGHT.set(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let message = CAUGHT.take().unwrap_or_default();
    result.map_err(|_| message)
}

/// Makes a panic inside [`guarded`] leave its message there instead of on standard error.
fn keep_panics_quiet() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let caught = CAUGHT.with_borrow_mut(|caught| {
                caught.as_mut().map(|message| {
                    let place = info.location().map(ToString::to_string);
                    let payload = info.payload();
                    let reason = payload
                        .downcast_ref::<&str>()
                        .copied()
                        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
                        .unwrap_or("no reason given");
                    *message = format!("{reason} ({})", place.unwrap_or_default());
                })
            });
            if caught.is_none() {
                usual(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn map<T: Send>(
        items: &[usize],
        threads: usize,
        work: impl Fn(&usize) -> T + Sync,
    ) -> Vec<Result<T, String>> {
        let (mut keys, mut results) = (Vec::new(), Vec::new());
        each(items.iter().enumerate(), threads, work, |key, result| {
            keys.push(key);
            results.push(result);
        });
        assert!(keys.iter().copied().eq(0..items.len()), "{keys:?}");
        results
    }

    #[test]
    fn every_item_is_worked_on_once_at_any_number_of_threads() {
        let items: Vec<usize> = (0..1000).collect();
        let doubled: Vec<_> = items.iter().map(|i| Ok(i * 2)).collect();
        for threads in [0, 1, 2, 7, 300] {
            assert_eq!(map(&items, threads, |i| i * 2), doubled);
        }
        assert!(map(&[], 4, |_| 0).is_empty());
    }

    #[test]
    fn items_are_taken_no_further_ahead_than_results_may_wait() {
        let (taken, threads) = (AtomicUsize::new(0), 3);
        let mut consumed = 0;
        let items = (0..500).map(|i| (i, taken.fetch_add(1, Ordering::SeqCst)));
        each(
            items,
            threads,
            |i| i,
            |key, result| {
                assert_eq!(result, Ok(key));
                let ahead = taken.load(Ordering::SeqCst) - consumed;
                assert!(ahead <= threads * WAITING + 1, "{ahead}");
                consumed += 1;
            },
        );
        assert_eq!(consumed, 500);
    }

    #[test]
    fn a_panic_costs_one_result_and_says_where() {
        for threads in [1, 3] {
            let results = map(&[1, 2, 3, 4], threads, |i| {
                assert!(*i != 3, "three is odd");
                *i
            });
            assert_eq!(results[0], Ok(1));
            assert_eq!(results[1], Ok(2));
            assert_eq!(results[3], Ok(4));
            let message = results[2].as_ref().unwrap_err();
            assert!(message.starts_with("three is odd ("), "{message}");
            assert!(message.contains("pool.rs:"), "{message}");
        }
    }
}
