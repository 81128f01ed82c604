//! Texts that are no UTF-8: OpenClaw reads every file as UTF-8 (docs/openclaw/reading.md#json5).

use super::source::{Misread, Source, finding};
use crate::text::TextRange;

/// The bytes that are looked at.
const HEAD: usize = 512;

/// UTF-16 that was read as UTF-8 has a NUL at every other byte.
pub(super) fn find(source: &Source<'_>) -> Option<Misread> {
    let text = &source.snapshot.text;
    let head = text.slice(text.clamp(TextRange::new(0, HEAD.min(text.len()))));
    let (nuls, all) = (head.matches('\0').count(), head.chars().count());
    if nuls * 3 < all || nuls < 2 {
        return None;
    }
    let bytes: Vec<u8> = head.bytes().filter(u8::is_ascii).collect();
    let at = bytes.iter().position(|byte| *byte == 0).unwrap_or_default();
    let order =
        if at == 0 || head.starts_with("\u{FFFD}\u{FFFD}\0") { "big-endian" } else { "little-endian" };
    let message =
        format!("the file is encoded as UTF-16 ({order}), and OpenClaw reads only UTF-8: save it as UTF-8");
    let range = TextRange::new(0, head.chars().next().map_or(0, char::len_utf8));
    let whole = TextRange::new(0, text.len());
    let findings = vec![finding("wrong-encoding", range, message)];
    Some(Misread { findings, repairs: Vec::new(), is_cause: true, silent: vec![whole] })
}
