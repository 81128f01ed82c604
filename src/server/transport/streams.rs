//! The two streams of a session.

use std::fs::File;
use std::pin::Pin;
use tokio::io::{AsyncRead, AsyncWrite};

/// The server's input.
pub(crate) type Input = Pin<Box<dyn AsyncRead + Send>>;

/// The server's output, and its descriptor for writing directly where that never blocks.
pub(crate) type Output = (Pin<Box<dyn AsyncWrite + Send>>, Option<File>);
