//! Model references as values and as keys: providers first, then their models, aliases where OpenClaw looks them up.

use super::context::{Site, Step};
use super::insert::{Style, Writer};
use super::key::{is_bare, named};
use super::quote::snippet_escaped;
use super::ranking::{Fit, Rank, Ranking, Standing, chosen, fit, generations, word_at};
use super::resolve::Topic;
use super::snippet::Body;
use super::{CompletionItem, CompletionKind};
use crate::catalog::{
    Judgement, MediaModel, MergedCatalog, Model, Provider, Source, Status, card, media_models,
};
use crate::config::model_ref::Parsed;
use crate::config::selection::{Alias, AliasOrigin, ModelNames};
use crate::schema::PathStep;
use crate::schema::overlay::{ModelClass, ModelReference, ModelShape, model_references};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The value of a new member that names a model, which is written as text most of the time. Where it may be an object too and the
/// list opens again, that offers both, and brings the quotes.
pub(super) fn text_body(writer: &Writer<'_>, path: &[PathStep<'_>]) -> Option<Body> {
    let reference = reference(path).filter(|reference| reference.shape != ModelShape::Key)?;
    let quote = writer.style.string;
    let is_open = reference.shape == ModelShape::TextOrObject && writer.reopens();
    let body =
        if is_open { Body::snippet(format!("{quote}{quote}"), "$0") } else { Body::empty_string(quote) };
    Some(body.listing(true))
}

/// The references that could be the value at a site.
pub(super) fn values(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let path = site.value_path();
    let Some(reference) = reference(&path).filter(|reference| reference.shape != ModelShape::Key) else {
        return Vec::new();
    };
    let list = List::new(site, writer);
    match reference.class {
        ModelClass::IdOnly => list.ids(),
        ModelClass::Decision | ModelClass::KeyModel | ModelClass::KeyProvider => Vec::new(),
        class => {
            let mut items = match medium(&path) {
                Some(kind) => list.media(kind),
                None => list.values(class),
            };
            if let Some(whole) = list.whole(reference.shape) {
                items.insert(items.len().min(1), whole);
            }
            items
        }
    }
}

/// The references that could be a key at a site.
pub(super) fn keys(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let mut path = site.path();
    path.push(PathStep::Key(""));
    let Some(reference) = reference(&path).filter(|reference| reference.shape == ModelShape::Key) else {
        return Vec::new();
    };
    let list = List::new(site, writer);
    match reference.class {
        ModelClass::KeyModel => list.model_keys(),
        _ => list.provider_keys(path.first() == Some(&PathStep::Key("models"))),
    }
}

/// The model that is most likely meant where nothing else is said.
pub(super) fn first(site: &Site<'_>) -> Option<String> {
    let catalog = site.snapshot.catalog();
    let ranking = Ranking::of(site, &catalog);
    let usable: Vec<&Model> =
        catalog.models().filter(|model| is_usable(&catalog, model) && !is_deprecated(model)).collect();
    let newer = generations(&usable);
    let rank = |model: &&Model| {
        let newer = newer.get(&(&*model.provider, &*model.id)).copied().unwrap_or_default();
        ranking.rank(model, "", newer)
    };
    Some(usable.iter().copied().min_by_key(rank)?.reference())
}

fn reference(path: &[PathStep<'_>]) -> Option<ModelReference> {
    model_references().lookup(path).first().copied()
}

/// What the models of a key below `mediaModels` make.
fn medium<'p>(path: &[PathStep<'p>]) -> Option<&'p str> {
    path.iter().zip(path.get(1..)?).find_map(|pair| match pair {
        (PathStep::Key("mediaModels"), PathStep::Key(kind)) => Some(*kind),
        _ => None,
    })
}

/// Makes the items of one list.
struct List<'s> {
    site: &'s Site<'s>,
    writer: &'s Writer<'s>,
    catalog: Arc<MergedCatalog>,
    ranking: Ranking,
}

/// A model that could be meant.
struct Found<'m> {
    reference: Cow<'m, str>,
    /// Nothing where only the document names it.
    model: Option<&'m Model>,
    rank: Rank,
}

impl Found<'_> {
    /// Whether the document names it.
    const fn is_named(&self) -> bool {
        self.rank.named.0 > 0
    }
}

/// What is made by the models of a key below `mediaModels`.
fn product(kind: &str) -> &str {
    match kind {
        "image" => "images",
        "video" => "videos",
        other => other,
    }
}

