//! Reads the words and strings of a compiled schema in place.

use super::compile::Compiled;
use super::layout::Header;
use std::borrow::Cow;

/// A compiled schema, embedded or owned. Reading outside of it gives 0 or "" instead of a panic.
#[derive(Debug)]
pub(super) struct Blob {
    words: Cow<'static, [u8]>,
    text: Cow<'static, str>,
}

impl Blob {
    pub(super) const fn embedded(words: &'static [u8], text: &'static str) -> Self {
        Self { words: Cow::Borrowed(words), text: Cow::Borrowed(text) }
    }

    pub(super) fn owned(compiled: Compiled) -> Self {
        Self { words: Cow::Owned(compiled.words), text: Cow::Owned(compiled.text) }
    }

    pub(super) fn header(&self, word: Header) -> u32 {
        self.word(word as u32)
    }

    pub(super) fn word(&self, at: u32) -> u32 {
        let (words, _) = self.words.as_chunks::<4>();
        words.get(at as usize).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// All words, in order.
    pub(super) fn all_words(&self) -> impl Iterator<Item = u32> {
        let (words, _) = self.words.as_chunks::<4>();
        words.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// The words `at .. at + count`, or none if they are not all there.
    pub(super) fn words(&self, at: u32, count: u32) -> &[[u8; 4]] {
        let (words, _) = self.words.as_chunks::<4>();
        words.get(at as usize..at as usize + count as usize).unwrap_or_default()
    }

    pub(super) fn number(&self, at: u32) -> f64 {
        f64::from_bits(u64::from(self.word(at)) | u64::from(self.word(at + 1)) << 32)
    }

    pub(super) fn string(&self, id: u32) -> &str {
        let table = self.header(Header::Strings);
        let start = if id == 0 { 0 } else { self.word(table + id - 1) };
        self.text.get(start as usize..self.word(table + id) as usize).unwrap_or_default()
    }
}
