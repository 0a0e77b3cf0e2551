//! Front matter: the keys and values before a text, in YAML (`---`) or TOML (`+++`).
//!
//! YAML is read as far as front matter goes: one level of keys with plain, quoted, folded (`>`) or literal (`|`)
//! values and lists of them. Anchors, tags and nesting are not.

/// Keys in lower case with `_`, in the order of the file. Of a list only the first item is kept.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Front(Vec<(String, String)>);

impl Front {
    /// The values of these keys that say something, in the order of `keys`.
    pub fn values<'a>(&'a self, keys: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        keys.iter().filter_map(|key| {
            let (_, value) = self.0.iter().find(|(name, _)| name == key)?;
            (!value.trim().is_empty()).then_some(value.as_str())
        })
    }
}

/// The front matter and the text after it.
pub(super) fn split(text: &str) -> (Front, &str) {
    let start = text.trim_start_matches(['\n', ' ']);
    for (fence, read) in [("---", yaml as fn(&str) -> Option<Front>), ("+++", toml)] {
        let Some(inside) = start.strip_prefix(fence).and_then(|rest| rest.trim_start_matches(' ').strip_prefix('\n'))
        else {
            continue;
        };
        if let Some((block, body)) = until_fence(inside, fence)
            && let Some(front) = read(block)
        {
            return (front, body);
        }
    }
    (Front::default(), text)
}

/// What stands before the line that is the fence, and what after it.
fn until_fence<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        if line.trim_end() == fence || fence == "---" && line.trim_end() == "..." {
            return Some((text.get(..at)?, text.get(next..)?));
        }
        at = next;
    }
    None
}

fn toml(block: &str) -> Option<Front> {
    let table: toml::Table = block.parse().ok()?;
    let values = table.into_iter().filter_map(|(key, value)| Some((name(&key), toml_text(&value)?)));
    Some(Front(values.collect()))
}

fn toml_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Array(items) => items.first().and_then(toml_text),
        toml::Value::Table(_) => None,
        other => Some(other.to_string()),
    }
}

fn name(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_lowercase().replace(['-', ' '], "_")
}

/// None where the block is no mapping: two rules around a text, say.
fn yaml(block: &str) -> Option<Front> {
    let mut values = Vec::new();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, first) = line.split_once(':')?;
        if key.starts_with([' ', '-']) || key.chars().count() > 60 || !(first.is_empty() || first.starts_with(' ')) {
            return None;
        }
        let mut more = Vec::new();
        while let Some(line) = lines.next_if(|line| line.is_empty() || line.starts_with([' ', '\t', '-'])) {
            more.push(line);
        }
        values.push((name(key), value(first.trim(), &more)));
    }
    Some(Front(values))
}

/// A value from what stands after its colon and the lines below.
fn value(first: &str, more: &[&str]) -> String {
    if first.starts_with(['>', '|']) {
        return joined("", more);
    }
    if first.is_empty() && more.first().is_some_and(|line| line.trim_start().starts_with('-')) {
        return first_item(more);
    }
    scalar(&joined(first, more))
}

fn first_item(lines: &[&str]) -> String {
    let Some((first, more)) = lines.split_first() else { return String::new() };
    let more: Vec<&str> = more.iter().copied().take_while(|line| !line.trim_start().starts_with("- ")).collect();
    value(first.trim_start().trim_start_matches('-').trim(), &more)
}

fn joined(first: &str, more: &[&str]) -> String {
    let mut parts = vec![first];
    parts.extend(more.iter().map(|line| line.trim()));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn scalar(raw: &str) -> String {
    if let Some(quoted) = raw.strip_prefix('"') {
        return double_quoted(quoted);
    }
    if let Some(quoted) = raw.strip_prefix('\'') {
        return quoted.strip_suffix('\'').unwrap_or(quoted).replace("''", "'");
    }
    if let Some(list) = raw.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        return list.split(',').next().unwrap_or("").trim().trim_matches(['"', '\'']).to_owned();
    }
    raw.split_once(" #").map_or(raw, |(value, _)| value).trim().to_owned()
}

/// Up to the closing mark, escapes resolved.
fn double_quoted(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('n' | 't' | '_' | ' ' | 'N' | 'L' | 'P') => out.push(' '),
                Some('x') => out.extend(code(&mut chars, 2)),
                Some('u') => out.extend(code(&mut chars, 4)),
                Some('U') => out.extend(code(&mut chars, 8)),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

fn code(chars: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let text: String = chars.take(digits).collect();
    char::from_u32(u32::from_str_radix(&text, 16).ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn get<'a>(front: &'a Front, key: &'a str) -> Option<&'a str> {
        front.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    #[test]
    fn yaml_values_of_every_kind() {
        let (front, body) = split(
            "---\nplain: a: b # note\nSingle-Key: 'it''s'\ndouble: \"a\\_\\\"b\\\" \\u2014\"\nfolded: >\n  one\n  two\n\
             list:\n  - >\n    first\n    item\n  - second\nwiki: '[[Orlov]]'\nempty: \"\"\nflow: [x, y]\n---\n\nBody\n---\n",
        );
        assert_eq!(body, "\nBody\n---\n");
        assert_eq!(get(&front, "plain"), Some("a: b"));
        assert_eq!(get(&front, "single_key"), Some("it's"));
        assert_eq!(get(&front, "double"), Some("a \"b\" —"));
        assert_eq!(get(&front, "folded"), Some("one two"));
        assert_eq!(get(&front, "list"), Some("first item"));
        assert_eq!(get(&front, "wiki"), Some("[[Orlov]]"));
        assert_eq!(get(&front, "flow"), Some("x"));
        assert_eq!(front.values(&["empty", "plain"]).next(), Some("a: b"));
    }

    #[test]
    fn toml_between_plus_signs() {
        let (front, body) = split("+++\ntitle = \"Встреча\"\npublished = 2015-05-13\n+++\nТекст");
        assert_eq!((get(&front, "title"), get(&front, "published")), (Some("Встреча"), Some("2015-05-13")));
        assert_eq!(body, "Текст");
    }

    #[test]
    fn rules_around_a_text_are_no_front_matter() {
        for text in ["---\nA sentence without keys.\n---\nMore", "---\nkey: value\nno end", "— Да, — сказал он.", ""]
        {
            assert_eq!(split(text), (Front::default(), text));
        }
    }
}
