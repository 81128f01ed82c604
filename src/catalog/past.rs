//! The catalogue as one release has it: the hand-kept tables of `data/catalog/`, held against what was measured of each release
//! (`data/releases/`). What nobody measured is taken to be as it is in the newest.

use super::embedded::{Base, Catalog, Suppressed, Suppression, SuppressionWhen, model_of_fact};
use super::model::{Cost, Model, Provider, Source};
use crate::release::{self, Fact, Manner, Table, Version};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// The catalogues of the releases, each made when it is first asked for.
static CATALOGS: LazyLock<Vec<OnceLock<Catalog>>> =
    LazyLock::new(|| release::releases().iter().map(|_| OnceLock::new()).collect());

static NEWEST: LazyLock<Catalog> = LazyLock::new(|| Past::new(release::newest()).catalog());

impl Catalog {
    /// The catalogue of a release; what is newer than all that we know has that of the newest.
    pub fn of(version: Version) -> &'static Self {
        let at = release::index(version);
        let slot = CATALOGS.get(at).zip(release::releases().get(at));
        match slot.filter(|(_, known)| **known < release::newest()) {
            Some((slot, known)) => slot.get_or_init(|| Past::new(*known).catalog()),
            None => &NEWEST,
        }
    }
}

/// When the manifests of OpenClaw's own plugins name something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// From a later release on.
    Comes(Version),
    /// Up to an earlier one, which is the first without it.
    Went(Version),
}

/// Whether other releases than the given one list a model. Of the models of a plugin that a release does not bring it says none.
pub fn life_of_model(provider: &str, id: &str, version: Version) -> Option<Life> {
    if !Table::Providers.of_release(version).any(|fact| fact.column(0) == provider) {
        return None;
    }
    let is_it = |fact: &&Fact| fact.column(0) == provider && fact.column(1) == id;
    life(Table::Models.lines().iter().filter(is_it), version)
}

/// Whether other releases than the given one know a provider.
pub fn life_of_provider(provider: &str, version: Version) -> Option<Life> {
    let tables = [Table::Providers, Table::Official].into_iter().flat_map(Table::lines);
    life(tables.filter(|fact| fact.column(0) == provider), version)
}

fn life<'f>(facts: impl Iterator<Item = &'f Fact>, version: Version) -> Option<Life> {
    if !Manner::Catalogued.holds(version) {
        return None;
    }
    let spans: Vec<_> = facts.map(Fact::span).collect();
    if spans.is_empty() || spans.iter().any(|span| span.includes(version)) {
        return None;
    }
    let comes = spans.iter().filter_map(|span| span.since).filter(|since| *since > version).min();
    let went = || spans.iter().filter_map(|span| span.until).filter(|until| *until <= version).max();
    comes.map(Life::Comes).or_else(|| went().map(Life::Went))
}

/// What is known of one release.
struct Past {
    version: Version,
    /// Whether its manifests name what it knows. Before that OpenClaw had models and providers in its code, and nothing can be
    /// said of what a manifest lacks.
    told: bool,
    /// Whether it asks for the catalogue that is hosted apart from all releases.
    asks_host: bool,
    bundled: FxHashSet<&'static str>,
    /// The providers that it knows, bundled or of official plugins.
    known: FxHashSet<&'static str>,
    models: FxHashMap<(&'static str, &'static str), &'static Fact>,
}

/// The pairs of provider and model, or of provider and short name, that any release has in a table.
fn pairs(table: Table) -> FxHashSet<(&'static str, &'static str)> {
    table.lines().iter().map(|fact| (fact.column(0), fact.column(1))).collect()
}

static EVER_MODELS: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| pairs(Table::Models));
static EVER_SHORT: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| pairs(Table::ShortNames));
static EVER_PROVIDERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    [Table::Providers, Table::Official]
        .into_iter()
        .flat_map(Table::lines)
        .map(|fact| fact.column(0))
        .collect()
});

impl Past {
    fn new(version: Version) -> Self {
        let ids = |table: Table| table.of_release(version).map(|fact| fact.column(0));
        Self {
            version,
            told: Manner::Catalogued.holds(version),
            asks_host: Manner::HostedCatalogue.holds(version),
            bundled: ids(Table::Providers).collect(),
            known: ids(Table::Providers).chain(ids(Table::Official)).collect(),
            models: Table::Models
                .of_release(version)
                .map(|fact| ((fact.column(0), fact.column(1)), fact))
                .collect(),
        }
    }

