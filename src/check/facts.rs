//! What rules may know about the rest of the document. Each part has a hash: a finding that depends on it is
//! remembered under that hash, so it is found anew when the part changes, and only then.

use super::walk::mix;
use crate::base::{DocumentKind, Readings, Snapshot, World};
use crate::catalog::MergedCatalog;
use crate::config::auth::VARIABLES;
use crate::config::cache_lifetime::cache_host;
use crate::config::channel_access::{Scope, access};
use crate::config::document::catalog_of;
use crate::config::include::is_open;
use crate::config::roster::Roster;
use crate::config::routing::{Bindings, MEANT};
use crate::config::selection::ModelNames;
use crate::config::tool_access::Access;
use crate::syntax::{Entry, Item, Kids, Measured, Node, Scalar, SeqNode, Value, hash_key};
use std::cell::OnceCell;
use std::sync::Arc;

/// A part of the document that rules elsewhere depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The ids of the agents, see [`Facts::roster`].
    Agents,
    /// Names and sources of the secret providers.
    SecretProviders,
    /// The ids of the custom providers.
    Providers,
    /// Keys and aliases of `agents.defaults.models`, and what decides about those that OpenClaw adds on loading; see
    /// [`Facts::names`].
    Models,
    /// Ids of the models that the document declares, and how they are reached; see [`Facts::catalog`].
    Catalog,
    /// `agents.defaults.workspace`.
    Workspace,
    /// The ids of the accounts of the channels.
    Accounts,
    /// The `gateway` section.
    Gateway,
    /// The `hooks` section.
    Hooks,
    /// Which plugins are named: `plugins.entries` without settings, `allow`, `load` and `slots`.
    Plugins,
    /// What switches plugins on and off: `plugins.enabled` and `deny`, and the switches of entries and channels.
    Activation,
    /// The names that `env` sets.
    Environment,
    /// Backend and scope of the default sandbox of agents.
    Sandbox,
    /// The `auth` section and the credentials in `env`: what decides how a provider is used.
    Auth,
    /// The models that the agents name for themselves.
    AgentModels,
    /// Whom each binding means, and which messages; see [`Facts::bindings`].
    Bindings,
    /// The names of the MCP servers.
    McpServers,
    /// The names of the skills that have settings.
    Skills,
    /// What `tools`, the default sandbox, the browser and `security` say for all agents.
    Access,
    /// How far the agents reach, and who may write to them; see [`Facts::exposure`].
    Exposure,
}

impl Fact {
    /// All parts.
    pub const ALL: [Self; 20] = [
        Self::Agents,
        Self::SecretProviders,
        Self::Providers,
        Self::Models,
        Self::Catalog,
        Self::Workspace,
        Self::Accounts,
        Self::Gateway,
        Self::Hooks,
        Self::Plugins,
        Self::Activation,
        Self::Environment,
        Self::Sandbox,
        Self::Auth,
        Self::AgentModels,
        Self::Bindings,
        Self::McpServers,
        Self::Skills,
        Self::Access,
        Self::Exposure,
    ];

    pub(super) const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// What the hash of the text of a node is remembered under.
const CONTENT: u64 = 0x636f_6e74;
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
];

/// The rest of the document, as a rule sees it.
#[derive(Debug)]
pub struct Facts<'t> {
    root: Option<Node<'t>>,
    /// What the document is judged by.
    pub world: &'t World,
    /// What the document is.
    pub kind: DocumentKind,
    readings: &'t Readings,
    roster: OnceCell<Arc<Roster>>,
    catalog: OnceCell<Arc<MergedCatalog>>,
    names: OnceCell<Arc<ModelNames>>,
    bindings: OnceCell<Arc<Bindings>>,
    exposure: OnceCell<Exposure>,
}

/// How far agents reach, and who may write to them: each is joined over all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exposure {
    /// Bits of [`reach`](crate::config::tool_access::reach): what agents can do.
    pub agents: u64,
    /// The same for an agent that says nothing of its own.
    pub usual: u64,
    /// Bits of [`access`]: what is known of the channels.
    pub channels: u64,
    /// Whether a server for MCP is on.
    pub has_servers: bool,
    /// How many agents the document has.
    pub count: usize,
}

impl<'t> Facts<'t> {
    /// The facts of a document.
    pub fn new(snapshot: &'t Snapshot) -> Self {
        let root = snapshot.tree.value().and_then(Value::object);
        let (roster, catalog, names, bindings, exposure) = Default::default();
        let Snapshot { world, kind, readings, .. } = snapshot;
        Self { root, world, kind: *kind, readings, roster, catalog, names, bindings, exposure }
    }

