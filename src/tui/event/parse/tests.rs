//! Keys, replies and what is neither.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

/// What comes of these reads, with so long between them.
fn after(reads: &[&[u8]], between: Duration) -> Vec<Event> {
    let mut parser = Parser::default();
    let mut events = Vec::new();
    let mut now = Instant::now();
    for (index, read) in reads.iter().enumerate() {
        parser.feed(read, now, &mut |event| events.push(event));
        let is_last = index + 1 == reads.len();
        let wait = if is_last { Duration::from_secs(5) } else { between };
        if parser.patience().is_some_and(|patience| patience <= wait) {
            parser.pause(now + wait, &mut |event| events.push(event));
        }
        now += wait;
    }
    // What colours there are is no matter of what was typed.
    events.retain(|event| !matches!(event, Event::Background { .. }));
    events
}

fn at_once(bytes: &[u8]) -> Vec<Event> {
    after(&[bytes], Duration::ZERO)
}

fn keys(names: &str) -> Vec<Event> {
    names.split_whitespace().map(|name| Event::Key(name.parse().unwrap())).collect()
}

/// What terminals send unasked, late, or to another program's questions.
const REPLIES: [&[u8]; 18] = [
    b"\x1b]11;rgb:1d1d/1f1f/2121\x1b\\",
    b"\x1b]11;rgb:1d1d/1f1f/2121\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]4;1;rgb:cc/24/1d\x07",
    b"\x1b]52;c;aGVsbG8=\x07",
    b"\x1b]lvisavis\x1b\\",
    b"\x1b[?2026;2$y",
    b"\x1b[?62;1;2;6;9;15;22c",
    b"\x1b[>41;354;0c",
    b"\x1b[24;80R",
    b"\x1b[?1u",
    b"\x1b[8;24;80t",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[<0;12;7M",
    b"\x1b[M !!",
    b"\x1bP>|XTerm(380)\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
];

#[test]
fn keys_as_terminals_send_them() {
    for (bytes, names) in [
        (&b"j"[..], "j"),
        ("ойїґ".as_bytes(), "о й ї ґ"),
        (b"\r\t\x7f\x1b[Z", "enter tab backspace backtab"),
        (b"\x03\x10\x1a\x0c\x08", "ctrl-c ctrl-p ctrl-z ctrl-l ctrl-h"),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "up down right left home end"),
        (b"\x1bOA\x1bOB\x1bOH\x1bOF", "up down home end"),
        (b"\x1b[1~\x1b[4~\x1b[5~\x1b[6~\x1b[7~\x1b[8~", "home end pageup pagedown home end"),
        (b"\x1bOP\x1b[11~\x1b[[A\x1b[P", "f1 f1 f1 f1"),
        (b"\x1b[1;5A\x1b[1;2B", "up down"),
        (b"\x1b[106u\x1b[99;5u\x1b[27;5;112~", "j ctrl-c ctrl-p"),
        (b"\x1b", "esc"),
        (b"\x1b\x1b", "esc esc"),
    ] {
        assert_eq!(at_once(bytes), keys(names), "{}", bytes.escape_ascii());
    }
}