    fn catalog(&self) -> Catalog {
        let base = Base::read();
        let mut providers: BTreeMap<Cow<'static, str>, Provider> =
            base.providers.iter().map(|own| (own.id.clone(), self.provider(own))).collect();
        for id in &self.known {
            providers.entry(Cow::Borrowed(*id)).or_insert_with(|| Provider::bundled(Cow::Borrowed(id)));
        }
        for model in self.models(&base.models) {
            if let Some(provider) = providers.get_mut(&model.provider) {
                provider.add(model);
            }
        }
        let mut providers: Vec<Provider> = providers.into_values().collect();
        providers.iter_mut().for_each(Provider::settle);
        let (suppressed, upgrades) = (self.suppressed(&base), self.upgrades(&base));
        Catalog::new(providers, suppressed, upgrades, self.short_names(&base), base.words, self.version)
    }

    fn provider(&self, own: &Provider) -> Provider {
        let is_known = |id: &str| !self.told || self.known.contains(id) || !EVER_PROVIDERS.contains(id);
        let same = own.same_as.as_deref();
        let is_there = is_known(&own.id) || same.is_some_and(is_known);
        Provider { declared: own.declared && is_there, overlay: own.overlay && is_there, ..own.clone() }
    }

    /// Its own models, and those of the tables that it may have all the same.
    fn models(&self, base: &[Model]) -> Vec<Model> {
        let facts: FxHashMap<(&str, &str), &Model> =
            base.iter().map(|model| ((&*model.provider, &*model.id), model)).collect();
        let own = self.models.iter().map(|(key, fact)| filled(model_of_fact(fact), facts.get(key).copied()));
        let others = base.iter().filter(|model| self.may_have(model)).cloned();
        own.chain(others).collect()
    }

    /// Whether it may have a model that none of its manifests names.
    fn may_have(&self, model: &Model) -> bool {
        let key = (&*model.provider, &*model.id);
        let Source::Embedded(from) = model.source else { return true };
        // What stands in the code of a plugin as well is in no manifest.
        let is_of_manifests = from == "bundled" || (from == "bundled+hosted" && !self.asks_host);
        let is_told = self.told && self.bundled.contains(key.0) && EVER_MODELS.contains(&key);
        !(self.models.contains_key(&key) || is_of_manifests && is_told)
    }

    /// A model that is refused whatever the host was asked for in each release; the others are known from manifests.
    fn suppressed(&self, base: &Base) -> Vec<Suppressed> {
        let ever = pairs(Table::Suppressed);
        let lines = Table::Suppressed.of_release(self.version);
        let lines: BTreeMap<_, _> =
            lines.map(|fact| ((fact.column(0), fact.column(1)), suppression(fact))).collect();
        let mut all: BTreeMap<(&str, &str), Suppression> =
            base.suppressed.iter().map(|(owner, id, why)| ((*owner, *id), why.clone())).collect();
        for (key, own) in &lines {
            let known = all.get(key).and_then(|base| base.replacement.clone());
            let replacement = own.replacement.clone().or(known.filter(|_| self.version == release::newest()));
            all.insert(*key, Suppression { replacement, ..own.clone() });
        }
        let holds = |(key, why): &((&'static str, &'static str), Suppression)| {
            let reference = format!("{}/{}", key.0, key.1);
            if why.when == SuppressionWhen::Always && release::is_ever_refused(&reference) {
                return release::fate(&reference, self.version).is_some_and(|fate| fate.refused);
            }
            lines.contains_key(key) || !ever.contains(key)
        };
        all.into_iter()
            .filter(holds)
            .map(|((owner, id), why)| (Cow::Borrowed(owner), Cow::Borrowed(id), why))
            .collect()
    }

    /// What its `doctor --fix` writes for retired ids. A pattern is measured by the id that it is without its stars.
    fn upgrades(&self, base: &Base) -> Vec<[&'static str; 3]> {
        let row = |row: &[&'static str; 3]| {
            let [owner, glob, _] = *row;
            let reference = format!("{owner}/{}", glob.replace('*', ""));
            if !release::is_ever_replaced(&reference) {
                return Some(*row);
            }
            let becomes = release::fate(&reference, self.version)?.becomes?;
            let (provider, id) = becomes.split_once('/')?;
            (provider == owner).then_some([owner, glob, id])
        };
        if self.version == release::newest() {
            return base.upgrades.clone();
        }
        base.upgrades.iter().filter_map(row).collect()
    }

