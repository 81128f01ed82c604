//! The user's settings, as they come.

use super::config::Settings;
use super::shared::Shared;
use super::{judging, live};
use serde_json::Value;
use std::sync::Arc;

/// Takes the user's settings; what depends on them is done again if they changed.
pub(super) fn configure(shared: &Arc<Shared>, value: &Value) {
    let settings = Settings::read(value);
    if *shared.settings() == settings {
        return;
    }
    if let Some(level) = &settings.log_level {
        shared.log_level.set(level);
    }
    *shared.settings() = settings;
    judging::rejudge(shared);
    live::follow(shared);
}
