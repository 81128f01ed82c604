//! Makes a message of a body (LSP 3.17, "Base Protocol"; JSON-RPC 2.0).

use super::body;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Response};

/// A longer id is not repeated in an answer.
const LONGEST_ID: usize = 256;

/// What a body holds.
#[derive(Debug, PartialEq)]
pub enum Incoming {
    /// A request, or a notification if it has no id.
    Call {
        /// What is asked for.
        method: String,
        /// By which name the answer is known.
        id: Option<Id>,
        /// What it is about; [`Value::Null`] if the message does not say.
        params: Value,
        /// Whether bytes that are no UTF-8 were replaced in it.
        lossy: bool,
    },
    /// An answer to a question of the server.
    Response(Response),
    /// No message. If somebody may wait for an answer, this is it.
    Refused(Refusal),
}

/// Why a body is no message, and what is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The id as JSON, or `null`; nothing if nobody waits for an answer.
    pub id: Option<String>,
    /// The answer. Its message is also what is logged, and so never quotes what was sent.
    pub error: Error,
}

impl Refusal {
    /// The answer as JSON.
    pub fn to_json(&self) -> Option<String> {
        let error = serde_json::to_string(&self.error).ok()?;
        Some(format!(r#"{{"jsonrpc":"2.0","error":{error},"id":{}}}"#, self.id.as_ref()?))
    }

    /// An answer to whoever may have sent a body, which is not read.
    pub fn unread(body: &[u8], reason: String) -> Self {
        let (text, _) = body::text(body);
        Self::new(ErrorCode::ParseError, body::salvaged_id(&text), reason)
    }

    fn new(code: ErrorCode, id: Option<&str>, reason: String) -> Self {
        let id = id.and_then(repeated).unwrap_or_else(|| "null".to_owned());
        Self { id: Some(id), error: Error { code, message: reason.into(), data: None } }
    }

    fn silent(reason: &'static str) -> Self {
        Self {
            id: None,
            error: Error { code: ErrorCode::InvalidRequest, message: reason.into(), data: None },
        }
    }
}

/// An id as an answer may hold it. A string is written anew: what was cut out of broken JSON may hold characters that JSON
/// has only as escapes. A number keeps its digits, of which none but its sender knows how many count.
fn repeated(id: &str) -> Option<String> {
    let written = match serde_json::from_str(id) {
        Ok(Value::String(id)) => serde_json::to_string(&id).ok()?,
        Ok(Value::Number(_)) => id.to_owned(),
        _ => return None,
    };
    (written.len() <= LONGEST_ID).then_some(written)
}

/// The outermost object of a message. Everything is optional here, so that what is missing can be said.
#[derive(Deserialize)]
struct Envelope<'j> {
    #[serde(default)]
    jsonrpc: Value,
    #[serde(default, borrow)]
    id: Option<&'j RawValue>,
    #[serde(default, deserialize_with = "present")]
    method: Option<Value>,
    #[serde(default)]
    params: Value,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    error: Option<Value>,
}

/// A member that is there, although it may be `null`.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Reads the body of a message.
pub fn decode(bytes: &[u8]) -> Incoming {
    let (text, lossy) = body::text(bytes);
    match text.trim_ascii_start().as_bytes().first() {
        Some(b'{') => decode_object(&text, lossy),
        _ => Incoming::Refused(no_object(&text)),
    }
}

/// A batch is JSON-RPC, but not LSP; anything else is neither.
fn no_object(text: &str) -> Refusal {
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        return Refusal::new(
            ErrorCode::ParseError,
            None,
            "the body of a message is no JSON: send one JSON object".into(),
        );
    }
    let reason = if text.trim_ascii_start().starts_with('[') {
        "a batch of messages: LSP knows none, send them one by one"
    } else {
        "the body of a message is no object: send `jsonrpc`, `method` and `params` in an object"
    };
    Refusal::new(ErrorCode::InvalidRequest, None, reason.into())
}

