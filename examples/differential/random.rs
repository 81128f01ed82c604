//! A source of random numbers that is the same everywhere.

/// A small generator of random numbers (SplitMix64): the same seed gives the same configurations everywhere.
pub struct Random(u64);

impl Random {
    /// The generator of one configuration of a run.
    pub fn new(seed: u64, id: usize) -> Self {
        Self(seed.wrapping_mul(1_000_003).wrapping_add(id as u64))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound; 0 where the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// True so often, in percent.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list.
    pub fn pick<'x, X: ?Sized>(&mut self, list: &[&'x X]) -> &'x X {
        list[self.below(list.len())]
    }
}