    /// The agents. Needs [`Fact::Agents`].
    pub fn roster(&self) -> &Roster {
        let read = || Arc::new(Roster::read(self.root));
        self.roster.get_or_init(|| self.readings.roster.get(self.hash(Fact::Agents), read))
    }

    /// OpenClaw's models with those that the document declares. Needs [`Fact::Catalog`].
    pub fn catalog(&self) -> &MergedCatalog {
        let release = self.world.catalog();
        let hash = mix(self.hash(Fact::Catalog), release.key());
        let read = || catalog_of(self.object(&["models"]), release);
        self.catalog.get_or_init(|| self.readings.catalog.get(hash, read))
    }

    /// The names that the document gives to models outside single agents. Needs [`Fact::Catalog`] and
    /// [`Fact::Models`].
    pub fn names(&self) -> &Arc<ModelNames> {
        let process = self.world.options.cache_environment().auth;
        let names = |root| ModelNames::read(&Value::Node(root), None, process);
        let read = || Arc::new(self.root.map_or_else(ModelNames::default, names));
        let hash = mix(self.hash(Fact::Models), self.hash(Fact::Catalog));
        self.names.get_or_init(|| self.readings.names.get(hash, read))
    }

    /// The bindings that are all there to be read, and which of them never decide. Needs [`Fact::Bindings`].
    pub fn bindings(&self) -> &Bindings {
        let list = self.get(&["bindings"]).and_then(Value::array);
        let read = || Arc::new(list.map_or_else(Bindings::default, Bindings::read));
        self.bindings.get_or_init(|| self.readings.bindings.get(self.hash(Fact::Bindings), read))
    }

