//! What OpenClaw writes down once about defaults that changed, so that a configuration goes on meaning the same.

use super::agents::agent_paths;
use super::rewrite::{Apply, Rewrite, always};
use super::row::row;
use super::row::{Extra, Migration};
use crate::config::lexicon::Lexicon;
use crate::edit::draft::Item;
use crate::edit::draft::Look;

/// It comes before all others: what it writes down is what the document meant before anything moved.
pub(super) const FIRST: &[Migration] =
    &[row("retired-model", "{agents,models}", "agents.defaults.model.primary", &PRIMARY)
        .accepted()
        .extra(Extra::Always)];

/// It comes after the models have their names of today.
pub(super) const LAST: &[Migration] =
    &[row("retired-model", "agents", "agents.defaults.modelPolicy.allow", &ALLOW)
        .accepted()
        .extra(Extra::Always)];

const PRIMARY: Rewrite = Rewrite {
    title: "Write the primary model down that was chosen without being named",
    find: always,
    apply: Apply::Named(primary),
    quiet: true,
    on_parent: false,
    guard: None,
};

const ALLOW: Rewrite = Rewrite {
    title: "Write the models down that `agents.defaults.models` allowed",
    find: always,
    apply: Apply::Plain(allow),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// Whether OpenClaw has left the mark of one of these migrations.
fn is_marked(root: &Item<'_>, mark: &str) -> bool {
    root.at(&["meta", "migrations", mark]).and_then(Look::boolean) == Some(true)
}

fn mark(root: &mut Item<'_>, mark: &str) -> bool {
    root.set(&["meta", "migrations", mark], Item::boolean(true))
}

fn named_primary(model: Option<Look<'_, '_>>) -> bool {
    model.is_some_and(|model| {
        model.text().is_some_and(|text| !text.trim().is_empty()) || model.text_at(&["primary"]).is_some()
    })
}

fn primary(root: &mut Item<'_>, _: &[&str], names: Lexicon) -> bool {
    const MARK: &str = "utilityModelSeparation";
    let default = ["agents", "defaults"];
    if is_marked(root, MARK)
        || named_primary(root.at(&["agents", "defaults", "model"]))
        || has_include(root.look())
    {
        return false;
    }
    let Some(chosen) = implicit_primary(root, names) else { return false };
    let utility = |agent: &[&str]| root.look().text_at(&[agent, &["utilityModel"]].concat()).is_some();
    let mut owners: Vec<Vec<String>> = Vec::new();
    if has_models(root) || utility(&default) {
        owners.push(default.map(str::to_owned).to_vec());
    } else {
        let own = |agent: &Vec<String>| {
            let agent: Vec<&str> = agent.iter().map(String::as_str).collect();
            utility(&agent) && !named_primary(root.at(&[agent.as_slice(), &["model"]].concat()))
        };
        owners.extend(agent_paths(root).into_iter().filter(own));
    }
    for owner in &owners {
        let way: Vec<&str> = owner.iter().map(String::as_str).chain(["model"]).collect();
        if root.at(&way).is_some_and(|model| !model.is_object()) {
            root.remove(&way);
        }
        let way: Vec<&str> = way.into_iter().chain(["primary"]).collect();
        root.set(&way, Item::text(&chosen));
    }
    !owners.is_empty() && mark(root, MARK)
}

fn has_include(look: Look<'_, '_>) -> bool {
    look.entries().iter().any(|(key, child)| key == "$include" || has_include(*child))
}

fn rows<'a, 't>(provider: Look<'a, 't>) -> Vec<Option<String>>
where
    't: 'a,
{
    let rows = provider.get("models").filter(|rows| rows.is_array()).map(Look::entries).unwrap_or_default();
    rows.iter().map(|(_, row)| row.text_at(&["id"])).collect()
}

fn providers<'a, 't>(root: &'a Item<'t>) -> Vec<(String, Look<'a, 't>)> {
    root.at(&["models", "providers"]).map(Look::entries).unwrap_or_default()
}

fn has_models(root: &Item<'_>) -> bool {
    providers(root).iter().any(|(_, provider)| rows(*provider).first().is_some_and(Option::is_some))
}

/// The model that older releases took where none was named: the usual one, or the first that the document declares
/// where its own provider of that name lacks it.
fn implicit_primary(root: &Item<'_>, names: Lexicon) -> Option<String> {
    let providers = providers(root);
    if providers.iter().any(|(_, provider)| rows(*provider).iter().flatten().any(|id| id.contains("${"))) {
        return None;
    }
    let (provider, usual) = names.default_model();
    let own = providers.iter().find(|(id, _)| id.trim().eq_ignore_ascii_case(provider));
    let has_usual = own.is_some_and(|(_, own)| rows(*own).iter().flatten().any(|id| id == usual));
    let first = providers.iter().find_map(|(id, provider)| {
        let first = rows(*provider).into_iter().next()??;
        Some(format!("{}/{first}", id.trim().to_lowercase()))
    });
    Some(first.filter(|_| !has_usual).unwrap_or_else(|| format!("{provider}/{usual}")))
}

fn allow(root: &mut Item<'_>, _: &[&str]) -> bool {
    const MARK: &str = "modelPolicyAllowlist";
    let Some(models) = root.at(&["agents", "defaults", "models"]).filter(|models| models.is_object()) else {
        return false;
    };
    if is_marked(root, MARK) || root.at(&["agents", "defaults", "modelPolicy"]).is_some_and(Look::is_object) {
        return false;
    }
    let keys: Vec<String> = models.keys().into_iter().filter(|key| !key.trim().is_empty()).collect();
    let is_full = |key: &String| {
        key.split_once('/').is_some_and(|(provider, id)| !provider.is_empty() && !id.is_empty())
    };
    if keys.is_empty() || !keys.iter().all(is_full) {
        return false;
    }
    let list = Item::array(keys.iter().map(|key| Item::text(key)));
    root.set(&["agents", "defaults", "modelPolicy", "allow"], list) && mark(root, MARK)
}
