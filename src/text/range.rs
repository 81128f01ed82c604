//! A range of bytes.

/// A half-open range of byte offsets, `start..end`, with `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    /// The first byte of the range.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl TextRange {
    /// A range from two byte offsets.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// An empty range at a byte offset.
    pub const fn empty(at: usize) -> Self {
        Self { start: at, end: at }
    }

    /// A range from its first byte and its length in bytes.
    pub const fn at(start: usize, len: usize) -> Self {
        Self { start, end: start + len }
    }

    /// The length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range, `by` bytes further on.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Whether an offset lies in the range or at one of its two ends.
    pub const fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether the whole of `other` lies in this range.
    pub const fn contains_range(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share a byte or touch.
    pub const fn meets(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

impl From<TextRange> for std::ops::Range<usize> {
    fn from(range: TextRange) -> Self {
        range.start..range.end
    }
}
