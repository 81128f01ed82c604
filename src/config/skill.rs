//! The skills that OpenClaw and its plugins bring (docs/openclaw/references.md#skills).

/// Their names.
pub fn all() -> impl Iterator<Item = &'static str> {
    include_str!("../../data/overlay/skills.tsv").lines().filter(|line| !line.starts_with('#'))
}

/// Whether a skill of this name is brought.
pub fn is_known(name: &str) -> bool {
    all().any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_with_their_case() {
        assert!(is_known("github") && !is_known("GitHub"));
        assert!(all().count() > 40);
    }
}