    /// How far the agents reach, and who may write to them. Needs [`Fact::Exposure`].
    pub fn exposure(&self) -> Exposure {
        *self.exposure.get_or_init(|| {
            let access = Access::of(self.root);
            let agents = self.object(&["agents", "entries"]);
            let agents = agents.or_else(|| self.get(&["agents", "list"])?.array());
            let bits = |entry: Entry<'t>| {
                entry.value().and_then(Value::object).map_or(0, |agent| access.agent(Some(agent)).bits())
            };
            let key = mix(self.hash(Fact::Access), 0x7265_6163);
            let channels = self.object(&["channels"]);
            let servers = self.object(&["mcp", "servers"]);
            Exposure {
                agents: agents.map_or(0, |node| joined(node, key, &bits)),
                usual: access.agent(None).bits(),
                channels: channels.map_or(0, |node| joined(node, 0x6f70_656e, &channel)),
                has_servers: servers.is_some_and(|node| joined(node, 0x7365_7276, &is_on) != 0),
                count: agents.map_or(0, Node::count),
            }
        })
    }

    /// The whole value.
    pub fn root(&self) -> Option<Value<'t>> {
        self.root.map(Value::Node)
    }

    /// The value at a path of keys from the top.
    pub fn get(&self, path: &[&str]) -> Option<Value<'t>> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.root?.get(first)?, |value, key| value.get(key))
    }

    /// The object at a path of keys from the top.
    pub fn object(&self, path: &[&str]) -> Option<Node<'t>> {
        self.get(path)?.object()
    }

    /// Whether some of the objects on the way to a path come from an `$include`, so that more may be there than is seen.
    pub fn is_open(&self, path: &[&str]) -> bool {
        is_open(self.root, path)
    }

    /// A hash of a part: equal hashes mean that rules about it find the same.
    pub(super) fn hash(&self, fact: Fact) -> u64 {
        match fact {
            Fact::Agents => {
                let list = mix(self.content(&["agents", "list"]), self.content(&["agents", "ownership"]));
                let shape = mix(self.shape(&["agents"]), self.shape(&["agents", "entries"]));
                mix(self.keys(&["agents", "entries"]), mix(list, shape))
            }
            Fact::SecretProviders => {
                let path = ["secrets", "providers"];
                let sources = self.object(&path).map_or(0, |node| total(node, 0x736f_7572, source));
                mix(mix(self.keys(&path), sources), self.content(&["secrets", "defaults"]))
            }
            Fact::Providers => self.keys(&["models", "providers"]),
            Fact::Models => {
                let path = ["agents", "defaults", "models"];
                let aliases = self.object(&path).map_or(0, |node| total(node, 0x616c_6961, alias));
                mix(mix(self.keys(&path), aliases), self.seeding())
            }
            Fact::Catalog => {
                let providers = self.object(&["models", "providers"]);
                let ids = providers.map_or(0, |node| total(node, 0x7265_6673, declared));
                // Sums do not see the order, but the first model that is declared may be OpenClaw's default.
                let first = providers.and_then(|node| node.entry(0)).map_or(0, first_declared);
                let ids = mix(ids, first);
                mix(mix(self.keys(&["models", "providers"]), self.content(&["models", "mode"])), ids)
            }
            Fact::Accounts => {
                let accounts =
                    self.object(&["channels"]).map_or(0, |node| total(node, 0x6163_636f, accounts));
                mix(self.keys(&["channels"]), accounts)
            }
            Fact::Workspace => self.content(&["agents", "defaults", "workspace"]),
            Fact::Auth => self.credentials(),
            Fact::AgentModels => {
                let entries = self.object(&["agents", "entries"]);
                let named = entries.map_or(0, |node| total(node, 0x6e61_6d65, own_model));
                mix(mix(named, self.shape(&["agents", "entries"])), self.content(&["agents", "list"]))
            }
            Fact::Gateway => self.content(&["gateway"]),
            Fact::Hooks => self.keys(&["hooks"]) ^ self.content(&["hooks", "defaultSessionKey"]),
            Fact::Plugins => {
                let lists = ["allow", "load", "slots"].map(|name| self.content(&["plugins", name]));
                lists.into_iter().fold(self.keys(&["plugins", "entries"]), mix)
            }
            Fact::Activation => {
                let switches =
                    |path: &[&str]| self.object(path).map_or(0, |node| total(node, 0x7377_6974, switch));
                let own = mix(self.content(&["plugins", "enabled"]), self.content(&["plugins", "deny"]));
                mix(mix(own, switches(&["plugins", "entries"])), switches(&["channels"]))
            }
            Fact::Sandbox => {
                let path = |name| ["agents", "defaults", "sandbox", name];
                mix(self.content(&path("backend")), self.content(&path("scope")))
            }
            Fact::Bindings => {
                let list = self.get(&["bindings"]).and_then(Value::array);
                list.map_or(0, |list| in_order(list, 0x6269_6e64, binding))
            }
            Fact::McpServers => self.keys(&["mcp", "servers"]),
            Fact::Skills => self.keys(&["skills", "entries"]),
            Fact::Access => ACCESS.iter().fold(0x6163_6365, |hash, path| mix(hash, self.content(path))),
            Fact::Exposure => {
                let Exposure { agents, usual, channels, has_servers, count } = self.exposure();
                let counted = mix(u64::from(has_servers), count.min(2) as u64);
                mix(mix(self.hash(Fact::Access), mix(agents, usual)), mix(channels, counted))
            }
            Fact::Environment => self.keys(&["env", "vars"]) ^ self.keys(&["env"]).rotate_left(1),
        }
    }

    /// A hash of what decides how a provider is used: `auth`, and the variables that count.
    fn credentials(&self) -> u64 {
        let open = u64::from(self.is_open(&["env", "vars"]));
        let set = |name| mix(self.content(&["env", "vars", name]), self.content(&["env", name]));
        VARIABLES.into_iter().fold(mix(self.content(&["auth"]), open), |hash, name| mix(hash, set(name)))
    }

    /// A hash of what decides about the entries that OpenClaw adds to `agents.defaults.models` on loading.
    fn seeding(&self) -> u64 {
        let marker = |node| total(node, 0x6d61_726b, claude_cli_marker);
        let marker = self.object(&["models", "providers"]).map_or(0, marker);
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
        let text = match self.get(path) {
            Some(Value::Node(node)) => {
                *node.green().memo().get_or(CONTENT, || hash_key(&node.green().text()))
            }
            Some(Value::Scalar(scalar)) => hash_key(scalar.token.text),
            None => 0,
        };
        text ^ (u64::from(self.is_open(path)) << 63)
    }
}

/// What a binding adds to the hash: what it means, whatever is noted beside it.
fn binding(entry: Entry<'_>) -> u64 {
    let Some(node) = entry.value().and_then(Value::object) else { return 1 };
    let parts = MEANT.map(|key| match node.get(key) {
        Some(Value::Node(node)) => *node.green().memo().get_or(CONTENT, || hash_key(&node.green().text())),
        Some(Value::Scalar(scalar)) => hash_key(scalar.token.text),
        None => 0,
    });
    parts.into_iter().fold(2, mix)
}

