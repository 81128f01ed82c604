//! What we say of the probes against what the releases said: every form and every fault that was measured, in releases of each age.

use super::reading::{errors, snapshot, world};
use openclaw_lsp::release::{self, Deed, History, Version};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// By id the forms of a probe: a configuration with the fault, and one without.
type Probes = BTreeMap<String, Vec<(String, String)>>;

fn probes(file: &str) -> Probes {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/releases").join(file);
    let mut probes = Probes::new();
    for line in fs::read_to_string(path).expect("the probes").lines().filter(|line| !line.starts_with('#')) {
        let [id, faulty, faultless] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        probes.entry(id.to_owned()).or_default().push((faulty.to_owned(), faultless.to_owned()));
    }
    probes
}

/// What a release makes of a configuration, as far as a verdict tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Accepts,
    Refuses,
    Unknown,
}

impl Outcome {
    const fn of(deed: Deed) -> Self {
        match deed {
            Deed::Reads | Deed::Migrates => Self::Accepts,
            Deed::Refuses | Deed::Mends => Self::Refuses,
            Deed::Unknown => Self::Unknown,
        }
    }
}

/// Our verdicts for a release, by text.
struct Judge {
    version: Version,
    known: HashMap<String, bool>,
}

impl Judge {
    fn accepts(&mut self, text: &str) -> bool {
        let version = self.version;
        *self
            .known
            .entry(text.to_owned())
            .or_insert_with(|| errors(&snapshot(text, &world(version))).is_empty())
    }

    /// As the tables are made: a form that is accepted counts most.
    fn outcome(&mut self, forms: &[(String, String)]) -> Outcome {
        let mut outcome = Outcome::Unknown;
        for (faulty, faultless) in forms {
            if self.accepts(faulty) {
                return Outcome::Accepts;
            }
            if self.accepts(faultless) {
                outcome = Outcome::Refuses;
            }
        }
        outcome
    }
}

/// How many probes of a file a release was asked, and those that we judge otherwise, with both verdicts.
fn other(
    version: Version,
    file: &str,
    history: fn(&str) -> Option<History<'static>>,
) -> (usize, Vec<(String, String)>) {
    let mut judge = Judge { version, known: HashMap::new() };
    let (mut count, mut other) = (0, Vec::new());
    for (id, forms) in probes(file) {
        let Some(deed) = history(&id).and_then(|history| history.at(version)) else { continue };
        count += 1;
        let ours = judge.outcome(&forms);
        if ours != Outcome::of(deed) {
            other.push((id, format!("{deed}, ours {ours:?}")));
        }
    }
    (count, other)
}

/// Probes that we judge otherwise in some release, with the cause. Each other one is judged alike in all of them.
const KNOWN: [(&str, &str); 26] = [
    ("agents.list[].contextTokens", "the newest schema's silence about the key is taken for that of all"),
    ("authored/older-roster-beside", "the row is one of a list that can be read"),
    ("browser/profile-extension", "releases of April 2026 replace the driver before they look"),
    ("channels/bare_accounts", "any account of IRC is refused, which has no default for its keys"),
    ("case:channel:telegram:streaming-aliases #1", ACCOUNTS),
    ("case:compat:secretref-markers #1", MARKER),
    ("secrets/marker", MARKER),
    ("channels.telegram.accounts.*.streaming.preview.nativeToolProgress", ACCOUNTS),
    ("channels.telegram.accounts.*.streaming.preview.nativeToolProgressAllowFrom", ACCOUNTS),
    ("channels.telegram.streaming.preview.nativeToolProgress", ACCOUNTS),
    ("channels.telegram.streaming.preview.nativeToolProgressAllowFrom", ACCOUNTS),
    ("gateway.controlUi.chatMessageMaxWidth", "which widths a page may have is not known"),
    ("messages.tts.edge", SPEECH),
    ("messages.tts.elevenlabs", SPEECH),
    ("messages.tts.microsoft", SPEECH),
    ("messages.tts.openai", SPEECH),
    ("channels/allowlist-empty-bluebubbles", CARRIED),
    ("channels/allowlist-empty-discord", CARRIED),
    ("channels/allowlist-empty-feishu", CARRIED),
    ("channels/allowlist-empty-googlechat", CARRIED),
    ("channels/allowlist-empty-qqbot", CARRIED),
    ("channels/allowlist-empty-slack", CARRIED),
    ("channels/open-without-wildcard-bluebubbles", CARRIED),
    ("channels/open-without-wildcard-feishu", CARRIED),
    ("channels/open-without-wildcard-googlechat", CARRIED),
    ("channels/open-without-wildcard-qqbot", CARRIED),
];

const MARKER: &str = "no rule knows the markers of secrets that some releases of spring 2026 refuse";
const ACCOUNTS: &str = "the first releases with the key refuse objects there";
const CARRIED: &str =
    "a release that was not asked has the answer of one before, though its schema has changed";
const SPEECH: &str = "the place that took over is not known yet either";

#[test]
fn probes_of_each_release() {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for version in super::releases() {
        for (file, history) in
            [("rule-probes.tsv", release::rule as fn(&str) -> _), ("row-probes.tsv", release::row)]
        {
            let (count, other) = other(version, file, history);
            println!("{version} {file}: {} of {count} alike", count - other.len());
            for (id, said) in other {
                all.entry(id).or_default().push(format!("{said} at {version}"));
            }
        }
    }
    let known = BTreeMap::from(KNOWN);
    let unlisted: Vec<_> = all.iter().filter(|(id, _)| !known.contains_key(id.as_str())).collect();
    assert!(unlisted.is_empty(), "{unlisted:#?}");
    let agreed: Vec<_> = known.keys().filter(|id| !all.contains_key(**id)).collect();
    assert!(agreed.is_empty(), "these agree now: {agreed:?}");
}
