//! Lines → blocks: paragraphs, headings, items of plain text and Markdown. What a block is to the article (its title,
//! noise, a turn) is decided later, from all of them.

use super::inline;

/// A piece of a text that will be a paragraph, and what its form says about it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub form: Form,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Heading,
    Item,
    /// Marked with `>`: somebody's words, set apart.
    Quote,
    /// In bold from its first word to its last.
    Strong,
    Caption,
    /// From a part of the page that is not the article.
    Aside,
}

/// The blocks of a text. In Markdown the lines of a paragraph belong together; elsewhere they do only where they
/// look broken at a width, else every line is a paragraph.
pub(super) fn blocks(text: &str, is_markdown: bool) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    let mut builder = Builder { is_markdown, joins: is_markdown || is_hard_wrapped(&lines), ..Builder::default() };
    for (at, line) in lines.iter().enumerate() {
        builder.line(line, lines.get(at + 1).copied().unwrap_or(""));
    }
    builder.flush();
    builder.blocks
}

/// Rows of terminals and mail are no longer than this.
const WIDEST: usize = 120;

/// Whether the lines were broken at a width: most of those with another below could not have taken its first word.
fn is_hard_wrapped(lines: &[&str]) -> bool {
    let pairs: Vec<(usize, usize)> = lines
        .windows(2)
        .filter(|pair| !pair[0].trim().is_empty() && !pair[1].trim().is_empty())
        .map(|pair| {
            let next = pair[1].split_whitespace().next().unwrap_or("");
            (pair[0].trim_end().chars().count(), next.chars().count())
        })
        .collect();
    let mut lengths: Vec<usize> = pairs.iter().map(|(length, _)| *length).collect();
    lengths.sort_unstable();
    let Some(&width) = lengths.get(lengths.len() * 9 / 10) else { return false };
    let forced = pairs.iter().filter(|(length, next)| length + 1 + next > width).count();
    pairs.len() >= 3 && (40..=WIDEST).contains(&width) && forced * 10 >= pairs.len() * 7
}

#[derive(Default)]
struct Builder {
    is_markdown: bool,
    joins: bool,
    blocks: Vec<Block>,
    /// The block in the making.
    form: Option<Form>,
    text: String,
    /// Whether the last line was marked with `>`.
    quoted: bool,
}

impl Builder {
    fn line(&mut self, raw: &str, next: &str) {
        let line = raw.trim();
        let quoted = line.starts_with('>');
        let line = line.trim_start_matches(['>', ' ']);
        if std::mem::replace(&mut self.quoted, quoted) != quoted {
            self.flush();
        }
        if line.is_empty() || is_rule(line) || line.starts_with("```") || line.starts_with("~~~") {
            return self.flush();
        }
        if let Some(heading) = heading(line) {
            self.flush();
            return self.whole(Form::Heading, heading);
        }
        if self.is_markdown {
            if self.text.is_empty() && is_underline(next) && !is_underline(line) {
                return self.whole(Form::Heading, line);
            }
            if is_definition(line) {
                return self.flush();
            }
            if let Some(words) = inline::picture(line) {
                self.flush();
                return self.whole(Form::Caption, words);
            }
        }
        if let Some(item) = item(line) {
            self.flush();
            self.form = Some(if quoted { Form::Quote } else { Form::Item });
            item.clone_into(&mut self.text);
            return;
        }
        // Dash speech below an item is no part of it.
        let below_item = self.form == Some(Form::Item) && line.starts_with(['-', '–', '—']);
        let signed = quoted && is_signature(line, &self.text);
        if !self.joins || below_item || signed || begins_anew(raw, &self.text) {
            self.flush();
        }
        self.form.get_or_insert(if quoted { Form::Quote } else { Form::Text });
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(line);
    }

    fn whole(&mut self, form: Form, text: &str) {
        self.form = Some(form);
        text.clone_into(&mut self.text);
        self.flush();
    }

    fn flush(&mut self) {
        let Some(form) = self.form.take() else { return };
        let raw = std::mem::take(&mut self.text);
        match inline::strong_question(&raw).filter(|_| form == Form::Text) {
            Some((question, rest)) => {
                self.put(Form::Strong, question);
                self.put(form, rest);
            }
            None if form == Form::Text && inline::is_strong(&raw) => self.put(Form::Strong, &raw),
            None => self.put(form, &raw),
        }
    }

