//! Cuts a stream of bytes into the bodies of messages, whatever else is in it.

use std::fmt;

/// The most bytes that a body may have: five times the largest document that is served.
pub const MOST_BYTES: usize = 256 << 20;

/// The most bytes that the headers of one message may have.
const MOST_HEADER_BYTES: usize = 16 << 10;

/// The room that is made for one reading, in bytes.
const ROOM: usize = 64 << 10;

/// A buffer that is larger than this is given back when it is empty.
const KEPT: usize = 1 << 20;

/// The header that says how long a body is. Names of headers have no case.
const LENGTH: &[u8] = b"content-length";

/// The header that may say how a body is encoded.
const TYPE: &[u8] = b"content-type";

/// What comes next in a stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The body of a message.
    Body(Vec<u8>),
    /// A body that is not to be read, and why.
    Refused(Vec<u8>, Fault),
    /// Bytes that are skipped, and why.
    Skipped(Fault),
}

/// What is wrong with a frame. No message quotes what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The headers do not say how long the body is.
    NoLength,
    /// The length is no number.
    BadLength,
    /// The length is beyond [`MOST_BYTES`], or beyond any number.
    TooLarge,
    /// The body is in another encoding than UTF-8.
    Charset,
    /// Something stands before the headers.
    Garbage,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLength => {
                f.write_str("a message without `Content-Length`: send the number of bytes of its body")
            }
            Self::BadLength => {
                f.write_str("a `Content-Length` that is no number: send the number of bytes of the body")
            }
            Self::TooLarge => {
                write!(f, "a `Content-Length` of more than {MOST_BYTES} bytes: send less at once")
            }
            Self::Charset => f.write_str("a body that is not in UTF-8: only that encoding is read"),
            Self::Garbage => {
                f.write_str("bytes that belong to no message: begin with the header `Content-Length`")
            }
        }
    }
}

/// Where the reader stands in the stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// At the headers of a message.
    #[default]
    Headers,
    /// At a body of so many bytes.
    Body(usize, Option<Fault>),
    /// In bytes that nobody can make sense of, looking for the next headers.
    Lost,
}

/// A reader of frames. Bytes go in by [`Frames::room`], frames come out by [`Frames::take`].
#[derive(Debug, Default)]
pub struct Frames {
    buffer: Vec<u8>,
    /// The first byte that is not used up.
    start: usize,
    /// The first byte behind `start` that was not looked at for the end of the headers.
    seen: usize,
    state: State,
}

impl Frames {
    /// The buffer, with room for more bytes at its end.
    pub fn room(&mut self) -> &mut Vec<u8> {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            (self.start, self.seen) = (0, self.seen - self.start);
        }
        if self.buffer.is_empty() && self.buffer.capacity() > KEPT {
            self.buffer = Vec::new();
        }
        self.buffer.reserve(ROOM);
        &mut self.buffer
    }

    /// Whether the stream may end here: nothing is half read.
    pub fn is_between(&self) -> bool {
        self.state == State::Headers && self.rest().iter().all(u8::is_ascii_whitespace)
    }

    /// The next frame, if all of it is there.
    pub fn take(&mut self) -> Option<Frame> {
        loop {
            match self.state {
                State::Headers => {
                    if let Some(fault) = self.headers()? {
                        return Some(Frame::Skipped(fault));
                    }
                }
                State::Body(length, fault) => return self.body(length, fault),
                State::Lost => self.find()?,
            }
        }
    }

    /// Gives back the end of a body that was too long by mistake: it begins with the headers of the next message.
    pub fn give_back(&mut self, bytes: &[u8]) {
        self.buffer.splice(..self.start, bytes.iter().copied());
        (self.start, self.seen, self.state) = (0, 0, State::Headers);
    }

    fn rest(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Reads the headers, if they are there. What is wrong with them is told before what follows.
    #[expect(
        clippy::option_option,
        reason = "they may not be there yet, and there may be nothing wrong with them"
    )]
    fn headers(&mut self) -> Option<Option<Fault>> {
        let blank = self.rest().iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.start += blank;
        self.seen = self.seen.max(self.start);
        let end = end_of_headers(&self.buffer, self.seen);
        let reach = end.map_or(self.buffer.len(), |(_, next)| next);
        if reach - self.start > MOST_HEADER_BYTES {
            // They may begin like headers: what follows is looked for behind their first byte.
            self.start += 1;
            (self.seen, self.state) = (self.start, State::Lost);
            return Some(Some(Fault::Garbage));
        }
        let Some((end, next)) = end else {
            // The last bytes may be the beginning of the end.
            self.seen = self.seen.max(self.buffer.len().saturating_sub(3));
            return None;
        };
        let read = read_headers(&self.buffer[self.start..end]);
        (self.start, self.seen) = (next, next);
        Some(match read {
            Ok(Headers { length, charset, garbage }) => {
                self.state = State::Body(length, charset);
                garbage
            }
            Err(fault) => {
                self.state = State::Lost;
                Some(fault)
            }
        })
    }

    fn body(&mut self, length: usize, fault: Option<Fault>) -> Option<Frame> {
        if self.rest().len() < length {
            return None;
        }
        let end = self.start + length;
        let body = if self.start == 0 && self.buffer.len() == end {
            std::mem::take(&mut self.buffer)
        } else {
            let body = self.buffer[self.start..end].to_vec();
            self.start = end;
            body
        };
        (self.seen, self.state) = (self.start, State::Headers);
        Some(match fault {
            Some(fault) => Frame::Refused(body, fault),
            None => Frame::Body(body),
        })
    }

    /// Goes on to the next headers, or to the end of what is there.
    fn find(&mut self) -> Option<()> {
        match next_headers(self.rest()) {
            Found::At(at) => {
                self.start += at;
                (self.seen, self.state) = (self.start, State::Headers);
                Some(())
            }
            Found::Perhaps(at) => {
                self.start += at;
                self.seen = self.start;
                None
            }
        }
    }
}

