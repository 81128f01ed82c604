//! The models that make images, videos and music. They are no models that an agent thinks with, and stand in a table of their own.

use super::table::rows;

const MEDIA: &str = include_str!("../../data/catalog/media.tsv");

/// A model that makes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaModel {
    /// The provider.
    pub provider: &'static str,
    /// The id of the model with this provider.
    pub id: &'static str,
    /// Whether the provider takes it where none is named.
    pub is_default: bool,
}

/// The models that make what a key of `mediaModels` is about (`image`, `music`, `video`), as OpenClaw's own providers list
/// them: each provider's default first.
pub fn media_models(kind: &str) -> impl Iterator<Item = MediaModel> {
    rows::<4>(MEDIA).filter(move |row| row.cell(0) == kind).map(|row| MediaModel {
        provider: row.cell(1),
        id: row.cell(2),
        is_default: row.filled(3).is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::media_models;

    #[test]
    fn each_kind_has_models_and_no_provider_two_defaults() {
        for kind in ["image", "music", "video"] {
            let mut defaults: Vec<&str> =
                media_models(kind).filter(|model| model.is_default).map(|model| model.provider).collect();
            let count = defaults.len();
            defaults.dedup();
            assert!(count > 3 && defaults.len() == count, "{kind}: {defaults:?}");
        }
        assert_eq!(media_models("text").count(), 0);
    }
}
