//! What rules may know about the rest of the document. Each part has a hash: a finding that depends on it is
//! remembered under that hash, so it is found anew when the part changes, and only then.

mod entries;
mod hash;
mod sums;
mod writers;

pub use sums::total;
pub use writers::who_writes;

use super::walk::mix;
use crate::base::{DocumentKind, Readings, Snapshot, World};
use crate::catalog::MergedCatalog;
use crate::config::document::catalog_of;
use crate::config::include::is_open;
use crate::config::roster::Roster;
use crate::config::routing::Bindings;
use crate::config::selection::{ModelNames, Resolution};
use crate::config::tool_access::Access;
use crate::syntax::{Entry, Node, Value};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use sums::joined;

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
    /// What [`Self::resolve`] has answered.
    resolved: RefCell<FxHashMap<Box<str>, Rc<Resolution>>>,
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
    /// Bits of [`access`](crate::config::channel_access::access): what is known of the channels.
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
        let (roster, catalog, names, resolved, bindings, exposure) = Default::default();
        let Snapshot { world, kind, readings, .. } = snapshot;
        Self { root, world, kind: *kind, readings, roster, catalog, names, resolved, bindings, exposure }
    }

    /// The agents. Needs [`Fact::Agents`].
    pub fn roster(&self) -> &Roster {
        let read = || Arc::new(Roster::read(self.root));
        self.roster.get_or_init(|| self.readings.roster.get(self.hash(Fact::Agents), read))
    }

    /// OpenClaw's models with those that the document declares. Needs [`Fact::Catalog`].
    pub fn catalog(&self) -> &MergedCatalog {
        self.catalog.get_or_init(|| {
            let release = self.world.catalog();
            let hash = mix(self.hash(Fact::Catalog), release.key());
            self.readings.catalog.get(hash, || catalog_of(self.object(&["models"]), release))
        })
    }

    /// The names that the document gives to models outside single agents. Needs [`Fact::Catalog`] and
    /// [`Fact::Models`].
    pub fn names(&self) -> &Arc<ModelNames> {
        self.names.get_or_init(|| {
            let names = |root| ModelNames::read(&Value::Node(root), None, self.world.environment());
            let hash =
                mix(self.hash(Fact::Models), mix(self.hash(Fact::Catalog), self.world.catalog().key()));
            self.readings.names.get(hash, || Arc::new(self.root.map_or_else(ModelNames::default, names)))
        })
    }

    /// The model that a written name selects outside single agents. Many agents name the same few models, and several rules
    /// ask about each. Needs what [`Self::names`] needs.
    pub fn resolve(&self, written: &str) -> Rc<Resolution> {
        if let Some(known) = self.resolved.borrow().get(written) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.names().resolve(written));
        self.resolved.borrow_mut().insert(written.into(), Rc::clone(&found));
        found
    }

    /// The bindings that are all there to be read, and which of them never decide. Needs [`Fact::Bindings`].
    pub fn bindings(&self) -> &Bindings {
        self.bindings.get_or_init(|| {
            let list = self.get(&["bindings"]).and_then(Value::array);
            let read = || Arc::new(list.map_or_else(Bindings::default, Bindings::read));
            self.readings.bindings.get(self.hash(Fact::Bindings), read)
        })
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
                channels: channels.map_or(0, |node| joined(node, 0x6f70_656e, &writers::channel)),
                has_servers: servers.is_some_and(|node| joined(node, 0x7365_7276, &entries::is_on) != 0),
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
}
