use super::{Fault, Found, Frame, Frames, MOST_BYTES, MOST_HEADER_BYTES, next_headers};
use proptest::prelude::*;

/// The frames of a stream, whose bytes come in pieces of a size.
fn cut(stream: &[u8], size: usize) -> Vec<Frame> {
    let (mut frames, mut found) = (Frames::default(), Vec::new());
    for piece in stream.chunks(size) {
        frames.room().extend_from_slice(piece);
        found.extend(std::iter::from_fn(|| frames.take()));
    }
    found
}

/// Asserts what is in a stream, however its bytes come.
#[track_caller]
fn check(stream: &str, expected: &[Frame]) {
    for size in [1, 2, 7, 1 << 20] {
        assert_eq!(cut(stream.as_bytes(), size), expected, "in pieces of {size}: {stream:?}");
    }
}

fn body(text: &str) -> Frame {
    Frame::Body(text.as_bytes().to_vec())
}

#[test]
fn headers_have_no_case_no_order_and_may_be_unknown() {
    check("Content-Length: 2\r\n\r\n{}", &[body("{}")]);
    check("content-length:2\r\n\r\n{}", &[body("{}")]);
    check("CONTENT-LENGTH : 2 \r\n\r\n{}", &[body("{}")]);
    check("X-Other: 1\r\nContent-Length: 2\r\nX-More: content: 9\r\n\r\n{}", &[body("{}")]);
    check("Content-Length: 2\n\n{}", &[body("{}")]);
    check("Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}", &[body(""), body("{}")]);
    check("Content-Length: 2\r\n\r\n{}\r\n\r\nContent-Length: 1\r\n\r\n1\n", &[body("{}"), body("1")]);
}

#[test]
fn the_encoding_may_be_named() {
    for kind in [
        "application/vscode-jsonrpc",
        "a/b; charset=utf-8",
        "a/b;CharSet=\"UTF8\"",
        "a/b; x=y; charset = Utf-8",
    ] {
        check(&format!("Content-Type: {kind}\r\nContent-Length: 2\r\n\r\n{{}}"), &[body("{}")]);
    }
    let refused = Frame::Refused(b"{}".to_vec(), Fault::Charset);
    check("Content-Length: 2\r\nContent-Type: a/b; charset=utf-16\r\n\r\n{}", &[refused]);
}

#[test]
fn a_length_that_is_none_is_skipped_up_to_the_next_message() {
    let good = "Content-Length: 2\r\n\r\n{}";
    for length in ["-1", "x", "", "1e3", "0x10", "3.5", "+5"] {
        check(
            &format!("Content-Length: {length}\r\n\r\n[1, 2, 3]{good}"),
            &[Frame::Skipped(Fault::BadLength), body("{}")],
        );
    }
    let larger = MOST_BYTES + 1;
    for length in [larger.to_string(), "9".repeat(30)] {
        check(
            &format!("Content-Length: {length}\r\n\r\n[1, 2, 3]{good}"),
            &[Frame::Skipped(Fault::TooLarge), body("{}")],
        );
    }
    check(&format!("X: 1\r\n\r\n[1]{good}"), &[Frame::Skipped(Fault::NoLength), body("{}")]);
}

#[test]
fn what_stands_before_the_headers_is_told_and_passed_over() {
    check("oops\"}Content-Length: 2\r\n\r\n{}", &[Frame::Skipped(Fault::Garbage), body("{}")]);
    check("oops\r\nContent-Length: 2\r\n\r\n{}", &[Frame::Skipped(Fault::Garbage), body("{}")]);
    check(
        &format!("{}Content-Length: 2\r\n\r\n{{}}", "x".repeat(100_000)),
        &[Frame::Skipped(Fault::Garbage), body("{}")],
    );
}

