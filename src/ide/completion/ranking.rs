//! The order of models: those that the document names already, then those that it or the environment can pay for, the
//! newest of each family first.

use super::context::Site;
use super::names::{at, members};
use crate::catalog::{MergedCatalog, Model, Source, Status};
use crate::config::credentials::variables;
use crate::config::mentioned::mentioned;
use crate::schema::overlay::rows;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::sync::LazyLock;

/// How many real configurations choose models of a provider.
static CHOSEN: LazyLock<FxHashMap<&str, u16>> = LazyLock::new(|| {
    rows(include_str!("../../../data/overlay/field-providers.tsv"))
        .map(|[provider, count]| (provider, count.parse().unwrap_or_default()))
        .collect()
});

/// What the document and its surroundings tell of the models that may be meant.
pub(super) struct Ranking {
    /// References to models, and how often the document names them.
    named: FxHashMap<String, usize>,
    /// The providers of these models, and those that the document or the environment has a login, a key or an address for.
    ready: FxHashSet<String>,
}

/// Where a model stands in a list: lower is earlier, and what is written first decides first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How what is typed fits.
    pub fit: Fit,
    /// How often the document names it.
    pub named: Reverse<usize>,
    /// Whether it is on its way out.
    pub deprecated: bool,
    /// How likely its provider is.
    pub standing: Standing,
    /// How many newer models its family has.
    pub newer: usize,
    /// How many people choose its provider.
    pub chosen: Reverse<u16>,
    /// The numbers of its id.
    pub version: Reverse<Vec<u32>>,
    /// How long its id is: `gpt-5.4` comes before `gpt-5.4-mini`.
    pub length: usize,
}

/// How what is typed fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// A word of the id begins so, or nothing is typed.
    Word,
    /// The reference begins so.
    Reference,
    /// The letters occur in their order.
    Letters,
}

/// How likely a provider is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// The document declares the model itself.
    Declared,
    /// The document names its models, or there is something to pay with.
    Ready,
    /// Nothing is known.
    Unknown,
}

impl Ranking {
    pub(super) fn of(site: &Site<'_>, catalog: &MergedCatalog) -> Self {
        let root = site.snapshot.tree.value();
        let named = root.map(|root| mentioned(root, site.slot.replace)).unwrap_or_default();
        let known = &site.snapshot.world.options.env_names;
        // A variable that is only going to be set shows as well what somebody means to pay with.
        let is_set = |name: &&str| {
            known.iter().any(|known| known == name)
                || at(site, &["env", "vars", name]).or_else(|| at(site, &["env", name])).is_some()
        };
        let pays = |provider: &&str| variables(provider).iter().any(is_set);
        let used = named.keys().filter_map(|name| Some(name.split_once('/')?.0.to_lowercase()));
        let mut ready: FxHashSet<String> = used.chain(logins(site)).chain(declared(site)).collect();
        ready
            .extend(catalog.providers().map(|provider| provider.id.as_ref()).filter(pays).map(str::to_owned));
        Self { named, ready }
    }

    /// Whether a provider's models may well be meant.
    pub(super) fn standing(&self, provider: &str) -> Standing {
        if self.ready.contains(provider) { Standing::Ready } else { Standing::Unknown }
    }

    /// The place of a model among others; `newer` counts the newer models of its family.
    pub(super) fn rank(&self, model: &Model, typed: &str, newer: usize) -> Rank {
        let reference = model.reference();
        let standing = match model.source {
            Source::Document => Standing::Declared,
            Source::Embedded(_) => self.standing(&model.provider),
        };
        // Who types a number has chosen a generation.
        let newer = if typed.contains(|c: char| c.is_ascii_digit()) { 0 } else { newer };
        Rank {
            fit: fit(&reference, typed),
            named: Reverse(self.named.get(&reference).copied().unwrap_or_default()),
            deprecated: model.status == Status::Deprecated,
            standing,
            newer,
            chosen: Reverse(chosen(&model.provider)),
            version: Reverse(family(&model.id).1),
            length: model.id.len(),
        }
    }

    /// The references that are named, and how often.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, usize)> {
        self.named.iter().map(|(name, count)| (name.as_str(), *count))
    }
}

/// How many people choose a provider.
pub(super) fn chosen(provider: &str) -> u16 {
    CHOSEN.get(provider).copied().unwrap_or_default()
}

/// The providers that the document has a login for.
fn logins(site: &Site<'_>) -> impl Iterator<Item = String> {
    members(at(site, &["auth", "profiles"]))
        .filter_map(|entry| Some(entry.value()?.get("provider")?.as_str()?.trim().to_lowercase()))
}

/// The providers that the document sets up.
fn declared(site: &Site<'_>) -> impl Iterator<Item = String> {
    members(at(site, &["models", "providers"])).filter_map(|entry| Some(entry.key()?.trim().to_lowercase()))
}

/// How what is typed, in lower case, fits a reference.
pub(super) fn fit(reference: &str, typed: &str) -> Fit {
    let reference = reference.to_lowercase();
    match word_at(&reference, typed) {
        Some(_) => Fit::Word,
        None if reference.starts_with(typed) => Fit::Reference,
        None => Fit::Letters,
    }
}

/// Where in a reference the word of the id begins that begins with what is typed, in bytes. Both are in lower case;
/// `opus5` begins `opus-5-5`, for nobody thinks of the signs between.
pub(super) fn word_at(reference: &str, typed: &str) -> Option<usize> {
    let id = reference.find('/')? + 1;
    let begins = |at: &usize| {
        let mut rest = reference[*at..].chars();
        let mut signs = typed.chars().filter(|c| !SIGNS.contains(c));
        signs.all(|wanted| rest.by_ref().find(|c| !SIGNS.contains(c)) == Some(wanted))
    };
    let words = reference[id..].match_indices(SIGNS).map(|(at, _)| id + at + 1);
    std::iter::once(id).chain(words).find(begins)
}

/// What stands between the words of an id.
const SIGNS: [char; 6] = ['-', '/', '_', ':', ' ', '.'];

/// How many newer models of its family each model has: `claude-opus-5` one, where there is `claude-opus-5-5`.
pub(super) fn generations<'m>(models: &[&'m Model]) -> FxHashMap<(&'m str, &'m str), usize> {
    let member = |model: &&'m Model| {
        let (words, version) = family(&model.id);
        (model.provider.as_ref(), words, Reverse(version), model.id.as_ref())
    };
    let mut all: Vec<(&str, String, Reverse<Vec<u32>>, &str)> = models.iter().map(member).collect();
    all.sort_unstable();
    let families = all.chunk_by(|one, other| (one.0, &one.1) == (other.0, &other.1));
    let numbered = families.flat_map(|members| members.iter().enumerate());
    numbered.map(|(newer, (provider, _, _, id))| ((*provider, *id), newer)).collect()
}

/// The words of an id, and its numbers. Numbers of more than three digits are dates and sizes, which tell no generation.
fn family(id: &str) -> (String, Vec<u32>) {
    let mut words = String::new();
    let mut version = Vec::new();
    for part in id.split(SIGNS) {
        match part.trim_start_matches('v').parse::<u32>() {
            Ok(number) if part.len() <= 3 => version.push(number),
            Ok(_) => {}
            Err(_) => {
                words.push_str(part);
                words.push('-');
            }
        }
    }
    (words, version)
}
