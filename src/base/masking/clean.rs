//! Which sentences are known to hold nothing secret. A document's findings are told again after each keystroke, and nearly all of
//! them say what they said before: looking through a thousand sentences takes longer than finding them.

use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::hash::{BuildHasher as _, Hash, RandomState};
use std::sync::{LazyLock, Mutex, PoisonError};

/// The most answers that are remembered, at 8 bytes each.
const MOST: usize = 1 << 16;

/// The hashes of the questions, under keys of this process alone: nobody can write a document that collides with one. Neither
/// texts nor secrets are kept.
static CLEAN: LazyLock<(RandomState, Mutex<FxHashSet<u64>>)> = LazyLock::new(Default::default);

/// What `mask` makes of a sentence. It is not asked again where it left the sentence as it is, given the same `question`: the
/// sentence, and all else that the answer depends on.
pub(super) fn remembered<'s>(
    question: impl Hash,
    sentence: &'s str,
    mask: impl FnOnce() -> Cow<'s, str>,
) -> Cow<'s, str> {
    let (keys, clean) = &*CLEAN;
    let lock = || clean.lock().unwrap_or_else(PoisonError::into_inner);
    let hash = keys.hash_one((question, sentence));
    if lock().contains(&hash) {
        return Cow::Borrowed(sentence);
    }
    let masked = mask();
    if *masked == *sentence {
        let mut clean = lock();
        if clean.len() >= MOST {
            clean.clear();
        }
        clean.insert(hash);
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::remembered;
    use std::borrow::Cow;

    #[test]
    fn only_what_hides_nothing_is_remembered() {
        let mut asked = 0;
        let mut ask = |question: &str, answer: &str| {
            let masked = remembered(question, "a sentence", || {
                asked += 1;
                Cow::Owned(answer.to_owned())
            });
            masked.into_owned()
        };
        for _ in 0..2 {
            assert_eq!(ask("clean", "a sentence"), "a sentence");
            assert_eq!(ask("hidden", "a ********"), "a ********");
        }
        assert_eq!(asked, 3, "what is masked is looked at each time");
    }
}
