//! Addresses of the project, all from its manifest.

/// The released documentation.
pub const DOCS: &str = env!("CARGO_PKG_HOMEPAGE");

/// The page that explains a diagnostic code, on the web.
pub fn page(code: &str) -> String {
    format!("{DOCS}/diagnostics/{code}.html")
}