#[test]
fn chords_with_alt_and_keys_let_go_are_no_keys() {
    for bytes in [&b"\x1bj"[..], b"\x1b[1;3A", b"\x1b[106;3u", b"\x1b[106;1:3u", b"\x1b[3~", b"\x1b[2~"] {
        assert_eq!(at_once(bytes), [], "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_key_may_arrive_in_parts() {
    let short = Duration::from_millis(5);
    assert_eq!(after(&[b"\x1b", b"[", b"1;", b"5", b"A"], short), keys("up"));
    assert_eq!(after(&[b"\xd0", b"\xbe"], short), keys("о"));
}

#[test]
fn the_answer_is_told_and_is_no_key() {
    assert_eq!(at_once(b"\x1b[0n"), [Event::Answer]);
    assert_eq!(at_once(b"j\x1b[0nk"), [keys("j"), vec![Event::Answer], keys("k")].concat());
    assert_eq!(at_once(b"\x1b[3n"), []);
    assert_eq!(at_once(b"\x1b[?0n"), []);
}

#[test]
fn no_reply_becomes_a_key_and_the_next_key_counts() {
    for reply in REPLIES {
        assert_eq!(at_once(&[reply, b"j"].concat()), keys("j"), "{}", reply.escape_ascii());
    }
}

#[test]
fn a_reply_torn_anywhere_is_still_none() {
    for reply in REPLIES {
        for at in 1..reply.len() {
            for pause in [0, 20, 200] {
                let (first, rest) = reply.split_at(at);
                let mut events = after(&[first, rest, b"j"], Duration::from_millis(pause));
                // Nothing tells a lone escape byte from the key before the rest is there.
                events.retain(|event| at > 1 || *event != Event::Key(Key::of(Code::Esc)));
                assert_eq!(events, keys("j"), "{} after {at}, {pause} ms", reply.escape_ascii());
            }
        }
    }
}

#[test]
fn what_has_no_end_stops_nothing() {
    let long = Duration::from_millis(400);
    for begun in [&b"\x1b]11;rgb:1d1d"[..], b"\x1bP>|XTerm", b"\x1b_G", b"\x1b[M ", b"\xd0"] {
        assert_eq!(after(&[begun, b"j", b"k"], long), keys("j k"), "{}", begun.escape_ascii());
    }
    // A sequence waits for its last byte, and takes a letter for it.
    assert_eq!(after(&[b"\x1b[?2026;2", b"j", b"k"], long), keys("k"));
    assert_eq!(after(&[b"\x1b[?2026;2", b"\x03"], long), keys("ctrl-c"));
    assert_eq!(after(&[b"\x1b[200~abc", b"def"], long), [Event::Paste("abcdef".into())]);
}

#[test]
fn a_string_under_a_held_key_ends() {
    let held: Vec<&[u8]> = std::iter::once(&b"\x1b]11;"[..]).chain(std::iter::repeat_n(&b"j"[..], 90)).collect();
    assert!(after(&held, Duration::from_millis(33)).len() > 20);
}

#[test]
fn a_string_is_broken_off_by_another_sequence() {
    assert_eq!(at_once(b"\x1b]11;rgb:\x1b[A"), keys("up"));
    assert_eq!(at_once(b"\x1bP$q\x1b]11;x\x07j"), keys("j"));
}

#[test]
fn a_paste_is_text_whatever_is_in_it() {
    let paste = |text: &str| vec![Event::Paste(text.to_owned())];
    assert_eq!(at_once("\x1b[200~q Лавров\x03\x1b[201~".as_bytes()), paste("q Лавров\u{3}"));
    assert_eq!(at_once(b"\x1b[200~one\x1b[201~qqq\x1b[201~"), paste("oneqqq"));
    assert_eq!(at_once(b"\x1b[200~\x1b[200~a\x1b[Ab\x1b[201~"), paste("\u{1b}[200~a\u{1b}[Ab"));
    let moment = Duration::from_millis(100);
    assert_eq!(after(&[b"\x1b[200~a\x1b[201~", b"j"], moment), [paste("a"), keys("j")].concat());
    let endless = [b"\x1b[200~".to_vec(), vec![b'a'; 2 * PASTE], b"\x1b[201~".to_vec()].concat();
    assert_eq!(after(&[&endless, b"j"], moment), [paste(&"a".repeat(PASTE)), keys("j")].concat());
}

#[test]
fn eight_bit_controls_begin_sequences() {
    assert_eq!(at_once(b"\x9b?62;c\x9d11;rgb:0\x07j"), keys("j"));
}

proptest! {
    #[test]
    fn whatever_came_the_next_key_counts(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let pause = Duration::from_secs(3);
        let events = after(&[&bytes, b"\x03", b"j"], pause);
        prop_assert_eq!(events.last(), Some(&Event::Key(Key::char('j'))));
    }

    #[test]
    fn how_it_was_cut_does_not_matter(bytes in "(j|о|\x1b\\[A|\x1b\\[0n|\x1b\\]0;x\x07|\x1b\\[\\?1;2c){1,8}", at in 0_usize..40) {
        let bytes = bytes.as_bytes();
        let (first, rest) = bytes.split_at(at.min(bytes.len()));
        prop_assert_eq!(after(&[first, rest], Duration::ZERO), at_once(bytes));
    }
}

#[test]
fn the_terminal_says_whether_it_is_light() {
    let says = |bytes: &[u8]| {
        let mut events = Vec::new();
        Parser::default().feed(bytes, Instant::now(), &mut |event| events.push(event));
        events
    };
    let light = |light| vec![Event::Background { light }];
    assert_eq!(says(b"\x1b]11;rgb:1d1d/1f1f/2121\x1b\\"), light(false));
    assert_eq!(says(b"\x1b]11;rgb:fd/f6/e3\x07"), light(true));
    for other in ["10;rgb:ff/ff/ff", "11;rgb:ff/ff", "11;rgb:fg/ff/ff", "11;rgb:/ff/ff", "11;?", "11;rgb:fffffffff/f/f"]
    {
        assert_eq!(says(format!("\x1b]{other}\x07").as_bytes()), [], "{other}");
    }
}

#[test]
fn of_a_mouse_only_the_wheel_counts() {
    let wheel = |down| vec![Event::Wheel { down }];
    assert_eq!(at_once(b"\x1b[<64;12;7M"), wheel(false));
    assert_eq!(at_once(b"\x1b[<65;300;7Mj"), [wheel(true), keys("j")].concat());
    for other in ["\x1b[<0;12;7M", "\x1b[<0;12;7m", "\x1b[<65;1;1m", "\x1b[<66;1;1M", "\x1b[<M", "\x1b[<64"] {
        assert_eq!(at_once(other.as_bytes()), [], "{other:?}");
    }
}