/// What the alias of an entry of a models map adds to the hash.
fn alias(entry: Entry<'_>) -> u64 {
    let alias = entry.value().and_then(|value| value.get("alias"));
    alias.map_or(0, |alias| mix(key(entry), text(alias)))
}

/// What Anthropic's section adds to the hash: a retired key there stands for the Claude command line.
fn claude_cli_marker(entry: Entry<'_>) -> u64 {
    let is_anthropic = entry.key().is_some_and(|key| key.trim().eq_ignore_ascii_case("anthropic"));
    let marker = entry.value().filter(|_| is_anthropic).and_then(|section| section.get("apiKey"));
    marker.map_or(0, |marker| mix(key(entry), text(marker)))
}

/// The first model of a provider.
fn first_declared(entry: Entry<'_>) -> u64 {
    let models = entry.value().and_then(|value| value.get("models")).and_then(Value::array);
    mix(key(entry), models.and_then(|models| models.entry(0)).map_or(0, model_id))
}

/// What the model that an agent names adds to the hash.
fn own_model(entry: Entry<'_>) -> u64 {
    let own =
        entry.value().is_some_and(|agent| agent.get("model").is_some() || agent.get("models").is_some());
    if own { mix(key(entry), 1) } else { 0 }
}

/// What a secret provider adds to the hash: its settings say nothing about the references to it.
fn source(entry: Entry<'_>) -> u64 {
    mix(key(entry), entry.value().and_then(|provider| provider.get("source")).map_or(0, text))
}

/// What a plugin or channel adds to the hash: its switch, and whether it has anything else.
fn switch(entry: Entry<'_>) -> u64 {
    let Some(section) = entry.value().and_then(Value::object) else { return 0 };
    let switch = section.get("enabled").map_or(0, text);
    if switch == 0 { 0 } else { mix(key(entry), switch.wrapping_add(u64::from(section.count() == 1))) }
}

/// What the accounts of a channel add to the hash.
fn accounts(entry: Entry<'_>) -> u64 {
    let accounts = entry.value().and_then(|channel| channel.get("accounts")).and_then(Value::object);
    accounts.map_or(0, |accounts| mix(key(entry), total(accounts, 0x6163_6373, key)))
}

/// What a provider adds to the hash: its models, and how they are reached as far as caching depends on it. What an address
/// says beyond that is left out, so that typing in one costs nothing elsewhere.
fn declared(entry: Entry<'_>) -> u64 {
    let Some(section) = entry.value() else { return 0 };
    let models = section.get("models").and_then(Value::array);
    let models = models.map_or(0, |models| mix(key(entry), total(models, 0x6964, declared_model)));
    let address = section.get("baseUrl").and_then(Value::as_str);
    // A variable may stand for any host.
    let host = address.map_or(
        0,
        |address| {
            if address.contains("${") { u64::MAX } else { cache_host(&address) as u64 }
        },
    );
    let open = u64::from(section.get("$include").is_some());
    let route = mix(mix(section.get("api").map_or(0, text), host), open);
    models.wrapping_add(mix(key(entry), route))
}

fn declared_model(entry: Entry<'_>) -> u64 {
    let Some(model) = entry.value() else { return 0 };
    let api = model.get("api").map_or(0, text);
    let compat = model.get("compat").map_or(0, whole);
    let open = u64::from(model.get("$include").is_some());
    mix(model_id(entry), mix(mix(api, compat), open))
}

/// A hash of all text of a value.
fn whole(value: Value<'_>) -> u64 {
    match value {
        Value::Node(node) => hash_key(&node.green().text()),
        Value::Scalar(scalar) => hash_key(scalar.token.text),
    }
}

fn model_id(entry: Entry<'_>) -> u64 {
    entry.value().and_then(|model| model.get("id")).map_or(0, text)
}

fn key(entry: Entry<'_>) -> u64 {
    entry.key().map_or(0, |key| hash_key(&key))
}

fn text(value: Value<'_>) -> u64 {
    value.scalar().map_or(1, |scalar| hash_key(scalar.token.text))
}

/// Whether a server or plugin is on.
fn is_on(entry: Entry<'_>) -> u64 {
    let enabled = entry.value().and_then(|value| value.get("enabled")).and_then(Value::scalar);
    u64::from(enabled.and_then(Scalar::as_bool) != Some(false))
}

fn channel(entry: Entry<'_>) -> u64 {
    let own = entry.value().and_then(Value::object);
    own.map_or(0, |own| who_writes(own, &entry.key().unwrap_or_default()))
}