/// What the headers of a message say.
struct Headers {
    length: usize,
    charset: Option<Fault>,
    garbage: Option<Fault>,
}

/// The end of the headers and the beginning of the body: behind an empty line.
fn end_of_headers(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let breaks = bytes.iter().enumerate().skip(from).filter(|(_, byte)| **byte == b'\n');
    breaks.map(|(at, _)| at).find_map(|at| match &bytes[at + 1..] {
        [b'\n', ..] => Some((at, at + 2)),
        [b'\r', b'\n', ..] => Some((at, at + 3)),
        _ => None,
    })
}

fn read_headers(block: &[u8]) -> Result<Headers, Fault> {
    let (mut length, mut charset, mut garbage) = (Err(Fault::NoLength), None, None);
    for line in block.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        if let Some(at) = position(line, LENGTH) {
            // Something may stand before it, such as the end of a body that was longer than it said.
            garbage = garbage.or((at > 0).then_some(Fault::Garbage));
            length = value(&line[at + LENGTH.len()..]).ok_or(Fault::BadLength).and_then(number);
        } else if let Some(value) = value_of(line, TYPE) {
            charset = (!is_utf8(value)).then_some(Fault::Charset);
        } else if !line.contains(&b':') && !line.is_empty() {
            garbage = Some(Fault::Garbage);
        }
    }
    Ok(Headers { length: length?, charset, garbage })
}

/// The value of a header whose name stands before.
fn value(rest: &[u8]) -> Option<&[u8]> {
    Some(rest.trim_ascii_start().strip_prefix(b":")?.trim_ascii())
}

fn value_of<'l>(line: &'l [u8], name: &[u8]) -> Option<&'l [u8]> {
    let (start, rest) = line.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then(|| value(rest)).flatten()
}

fn number(digits: &[u8]) -> Result<usize, Fault> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Fault::BadLength);
    }
    let digits = std::str::from_utf8(digits).map_err(|_| Fault::BadLength)?;
    digits.parse().ok().filter(|length| *length <= MOST_BYTES).ok_or(Fault::TooLarge)
}

/// Whether the value of `Content-Type` names UTF-8, or no encoding at all.
fn is_utf8(value: &[u8]) -> bool {
    let charset = value.split(|byte| *byte == b';').skip(1).find_map(|parameter| {
        let at = parameter.iter().position(|byte| *byte == b'=')?;
        parameter[..at]
            .trim_ascii()
            .eq_ignore_ascii_case(b"charset")
            .then(|| parameter[at + 1..].trim_ascii())
    });
    charset.is_none_or(|name| {
        let bare = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")).unwrap_or(name);
        bare.eq_ignore_ascii_case(b"utf-8") || bare.eq_ignore_ascii_case(b"utf8")
    })
}

/// Where a name stands in a text, in any case.
fn position(text: &[u8], name: &[u8]) -> Option<usize> {
    text.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))
}

/// Where the next headers begin in bytes that nobody can make sense of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Here.
    At(usize),
    /// Not before this place, at which the bytes end too early to say.
    Perhaps(usize),
}

/// Looks for a header with the length of a body. A body of JSON cannot hold one with its line break, since line breaks in
/// strings are written as escapes, so what is found belongs to no body.
pub fn next_headers(bytes: &[u8]) -> Found {
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| byte.eq_ignore_ascii_case(&LENGTH[0])) {
        at += next;
        match begins_headers(&bytes[at..]) {
            Some(true) => return Found::At(at),
            Some(false) => at += 1,
            None => return Found::Perhaps(at),
        }
    }
    Found::Perhaps(bytes.len())
}

/// Whether a header with a length begins here; nothing if the bytes end too early to say.
fn begins_headers(bytes: &[u8]) -> Option<bool> {
    let shorter = bytes.len().min(LENGTH.len());
    if !bytes[..shorter].eq_ignore_ascii_case(&LENGTH[..shorter]) {
        return Some(false);
    }
    let blanks = |bytes: &[u8]| bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let mut rest = bytes.get(LENGTH.len()..)?;
    rest = &rest[blanks(rest)..];
    match rest.split_first() {
        Some((b':', more)) => rest = more,
        Some(_) => return Some(false),
        None => return None,
    }
    rest = &rest[blanks(rest)..];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    // A line that goes on for ever is none.
    if digits > 32 || bytes.len() - rest.len() > MOST_HEADER_BYTES {
        return Some(false);
    }
    rest = &rest[digits..];
    rest = &rest[blanks(rest)..];
    let next = rest.first()?;
    Some(digits > 0 && matches!(next, b'\r' | b'\n'))
}

#[cfg(test)]
mod tests;
