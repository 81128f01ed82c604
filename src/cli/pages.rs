//! The pages of the diagnostic codes, inside the program.

/// The names and texts of `docs/diagnostics/`.
const PAGES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The page of a code, in Markdown.
pub(super) fn find(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == code).map(|(_, text)| *text)
}
