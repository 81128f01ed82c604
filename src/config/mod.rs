//! What a document means to OpenClaw.
