//! What a document says about the commands of an agent (docs/openclaw/exec.md#layers).

use super::elevated::Elevated;
use super::policy::{Ask, Host, Mode, Security};
use super::run::Run;
use crate::config::ConfigValue;
use crate::config::effective::Agent;

/// A setting, and where it is written.
type Said<T> = Option<(T, String)>;

/// What a document says about the commands of an agent.
#[derive(Clone, Debug)]
pub struct Commands<V> {
    /// Where they are to run.
    pub host: Said<Host>,
    /// Which are let run.
    pub security: Said<Security>,
    /// When somebody is asked.
    pub ask: Said<Ask>,
    /// The paired machine that they run on.
    pub node: Said<String>,
    /// Who may lead them out of the sandbox.
    pub elevated: Elevated<V>,
    mode: Option<Mode>,
}

/// A section of commands, with the path of it.
struct Section<V>(V, String);

impl<V: ConfigValue> Section<V> {
    /// A word of it, and its path. An empty one says nothing.
    fn word<T>(&self, key: &str, named: impl Fn(&str) -> Option<T>) -> Said<T> {
        let word = named(&self.0.get(key)?.as_str()?)?;
        Some((word, format!("{}.{key}", self.1)))
    }
}

impl<V: ConfigValue> Commands<V> {
    /// Reads what counts for an agent; without one, for an agent that says nothing.
    pub fn read(config: &V, agent: Option<&Agent<V>>) -> Self {
        let section = |tools: V, path: String| Some(Section(tools.get("exec")?, format!("{path}.exec")));
        let shared = config.get("tools").and_then(|tools| section(tools, "tools".to_owned()));
        let own =
            agent.and_then(|agent| section(agent.entry.get("tools")?, format!("{}.tools", agent.path())));
        let mut found = Self {
            host: None,
            security: None,
            ask: None,
            node: None,
            elevated: Elevated::read(config, agent),
            mode: None,
        };
        for section in [shared, own].iter().flatten() {
            found.take(section);
        }
        found
    }

    /// Puts a section over what stands there: a mode says all, and one of the older settings ends it.
    fn take(&mut self, section: &Section<V>) {
        self.host = section.word("host", Host::named).or(self.host.take());
        self.node = section.word("node", |name| Some(name.to_owned())).or(self.node.take());
        if let Some((mode, path)) = section.word("mode", Mode::named) {
            self.mode = Some(mode);
            self.security = Some((mode.security(), path.clone()));
            self.ask = Some((mode.ask(), path));
            return;
        }
        let (security, ask) = (section.word("security", Security::named), section.word("ask", Ask::named));
        if security.is_some() || ask.is_some() {
            self.mode = None;
            self.security = security.or(self.security.take());
            self.ask = ask.or(self.ask.take());
        }
    }

    /// What becomes of a command in a session: whether that is in a sandbox, and whether the command is led out of it.
    pub fn run(&self, is_boxed: bool, is_elevated: bool) -> Run {
        let set = self.host.as_ref().map(|(host, _)| *host).unwrap_or_default();
        let host = match set {
            Host::Node => Host::Node,
            _ if is_elevated => Host::Gateway,
            Host::Auto if is_boxed => Host::Sandbox,
            Host::Auto => Host::Gateway,
            Host::Sandbox | Host::Gateway => set,
        };
        let usual = if host == Host::Sandbox { Security::Deny } else { Security::Full };
        let security = self.security.as_ref().map_or(usual, |(security, _)| *security);
        let ask = self.ask.as_ref().map(|(ask, _)| *ask).unwrap_or_default();
        Run {
            set,
            host,
            security,
            ask,
            mode: self.mode.unwrap_or(Mode::of(security, ask)),
            may_ask_for_node: set == Host::Node || set == Host::Auto && !is_boxed,
            is_written: self.security.is_some(),
            is_boxed,
        }
    }
}
