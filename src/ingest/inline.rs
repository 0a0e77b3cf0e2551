//! Marks inside a paragraph of plain text or Markdown: emphasis, links, escapes go, the words stay.
//!
//! Nothing is decided about quotations, but a quotation mark is left next to its words where emphasis stood between
//! (`" _Words_ ",`). What is not surely a mark of emphasis stays: "snake_case", "5 * 3", "Brand*".

/// The text of a Markdown paragraph.
pub(super) fn markdown(text: &str) -> String {
    plain(&links(text))
}

/// The text of a paragraph that may hold a few marks: emphasis of Markdown and of wikis. Escapes are resolved.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(['*', '_', '~', '`', '\\']) && !text.contains("''") {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let runs = paired(&chars, runs(&chars, text.contains("``")));
    write(&chars, &runs)
}

/// Marks of bold, in Markdown and in wikis.
const BOLD: [&str; 3] = ["**", "__", "'''"];

/// Whether a paragraph stands in bold from its first word to its last.
pub(super) fn is_strong(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, behind)) = bold_head(rest) {
        if behind.is_empty() {
            return true;
        }
        rest = behind;
    }
    false
}

/// `**A question?** and what follows it`: the two apart.
pub(super) fn strong_question(text: &str) -> Option<(&str, &str)> {
    let (head, rest) = bold_head(text)?;
    (!rest.is_empty() && asks(head.trim_end_matches(['*', '_', '\'']))).then_some((head, rest))
}

/// Whether words end as a question does.
pub(super) fn asks(text: &str) -> bool {
    text.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace() || c == '!').ends_with('?')
}

/// The words in bold with which a text begins, marks included, and what follows them.
fn bold_head(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let mark = BOLD.into_iter().find(|mark| text.starts_with(mark))?;
    let (words, _) = text.get(mark.len()..)?.split_once(mark)?;
    let end = words.len() + 2 * mark.len();
    let rest = text.get(end..)?.trim_start_matches('*');
    let is_bold = words.chars().any(char::is_alphanumeric);
    Some((text.get(..text.len() - rest.len())?, rest.trim_start())).filter(|_| is_bold)
}

/// A run of one mark that may stand for emphasis.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    role: Role,
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Opens,
    Closes,
    /// Goes without leaving a trace: a backslash, marks of code, a lone `**`.
    Goes,
    /// Two apostrophes that stand for a quotation mark, opening or closing.
    Quotes(char),
    Unsure,
    Stays,
}

/// All runs of marks, each with what it may do by its neighbours.
fn runs(chars: &[char], typewriter: bool) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(&mark) = chars.get(at) {
        let start = at;
        at += 1;
        if mark == '\\' && chars.get(at).is_some_and(char::is_ascii_punctuation) {
            runs.push(Run { start, end: at, role: Role::Goes });
            at += 1;
            continue;
        }
        if !matches!(mark, '*' | '_' | '~' | '`' | '\'') {
            continue;
        }
        at += chars[at..].iter().take_while(|c| **c == mark).count();
        let before = start.checked_sub(1).map_or(' ', |before| chars[before]);
        let after = chars.get(at).copied().unwrap_or(' ');
        let role = match (mark, at - start) {
            ('\'', 2) if typewriter => Role::Quotes('”'),
            ('`', 2) if !after.is_whitespace() => Role::Quotes('“'),
            ('\'', 2) if !is_mark(before) && !is_mark(after) => Role::Quotes('"'),
            ('\'', 2 | 3 | 5) | ('`', 1) => Role::Goes,
            ('\'' | '`', _) | ('~', 1) => Role::Stays,
            // Inside a word only asterisks can emphasise; in "snake_case" nothing does.
            ('_', _) if before.is_alphanumeric() && after.is_alphanumeric() => Role::Stays,
            _ => match (before.is_whitespace(), after.is_whitespace()) {
                (true, true) if at - start == 1 => Role::Stays,
                (true, false) => Role::Opens,
                (false, true) => Role::Closes,
                _ if !before.is_alphanumeric() && after.is_alphanumeric() => Role::Opens,
                _ if before.is_alphanumeric() && !after.is_alphanumeric() => Role::Closes,
                _ => Role::Unsure,
            },
        };
        runs.push(Run { start, end: at, role });
    }
    runs
}

