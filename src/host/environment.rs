//! What the process's environment says. Of its values only one is looked at, and it is no secret.

use crate::analysis::Options;

/// The variable that lengthens the cache retention of Anthropic's models.
const CACHE_RETENTION: &str = "OPENCLAW_CACHE_RETENTION";

/// The names of the variables that are set and not empty here, with some that are known to be set where OpenClaw runs.
pub fn options(more: &[String]) -> Options {
    let set = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    let inherited = set.filter_map(|(name, _)| name.into_string().ok());
    let mut env_names: Vec<String> = inherited.chain(more.iter().cloned()).collect();
    env_names.sort_unstable();
    env_names.dedup();
    let long_cache_retention = std::env::var_os(CACHE_RETENTION).is_some_and(|value| value == "long");
    Options { env_names, long_cache_retention, ..Options::default() }
}
