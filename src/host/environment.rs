//! Which variables are set, as OpenClaw sees it: by the process and by `.env` files. Of their values only one is looked
//! at, and it is no secret.

use super::dotenv::{CACHE_RETENTION, DotEnv, Given};
use crate::base::Options;
use crate::config::environment::{RENAMED, spellings};

/// What the `.env` files set now for this process. Reads them.
pub fn given(files: &DotEnv) -> Given {
    files.read(&|name| std::env::var_os(name).is_some())
}

/// The names of the variables that are set and not empty here, with some that are known to be set where OpenClaw runs.
pub fn options(more: &[String], given: &Given) -> Options {
    let set = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    let inherited = set.filter_map(|(name, _)| name.into_string().ok());
    let named = given.names.iter().chain(more).cloned();
    let mut env_names: Vec<String> = inherited.chain(named).collect();
    if spellings(RENAMED).any(|name| env_names.iter().any(|known| known == name)) {
        env_names.push(RENAMED.to_owned());
    }
    env_names.sort_unstable();
    env_names.dedup();
    let long = std::env::var_os(CACHE_RETENTION).map_or(given.long_cache_retention, |value| value == "long");
    Options { env_names, long_cache_retention: long, ..Options::default() }
}
