//! JSON5: a lossless, error-tolerant, incremental syntax tree.
