//! Work on many items at once: a panic costs one result only, and results are handed over while others are made.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Once, mpsc};
use std::thread;

/// Results that wait to be consumed, for each thread; so many are in memory at most.
const WAITING: usize = 4;

thread_local! {
    /// Where and why this thread panicked while it worked on an item; `None` outside of that.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Number of threads where none is asked for.
pub(super) fn default_threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Applies `work` to every item on at most `threads` threads (at least one), and `consume` to each index and result on
/// the calling thread, in no certain order. An item whose work panics gives an error that says where.
pub(super) fn each<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> T + Sync,
    mut consume: impl FnMut(usize, Result<T, String>),
) {
    keep_panics_quiet();
    let threads = threads.min(items.len()).max(1);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(threads * WAITING);
        for _ in 0..threads {
            let (sender, next, work) = (sender.clone(), &next, &work);
            let worker = move || {
                while let index = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(item) = items.get(index)
                    && sender.send((index, guarded(|| work(item)))).is_ok()
                {}
            };
            // where the system gives no more threads those that there are do the work
            if thread::Builder::new().spawn_scoped(scope, worker).is_err() {
                break;
            }
        }
        drop(sender);
        for (index, result) in receiver {
            consume(index, result);
        }
    });
    // not one thread could be made: the work is done here
    while let index = next.fetch_add(1, Ordering::Relaxed)
        && let Some(item) = items.get(index)
    {
        consume(index, guarded(|| work(item)));
    }
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

    fn map<T: Send>(
        items: &[usize],
        threads: usize,
        work: impl Fn(&usize) -> T + Sync,
    ) -> Vec<Result<T, String>> {
        let mut results = Vec::new();
        each(items, threads, work, |i, r| results.push((i, r)));
        results.sort_by_key(|(i, _)| *i);
        results.into_iter().map(|(_, r)| r).collect()
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