fn is_mark(c: char) -> bool {
    matches!(c, '«' | '»' | '"' | '“' | '”' | '„' | '\u{a0}')
}

/// Openers and closers of one mark matched; a lone single mark stays, a lone double one goes.
fn paired(chars: &[char], mut runs: Vec<Run>) -> Vec<Run> {
    let mut open: [Vec<usize>; 3] = Default::default();
    for at in 0..runs.len() {
        let Run { start, role, .. } = runs[at];
        let Some(kind) = ['*', '_', '~'].iter().position(|mark| *mark == chars[start]) else { continue };
        match role {
            Role::Closes | Role::Unsure if !open[kind].is_empty() => {
                if let Some(opener) = open[kind].pop() {
                    runs[opener].role = Role::Opens;
                    runs[at].role = Role::Closes;
                }
            }
            Role::Opens | Role::Unsure => {
                open[kind].push(at);
                runs[at].role = lone(runs[at]);
            }
            Role::Closes => runs[at].role = lone(runs[at]),
            _ => {}
        }
    }
    runs
}

fn lone(run: Run) -> Role {
    if run.end - run.start > 1 { Role::Goes } else { Role::Stays }
}

/// The text without the runs that go, and without the spaces that emphasis left between a quotation mark or a full
/// stop and its words.
fn write(chars: &[char], runs: &[Run]) -> String {
    let mut out = String::with_capacity(chars.len());
    let mut at = 0;
    for run in runs {
        out.extend(&chars[at..run.start]);
        at = run.end;
        match run.role {
            Role::Stays | Role::Unsure => out.extend(&chars[run.start..run.end]),
            Role::Quotes(mark) => out.push(mark),
            Role::Goes => {}
            Role::Opens => {
                if ends_with_opener(&out) {
                    out.truncate(out.trim_end().len());
                }
            }
            Role::Closes => {
                if begins_with_closer(&chars[at..]) {
                    at += chars[at..].iter().take_while(|c| c.is_whitespace()).count();
                }
            }
        }
    }
    out.extend(&chars[at..]);
    out
}

/// Whether a quotation mark that opens and one space are the last characters: `сказал: " `.
fn ends_with_opener(text: &str) -> bool {
    let mut back = text.chars().rev();
    if !back.next().is_some_and(char::is_whitespace) {
        return false;
    }
    match back.next() {
        Some('«' | '“' | '„' | '(') => true,
        Some('"' | '”') => back.next().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—' | '–' | '-')),
        _ => false,
    }
}

/// Whether spaces and then a mark that belongs to the words before come first: ` ", – сказал`.
fn begins_with_closer(chars: &[char]) -> bool {
    let mut ahead = chars.iter().skip_while(|c| c.is_whitespace());
    match ahead.next() {
        Some(',' | '.' | ';' | ':' | '!' | '?' | '»' | '”' | ')') => true,
        Some('"') => ahead.next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '*')),
        _ => false,
    }
}

/// Links and pictures replaced by their words.
fn links(text: &str) -> String {
    if !text.contains(['[', '<']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '<', '\\']) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let (words, after) = if from.starts_with('\\') {
            let escaped = 1 + from.chars().nth(1).map_or(0, char::len_utf8);
            from.split_at_checked(escaped).unwrap_or((from, ""))
        } else if let Some((words, after)) = link(from) {
            if out.ends_with('!') {
                out.pop();
            }
            (words, after)
        } else {
            from.split_at_checked(1).unwrap_or((from, ""))
        };
        out.push_str(words);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The words of the link that `text` begins with, and what follows it. Brackets do not nest but for a picture in a
