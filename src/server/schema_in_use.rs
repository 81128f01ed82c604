//! The schema in use.

use crate::catalog::Installed;
use crate::host::live_schema::{LiveSchema, SchemaOrigin, SchemaWish};
use crate::release::Version;
use crate::schema::Schema;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What [`SchemaWish::marks`] says.
type Marks = (u64, u64);

/// The schema in use.
#[derive(Debug, Default)]
pub(super) struct Live(Mutex<State>);

#[derive(Debug, Default)]
pub(super) struct State {
    used: LiveSchema,
    /// What was wished for last; nothing before the session has begun.
    pub(super) wish: Option<SchemaWish>,
    /// What a wish led to on the disk when it was looked at last.
    seen: Option<(SchemaWish, Marks)>,
    /// Why a schema did not come, as far as the user was told.
    told: Vec<String>,
}

impl Live {
    /// What documents are judged by.
    pub(super) fn schema(&self) -> Schema {
        self.state().used.schema.clone()
    }

    /// The release that is installed, if one was found.
    pub(super) fn installed(&self) -> Option<Version> {
        self.state().used.installed
    }

    /// The models of the installation, where its files say more of them than this program knows.
    pub(super) fn models(&self) -> Option<Arc<Installed>> {
        self.state().used.models.clone()
    }

    /// What is in use, as a whole.
    pub(super) fn used(&self) -> LiveSchema {
        self.state().used.clone()
    }

    /// Where that schema came from.
    pub(super) fn origin(&self) -> SchemaOrigin {
        self.state().used.origin.clone()
    }

    /// Uses another schema.
    pub(super) fn set(&self, schema: LiveSchema) {
        self.state().used = schema;
    }

    /// Notes a wish. False if it is the one that is being followed already.
    pub(super) fn wish(&self, wish: &SchemaWish) -> bool {
        self.state().wish.replace(wish.clone()).as_ref() != Some(wish)
    }

    /// Notes what a wish leads to before it is first followed, so that no later change is missed.
    pub(super) fn first_seen(&self, wish: &SchemaWish, marks: Marks) {
        let seen = &mut self.state().seen;
        if seen.as_ref().is_none_or(|(known, _)| known != wish) {
            *seen = Some((wish.clone(), marks));
        }
    }

    /// Notes what a wish leads to now, and says what it led to before; nothing where it was not followed yet.
    pub(super) fn seen(&self, wish: &SchemaWish, marks: Marks) -> Option<Marks> {
        let mut state = self.state();
        let (_, seen) = state.seen.as_mut().filter(|(known, _)| known == wish)?;
        Some(std::mem::replace(seen, marks))
    }

    /// Whether the user was not told yet why a schema did not come. From now on the user was.
    pub(super) fn is_news(&self, cause: &str) -> bool {
        let told = &mut self.state().told;
        let is_news = !told.iter().any(|known| known == cause);
        if is_news {
            told.push(cause.to_owned());
        }
        is_news
    }

    pub(super) fn is_wished(&self, wish: &SchemaWish) -> bool {
        self.state().wish.as_ref() == Some(wish)
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
