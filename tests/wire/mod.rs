//! What a server process writes, read by a client that takes nothing but frames as the protocol has them.

use serde_json::Value;
use std::io::BufRead;

/// The next message; none once the server has closed its output.
///
/// # Panics
///
/// At a header that is not exactly one `Content-Length`, and at a body that is no JSON.
pub fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut header = String::new();
    if output.read_line(&mut header).ok()? == 0 {
        return None;
    }
    let length =
        header.trim_end().strip_prefix("Content-Length: ").unwrap_or_else(|| panic!("header {header:?}"));
    let mut empty = String::new();
    output.read_line(&mut empty).ok()?;
    assert_eq!(empty, "\r\n");
    let mut body = vec![0; length.parse().expect("a number of bytes")];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
