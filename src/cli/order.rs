//! Work on many things at once, results in order.

use super::progress::Progress;
use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does `work` on each item, on all processors when there are several, and hands the results to `take` in the order of
/// the items. Ends early when `take` fails.
pub(super) fn in_order<'t, T: Sync, R: Send>(
    items: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let mut bar = Progress::new(items.len());
    let mut done = 0;
    let mut take = |result| {
        bar.clear();
        take(result)?;
        done += 1;
        bar.show(done);
        Ok(())
    };
    if threads < 2 {
        return items.iter().try_for_each(|item| take(work(item)));
    }
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                while let index = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(item) = items.get(index)
                    && send.send((index, work(item))).is_ok()
                {}
            });
        }
        drop(send);
        // Dropped when this ends, in success or not: the threads' next `send` fails and they stop.
        deliver(receive, &mut take)
    })
}

/// Hands results over in the order of their indexes, keeping those that come too early.
fn deliver<R>(
    results: mpsc::Receiver<(usize, R)>,
    take: &mut impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let mut early = BTreeMap::new();
    let mut due = 0;
    for (index, result) in results {
        early.insert(index, result);
        while let Some(result) = early.remove(&due) {
            take(result)?;
            due += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::io;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..500).collect();
        let mut seen = Vec::new();
        let slow_first = |item: &u64| {
            std::thread::sleep(std::time::Duration::from_micros(if item.is_multiple_of(50) {
                900
            } else {
                0
            }));
            item * 2
        };
        in_order(&items, slow_first, |result| {
            seen.push(result);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn it_ends_when_the_results_are_no_longer_wanted() {
        let items: Vec<u64> = (0..500).collect();
        let mut taken = 0;
        let end = in_order(
            &items,
            |item| *item,
            |_| {
                taken += 1;
                if taken == 3 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
            },
        );
        assert_eq!(end.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(taken, 3);
    }
}