    fn put(&mut self, form: Form, raw: &str) {
        let text = if self.is_markdown { inline::markdown(raw) } else { inline::plain(raw) };
        self.blocks.push(Block { form, text });
    }
}

/// In a wrapped text a deep indent, or the label of a speaker at the beginning, starts a new paragraph.
fn begins_anew(raw: &str, so_far: &str) -> bool {
    let indent = raw.chars().take_while(|c| c.is_whitespace()).count();
    !so_far.is_empty() && (indent >= 3 || super::turns::begins_with_label(raw.trim()))
}

/// "— Jane Roe" below the sentences of a quoted block.
fn is_signature(line: &str, so_far: &str) -> bool {
    let ends = so_far.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…'));
    let name = line.trim_start_matches(['—', '–', '―', '-', '~', ' ', '*', '_']);
    name.len() < line.len() && ends.ends_with(['.', '!', '?', '…']) && name.starts_with(char::is_uppercase)
}

/// `***`, `———`, `===`: a line between parts.
fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric) && line.chars().filter(|c| "*-_—–=~·•#".contains(*c)).count() >= 3
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

/// `## Words ##`
fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    ((1..=6).contains(&level) && words.starts_with([' ', '\t'])).then(|| words.trim_end_matches('#').trim())
}

/// The words of `* item`. A number stays, as it is said aloud; a dash stays where it opens dash speech.
fn item(line: &str) -> Option<&str> {
    let bulleted = line.strip_prefix(['*', '+', '•', '·']).and_then(|words| words.strip_prefix([' ', '\t', '\u{a0}']));
    if let Some(words) = bulleted {
        return Some(words.trim_start());
    }
    let words = line.strip_prefix("- ")?;
    (!words.contains(" - ") && !words.contains(" – ") && !words.contains(" — ")).then(|| words.trim_start())
}

/// `[name]: address`
fn is_definition(line: &str) -> bool {
    line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).is_some_and(|(name, target)| {
        !name.contains(['[', ']']) && target.contains("://") && !target.trim().contains("  ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, is_markdown: bool) -> Vec<String> {
        blocks(text, is_markdown).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_unless_lines_were_wrapped() {
        assert_eq!(
            texts("Короткая строка.\nВторая строка.\n\nТретья.", false),
            ["Короткая строка.", "Вторая строка.", "Третья."]
        );
        let wrapped = "This text was broken at sixty columns by somebody who wrote\n\
                       it for the mail, so that every line but the last one is of\n\
                       about the same length and no line could have taken the word\n\
                       that follows.\n\nAnother one.";
        assert_eq!(texts(wrapped, false).len(), 2);
        assert!(texts(wrapped, false)[0].contains("who wrote it for"));
    }

    #[test]
    fn labels_and_indents_part_wrapped_lines() {
        assert_eq!(texts("MODERATOR:  Good evening,\neveryone.\nQ    Thank you\nvery much.", true).len(), 2);
        assert_eq!(texts("One line\nmore.\n    Two.", true), ["One line more.", "Two."]);
    }

    #[test]
    fn questions_in_bold_and_signatures_stand_by_themselves() {
        let found =
            blocks("**What next?** We wait.\n\n**Why\nnow?**\n\n> Come home.\n> We wait.\n> — Ann Hale\n", true);
        let forms: Vec<(Form, &str)> = found.iter().map(|block| (block.form, block.text.as_str())).collect();
        assert_eq!(
            forms,
            [
                (Form::Strong, "What next?"),
                (Form::Text, "We wait."),
                (Form::Strong, "Why now?"),
                (Form::Quote, "Come home. We wait."),
                (Form::Quote, "— Ann Hale"),
            ]
        );
    }

    #[test]
    fn forms_of_blocks() {
        let found = blocks(
            "# Head #\n\nUnder\n=====\n\n* one\n+ two\n- three\n- Да, - сказал он.\n> quoted\n> more\n\n***\n\n![A view](x.png)\n[1]: http://a.b\n```\ncode\n```\n",
            true,
        );
        let block = |form, text: &str| Block { form, text: text.to_owned() };
        assert_eq!(
            found,
            [
                block(Form::Heading, "Head"),
                block(Form::Heading, "Under"),
                block(Form::Item, "one"),
                block(Form::Item, "two"),
                block(Form::Item, "three"),
                block(Form::Text, "- Да, - сказал он."),
                block(Form::Quote, "quoted more"),
                block(Form::Caption, "A view"),
                block(Form::Text, "code"),
            ]
        );
    }
}
