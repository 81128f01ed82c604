//! What has changed between two texts.

use crate::text::{TextEdit, TextRange};

/// The one edit that makes a text of another.
pub(super) fn difference(old: &str, new: &str) -> TextEdit {
    let same = |(a, b): &(u8, u8)| a == b;
    let shorter = old.len().min(new.len());
    let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let behind = old.bytes().rev().zip(new.bytes().rev()).take(shorter - start);
    let mut end = behind.take_while(same).count();
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    TextEdit::replace(TextRange::new(start, old.len() - end), &new[start..new.len() - end])
}
