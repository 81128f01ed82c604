//! The keys of one object, so that a look-up costs O(log n) in an object of any width.

use super::seq::{Measured, Seq};
use std::sync::Arc;

/// The hashes of all keys of an object, sorted; carried over from version to version.
#[derive(Debug)]
pub struct KeyIndex {
    hashes: Seq<KeyHash>,
    repeated: Vec<u64>,
}

#[derive(Debug)]
struct KeyHash(u64);

impl Measured for KeyHash {
    fn bytes(&self) -> u32 {
        0
    }

    fn flags(&self) -> u8 {
        0
    }

    fn height(&self) -> u32 {
        0
    }

    fn hash(&self) -> u64 {
        self.0
    }
}

impl KeyIndex {
    pub(super) fn of(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        let mut repeated: Vec<u64> =
            hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        repeated.dedup();
        Self { hashes: Seq::new(hashes.into_iter().map(|hash| Arc::new(KeyHash(hash))).collect()), repeated }
    }

    /// How many members have a key of this hash.
    pub fn count(&self, hash: u64) -> usize {
        let mut at = self.lower_bound(hash);
        let mut count = 0;
        while self.hashes.get(at).is_some_and(|(_, found)| found.0 == hash) {
            at += 1;
            count += 1;
        }
        count
    }

    /// The hashes that occur more than once, sorted.
    pub fn repeated(&self) -> &[u64] {
        &self.repeated
    }

    /// The index after members with some hashes have gone and others have come.
    pub(super) fn changed(&self, mut gone: Vec<u64>, mut come: Vec<u64>) -> Self {
        gone.retain(|hash| match come.iter().position(|new| new == hash) {
            Some(same) => {
                come.swap_remove(same);
                false
            }
            None => true,
        });
        let mut index = Self { hashes: self.hashes.clone(), repeated: self.repeated.clone() };
        for hash in gone {
            let at = index.lower_bound(hash);
            index.hashes = index.hashes.splice(at, at + 1, Vec::new());
            index.note(hash);
        }
        for hash in come {
            let at = index.lower_bound(hash);
            index.hashes = index.hashes.splice(at, at, vec![Arc::new(KeyHash(hash))]);
            index.note(hash);
        }
        index
    }

    fn note(&mut self, hash: u64) {
        match (self.repeated.binary_search(&hash), self.count(hash) > 1) {
            (Ok(at), false) => drop(self.repeated.remove(at)),
            (Err(at), true) => self.repeated.insert(at, hash),
            _ => {}
        }
    }

    fn lower_bound(&self, hash: u64) -> usize {
        let (mut low, mut high) = (0, self.hashes.count());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.hashes.get(middle).is_some_and(|(_, found)| found.0 < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
