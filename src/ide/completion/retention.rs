//! The values of `cacheRetention`, with what each comes to for the model in question
//! (docs/openclaw/cache-retention.md#lifetimes).

use super::bag::{layer, model, primary, provider};
use super::context::{Place, Site, Step};
use super::insert::Writer;
use super::resolve::Topic;
use super::{CompletionItem, CompletionKind};
use crate::config::cache_lifetime::{CacheFamily, Route};
use crate::config::cache_retention::Retention;
use crate::config::model_ref::ModelRef;
use crate::config::params;
use crate::schema::overlay::ParamsLayer;

/// The three values, in the bags where OpenClaw reads them.
pub(super) fn values(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let is_retention = site.place == Place::Value(Some(Step::Key("cacheRetention".to_owned())));
    let Some(layer) = layer(site).filter(|_| is_retention) else { return Vec::new() };
    if !is_read(layer, provider(site).as_deref()) {
        return Vec::new();
    }
    let own = model(site);
    let is_own = own.is_some();
    let model = own.or_else(|| primary(site));
    let item = |retention| item(site, writer, retention, model.as_ref(), is_own);
    ORDER.into_iter().map(item).collect()
}

/// The values in the order in which they are offered: what saves money first.
pub(super) const ORDER: [Retention; 3] = [Retention::Short, Retention::Long, Retention::None];

/// Of the provider's own sections only OpenRouter's are read for caching
/// (docs/openclaw/params.md#sections-of-providers).
pub(super) fn is_read(layer: ParamsLayer, provider: Option<&str>) -> bool {
    !matches!(layer, ParamsLayer::Provider | ParamsLayer::ProviderModel) || provider == Some("openrouter")
}

fn item(
    site: &Site<'_>,
    writer: &Writer<'_>,
    retention: Retention,
    model: Option<&ModelRef>,
    is_own: bool,
) -> CompletionItem {
    let item = writer.string(retention.word(), CompletionKind::EnumMember);
    let Some(model) = model else {
        let general = match retention {
            Retention::None => "no caching",
            Retention::Short => "5 minutes with most providers",
            Retention::Long => "1 hour with Claude",
        };
        return item.with_detail(general).with_resolve(&Topic::Retention(retention, ""));
    };
    let catalog = site.snapshot.catalog();
    let family = CacheFamily::of(model, &Route::of(&catalog, model));
    let words = params::retention_detail(retention, family);
    let here = format!("`{model}`: {words}.");
    // A bag for many models is judged by the one that is used most.
    let detail = if is_own { words.to_owned() } else { format!("{words} with {model}") };
    item.with_detail(detail).with_resolve(&Topic::Retention(retention, &here))
}
