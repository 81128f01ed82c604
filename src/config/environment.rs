//! Which variables OpenClaw takes from a configuration, and from the `.env` file of the folder that it works in
//! (docs/openclaw/variables.md#variables-of-the-configuration, docs/openclaw/variables.md#dotenv-files).

use super::ConfigValue;
use super::placeholder::placeholders;
use crate::schema::format::trim;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

const REFUSED: &str = include_str!("../../data/config/refused-variables.tsv");

/// Why OpenClaw ignores a variable of `env.vars` without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// Its name is not made of letters, digits and `_`, or begins with a digit.
    Name,
    /// It could be used to take the gateway over.
    Refused,
    /// Its value is blank.
    Blank,
    /// Its value holds `${NAME}`.
    Variable,
}

impl Skipped {
    /// Why a variable with this key and value is passed over; nothing where it is set.
    pub fn of(key: &str, value: &str) -> Option<Self> {
        let name = trim(key);
        if !is_portable(name) {
            Some(Self::Name)
        } else if IN_CONFIG.has(name) {
            Some(Self::Refused)
        } else if trim(value).is_empty() {
            Some(Self::Blank)
        } else {
            (!placeholders(value).is_empty()).then_some(Self::Variable)
        }
    }
}

/// Whether a configuration sets a variable: in `env.vars`, or directly below `env`, as older releases wrote it.
pub fn sets<V: ConfigValue>(config: &V, name: &str) -> bool {
    let is_set = |path: &[&str], name| {
        config
            .at(path)
            .is_some_and(|value| value.as_str().is_some_and(|text| Skipped::of(name, &text).is_none()))
    };
    spellings(name).any(|name| is_set(&["env", "vars", name], name) || is_set(&["env", name], name))
}

/// The one variable with an older spelling, which OpenClaw copies to it at its start.
pub const RENAMED: &str = "ZAI_API_KEY";

/// The names that a variable may be set by.
pub fn spellings(name: &str) -> impl Iterator<Item = &str> {
    let older = (name == RENAMED).then_some("Z_AI_API_KEY");
    std::iter::once(name).chain(older)
}

/// Whether a name is one on every system.
pub fn is_portable(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    let mut bytes = name.bytes();
    bytes.next().is_some_and(is_letter) && bytes.all(|byte| is_letter(byte) || byte.is_ascii_digit())
}

/// Whether OpenClaw refuses a name in the `.env` file of the folder that it works in, which others may have written.
pub fn is_refused_in_folder(name: &str) -> bool {
    IN_FOLDER.has(name)
}

static IN_CONFIG: LazyLock<Refused> = LazyLock::new(|| Refused::read("config"));
static IN_FOLDER: LazyLock<Refused> = LazyLock::new(|| Refused::read("folder"));

/// Names and parts of names, in capitals.
#[derive(Default)]
struct Refused {
    names: FxHashSet<&'static str>,
    prefixes: Vec<&'static str>,
    suffixes: Vec<&'static str>,
    /// Words that stand beside one another.
    words: Vec<Vec<&'static str>>,
    /// What stands before and after anything.
    around: Vec<(&'static str, &'static str)>,
}

impl Refused {
    /// What is refused in one place, with what is refused in both.
    fn read(place: &str) -> Self {
        let mut refused = Self::default();
        for row in REFUSED.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let (Some(scope), Some(kind), Some(text)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            if scope == place || scope == "host" {
                refused.add(kind, text);
            }
        }
        refused
    }

    fn add(&mut self, kind: &str, text: &'static str) {
        match kind {
            "prefix" => self.prefixes.push(text),
            "suffix" => self.suffixes.push(text),
            "words" => self.words.push(text.split('_').collect()),
            "pattern" => self.around.extend(text.split_once('*')),
            _ => {
                self.names.insert(text);
            }
        }
    }

    fn has(&self, name: &str) -> bool {
        let name = name.to_ascii_uppercase();
        let is_around = |(before, after): &(&str, &str)| {
            let inner = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            inner.is_some_and(|inner| !inner.is_empty())
        };
        self.names.contains(name.as_str())
            || self.prefixes.iter().any(|prefix| name.starts_with(prefix))
            || self.suffixes.iter().any(|suffix| name.ends_with(suffix))
            || self.around.iter().any(is_around)
            || self.has_words(&name)
    }

    fn has_words(&self, name: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let own: Vec<&str> = name.split('_').filter(|word| !word.is_empty()).collect();
        self.words.iter().any(|words| own.windows(words.len()).any(|some| some == words.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_that_a_configuration_may_not_set() {
        for name in [
            "NODE_OPTIONS",
            "Gh_Token",
            "LD_X",
            "git_config_a",
            "CARGO_TARGET_X_LINKER",
            "OPENCLAW_INCLUDE_ROOTS",
        ] {
            assert_eq!(Skipped::of(name, "x"), Some(Skipped::Refused), "{name}");
        }
        for name in ["A", "_a9", " A ", "PATH", "ANTHROPIC_API_KEY", "OPENCLAW_HOME", "CARGO_TARGET__RUNNER"]
        {
            assert_eq!(Skipped::of(name, "x"), None, "{name}");
        }
        for name in ["", "1A", "A-B", "A.B", "É"] {
            assert_eq!(Skipped::of(name, "x"), Some(Skipped::Name), "{name}");
        }
    }

    #[test]
    fn values_that_set_nothing() {
        assert_eq!(Skipped::of("A", " \u{feff}"), Some(Skipped::Blank));
        assert_eq!(Skipped::of("A", "a${B}"), Some(Skipped::Variable));
        for value in ["x", "${lower}", "${A:-b}", "$${A}", "$A", "\u{200b}"] {
            assert_eq!(Skipped::of("A", value), None, "{value}");
        }
    }

    #[test]
    fn names_that_a_folder_may_not_set() {
        for name in [
            "ANTHROPIC_API_KEY",
            "OPENCLAW_X",
            "A_BASE_URL",
            "SKIP__AUTH_X",
            "X_DISABLE_TLS",
            "HOME",
            "aws_profile",
        ] {
            assert!(is_refused_in_folder(name), "{name}");
        }
        for name in ["A", "SKIPAUTH", "AUTH_SKIP", "BASE_URL", "X_DISABLE"] {
            assert!(!is_refused_in_folder(name), "{name}");
        }
    }

    #[test]
    fn a_configuration_sets_what_is_not_passed_over() {
        let env = json!({ "env": { "vars": { "A": "x", "B": " ", "C": 5, "Z_AI_API_KEY": "z" }, "B": "y", "D": "${A}" } });
        let set = ["A", "B", "C", "D", "ZAI_API_KEY"].map(|name| sets(&&env, name));
        assert_eq!(set, [true, true, false, false, true]);
    }

    #[test]
    fn rows_are_sorted_and_in_capitals() {
        let rows: Vec<&str> = REFUSED.lines().skip(1).collect();
        assert!(rows.len() > 400 && rows.is_sorted());
        for row in rows {
            let columns: Vec<&str> = row.split('\t').collect();
            let [scope, kind, text] = columns[..] else { panic!("{row}") };
            assert!(matches!(scope, "config" | "folder" | "host"), "{row}");
            assert!(matches!(kind, "name" | "prefix" | "suffix" | "words" | "pattern"), "{row}");
            assert_eq!(text, text.to_ascii_uppercase());
        }
    }
}
