//! The schema in use.

use crate::host::live_schema::{LiveSchema, SchemaOrigin, SchemaWish};
use crate::release::Version;
use crate::schema::Schema;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The schema in use.
#[derive(Debug, Default)]
pub(super) struct Live(Mutex<State>);

#[derive(Debug, Default)]
pub(super) struct State {
    used: LiveSchema,
    /// What was wished for last; nothing before the session has begun.
    pub(super) wish: Option<SchemaWish>,
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

    pub(super) fn is_wished(&self, wish: &SchemaWish) -> bool {
        self.state().wish.as_ref() == Some(wish)
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
