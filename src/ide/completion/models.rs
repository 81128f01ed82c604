//! Model references as values and as keys: providers first, then their models, aliases where OpenClaw looks them up.

use super::context::{Site, Step};
use super::insert::Writer;
use super::key::{is_bare, named};
use super::quote::snippet_escaped;
use super::resolve::Topic;
use super::snippet::Body;
use super::{CompletionItem, CompletionKind};
use crate::catalog::{Judgement, MergedCatalog, Model, Provider, Source, Status, card};
use crate::config::model_ref::Parsed;
use crate::config::selection::{Alias, AliasOrigin, ModelNames};
use crate::schema::PathStep;
use crate::schema::overlay::{ModelClass, ModelReference, ModelShape, model_references};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether the value at a path is a model reference, which is written as text most of the time.
pub(super) fn takes_text(path: &[PathStep<'_>]) -> bool {
    model_references().lookup(path).first().is_some_and(|reference| reference.shape != ModelShape::Key)
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
        class => list.values(class),
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

fn reference(path: &[PathStep<'_>]) -> Option<ModelReference> {
    model_references().lookup(path).first().copied()
}

/// Makes the items of one list.
struct List<'s> {
    site: &'s Site<'s>,
    writer: &'s Writer<'s>,
    catalog: Arc<MergedCatalog>,
}

impl<'s> List<'s> {
    fn new(site: &'s Site<'s>, writer: &'s Writer<'s>) -> Self {
        Self { site, writer, catalog: site.snapshot.catalog() }
    }

    /// What is typed, as far as it selects: in lower case.
    fn typed(&self) -> String {
        self.site.slot.typed.trim_start().to_lowercase()
    }

    fn values(&self, class: ModelClass) -> Vec<CompletionItem> {
        let typed = self.typed();
        let string = |text: &str, kind| self.writer.string(text, kind);
        let mut items = Vec::new();
        if let Some(profiles) = self.profiles() {
            return profiles;
        }
        if !typed.contains('/') {
            if matches!(class, ModelClass::Selector | ModelClass::Policy) {
                items.extend(self.aliases(class));
            }
            let open =
                |provider: &str| self.writer.open_string(&format!("{provider}/"), CompletionKind::Provider);
            items.extend(self.providers(&typed).map(|(id, count)| open(id).with_detail(count)));
            items.extend(
                (class == ModelClass::Exact)
                    .then(|| string("*", CompletionKind::Value).with_detail("any model")),
            );
        } else if class == ModelClass::Policy {
            items.extend(self.wildcard().map(|text| {
                string(&text, CompletionKind::Provider).with_detail("every model of the provider")
            }));
            items.extend(self.namespaces(&typed).into_iter().map(|text| {
                string(&text, CompletionKind::Provider).with_detail("every model whose id begins so")
            }));
        }
        items.extend(
            self.models(&typed)
                .map(|model| describe(model, string(&model.reference(), CompletionKind::Model))),
        );
        items.retain(|item| !self.site.lists(&item.label));
        items
    }

    fn model_keys(&self) -> Vec<CompletionItem> {
        let key = |text: &str, kind| named(self.site, self.writer, text, kind);
        let typed = self.typed();
        let mut items: Vec<CompletionItem> = Vec::new();
        if !typed.contains('/') {
            items.extend(
                self.providers(&typed).filter_map(|(id, count)| Some(self.open_key(id)?.with_detail(count))),
            );
        }
        let models = self.models(&typed);
        items.extend(
            models.filter_map(|model| Some(describe(model, key(&model.reference(), CompletionKind::Model)?))),
        );
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
                    .filter_map(|(id, count)| Some(key(id, CompletionKind::Provider)?.with_detail(count))),
            );
        }
        if !sections {
            items.extend(
                self.models(&typed).filter_map(|model| {
                    Some(describe(model, key(&model.reference(), CompletionKind::Model)?))
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
        usable.map(|model| describe(model, self.writer.string(&model.id, CompletionKind::Model))).collect()
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
        let process = self.site.snapshot.world.options.cache_environment().auth;
        Some(ModelNames::read(&root, self.agent().as_deref(), process))
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

    /// The providers that fit what is typed, with how many models are known.
    fn providers(&self, typed: &str) -> impl Iterator<Item = (&str, String)> {
        let known = self.catalog.providers().filter(|provider| provider.declared);
        known.filter(move |provider| is_subsequence(typed, &format!("{}/", provider.id))).map(|provider| {
            let count = provider.models().iter().filter(|model| self.is_usable(model)).count();
            let detail = match count {
                0 => "provider".to_owned(),
                1 => "provider · 1 model".to_owned(),
                _ => format!("provider · {count} models"),
            };
            (provider.id.as_ref(), detail)
        })
    }

    /// The models that fit what is typed, those out of favour last.
    fn models(&self, typed: &str) -> impl Iterator<Item = &Model> {
        let fits = |model: &&Model| match typed.split_once('/') {
            Some((provider, _)) => model.provider == provider.trim_end(),
            None => is_subsequence(typed, &model.reference().to_lowercase()),
        };
        let mut found: Vec<&Model> =
            self.catalog.models().filter(fits).filter(|model| self.is_usable(model)).collect();
        found.sort_by_key(|model| (is_deprecated(model), model.source != Source::Document));
        found.into_iter()
    }

    fn is_usable(&self, model: &Model) -> bool {
        let judgement = self.catalog.judge(&model.provider, &model.id);
        model.status != Status::Disabled
            && !matches!(judgement, Judgement::Suppressed { .. } | Judgement::Retired { .. })
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

/// An item with what there is to say about its model.
fn describe(model: &Model, item: CompletionItem) -> CompletionItem {
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