/// As many models that are not named by the document stand before the providers.
const AT_ONCE: usize = 12;

impl<'s> List<'s> {
    fn new(site: &'s Site<'s>, writer: &'s Writer<'s>) -> Self {
        let catalog = site.snapshot.catalog();
        let ranking = Ranking::of(site, &catalog);
        Self { site, writer, catalog, ranking }
    }

    /// What is typed, as far as it selects: in lower case.
    fn typed(&self) -> String {
        self.site.slot.typed.trim_start().to_lowercase()
    }

    fn values(&self, class: ModelClass) -> Vec<CompletionItem> {
        let typed = self.typed();
        if let Some(profiles) = self.profiles() {
            return profiles;
        }
        let short = self.short(class, &typed);
        let (first, rest) = self.parted(&typed);
        // Who has typed nothing wants a model by its name: of 134 in configurations with aliases, none was chosen by one.
        let known = if typed.is_empty() { first.iter().filter(|found| found.is_named()).count() } else { 0 };
        let (named, first) = first.split_at(known);
        let item = |found: &Found<'_>| {
            let word = word_at(&found.reference.to_lowercase(), &typed).filter(|_| !typed.is_empty());
            describe(found, self.writer.string_by(&found.reference, CompletionKind::Model, word))
        };
        let mut items: Vec<CompletionItem> = named.iter().map(item).chain(short).collect();
        items.extend(first.iter().map(item));
        if !typed.contains('/') {
            let open =
                |provider: &str| self.writer.open_string(&format!("{provider}/"), CompletionKind::Provider);
            items.extend(self.providers(&typed).into_iter().map(|(id, count)| open(id).with_detail(count)));
        }
        items.extend(rest.iter().map(item));
        self.wanted(items)
    }

    /// Without what the list has already.
    fn wanted(&self, mut items: Vec<CompletionItem>) -> Vec<CompletionItem> {
        let primary = self.own_primary();
        items.retain(|item| !self.site.lists(&item.label) && primary.as_ref() != Some(&item.label));
        items
    }

    /// The models that make images, videos or music: one that an agent thinks with makes none.
    fn media(&self, kind: &str) -> Vec<CompletionItem> {
        let typed = self.typed();
        let mut models: Vec<_> =
            media_models(kind).filter(|model| fits(model.provider, model.id, &typed)).collect();
        models.sort_by_cached_key(|model| {
            let reference = format!("{}/{}", model.provider, model.id);
            let standing = self.ranking.standing(model.provider);
            (fit(&reference, &typed), standing, Reverse(chosen(model.provider)))
        });
        let item = |model: &MediaModel| {
            let reference = format!("{}/{}", model.provider, model.id);
            let word = word_at(&reference.to_lowercase(), &typed).filter(|_| !typed.is_empty());
            let default = if model.is_default { " · the provider's default" } else { "" };
            self.writer
                .string_by(&reference, CompletionKind::Model, word)
                .with_detail(format!("makes {}{default}", product(kind)))
        };
        self.wanted(models.iter().map(item).collect())
    }

    /// A model with fallbacks, as an object.
    fn whole(&self, shape: ModelShape) -> Option<CompletionItem> {
        let slot = &self.site.slot;
        let typed = self.typed();
        let is_meant = ["primary", "fallbacks"].iter().any(|key| key.starts_with(&typed));
        if shape != ModelShape::TextOrObject || slot.is_string() || !is_meant {
            return None;
        }
        let Style { string: quote, layout, .. } = self.writer.style;
        let primary = self.writer.style.key("primary");
        let (into, out) = (layout.before(1, " "), layout.before(0, " "));
        let body = Body::snippet(
            format!("{{ {primary}: {quote}{quote} }}"),
            format!("{{{into}{primary}: {quote}$0{quote}{out}\\}}"),
        );
        let label = format!("{{ {primary}: … }}");
        let item = self.writer.literal(&label, CompletionKind::Value, body.listing(true));
        let filter = slot.filter("primary fallbacks");
        Some(CompletionItem { filter, ..item.with_detail("with fallbacks, if wanted") })
    }

    /// What is meant for several models, or names one by another word.
    fn short(&self, class: ModelClass, typed: &str) -> Vec<CompletionItem> {
        let string = |text: &str, kind| self.writer.string(text, kind);
        if !typed.contains('/') {
            return match class {
                ModelClass::Selector | ModelClass::Policy => self.aliases(class),
                ModelClass::Exact => vec![string("*", CompletionKind::Value).with_detail("any model")],
                _ => Vec::new(),
            };
        }
        if class != ModelClass::Policy {
            return Vec::new();
        }
        let all = self
            .wildcard()
            .map(|text| string(&text, CompletionKind::Provider).with_detail("every model of the provider"));
        let spaces = self.namespaces(typed).into_iter().map(|text| {
            string(&text, CompletionKind::Provider).with_detail("every model whose id begins so")
        });
        all.into_iter().chain(spaces).collect()
    }

    /// The model that the list of fallbacks is for: it is no fallback of its own.
    fn own_primary(&self) -> Option<String> {
        let path = self.site.value_path();
        let [.., PathStep::Key("fallbacks"), PathStep::Item] = path.as_slice() else { return None };
        let around = self.site.containers.get(self.site.containers.len().checked_sub(2)?)?;
        Some(around.get("primary")?.as_str()?.into_owned())
    }

    fn model_keys(&self) -> Vec<CompletionItem> {
        let key = |text: &str, kind| named(self.site, self.writer, text, kind);
        let typed = self.typed();
        let (first, rest) = self.parted(&typed);
        let item = |found: &Found<'_>| Some(describe(found, key(&found.reference, CompletionKind::Model)?));
        let mut items: Vec<CompletionItem> = first.iter().filter_map(item).collect();
        if !typed.contains('/') {
            let providers = self.providers(&typed).into_iter();
            items.extend(providers.filter_map(|(id, count)| Some(self.open_key(id)?.with_detail(count))));
        }
        items.extend(rest.iter().filter_map(item));
        items.extend(self.wildcard().and_then(|text| {
            Some(
                key(&text, CompletionKind::Provider)?
                    .with_detail("every model of the provider, without params"),
            )
        }));
        items
    }

    /// The first half of a key, with the cursor before its closing quote. Half a key is of no use to a client that
    /// cannot leave the cursor there.
    fn open_key(&self, provider: &str) -> Option<CompletionItem> {
        let quote = self.writer.key_quote();
        let item = self.writer.key(&format!("{provider}/"), &Body::plain("{}"));
        let inside = snippet_escaped(&item.text).replacen(&format!("/{quote}"), &format!("/$0{quote}"), 1);
        let snippet = self.writer.has_snippets().then_some(inside);
        (snippet.is_some() || is_bare(self.site)).then_some(CompletionItem {
            kind: CompletionKind::Provider,
            snippet,
            ..item
        })
    }

    fn provider_keys(&self, sections: bool) -> Vec<CompletionItem> {
        let key = |text: &str, kind| named(self.site, self.writer, text, kind);
        let typed = self.typed();
        let mut items = Vec::new();
        if sections || !typed.contains('/') {
            items.extend(
                self.providers(&typed)
                    .into_iter()
                    .filter_map(|(id, count)| Some(key(id, CompletionKind::Provider)?.with_detail(count))),
            );
        }
        if !sections {
            let models = self.models(&typed).into_iter();
            items.extend(
                models.filter_map(|found| {
                    Some(describe(&found, key(&found.reference, CompletionKind::Model)?))
                }),
            );
        }
        items
    }

    /// The ids of one provider, where the catalogue is about the models that are meant: embeddings and voices are not
    /// in it.
    fn ids(&self) -> Vec<CompletionItem> {
        let provider = match self.site.steps.as_slice() {
            [Step::Key(models), _, Step::Key(provider), ..] if models == "models" => Some(provider.clone()),
            [Step::Key(tools), Step::Key(media), ..] if tools == "tools" && media == "media" => {
                self.site.sibling("provider").and_then(|value| Some(value.as_str()?.into_owned()))
            }
            _ => None,
        };
        let Some(provider) = provider.map(|provider| provider.trim().to_lowercase()) else {
            return Vec::new();
        };
        // What the document declares is what is being written here: OpenClaw's own rows are the ones to offer.
        let models = self.catalog.embedded().provider(&provider).map(Provider::models).unwrap_or_default();
        let usable = models.iter().filter(|model| self.is_usable(model));
        usable.map(|model| about(model, self.writer.string(&model.id, CompletionKind::Model))).collect()
    }

    /// The aliases in force: the document's own, and the built-in ones whose target it lists
    /// (docs/openclaw/models.md#names-without-a-provider). A list of allowed models takes only those that an entry
    /// spells out.
    fn aliases(&self, class: ModelClass) -> Vec<CompletionItem> {
        let Some(names) = self.names() else { return Vec::new() };
        let is_read = |alias: &&Alias| class != ModelClass::Policy || alias.origin != AliasOrigin::BuiltIn;
        names.aliases().filter(is_read).map(|alias| self.alias(alias)).collect()
    }

    /// The names of models that hold at the site: those of the agent around it, else those of the defaults.
    fn names(&self) -> Option<ModelNames> {
        let root = self.site.snapshot.tree.value()?;
        let environment = self.site.snapshot.world.environment();
        Some(ModelNames::read(&root, self.agent().as_deref(), environment))
    }

    /// The id of the agent whose entry the site lies in.
    fn agent(&self) -> Option<String> {
        match self.site.steps.as_slice() {
            [Step::Key(agents), Step::Key(entries), Step::Key(id), ..]
                if agents == "agents" && entries == "entries" =>
            {
                Some(id.clone())
            }
            [Step::Key(agents), Step::Key(list), Step::Item(_), ..]
                if agents == "agents" && list == "list" =>
            {
                Some(self.site.containers.get(3)?.get("id")?.as_str()?.into_owned())
            }
            _ => None,
        }
    }

    fn alias(&self, alias: &Alias) -> CompletionItem {
        let origin = if alias.origin == AliasOrigin::BuiltIn { "built-in alias" } else { "alias" };
        let model = self.catalog.model(&alias.target.provider, &alias.target.id);
        let about = model.map(|model| format!(" · {}", card::detail(model))).unwrap_or_default();
        let item = self.writer.string(&alias.name, CompletionKind::Reference);
        let item = item.with_detail(format!("{origin} of {}{about}", alias.target));
        match model {
            Some(model) if model.source != Source::Document => {
                item.with_resolve(&Topic::Model(&model.provider, &model.id))
            }
            _ => item,
        }
    }

    /// The providers that fit what is typed, the likely ones first, with how many models are known.
    fn providers(&self, typed: &str) -> Vec<(&str, String)> {
        let known = self.catalog.providers().filter(|provider| provider.declared);
        let mut known: Vec<_> =
            known.filter(|provider| is_subsequence(typed, &format!("{}/", provider.id))).collect();
        known.sort_by_cached_key(|provider| {
            let begins = provider.id.starts_with(typed);
            (!begins, self.ranking.standing(&provider.id), Reverse(chosen(&provider.id)))
        });
        let count = |provider: &Provider| match provider
            .models()
            .iter()
            .filter(|model| self.is_usable(model))
            .count()
        {
            0 => "provider".to_owned(),
            1 => "provider · 1 model".to_owned(),
            count => format!("provider · {count} models"),
        };
        known.into_iter().map(|provider| (provider.id.as_ref(), count(provider))).collect()
    }

    /// The models that fit what is typed, in two parts: the likely ones, and the rest.
    fn parted(&self, typed: &str) -> (Vec<Found<'_>>, Vec<Found<'_>>) {
        let mut left = AT_ONCE;
        self.models(typed).into_iter().partition(|found| {
            let Rank { fit, named: Reverse(named), deprecated, standing, .. } = &found.rank;
            let likely = match typed {
                "" => *standing != Standing::Unknown && !deprecated && left > 0,
                _ => *fit == Fit::Word && !deprecated,
            };
            left -= usize::from(likely && typed.is_empty() && *named == 0);
            *named > 0 || likely
        })
    }

    /// The models that fit what is typed, best first.
    fn models(&self, typed: &str) -> Vec<Found<'_>> {
        let usable: Vec<&Model> = self.catalog.models().filter(|model| self.is_usable(model)).collect();
        let newer = generations(&usable);
        let known = usable.into_iter().filter(|model| fits(&model.provider, &model.id, typed)).map(|model| {
            let newer = newer.get(&(&model.provider, &model.id)).copied().unwrap_or_default();
            let rank = self.ranking.rank(model, typed, newer);
            Found { reference: model.reference().into(), model: Some(model), rank }
        });
        let mut found: Vec<_> = known.chain(self.only_named(typed)).collect();
        found.sort_by(|one, other| one.rank.cmp(&other.rank));
        // One that is out of favour may be named, yet nothing speaks for naming it once more before all others.
        if let Some(at) = found.iter().position(|found| !found.rank.deprecated) {
            found[..=at].rotate_right(1);
        }
        found
    }

    /// The models that the document names and no catalogue knows.
    fn only_named(&self, typed: &str) -> impl Iterator<Item = Found<'_>> {
        let unknown = self.ranking.named().filter(|(reference, _)| {
            reference.split_once('/').is_some_and(|(provider, id)| {
                let is_judged = matches!(
                    self.catalog.judge(provider, id),
                    Judgement::Suppressed { .. } | Judgement::Retired { .. }
                );
                self.catalog.model(provider, id).is_none() && !is_judged && fits(provider, id, typed)
            })
        });
        let mut unknown: Vec<_> = unknown.collect();
        unknown.sort_unstable();
        unknown.into_iter().map(move |(reference, count)| {
            let rank = Rank {
                fit: fit(reference, typed),
                named: Reverse(count),
                deprecated: false,
                standing: Standing::Declared,
                newer: 0,
                chosen: Reverse(0),
                version: Reverse(Vec::new()),
                length: 0,
            };
            Found { reference: reference.into(), model: None, rank }
        })
    }

    fn is_usable(&self, model: &Model) -> bool {
        is_usable(&self.catalog, model)
    }

    /// `provider/*` for the provider that is typed.
    fn wildcard(&self) -> Option<String> {
        let (provider, _) = self.site.slot.typed.split_once('/')?;
        self.catalog.provider(&provider.trim().to_lowercase())?;
        Some(format!("{}/*", provider.trim()))
    }

    /// `provider/namespace/*` for the namespaces of the provider that is typed: the parts before a slash in its ids.
    fn namespaces(&self, typed: &str) -> BTreeSet<String> {
        let begun = typed.trim_end_matches('*');
        let space = |model: &Model| Some(format!("{}/{}/*", model.provider, model.id.rsplit_once('/')?.0));
        let known =
            typed.split_once('/').and_then(|(provider, _)| self.catalog.provider(provider.trim_end()));
        let models = known.map(Provider::models).unwrap_or_default();
        models.iter().filter_map(space).filter(|text| text.starts_with(begun)).collect()
    }

    /// The auth profiles of the provider, behind `@` (docs/openclaw/models.md#profiles-behind-a-reference). An alias
    /// may stand before it too.
    fn profiles(&self) -> Option<Vec<CompletionItem>> {
        // OpenClaw reads no empty profile: a letter more shows whether the `@` begins one or is part of the id.
        let more = format!("{}x", self.site.slot.typed);
        let parsed = Parsed::parse(&more);
        parsed.profile_text()?;
        let model = parsed.without_profile();
        let provider = match parsed.provider_text() {
            Some(provider) => provider.to_lowercase(),
            None => self.names()?.alias(model)?.target.provider.clone(),
        };
        let profiles = super::names::profiles(self.site, Some(&provider));
        let item = |id: &String| self.writer.string(&format!("{model}@{id}"), CompletionKind::Reference);
        Some(profiles.iter().map(|id| item(id).with_detail("auth profile")).collect())
    }
}

