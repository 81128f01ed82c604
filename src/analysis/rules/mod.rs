//! The rules that the JSON Schema does not know: one file per family.

mod providers;
mod roster;

#[cfg(test)]
mod tests;

use super::check::Rule;

/// All rules.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    const FAMILIES: &[&[Rule]] = &[providers::RULES, roster::RULES];
    FAMILIES.iter().copied().flatten()
}
