//! Addresses: those of the project, all from its manifest, and those of files.

use std::fmt::Write as _;

/// The released documentation.
pub const DOCS: &str = env!("CARGO_PKG_HOMEPAGE");

/// The page that explains a diagnostic code, on the web.
pub fn page(code: &str) -> String {
    format!("{DOCS}/diagnostics/{code}.html")
}

/// A relative file name as a URI reference (RFC 3986).
pub fn relative(name: &str) -> String {
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