/// What is known of a channel with its accounts, as bits of [`access`].
pub fn who_writes(channel: Node<'_>, name: &str) -> u64 {
    let scope = Scope::channel(channel, name);
    let own = bits_of(scope);
    let deep = if is_open_below(channel) { access::DEEP } else { 0 };
    let accounts = channel.get("accounts").and_then(Value::object);
    let judge = |entry: Entry<'_>| {
        let account = entry.value().and_then(Value::object);
        account.map_or(0, |account| bits_of(scope.account(account)))
    };
    let key = SHARED.iter().fold(hash_key(name), |hash, key| mix(hash, channel.get(key).map_or(0, written)));
    own | deep | accounts.map_or(0, |accounts| joined(accounts, key, &judge))
}

/// What decides whether several people write.
const SHARED: [&str; 9] =
    ["groupPolicy", "dmPolicy", "allowFrom", "groupAllowFrom", "dm", "groups", "guilds", "channels", "rooms"];

/// A hash of the text of a value.
fn written(value: Value<'_>) -> u64 {
    match value {
        Value::Node(node) => *node.green().memo().get_or(0x636f_6e74, || hash_key(&node.green().text())),
        Value::Scalar(scalar) => hash_key(scalar.token.text),
    }
}

fn bits_of(scope: Scope<'_>) -> u64 {
    let open = if scope.open().next().is_some() { access::OPEN } else { 0 };
    open | if scope.is_shared() { access::SEVERAL } else { 0 }
}

/// Whether a policy anywhere in an object lets anybody write.
fn is_open_below(node: Node<'_>) -> bool {
    joined(node, 0x6465_6570, &|entry: Entry<'_>| match entry.value() {
        Some(Value::Node(child)) if child.is_object() => u64::from(is_open_below(child)),
        Some(Value::Scalar(value)) if value.as_str().as_deref() == Some("open") => {
            u64::from(entry.key().is_some_and(|key| key == "groupPolicy" || key == "dmPolicy"))
        }
        _ => 0,
    }) != 0
}

/// Numbers of the members or elements of a node, joined bit by bit. `key` names the number, with all that it depends on: it
/// is remembered with every part of the node, so after an edit only the parts on the way to it are looked at again.
fn joined<'t>(node: Node<'t>, key: u64, each: &dyn Fn(Entry<'t>) -> u64) -> u64 {
    node.green().items().root().map_or(0, |root| joined_below(root, key, each))
}

fn joined_below<'t>(node: &'t Arc<SeqNode<Item>>, key: u64, each: &dyn Fn(Entry<'t>) -> u64) -> u64 {
    *node.memo().get_or(key, || match node.kids() {
        Kids::Branch(nodes) => nodes.iter().fold(0, |bits, node| bits | joined_below(node, key, each)),
        Kids::Leaf(items) => {
            items.iter().enumerate().fold(0, |bits, (index, item)| bits | each(Entry::new(item, 0, index)))
        }
    })
}

/// The sum of a number over the members or elements of a node. `tag` names the number: it is remembered with every part
/// of the node, so after an edit only the parts on the way to it are summed up again.
pub fn total(node: Node<'_>, tag: u64, each: fn(Entry<'_>) -> u64) -> u64 {
    node.green().items().root().map_or(0, |root| subtotal(root, tag, each))
}

fn subtotal(node: &Arc<SeqNode<Item>>, tag: u64, each: fn(Entry<'_>) -> u64) -> u64 {
    folded(node, tag, each, u64::wrapping_add)
}

/// A hash of numbers of the elements of a node, in which their order counts; remembered like a [`total`].
fn in_order(node: Node<'_>, tag: u64, each: fn(Entry<'_>) -> u64) -> u64 {
    node.green().items().root().map_or(0, |root| folded(root, tag, each, mix))
}

fn folded(node: &Arc<SeqNode<Item>>, tag: u64, each: fn(Entry<'_>) -> u64, join: fn(u64, u64) -> u64) -> u64 {
    *node.memo().get_or(tag, || match node.kids() {
        Kids::Branch(nodes) => nodes.iter().fold(0, |sum, node| join(sum, folded(node, tag, each, join))),
        Kids::Leaf(items) => {
            let mut offset = 0;
            let mut sum = 0_u64;
            for (index, item) in items.iter().enumerate() {
                sum = join(sum, each(Entry::new(item, offset, index)));
                offset += item.bytes() as usize;
            }
            sum
        }
    })
}
