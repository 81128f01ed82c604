//! Addresses of the project, all from its manifest.

/// The released documentation.
pub(super) const DOCS: &str = env!("CARGO_PKG_HOMEPAGE");

/// The page that explains a diagnostic code, on the web.
pub(super) fn page(code: &str) -> String {
    format!("{DOCS}/diagnostics/{code}.html")
}