    fn short_names(&self, base: &Base) -> Vec<[Cow<'static, str>; 3]> {
        let lines = Table::ShortNames.of_release(self.version);
        let mut names: Vec<[&'static str; 3]> =
            lines.map(|fact| [fact.column(0), fact.column(1), fact.column(2)]).collect();
        let is_own = |names: &[[&str; 3]], row: &[&str; 3]| names.iter().any(|own| own[..2] == row[..2]);
        for row in &base.short_names {
            let may_have = self.told && !EVER_SHORT.contains(&(row[0], row[1]));
            if may_have && !is_own(&names, row) {
                names.push(*row);
            }
        }
        names.sort_unstable();
        names.into_iter().map(|row| row.map(Cow::Borrowed)).collect()
    }
}

fn suppression(fact: &Fact) -> Suppression {
    let hosts: Vec<Cow<'static, str>> =
        fact.column(2).split(';').filter(|host| !host.is_empty()).map(Cow::Borrowed).collect();
    let when = if hosts.is_empty() { SuppressionWhen::Always } else { SuppressionWhen::OnHosts };
    Suppression {
        when,
        hosts,
        replacement: Some(fact.column(3)).filter(|to| !to.is_empty()).map(Cow::Borrowed),
    }
}

/// A model of a manifest with what the tables know beyond it.
fn filled(own: Model, base: Option<&Model>) -> Model {
    let Some(base) = base else { return own };
    let cost = |own: Option<f64>, base: Option<f64>| own.or(base);
    Model {
        name: if own.name == own.id { base.name.clone() } else { own.name },
        context_window: own.context_window.or(base.context_window),
        max_output: own.max_output.or(base.max_output),
        reasoning: own.reasoning.or(base.reasoning),
        inputs: if own.inputs.is_empty() { base.inputs.clone() } else { own.inputs },
        cost: Cost {
            input: cost(own.cost.input, base.cost.input),
            output: cost(own.cost.output, base.cost.output),
            cache_read: cost(own.cost.cache_read, base.cost.cache_read),
            cache_write: cost(own.cost.cache_write, base.cost.cache_write),
        },
        api: own.api.or_else(|| base.api.clone()),
        source: base.source.clone(),
        ..own
    }
}

#[cfg(test)]
mod tests {
    use super::{Base, Catalog, Life, life_of_model, life_of_provider};
    use crate::release::{Manner, Table, Version, newest, releases};
    use std::collections::BTreeSet;

    fn ids(catalog: &Catalog) -> BTreeSet<String> {
        catalog.models().map(super::Model::reference).collect()
    }

    /// The hand-kept tables are about the newest release: what was measured of it adds nothing, until there is a newer one.
    #[test]
    fn the_newest_release_has_what_its_manifests_name() {
        let all = ids(Catalog::embedded());
        for fact in Table::Models.of_release(newest()) {
            assert!(all.contains(&format!("{}/{}", fact.column(0), fact.column(1))), "{fact:?}");
        }
        for table in [Table::Providers, Table::Official] {
            for fact in table.of_release(newest()) {
                let known = Catalog::embedded().provider(fact.column(0));
                assert!(known.is_some_and(|known| known.declared), "{fact:?}");
            }
        }
        let base = Base::read();
        assert!(all.len() >= base.models.len());
    }

    /// A release that names what it knows, and lacks some of what the newest has.
    fn older() -> Version {
        *releases().iter().find(|one| Manner::Catalogued.holds(**one)).expect("a release")
    }

    #[test]
    fn an_older_release_lacks_what_came_later_and_has_what_has_gone() {
        let (old, new) = (older(), newest());
        let (was, is) = (ids(Catalog::of(old)), ids(Catalog::of(new)));
        let mut came = 0;
        for fact in
            Table::Models.of_release(new).filter(|fact| fact.span().since.is_some_and(|since| since > old))
        {
            let (provider, id) = (fact.column(0), fact.column(1));
            if let Some(Life::Comes(since)) = life_of_model(provider, id, old) {
                assert!(since > old && life_of_model(provider, id, new).is_none());
                came += 1;
            }
        }
        assert!(came > 10 && was.difference(&is).next().is_some() && is.difference(&was).next().is_some());
    }

    #[test]
    fn providers_come_and_go_with_releases() {
        let bundled = |table: Table| table.lines().iter().map(|fact| (fact.column(0), fact.span()));
        let all: Vec<_> = [Table::Providers, Table::Official].into_iter().flat_map(bundled).collect();
        let gone = all.iter().find(|(id, _)| matches!(life_of_provider(id, newest()), Some(Life::Went(_))));
        let (gone, _) = gone.expect("one that only older releases have");
        assert!(!Catalog::embedded().provider(gone).is_some_and(|known| known.declared));
        let came = all.iter().find(|(id, _)| matches!(life_of_provider(id, older()), Some(Life::Comes(_))));
        let (came, _) = came.expect("one that came later");
        assert!(!Catalog::of(older()).provider(came).is_some_and(|known| known.declared));
    }

    #[test]
    fn retired_ids_have_the_successors_of_their_release() {
        let upgrade = |version| Catalog::of(version).upgrade("openai", "gpt-4o");
        assert!(upgrade(newest()).is_some() && upgrade(releases()[0]).is_none());
        let refused = |version| Catalog::of(version).suppressed("google", "gemini-2.0-flash").is_some();
        assert!(refused(newest()) && !refused(releases()[0]));
    }

    #[test]
    fn nothing_is_said_of_releases_whose_manifests_name_no_models() {
        assert_eq!(ids(Catalog::of(releases()[0])), ids(Catalog::embedded()));
        assert_eq!(life_of_provider("apple-fm", releases()[0]), None);
    }
}
