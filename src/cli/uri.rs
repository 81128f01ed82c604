//! File names as addresses.

use std::fmt::Write;

/// A relative file name as a URI reference (RFC 3986).
pub(super) fn relative(name: &str) -> String {
    name.replace('\\', "/").bytes().fold(String::with_capacity(name.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // A text in memory takes all that is written.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
