//! How OpenClaw compares the ids of a channel's accounts (docs/openclaw/routing.md#accounts).

use super::agent_id::canonical;

/// The account that is meant where none is named.
pub const DEFAULT: &str = "default";
/// Keys that are no accounts, since they mean something to JavaScript.
const RESERVED: [&str; 3] = ["__proto__", "constructor", "prototype"];

/// An account id in the form that is compared: as that of an agent, with `default` where nothing is left of it.
pub fn normalize(id: &str) -> String {
    usable(id).unwrap_or_else(|| DEFAULT.to_owned())
}

/// The same for an id that may be missing: nothing where the text names no account.
pub fn usable(id: &str) -> Option<String> {
    canonical(id).filter(|id| !RESERVED.contains(&id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_as_openclaw_compares_them() {
        let pairs =
            [(" Ops ", "ops"), ("", "default"), ("__proto__", "default"), ("a b", "a-b"), ("*", "default")];
        for (written, expected) in pairs {
            assert_eq!(normalize(written), expected, "{written}");
        }
        assert_eq!(usable(" "), None);
    }
}
