//! A table that grows while many threads read it.

use std::fmt;
use std::sync::OnceLock;

/// As many rows as a `u32` can number.
const ROWS: usize = 32;

/// Values by small numbers, each made when it is first asked for. A row holds twice as many as the one before it, so that
/// what is there never moves, and reading waits for nobody.
pub struct Slots<T> {
    rows: [OnceLock<Box<[OnceLock<T>]>>; ROWS],
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self { rows: [const { OnceLock::new() }; ROWS] }
    }
}

impl<T> fmt::Debug for Slots<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slots").finish_non_exhaustive()
    }
}

impl<T> Slots<T> {
    /// The value of a number, if it was made.
    pub fn get(&self, index: usize) -> Option<&T> {
        let (row, at) = place(index);
        self.rows.get(row)?.get()?.get(at)?.get()
    }

    /// The value of a number, made where it lacks.
    pub fn get_or_init(&self, index: usize, make: impl FnOnce() -> T) -> &T {
        let (row, at) = place(index);
        let slots = self.rows[row].get_or_init(|| (0..1 << row).map(|_| OnceLock::new()).collect());
        slots[at].get_or_init(make)
    }
}

/// The row of a number, and its place there.
const fn place(index: usize) -> (usize, usize) {
    let row = (index + 1).ilog2() as usize;
    (row, index + 1 - (1 << row))
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[test]
    fn each_number_has_a_place_of_its_own() {
        let slots = Slots::default();
        assert_eq!(slots.get(5), None);
        for index in 0..200 {
            assert_eq!(*slots.get_or_init(index, || index), index);
        }
        assert!((0..200).all(|index| slots.get(index) == Some(&index)));
        assert_eq!(*slots.get_or_init(7, || 0), 7);
    }
}