/// link, so that a row of lone ones costs no more than its length.
fn link(text: &str) -> Option<(&str, &str)> {
    if let Some(wiki) = text.strip_prefix("[[") {
        let (inside, after) = until(wiki, ['[', ']'])?;
        return Some((inside.rsplit('|').next()?, after.strip_prefix(']')?));
    }
    if let Some(address) = text.strip_prefix('<') {
        let (inside, after) = until(address, ['<', '>'])?;
        return (inside.contains("://") && !inside.contains(' ')).then_some((inside, after));
    }
    let inside = text.strip_prefix('[')?;
    let (words, after) = match inside.strip_prefix('!') {
        Some(picture) if picture.starts_with('[') && !picture.starts_with("[!") => link(picture)?,
        _ => until(inside, ['[', ']'])?,
    };
    let after = if inside.starts_with("![") { after.strip_prefix(']')? } else { after };
    if let Some(target) = after.strip_prefix('(') {
        return Some((words, after_target(target)?));
    }
    let (_, after) = until(after.strip_prefix('[')?, ['[', ']'])?;
    Some((words, after))
}

/// The longest address of a link, in bytes.
const LONGEST: usize = 2000;

/// Up to the closing one of two brackets, which must be the first of them.
fn until(text: &str, [opens, closes]: [char; 2]) -> Option<(&str, &str)> {
    let near = text.get(..text.floor_char_boundary(LONGEST))?;
    let at = near.find([opens, closes])?;
    let after = text.get(at..)?.strip_prefix(closes)?;
    Some((text.get(..at)?, after))
}

/// What follows the address of a link; parentheses may nest in it a little.
fn after_target(text: &str) -> Option<&str> {
    let mut depth = 1_usize;
    for (at, c) in text.char_indices().take(LONGEST) {
        match c {
            '(' if depth < 4 => depth += 1,
            '(' => return None,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..);
        }
    }
    None
}

/// The words of a paragraph that is only a picture: `![words](address)`.
pub(super) fn picture(text: &str) -> Option<&str> {
    let (words, after) = link(text.trim().strip_prefix('!')?)?;
    after.trim().is_empty().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_goes_and_quotation_marks_stand_by_their_words() {
        for (marked, expected) in [
            ("the *old* and **new** _way_ ~~out~~", "the old and new way out"),
            ("\" _Мы готовы_ \", – сказал", "\"Мы готовы\", – сказал"),
            ("**\"Да\"** , и нет", "\"Да\", и нет"),
            (
                "\"П _оскольку так вышло_ , – говорит он. – _Во-вторых, иначе_ \".",
                "\"П оскольку так вышло, – говорит он. – Во-вторых, иначе\".",
            ),
            ("\"Сегодня\" _важно_ \"Вчера\"", "\"Сегодня\" важно \"Вчера\""),
            ("''«Он знает»'', — сказал", "«Он знает», — сказал"),
            ("``We came,'' she said", "“We came,” she said"),
            ("*Via Radio*** **", "Via Radio "),
            ("**a** **bc d** , e", "a bc d, e"),
            ("***all***", "all"),
        ] {
            assert_eq!(plain(marked), expected, "{marked}");
        }
    }

    #[test]
    fn what_is_no_emphasis_stays() {
        for text in ["snake_case_name", "5 * 3 = 15", "Brand* and more", "п'ять і п'ять", "a_b *", "~ 5", "it's 'so'"]
        {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn links_pictures_and_escapes_leave_their_words() {
        assert_eq!(markdown("see [the *old* paper](http://a.b/c_(d)_e \"t\") and [it][1]"), "see the old paper and it");
        assert_eq!(markdown("[![view](a.png)](b) [[[ <<"), "view [[[ <<");
        assert_eq!(markdown("a ![view](x.png) b <https://a.b/c> [[page|words]]"), "a view b https://a.b/c words");
        assert_eq!(
            markdown("\\[senior official\\], 2\\*3 […] [Orlov] said"),
            "[senior official], 2*3 […] [Orlov] said"
        );
        assert_eq!(picture("![A view](x.png)"), Some("A view"));
        assert_eq!(picture("![A view](x.png) and text"), None);
    }
}