fn decode_object(text: &str, lossy: bool) -> Incoming {
    match serde_json::from_str(text) {
        Ok(envelope) => read(envelope, lossy),
        Err(error) => match body::without_lone_surrogates(text) {
            Some(mended) => decode_object(&mended, lossy),
            None => Incoming::Refused(unreadable(text, &error)),
        },
    }
}

/// Only the place of an error is told, as the reader's own words may quote what it met.
fn unreadable(text: &str, error: &serde_json::Error) -> Refusal {
    let place = format!("line {}, column {}", error.line(), error.column());
    // There is no other way to tell this from other errors of syntax, and valid JSON is a valid parameter.
    let is_deep = error.is_syntax() && error.to_string().starts_with("recursion limit");
    let reason = match () {
        () if is_deep => format!("a message is nested too deeply at {place}: send no more than 127 levels"),
        () if error.is_data() => format!("the members of a message are not what JSON-RPC knows, at {place}"),
        () => format!("the body of a message is no JSON at {place}"),
    };
    let code = if error.is_data() { ErrorCode::InvalidRequest } else { ErrorCode::ParseError };
    Refusal::new(code, body::salvaged_id(text), reason)
}

fn read(envelope: Envelope<'_>, lossy: bool) -> Incoming {
    let written = envelope.id.map(RawValue::get);
    let known: Option<Id> = written.and_then(|id| serde_json::from_str(id).ok());
    let Some(method) = envelope.method else {
        return response(known, envelope.result, envelope.error).unwrap_or_else(|| {
            let reason = "a message without `method`: name what is asked for";
            Incoming::Refused(refused(written, reason))
        });
    };
    let reason = match (&envelope.jsonrpc, &method, written, &known) {
        (Value::String(version), _, _, _) if version != "2.0" => "another `jsonrpc` than \"2.0\"",
        (Value::String(_), Value::String(_), None, _) | (Value::String(_), Value::String(_), _, Some(_)) => {
            ""
        }
        (Value::String(_), Value::String(_), ..) => "an `id` that is neither a string nor an integer",
        (Value::String(_), ..) => "a `method` that is no string",
        _ => "a message without `\"jsonrpc\": \"2.0\"`: send it with every message",
    };
    match method {
        Value::String(method) if reason.is_empty() => call(method, known, envelope.params, lossy),
        _ => Incoming::Refused(refused(written, reason)),
    }
}

/// An answer to a request; silence to a notification, to which JSON-RPC knows none.
fn refused(id: Option<&str>, reason: &'static str) -> Refusal {
    match id {
        Some(id) if id.starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) => {
            Refusal::new(ErrorCode::InvalidRequest, Some(id), reason.into())
        }
        Some(_) => Refusal::new(ErrorCode::InvalidRequest, None, reason.into()),
        None => Refusal::silent(reason),
    }
}

/// A request is not carried out with characters that nobody sent. A notification is: without it the server would have
/// another text than the client.
fn call(method: String, id: Option<Id>, params: Value, lossy: bool) -> Incoming {
    let written = id.as_ref().filter(|id| **id != Id::Null).and_then(|id| serde_json::to_string(id).ok());
    match written {
        Some(id) if lossy => {
            let reason = "the body of a request is not in UTF-8: only that encoding is read";
            Incoming::Refused(Refusal::new(ErrorCode::ParseError, Some(&id), reason.into()))
        }
        _ => Incoming::Call { method, id, params, lossy },
    }
}

/// An answer of the client. What it lacks is taken as nothing, so that nobody waits for it any longer.
fn response(id: Option<Id>, result: Option<Value>, error: Option<Value>) -> Option<Incoming> {
    if result.is_none() && error.is_none() {
        return None;
    }
    let Some(id) = id.filter(|id| *id != Id::Null) else {
        return Some(Incoming::Refused(Refusal::silent("an answer to nobody was ignored")));
    };
    let answer = match error.filter(|error| !error.is_null()) {
        Some(error) => Err(serde_json::from_value(error).unwrap_or_else(|_| Error::internal_error())),
        None => Ok(result.unwrap_or_default()),
    };
    Some(Incoming::Response(Response::from_parts(id, answer)))
}

#[cfg(test)]
mod tests;
