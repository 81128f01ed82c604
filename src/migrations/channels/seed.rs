//! What accounts took over from their channel as long as its settings of streaming were flat, and would not any more.

use super::manner::{DRAFT_CHUNK, Inherited, Manner};
use super::scope::Scope;
use super::sheet::Sheet;
use super::values::{below, fill, put};
use serde_json::{Map, Value as Json};

/// The settings of a channel, from before and after it was migrated.
#[derive(Debug)]
pub(super) struct Seeds {
    inherited: Inherited,
    /// Its `streaming` from before, where that was an object.
    nested: Json,
    /// Its flat settings from before, as members of `streaming`.
    flat: Json,
    /// Its `streaming` of today.
    after: Option<Json>,
    /// The accounts that had a `streaming` of their own.
    owners: Vec<String>,
    /// Whether anything was migrated.
    changed: bool,
}

impl Seeds {
    pub(super) fn of(scope: &Scope<'_, '_, '_>, manner: &Manner) -> Self {
        let mut flat = Json::Object(Map::new());
        for (key, way) in manner.moves() {
            if let (Some(value), Some((_, way))) = (scope.get(&[key]), way.split_first()) {
                put(&mut flat, way, value);
            }
        }
        let nested = scope.get(&["streaming"]).filter(Json::is_object);
        let accounts = scope.keys(&["accounts"]).into_iter();
        let owners = accounts.filter(|account| scope.has(&["accounts", account, "streaming"])).collect();
        let nested = nested.unwrap_or_else(|| Json::Object(Map::new()));
        Self { inherited: manner.inherited, nested, flat, after: None, owners, changed: false }
    }

    pub(super) fn after(mut self, scope: &Scope<'_, '_, '_>) -> Self {
        self.after = scope.get(&["streaming"]).filter(Json::is_object);
        self.changed = true;
        self
    }

    /// Writes out what an account took over. `before` is its `streaming` from before; `changed`, whether it had flat
    /// settings.
    pub(super) fn sow(&self, scope: &mut Scope<'_, '_, '_>, before: Option<&Json>, changed: bool) {
        if self.inherited != Inherited::Replaced {
            return;
        }
        let Some(own) = scope.get(&["streaming"]).filter(Json::is_object) else { return };
        let seeded = match (&self.after, before) {
            (Some(after), None) if changed => self.grown(&own, after),
            (_, Some(_)) => self.completed(own),
            _ => return,
        };
        scope.set(&["streaming"], seeded);
    }

    /// An account that got a `streaming` just now. Each member goes its own way, as the run time resolved it before.
    fn grown(&self, own: &Json, after: &Json) -> Json {
        let mut seeded = self.nested.clone();
        fill(&mut seeded, own);
        fill(&mut seeded, &self.flat);
        fill(&mut seeded, after);
        if let Some(chunk) = own.get("chunkMode") {
            put(&mut seeded, &["chunkMode"], chunk.clone());
        }
        let coalesce =
            |of: &Json| below(Some(of), &["block", "coalesce"]).filter(|value| value.is_object()).cloned();
        if let Some(mut merged) = coalesce(own) {
            if let Some(inherited) = coalesce(&self.nested).or_else(|| coalesce(&self.flat)) {
                fill(&mut merged, &inherited);
            }
            put(&mut seeded, &["block", "coalesce"], merged);
        }
        let (chunk, way) = (below(Some(&self.nested), &DRAFT_CHUNK[1..]), &DRAFT_CHUNK[1..]);
        if let Some(chunk) = chunk.filter(|_| below(Some(own), way).is_some()) {
            put(&mut seeded, way, chunk.clone());
        }
        seeded
    }

    /// An account that had a `streaming` takes the flat settings of its channel over, as far as it has none.
    fn completed(&self, mut own: Json) -> Json {
        for way in [&["chunkMode"][..], &["block", "enabled"], &DRAFT_CHUNK[1..]] {
            if let Some(value) = below(Some(&self.flat), way).filter(|_| below(Some(&own), way).is_none()) {
                put(&mut own, way, value.clone());
            }
        }
        let way = &["block", "coalesce"];
        if let Some(inherited) = below(Some(&self.flat), way).filter(|value| value.is_object()) {
            let mut merged = below(Some(&own), way).filter(|value| value.is_object()).cloned();
            let merged = merged.get_or_insert_with(|| Json::Object(Map::new()));
            fill(merged, inherited);
            put(&mut own, way, merged.clone());
        }
        own
    }

    /// Accounts that got a `streaming` just now and no longer see that of the account `default`.
    pub(super) fn finish(self, draft: &mut Sheet<'_, '_>, channel: &str) {
        if self.inherited != Inherited::FromDefault || !self.changed {
            return;
        }
        let accounts = draft.keys(&["channels", channel, "accounts"]);
        let is_default = |account: &&String| account.trim().eq_ignore_ascii_case("default");
        let default =
            accounts.iter().find(|name| *name == "default").or_else(|| accounts.iter().find(is_default));
        let root = draft.get(&["channels", channel, "streaming"]).filter(Json::is_object);
        let of = |draft: &Sheet<'_, '_>, account: &str| {
            draft.get(&["channels", channel, "accounts", account, "streaming"]).filter(Json::is_object)
        };
        let ordered = default.into_iter().chain(accounts.iter().filter(|account| Some(*account) != default));
        for account in ordered.filter(|account| !self.owners.contains(account)) {
            let Some(mut own) = of(draft, account) else { continue };
            let model = default.filter(|default| *default != account).and_then(|default| of(draft, default));
            if let Some(model) = model.or_else(|| root.clone()) {
                fill(&mut own, &model);
                draft.set(&["channels", channel, "accounts", account, "streaming"], own);
            }
        }
    }
}
