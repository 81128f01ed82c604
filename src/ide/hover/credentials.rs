//! Logins and keys: what the file shows of them, and which commands show or repair the rest. Never their values.

use super::card::{Card, code};
use super::place::{Part, Place, Step};
use crate::catalog::MergedCatalog;
use crate::config::ConfigValue;
use crate::config::credentials::{Credentials, KeyForm, ProfileMode, ProfileUse, Standing};
use crate::syntax::Value;

/// Writes what stands behind the profile, order or provider under the cursor.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let Some(root) = place.root() else { return };
    let is_key = place.part == Part::Key;
    match (place.key_at(0), place.key_at(1), place.path.as_slice()) {
        (Some("auth"), Some("profiles"), [_, _, Step::Key(id)]) if is_key => profile(card, place, &root, id),
        (Some("auth"), Some("profiles"), [_, _, Step::Key(id), Step::Key(mode)]) if mode == "mode" => {
            profile(card, place, &root, id);
        }
        (Some("auth"), Some("order"), [_, _, Step::Key(provider)]) if is_key => {
            summary(card, place, &root, provider);
        }
        (Some("auth"), Some("order"), [_, _, Step::Key(provider), Step::Item(index)]) => {
            element(card, place, &root, provider, *index);
        }
        (Some("models"), Some("providers"), [_, _, Step::Key(provider)]) if is_key => {
            summary(card, place, &root, provider);
        }
        _ => {}
    }
}

/// One line about what stands behind a provider.
pub(super) fn line(card: &mut Card, root: &Value<'_>, provider: &str) {
    let found = Credentials::of(root, provider);
    let text = if found.is_invisible() {
        "none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment"
            .to_owned()
    } else {
        let usable = Credentials { profiles: usable(&found), ..found.clone() };
        let all = items(&usable, provider).into_iter().map(|(what, kind)| format!("{what} ({kind})"));
        all.collect::<Vec<_>>().join(", then ")
    };
    card.fact("Credentials", &text);
}

/// All that stands behind a provider, first choice first.
fn summary(card: &mut Card, place: &Place<'_>, root: &Value<'_>, provider: &str) {
    let provider = provider.trim().to_lowercase();
    let found = Credentials::of(root, &provider);
    let name = code(&provider);
    if found.is_invisible() {
        card.paragraph(&format!(
            "This file shows no credential for {name}. There may be one in OpenClaw's own store, which belongs to one \
             agent each, or in the environment of the Gateway{}.",
            variable_words(&provider)
        ));
    } else {
        let order = if found.is_ordered { "in the order of `auth.order`" } else { "first choice first" };
        card.paragraph(&format!("Credentials for {name} in this file, {order}:"));
    }
    for (what, kind) in items(&found, &provider) {
        card.item(&format!("{what}: {kind}"));
    }
    commands(card, place, &provider, modes(&found));
}

/// What is tried for a provider: the name of each, and what it comes to.
fn items(found: &Credentials, provider: &str) -> Vec<(String, String)> {
    let profiles = found.profiles.iter().map(|used| (code(&used.id), standing(used)));
    let variables = found.variables.iter().map(|name| (code(name), "variable below `env`".to_owned()));
    let key = found.key.iter().map(|key| (code(&format!("models.providers.{provider}.apiKey")), form(key)));
    profiles.chain(variables).chain(key).collect()
}

fn usable(found: &Credentials) -> Vec<ProfileUse> {
    let is_own = |used: &&ProfileUse| matches!(used.standing, Standing::Own(_));
    found.profiles.iter().filter(is_own).cloned().collect()
}

fn standing(used: &ProfileUse) -> String {
    match &used.standing {
        Standing::Own(mode) => mode.words().to_owned(),
        Standing::Foreign(provider) => format!("skipped, it belongs to {}", code(provider)),
        Standing::Undefined => "not defined here, skipped unless OpenClaw's own store has it".to_owned(),
    }
}

fn form(key: &KeyForm) -> String {
    match key {
        KeyForm::Text => "key as plain text".to_owned(),
        KeyForm::Variable => "key from a variable".to_owned(),
        KeyForm::Reference(source) => format!("secret reference, source {}", code(source)),
        KeyForm::Placeholder => "a placeholder, not a working key".to_owned(),
    }
}

