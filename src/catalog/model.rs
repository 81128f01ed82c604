//! A model and a provider, wherever they were declared.

use std::borrow::Cow;

/// Text that borrows from the embedded tables or is owned by a document's row.
pub(super) type Text = Cow<'static, str>;

/// One model of one provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The provider id, lower case.
    pub provider: Text,
    /// The model id as the provider spells it; case matters and it may hold `/`.
    pub id: Text,
    /// The name shown to people.
    pub name: Text,
    /// The context window in tokens.
    pub context_window: Option<u64>,
    /// The largest answer in tokens.
    pub max_output: Option<u64>,
    /// Whether the model can think before it answers; `None` where the catalogue does not say.
    pub reasoning: Option<bool>,
    /// What it can be given.
    pub inputs: Vec<InputKind>,
    /// Prices.
    pub cost: Cost,
    /// Where it is in its life.
    pub status: Status,
    /// The id of the model that takes its place, of the same provider.
    pub replaced_by: Option<Text>,
    /// The wire protocol, such as `anthropic-messages`.
    pub api: Option<Text>,
    /// Where this row was declared.
    pub source: Source,
}

impl Model {
    /// The reference that selects this model, `provider/id`.
    pub fn reference(&self) -> String {
        format!("{}/{}", self.provider, self.id)
    }

    /// Whether the provider's prompt cache is the kind that Anthropic bills: a write price for each lifetime.
    pub fn bills_cache_writes(&self) -> bool {
        self.api.as_deref() == Some("anthropic-messages")
            && self.cost.cache_write.is_some_and(|price| price > 0.0)
    }
}

/// Prices in US dollars per million tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Tokens sent.
    pub input: Option<f64>,
    /// Tokens received.
    pub output: Option<f64>,
    /// Tokens read from the prompt cache.
    pub cache_read: Option<f64>,
    /// Tokens written to the prompt cache, at the shortest lifetime.
    pub cache_write: Option<f64>,
}

/// What a model can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// Text.
    Text,
    /// Pictures.
    Image,
    /// Moving pictures.
    Video,
    /// Sound.
    Audio,
}

impl InputKind {
    /// The kind from OpenClaw's word for it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "text" => Some(Self::Text),
            "image" => Some(Self::Image),
            "video" => Some(Self::Video),
            "audio" => Some(Self::Audio),
            _ => None,
        }
    }

    /// OpenClaw's word for the kind.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
        }
    }
}

/// Where a model is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In service.
    Available,
    /// In service, and may change or go.
    Preview,
    /// Hidden from pickers, still selectable.
    Deprecated,
    /// Not selectable.
    Disabled,
    /// In no catalogue, though OpenClaw's own aliases and upgrades lead to it.
    Uncatalogued,
}

impl Status {
    /// The status from OpenClaw's word for it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "available" => Some(Self::Available),
            "preview" => Some(Self::Preview),
            "deprecated" => Some(Self::Deprecated),
            "disabled" => Some(Self::Disabled),
            "uncatalogued" => Some(Self::Uncatalogued),
            _ => None,
        }
    }

    /// The word shown to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Preview => "preview",
            Self::Deprecated => "deprecated",
            Self::Disabled => "disabled",
            Self::Uncatalogued => "not catalogued",
        }
    }
}

/// Where a row was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The embedded catalogue; the word says which of OpenClaw's own sources it came from.
    Embedded(&'static str),
    /// The open document, under `models.providers`.
    Document,
}

/// One provider and its models.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// The provider id, lower case.
    pub id: Text,
    /// The wire protocol that its models share, where all rows agree or the document names it.
    pub api: Option<Text>,
    /// The address, where the document names it.
    pub base_url: Option<Text>,
    /// Whether some plugin of OpenClaw, or the document, declares it.
    pub declared: bool,
    /// Whether `models.providers.<id>` may leave out `baseUrl` and `models`.
    pub overlay: bool,
    /// The provider whose catalogue this id stands for.
    pub same_as: Option<Text>,
    /// Its models, sorted by id.
    pub(super) models: Vec<Model>,
}

impl Provider {
    /// Its models, sorted by id.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// Whether the provider is known although no model of it is: its ids cannot be checked.
    pub fn known_without_rows(&self) -> bool {
        self.declared && self.models.is_empty()
    }

    /// The model with this exact id.
    pub fn model(&self, id: &str) -> Option<&Model> {
        let at = self.models.binary_search_by(|model| model.id.as_ref().cmp(id)).ok()?;
        self.models.get(at)
    }
}
