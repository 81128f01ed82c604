//! Providers and models: the embedded catalogue.