fn modes(found: &Credentials) -> Option<ProfileMode> {
    found.profiles.iter().find_map(|used| match used.standing {
        Standing::Own(mode) => Some(mode),
        _ => None,
    })
}

fn variable_words(provider: &str) -> String {
    match crate::config::credentials::variables(provider) {
        [] => String::new(),
        names => {
            let names: Vec<String> = names.iter().map(|name| code(name)).collect();
            format!(" ({})", names.join(", "))
        }
    }
}

fn profile(card: &mut Card, place: &Place<'_>, root: &Value<'_>, id: &str) {
    let Some(own) = root.at(&["auth", "profiles", id]) else { return };
    let Some(provider) = own.text_at(&["provider"]).map(|provider| provider.to_lowercase()) else { return };
    let found = Credentials::of(root, &provider);
    let position = found.profiles.iter().position(|used| used.id == id);
    let rank = match position {
        Some(0) => "the first choice".to_owned(),
        Some(at) => format!("choice {} of {}", at + 1, found.profiles.len()),
        None => format!("not in `auth.order.{provider}`, so never tried on its own"),
    };
    let mode = position.and_then(|at| found.profiles.get(at)).map(standing);
    let mode = mode.map(|mode| format!("{mode}: ")).unwrap_or_default();
    card.paragraph(&format!("Here: {mode}{rank} for {}.", code(&provider)));
    let mode = position.and_then(|at| found.profiles.get(at)).and_then(|used| match used.standing {
        Standing::Own(mode) => Some(mode),
        _ => None,
    });
    if let Some(text) = mode.and_then(|mode| subscription(&provider, mode)) {
        card.paragraph(text);
    }
    commands(card, place, &provider, mode);
}

/// What a subscription means for caching (docs/openclaw/cache-retention.md#logins).
fn subscription(provider: &str, mode: ProfileMode) -> Option<&'static str> {
    match (provider, mode.is_subscription()) {
        ("claude-cli", _) => {
            Some("The Claude command line runs the model, and no cache setting of this file reaches it.")
        }
        ("anthropic", true) => Some(
            "A subscription: releases of early 2026 take no cache settings with it. Later ones pass `cacheRetention` on \
             in direct requests, and put no `short` in by themselves.",
        ),
        ("anthropic", false) => Some(
            "Billed by use: OpenClaw puts `cacheRetention: \"short\"`, 5 minutes, into the models that say nothing.",
        ),
        _ => None,
    }
}

fn element(card: &mut Card, place: &Place<'_>, root: &Value<'_>, provider: &str, index: usize) {
    let provider = provider.trim().to_lowercase();
    let found = Credentials::of(root, &provider);
    let Some(used) = found.profiles.get(index) else { return };
    card.paragraph(&format!("Choice {} for {}: {}.", index + 1, code(&provider), standing(used)));
    let mode = if let Standing::Own(mode) = used.standing { Some(mode) } else { None };
    commands(card, place, &provider, mode);
}

/// The commands that show and repair credentials. Releases before that of a first form get the older one.
fn commands(card: &mut Card, place: &Place<'_>, provider: &str, mode: Option<ProfileMode>) {
    let is_early = place.snapshot.world.reader().is_early();
    card.paragraph("Credentials belong to one agent each; with more agents than one, add `--agent <id>`:");
    card.item("`openclaw models status` shows which one is in use, and what is wrong with it");
    card.item("`openclaw models status --json` lists in `auth.unusableProfiles` those that have to wait: a further login helps");
    let is_claude = matches!(provider, "anthropic" | "claude-cli");
    if is_claude && mode != Some(ProfileMode::ApiKey) {
        let command = if is_early {
            "openclaw models auth setup-token --provider anthropic"
        } else {
            "openclaw models auth login --provider anthropic --method setup-token"
        };
        card.item(&format!("{} takes the token that `claude setup-token` prints", code(command)));
        card.item(
            "`openclaw models auth paste-token --provider anthropic` takes one that another machine printed",
        );
        card.item("an expired or revoked login (401, or a refresh that fails) needs a new token");
    } else if mode == Some(ProfileMode::ApiKey) {
        card.item(&format!("`openclaw models auth paste-api-key --provider {provider}` saves another key"));
    } else if MergedCatalog::plain().provider(provider).is_some_and(|known| known.declared) {
        card.item(&format!("`openclaw models auth login --provider {provider}` signs in again"));
    }
}
