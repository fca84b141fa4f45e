//! Work on many items at once: items are taken as they come, results are handed over in that order, no more than some wait
//! for that, and a panic costs one result only. Large items are worked on one at a time.
//!
//! Items are taken in order, so the first one that is not consumed is under way whenever a later one is; only taking waits for
//! results to be consumed, so that one always gets done.

use super::room::unpoisoned;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Condvar, Mutex, Once, mpsc};
use std::thread;

/// Results that wait to be consumed, for each thread; so many are in memory at most.
const WAITING: usize = 16;

/// Bytes of results that wait to be consumed; while there are more no further item is taken.
const WAITING_BYTES: usize = 16 << 20;

thread_local! {
    /// Where and why this thread panicked while it worked on an item; `None` outside of that.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Number of threads where none is asked for.
pub(super) fn default_threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// What became of an item.
pub(super) enum Step<I, T> {
    /// Its result.
    Done(T),
    /// It turned out to be large: what is left to do.
    Large(I),
}

/// Applies `work` to every item on at most `threads` threads (at least one), and `consume` to the key and the result of each on
/// the calling thread, in the order of the items. They are taken one at a time, by whichever thread is free, and no more than
/// some ahead of what was consumed; `size` says how many bytes a result takes until then, about. An item whose work panics
/// gives an error that says where.
///
/// What `work` finds large is finished by `large` on one thread more, where there are several: what a thread once took of memory
/// mostly stays with it, as the system's allocator keeps an arena for each.
pub(super) fn each<K: Send, I: Send, T: Send>(
    items: impl Iterator<Item = (K, I)> + Send,
    threads: usize,
    work: impl Fn(I) -> Step<I, T> + Sync,
    large: impl Fn(I) -> T + Sync,
    size: impl Fn(&T) -> usize + Sync,
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
    let sized = |result: Result<T, String>| {
        let bytes = result.as_ref().map_or(0, &size);
        away.add(bytes);
        (bytes, result)
    };
    let work = |item| match guarded(|| work(item)) {
        Ok(Step::Large(item)) => Step::Large(item),
        Ok(Step::Done(result)) => Step::Done(sized(Ok(result))),
        Err(message) => Step::Done(sized(Err(message))),
    };
    let large = |item| sized(guarded(|| large(item)));
    let mut made = 0;
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let mut aside = None;
        if threads > 1 {
            // who has a large item waits, and begins no other one, until it is taken
            let (to, larger) = mpsc::sync_channel(0);
            let (sender, large) = (sender.clone(), &large);
            let worker = move || {
                for (index, key, item) in larger {
                    if sender.send((index, key, large(item))).is_err() {
                        break;
                    }
                }
            };
            let made = thread::Builder::new().spawn_scoped(scope, worker);
            aside = made.is_ok().then_some(to);
        }
        for _ in 0..threads {
            let (sender, aside) = (sender.clone(), aside.clone());
            let (take, work, large) = (&take, &work, &large);
            let worker = move || {
                while let Some((index, (key, item))) = take() {
                    let sent = match (work(item), &aside) {
                        (Step::Large(item), Some(aside)) => aside.send((index, key, item)).is_ok(),
                        (Step::Large(item), None) => sender.send((index, key, large(item))).is_ok(),
                        (Step::Done(result), _) => sender.send((index, key, result)).is_ok(),
                    };
                    if !sent {
                        break;
                    }
                }
            };
            // where the system gives no more threads those that there are do the work
            if thread::Builder::new().spawn_scoped(scope, worker).is_err() {
                break;
            }
            made += 1;
        }
        drop((sender, aside));
        let _released = Released(&away);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (index, key, result) in receiver {
            early.insert(index, (key, result));
            while let Some((key, (bytes, result))) = early.remove(&next) {
                consume(key, result);
                next += 1;
                away.give_back(bytes);
            }
        }
    });
    // not one thread could be made: the work is done here
    while made == 0
        && let Some((_, (key, item))) = take()
    {
        let (bytes, result) = match work(item) {
            Step::Done(result) => result,
            Step::Large(item) => large(item),
        };
        consume(key, result);
        away.give_back(bytes);
    }
}

/// Items that were taken and not consumed.
#[derive(Default)]
struct Away {
    held: Mutex<Held>,
    less: Condvar,
}

#[derive(Default)]
struct Held {
    items: usize,
    /// Of results.
    bytes: usize,
}

impl Away {
    /// Counts one item more, as soon as there are less than `most`, and their results are not too large.
    fn take(&self, most: usize) {
        let far = |held: &mut Held| held.items >= most || held.bytes >= WAITING_BYTES;
        let held = self.less.wait_while(unpoisoned(self.held.lock()), far);
        unpoisoned(held).items += 1;
    }

    fn add(&self, bytes: usize) {
        let mut held = unpoisoned(self.held.lock());
        held.bytes = held.bytes.saturating_add(bytes);
    }

    fn give_back(&self, bytes: usize) {
        let mut held = unpoisoned(self.held.lock());
        held.items = held.items.saturating_sub(1);
        held.bytes = held.bytes.saturating_sub(bytes);
        self.less.notify_all();
    }
}

/// Lets threads go that wait for results to be consumed, also where that ends in a panic.
struct Released<'a>(&'a Away);

impl Drop for Released<'_> {
    fn drop(&mut self) {
        *unpoisoned(self.0.held.lock()) = Held::default();
        self.0.less.notify_all();
    }
}

/// What came of work, or where and why it panicked.
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
        each(
            items.iter().enumerate(),
            threads,
            |i| match i % 5 {
                4 => Step::Large(i),
                _ => Step::Done(work(i)),
            },
            &work,
            |_| 1,
            |key, result| {
                keys.push(key);
                results.push(result);
            },
        );
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
            Step::Done,
            |i| i,
            |_| 1,
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
    fn large_results_wait_in_small_numbers() {
        let threads = 4;
        let work: [fn(usize) -> Step<usize, usize>; 2] = [Step::Done, Step::Large];
        for work in work {
            let taken = AtomicUsize::new(0);
            let mut consumed = 0;
            let items = (0..200).map(|i| (i, taken.fetch_add(1, Ordering::SeqCst)));
            each(
                items,
                threads,
                work,
                |i| i,
                |_| WAITING_BYTES,
                |key, result| {
                    assert_eq!(result, Ok(key));
                    let ahead = taken.load(Ordering::SeqCst) - consumed;
                    // each thread may have begun one before the first was done, and so may that for large items
                    assert!(ahead <= threads + 2, "{ahead}");
                    consumed += 1;
                },
            );
            assert_eq!(consumed, 200);
        }
    }

    #[test]
    fn a_panic_costs_one_result_and_says_where() {
        for threads in [1, 3, 4] {
            // 4 is large
            for bad in [3, 4] {
                let results = map(&[1, 2, 3, 4, 5], threads, |i| {
                    assert!(*i != bad, "{bad} is bad");
                    *i
                });
                for (i, result) in (1..).zip(results) {
                    if i == bad {
                        let message = result.unwrap_err();
                        assert!(message.starts_with(&format!("{bad} is bad (")), "{message}");
                        assert!(message.contains("pool.rs:"), "{message}");
                    } else {
                        assert_eq!(result, Ok(i));
                    }
                }
            }
        }
    }
}