fn is_usable(catalog: &MergedCatalog, model: &Model) -> bool {
    let judgement = catalog.judge(&model.provider, &model.id);
    model.status != Status::Disabled
        && !matches!(judgement, Judgement::Suppressed { .. } | Judgement::Retired { .. })
}

/// An item with what there is to say about it.
fn describe(found: &Found<'_>, item: CompletionItem) -> CompletionItem {
    match found.model {
        Some(model) => about(model, item),
        None => item.with_detail("named in this document"),
    }
}

/// Whether a model may be meant by what is typed, in lower case.
fn fits(provider: &str, id: &str, typed: &str) -> bool {
    match typed.split_once('/') {
        Some((begun, _)) => provider == begun.trim_end(),
        None => is_subsequence(typed, &format!("{provider}/{id}").to_lowercase()),
    }
}

/// An item with what there is to say about its model.
fn about(model: &Model, item: CompletionItem) -> CompletionItem {
    let detail = card::detail(model);
    let detail = if model.source == Source::Document && detail.is_empty() {
        "declared in this document".to_owned()
    } else {
        detail
    };
    let item = CompletionItem { deprecated: is_deprecated(model), ..item.with_detail(detail) };
    if model.source == Source::Document {
        return item;
    }
    item.with_resolve(&Topic::Model(&model.provider, &model.id))
}

fn is_deprecated(model: &Model) -> bool {
    model.status == Status::Deprecated
}

/// Whether the characters of a word occur in a text in their order, as clients compare.
fn is_subsequence(word: &str, text: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|wanted| rest.any(|c| c == wanted))
}
