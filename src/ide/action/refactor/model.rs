//! A model as text or with fallbacks.

use crate::catalog::{Model, Status, card};
use crate::config::model_ref::ModelRef;
use crate::config::placeholder::placeholders;
use crate::edit::{NewMember, NewValue, has_comments};
use crate::ide::action::ActionKind;
use crate::ide::action::offer::Offers;
use crate::ide::action::spot::Spot;
use crate::schema::overlay::{ModelShape, model_references};
use crate::syntax::{Entry, Node, Value};

/// The `model` at or around the cursor: a place that takes a text or an object.
struct Place<'t> {
    spot: Spot<'t>,
    value: Value<'t>,
}

pub(super) fn offer<'t>(spot: &Spot<'t>, offers: &mut Offers<'t>) {
    let Some(place) = Place::around(spot) else { return };
    place.as_object(offers);
    place.as_text(offers);
    place.fallback(offers);
}

impl<'t> Place<'t> {
    fn around(spot: &Spot<'t>) -> Option<Self> {
        let takes_object = |spot: &Spot<'t>| {
            let found = model_references().lookup(&spot.path());
            found.first().is_some_and(|reference| reference.shape == ModelShape::TextOrObject)
        };
        // `model`, `primary` in it, or one of its `fallbacks`.
        let mut next = Some(spot.clone());
        for _ in 0..3 {
            let spot = next?;
            if let Some(value) = spot.value().filter(|_| takes_object(&spot)) {
                return Some(Self { spot, value });
            }
            next = spot.outer();
        }
        None
    }

    fn source(&self, value: Value<'t>) -> String {
        self.spot.snapshot.text.slice(value.range())
    }

    /// The member in the form of an object, with these fallbacks.
    fn object_form(&self, fallbacks: &str) -> Vec<NewMember> {
        let primary = NewMember::new("primary", NewValue::Source(self.source(self.value)));
        vec![primary, NewMember::new("fallbacks", NewValue::Source(fallbacks.to_owned()))]
    }

    fn as_object(&self, offers: &mut Offers<'t>) {
        if self.value.as_str().is_some_and(|text| !text.trim().is_empty()) {
            let key = self.spot.key();
            let members = self.object_form("[]");
            offers.refactor(ActionKind::Rewrite, "Write the model as `{ primary, fallbacks }`", |plan| {
                plan.wrap(self.spot.object, self.spot.entry, &key, members);
            });
        }
    }

    /// Back to a text, where it says as much.
    fn as_text(&self, offers: &mut Offers<'t>) {
        let Some(object) = self.value.object().filter(|object| !has_comments(*object)) else { return };
        let Some(primary) = object.get("primary").filter(|primary| primary.as_str().is_some()) else {
            return;
        };
        let says_nothing = |member: Entry<'t>| match member.key().as_deref() {
            Some("primary") => true,
            Some("fallbacks") => {
                member.value().and_then(Value::array).is_some_and(|fallbacks| fallbacks.count() == 0)
            }
            _ => false,
        };
        if object.entries().all(says_nothing) {
            let source = self.source(primary);
            let title = "Write the model as text, without the empty `fallbacks`";
            offers.refactor(ActionKind::Rewrite, title, |plan| plan.set_source(self.value, source));
        }
    }

    /// The text that names the model.
    fn primary(&self) -> Option<Value<'t>> {
        let text = |value: Value<'t>| value.as_str().is_some_and(|text| placeholders(&text).is_empty());
        let named = self.value.object().map_or(Some(self.value), |object| object.get("primary"));
        named.filter(|value| text(*value))
    }

    fn fallbacks(&self) -> Option<Node<'t>> {
        self.value.get("fallbacks")?.array()
    }

    fn fallback(&self, offers: &mut Offers<'t>) {
        let Some(reference) = self.candidate() else { return };
        let price = self.price(&reference).map(|price| format!(" ({price})")).unwrap_or_default();
        let title = format!("Add the fallback `{reference}`{price}");
        let text = || NewValue::Text(reference.clone());
        match (self.fallbacks(), self.value.object()) {
            (Some(fallbacks), _) => {
                offers.refactor(ActionKind::Rewrite, title, |plan| plan.push(fallbacks, text()));
            }
            (None, Some(object)) if !object.has("fallbacks") => {
                let member = NewMember::new("fallbacks", NewValue::Array(vec![text()]));
                offers.refactor(ActionKind::Rewrite, title, |plan| plan.insert(object, &[], member));
            }
            (None, None) => {
                let key = self.spot.key();
                let mut members = self.object_form("[]");
                if let Some(last) = members.last_mut() {
                    last.value = NewValue::Array(vec![text()]);
                }
                offers.refactor(ActionKind::Rewrite, title, |plan| {
                    plan.wrap(self.spot.object, self.spot.entry, &key, members);
                });
            }
            _ => {}
        }
    }

    fn price(&self, reference: &str) -> Option<String> {
        let (provider, id) = reference.split_once('/')?;
        card::price(self.spot.snapshot.catalog().model(provider, id)?)
    }

    /// The model that could stand in best: of the same provider, as closely related as any, and in service.
    fn candidate(&self) -> Option<String> {
        let names = self.spot.model_names()?;
        let model = |value: Value<'t>| Some(names.resolve(&value.as_str()?).model);
        let primary = model(self.primary()?)?;
        let listed = self.fallbacks().into_iter().flat_map(Node::entries).filter_map(Entry::value);
        let mut taken: Vec<ModelRef> = listed.filter_map(model).collect();
        taken.push(primary.clone());
        let catalog = self.spot.snapshot.catalog();
        let own = catalog.model(&primary.provider, &primary.id);
        let fits = |other: &&Model| {
            matches!(other.status, Status::Available | Status::Uncatalogued)
                && !taken.iter().any(|taken| taken.provider == *other.provider && taken.id == *other.id)
                && own.is_none_or(|own| own.inputs.iter().all(|input| other.inputs.contains(input)))
        };
        let models = catalog.provider(&primary.provider)?.models().iter().filter(fits);
        let best = models.max_by_key(|other| (common_words(&primary.id, &other.id), other.context_window));
        best.map(Model::reference)
    }
}

/// How many parts two ids have in common before they part.
fn common_words(one: &str, other: &str) -> usize {
    let words = |id: &'_ str| id.split(['-', '/', '.', ':']).map(str::to_owned).collect::<Vec<_>>();
    words(one).iter().zip(&words(other)).take_while(|(one, other)| one == other).count()
}
