//! The configuration that OpenClaw reads when nobody names one (docs/openclaw/files.md#the-main-configuration).

use super::dotenv::{Lookup, expanded, home};
use std::env;
use std::path::PathBuf;

/// The name of the main configuration, and the one that it had before; the first that is there is read.
const NAMES: [&str; 2] = ["openclaw.json", "clawdbot.json"];

/// The file that OpenClaw would read if this process were it. Nothing where no home folder is known.
pub fn own_configuration() -> Option<PathBuf> {
    of(&|name| env::var_os(name))
}

fn of(variable: &Lookup<'_>) -> Option<PathBuf> {
    let home = home(variable);
    let path = |name| expanded(variable(name)?, home.as_deref());
    if let Some(named) = path("OPENCLAW_CONFIG_PATH") {
        return Some(named);
    }
    let state = path("OPENCLAW_STATE_DIR").or_else(|| Some(home.as_ref()?.join(".openclaw")))?;
    let there = NAMES.iter().map(|name| state.join(name)).find(|path| path.is_file());
    Some(there.unwrap_or_else(|| state.join(NAMES[0])))
}

#[cfg(test)]
mod tests {
    use super::of;
    use std::path::Path;

    fn check(variables: &[(&str, &str)], expected: Option<&str>) {
        let lookup = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| std::ffi::OsString::from(value))
        };
        assert_eq!(of(&lookup).as_deref(), expected.map(Path::new), "{variables:?}");
    }

    #[test]
    fn a_named_file_goes_before_a_state_folder_and_that_before_the_home() {
        let home = ("HOME", "/nowhere/me");
        check(&[home], Some("/nowhere/me/.openclaw/openclaw.json"));
        check(&[home, ("OPENCLAW_STATE_DIR", "~/oc")], Some("/nowhere/me/oc/openclaw.json"));
        check(
            &[home, ("OPENCLAW_CONFIG_PATH", "/etc/oc.json"), ("OPENCLAW_STATE_DIR", "/s")],
            Some("/etc/oc.json"),
        );
        check(&[("OPENCLAW_HOME", "/nowhere/gw"), home], Some("/nowhere/gw/.openclaw/openclaw.json"));
        check(&[], None);
    }
}