#[test]
fn headers_are_no_longer_than_they_may_be() {
    // The whole block, from the first byte to the body.
    let block = |bytes: usize| {
        let fixed = "Content-Length: 2\r\nX: \r\n\r\n".len();
        format!("Content-Length: 2\r\nX: {}\r\n\r\n{{}}", "x".repeat(bytes - fixed))
    };
    let good = "Content-Length: 1\r\n\r\n1";
    check(&format!("{}{good}", block(MOST_HEADER_BYTES)), &[body("{}"), body("1")]);
    check(&format!("{}{good}", block(MOST_HEADER_BYTES + 1)), &[Frame::Skipped(Fault::Garbage), body("1")]);
    // Each of them is told once, and what has no end is not read for ever.
    let endless = format!("Content-Length: 2\r\n{}", "x: y\r\n".repeat(10_000));
    check(&endless, &[Frame::Skipped(Fault::Garbage)]);
    check(
        &format!("{endless}{endless}{good}"),
        &[Frame::Skipped(Fault::Garbage), Frame::Skipped(Fault::Garbage), body("1")],
    );
}

#[test]
fn what_is_given_back_is_read_again() {
    let mut frames = Frames::default();
    frames.room().extend_from_slice(b"Content-Length: 26\r\n\r\n{}Content-Length: 1\r\n\r\n2[3]");
    let Some(Frame::Body(long)) = frames.take() else { panic!("a body") };
    let Found::At(at) = next_headers(&long) else { panic!("headers in {long:?}") };
    frames.give_back(&long[at..]);
    assert_eq!(frames.take(), Some(body("2")));
    assert_eq!(frames.rest(), b"[3]");
}

#[test]
fn a_large_buffer_is_given_back() {
    let mut frames = Frames::default();
    let large = vec![b' '; 8 << 20];
    frames.room().extend_from_slice(format!("Content-Length: {}\r\n\r\n", large.len()).as_bytes());
    frames.room().extend_from_slice(&large);
    assert!(matches!(frames.take(), Some(Frame::Body(body)) if body.len() == large.len()));
    assert!(frames.room().capacity() < 1 << 20);
    assert!(frames.is_between());
}

#[test]
fn no_header_is_found_in_what_json_can_hold() {
    let json = r#"{"text":"Content-Length: 5\r\n\r\n"}"#;
    assert_eq!(next_headers(json.as_bytes()), Found::Perhaps(json.len()));
    assert_eq!(next_headers(b"xContent-Length: 5\r"), Found::At(1));
    assert_eq!(next_headers(b"xContent-Len"), Found::Perhaps(1));
}

/// A line of headers, or one like it; some are longer than all headers may be.
fn header() -> impl Strategy<Value = String> {
    prop_oneof![
        (0usize..40).prop_map(|length| format!("Content-Length: {length}\r\n")),
        (0usize..9000).prop_map(|bytes| format!("X: {}\r\n", "x".repeat(bytes))),
        (0usize..20000).prop_map(|blanks| format!("content-length:{}", " ".repeat(blanks))),
        prop::sample::select(vec![
            "\r\n",
            "\n",
            "{}",
            "Content-",
            "length",
            ": 4",
            "Content-Type: a; charset=x\r\n"
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    /// Whatever stands between them, messages are found, wherever the stream is cut.
    #[test]
    fn messages_survive_what_is_between_them(
        garbage in prop::collection::vec("[a-zA-Z{}\"\\[\\]: 0-9\r\n-]{0,40}", 1..5),
        size in 1usize..50,
    ) {
        let good = "Content-Length: 7\r\n\r\n{\"a\":1}";
        let stream: String = garbage.iter().map(|garbage| format!("{garbage}{good}")).collect();
        let found = cut(stream.as_bytes(), size);
        prop_assert_eq!(&found, &cut(stream.as_bytes(), stream.len()));
        prop_assert_eq!(found.iter().filter(|frame| **frame == body("{\"a\":1}")).count(), garbage.len());
    }

    /// No bytes make the reader stop, and none are kept for ever.
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2000), size in 1usize..100) {
        prop_assert_eq!(cut(&bytes, size), cut(&bytes, 2000));
    }

    /// Neither do lines that are headers or nearly so, as many as fill several blocks.
    #[test]
    fn any_headers_are_read(lines in prop::collection::vec(header(), 1..30), size in 1usize..5000) {
        let stream = lines.concat();
        prop_assert_eq!(cut(stream.as_bytes(), size), cut(stream.as_bytes(), stream.len()));
    }
}
