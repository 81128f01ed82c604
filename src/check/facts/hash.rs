//! The hash of each fact: it changes when what rules may know of the fact changes, and only then.

use super::sums::{in_order, total, written};
use super::{Exposure, Fact, Facts, entries};
use crate::check::walk::mix;
use crate::config::auth::VARIABLES;
use crate::syntax::{Entry, Value};

/// What decides about the tools of all agents.
const ACCESS: &[&[&str]] = &[
    &["tools", "profile"],
    &["tools", "allow"],
    &["tools", "alsoAllow"],
    &["tools", "deny"],
    &["tools", "exec"],
    &["tools", "fs"],
    &["tools", "elevated", "enabled"],
    &["tools", "sandbox"],
    &["tools", "byProvider"],
    &["tools", "sessions"],
    &["tools", "agentToAgent"],
    &["tools", "web"],
    &["agents", "defaults", "sandbox", "mode"],
    &["agents", "defaults", "sandbox", "workspaceAccess"],
    &["agents", "defaults", "sandbox", "sessionToolsVisibility"],
    &["agents", "defaults", "skills"],
    &["browser", "enabled"],
    &["plugins", "enabled"],
    &["plugins", "allow"],
    &["plugins", "deny"],
    &["plugins", "entries", "browser", "enabled"],
    &["security", "audit"],
    &["accessGroups"],
];

impl Facts<'_> {
    /// A hash of a part: equal hashes mean that rules about it find the same.
    pub(in crate::check) fn hash(&self, fact: Fact) -> u64 {
        match fact {
            Fact::Agents => self.agents(),
            Fact::SecretProviders => {
                let path = ["secrets", "providers"];
                let sources = self.sum(&path, 0x736f_7572, entries::source);
                mix(mix(self.keys(&path), sources), self.content(&["secrets", "defaults"]))
            }
            Fact::Providers => self.keys(&["models", "providers"]),
            Fact::Models => {
                let path = ["agents", "defaults", "models"];
                let aliases = self.sum(&path, 0x616c_6961, entries::alias);
                mix(mix(self.keys(&path), aliases), self.seeding())
            }
            Fact::Catalog => self.declared(),
            Fact::Accounts => {
                let accounts = self.sum(&["channels"], 0x6163_636f, entries::accounts);
                mix(self.keys(&["channels"]), accounts)
            }
            Fact::Workspace => self.content(&["agents", "defaults", "workspace"]),
            Fact::Auth => self.credentials(),
            Fact::AgentModels => {
                let path = ["agents", "entries"];
                let named = self.sum(&path, 0x6e61_6d65, entries::own_model);
                mix(mix(named, self.shape(&path)), self.content(&["agents", "list"]))
            }
            Fact::Gateway => self.content(&["gateway"]),
            Fact::Hooks => self.keys(&["hooks"]) ^ self.content(&["hooks", "defaultSessionKey"]),
            Fact::Plugins => {
                let lists = ["allow", "load", "slots"].map(|name| self.content(&["plugins", name]));
                lists.into_iter().fold(self.keys(&["plugins", "entries"]), mix)
            }
            Fact::Activation => self.switches(),
            Fact::Sandbox => {
                let path = |name| ["agents", "defaults", "sandbox", name];
                mix(self.content(&path("backend")), self.content(&path("scope")))
            }
            Fact::Bindings => {
                let list = self.get(&["bindings"]).and_then(Value::array);
                list.map_or(0, |list| in_order(list, 0x6269_6e64, entries::binding))
            }
            Fact::McpServers => self.keys(&["mcp", "servers"]),
            Fact::Skills => self.keys(&["skills", "entries"]),
            Fact::Access => ACCESS.iter().fold(0x6163_6365, |hash, path| mix(hash, self.content(path))),
            Fact::Exposure => self.reached(),
            Fact::Environment => self.keys(&["env", "vars"]) ^ self.keys(&["env"]).rotate_left(1),
        }
    }

    fn agents(&self) -> u64 {
        let list = mix(self.content(&["agents", "list"]), self.content(&["agents", "ownership"]));
        let shape = mix(self.shape(&["agents"]), self.shape(&["agents", "entries"]));
        mix(self.keys(&["agents", "entries"]), mix(list, shape))
    }

    fn declared(&self) -> u64 {
        let providers = self.object(&["models", "providers"]);
        let ids = providers.map_or(0, |node| total(node, 0x7265_6673, entries::declared));
        // Sums do not see the order, but the first model that is declared may be OpenClaw's default.
        let first = providers.and_then(|node| node.entry(0)).map_or(0, entries::first_declared);
        let ids = mix(ids, first);
        mix(mix(self.keys(&["models", "providers"]), self.content(&["models", "mode"])), ids)
    }

    fn switches(&self) -> u64 {
        let switches = |path: &[&str]| self.sum(path, 0x7377_6974, entries::switch);
        let own = mix(self.content(&["plugins", "enabled"]), self.content(&["plugins", "deny"]));
        mix(mix(own, switches(&["plugins", "entries"])), switches(&["channels"]))
    }

    fn reached(&self) -> u64 {
        let Exposure { agents, usual, channels, has_servers, count } = self.exposure();
        let counted = mix(u64::from(has_servers), count.min(2) as u64);
        mix(mix(self.hash(Fact::Access), mix(agents, usual)), mix(channels, counted))
    }

    /// A hash of what decides how a provider is used: `auth`, and the variables that count.
    fn credentials(&self) -> u64 {
        let open = u64::from(self.is_open(&["env", "vars"]));
        let set = |name| mix(self.content(&["env", "vars", name]), self.content(&["env", name]));
        VARIABLES.into_iter().fold(mix(self.content(&["auth"]), open), |hash, name| mix(hash, set(name)))
    }

    /// A hash of what decides about the entries that OpenClaw adds to `agents.defaults.models` on loading.
    fn seeding(&self) -> u64 {
        let marker = self.sum(&["models", "providers"], 0x6d61_726b, entries::claude_cli_marker);
        let credentials = self.credentials();
        mix(mix(credentials, marker), self.content(&["agents", "defaults", "model"]))
    }

    /// Whether nothing is at a path, an object, or something else that cannot be read as one.
    fn shape(&self, path: &[&str]) -> u64 {
        self.get(path).map_or(0, |value| 1 + u64::from(value.object().is_none()))
    }

    /// A hash of the keys of an object. Costs O(1).
    fn keys(&self, path: &[&str]) -> u64 {
        let open = u64::from(self.is_open(path));
        self.object(path).map_or(0, |node| node.green().items().hash().wrapping_add(node.count() as u64))
            ^ (open << 63)
    }

    /// A hash of all text at a path, remembered with the tree.
    fn content(&self, path: &[&str]) -> u64 {
        let text = self.get(path).map_or(0, written);
        text ^ (u64::from(self.is_open(path)) << 63)
    }

    /// The sum of what the entries of an object add; see [`total`].
    fn sum(&self, path: &[&str], tag: u64, each: fn(Entry<'_>) -> u64) -> u64 {
        self.object(path).map_or(0, |node| total(node, tag, each))
    }
}
