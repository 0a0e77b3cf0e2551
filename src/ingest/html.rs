//! HTML → blocks and metadata: the article's own text, found by where on the page most of the text stands.

mod builder;
mod metadata;
mod named;
mod tokens;
mod words;

use tokens::Tokens;
pub(super) use tokens::{decoded, reference};

use self::builder::Builder;
use super::{blocks::Block, metadata::Metadata};

/// The blocks of a page and what its head says of it.
pub(super) fn page(html: &str) -> (Vec<Block>, Metadata) {
    let mut builder = Builder::new(None);
    let mut found = metadata::Found::default();
    for token in Tokens::new(html) {
        found.token(&token);
        builder.token(token);
    }
    let headline = builder.only_headline().map(str::to_owned);
    (builder.article(), found.metadata(headline))
}

/// The blocks of a text with tags in it; text outside of block elements is plain text or Markdown.
pub(super) fn mixed(text: &str, is_markdown: bool) -> Vec<Block> {
    let mut builder = Builder::new(Some(is_markdown));
    for token in Tokens::new(text) {
        builder.token(token);
    }
    builder.all()
}

/// Whether a text that is no page holds tags or character references.
pub(super) fn is_marked_up(text: &str) -> bool {
    let is_tag = |at: usize| {
        let inside = text.get(at + 1..).unwrap_or("");
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let name = inside.get(..inside.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count()).unwrap_or("");
        let after = inside.as_bytes().get(name.len());
        let name = name.to_ascii_lowercase();
        let known = words::BLOCKS.contains(&name.as_str())
            || ["br", "b", "i", "em", "strong", "a", "span", "body", "img"].contains(&name.as_str());
        known && after.is_some_and(|b| matches!(b, b'>' | b'/' | b' ' | b'\n'))
    };
    text.match_indices('<').any(|(at, _)| is_tag(at))
        || text.match_indices('&').any(|(at, _)| {
            let after = text.get(at + 1..).unwrap_or("");
            reference(after).is_some_and(|(_, end)| after.as_bytes().get(end - 1) == Some(&b';'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(blocks: &[Block]) -> Vec<String> {
        blocks.iter().map(|block| format!("{:?}: {}", block.form, block.text.trim())).collect()
    }

    #[test]
    fn the_article_without_the_page_around_it() {
        let html = "<html><head><title>Talks end — The Paper</title><style>p{}</style></head><body>\
            <nav><a href=/>Home</a><a href=/w>World</a></nav><div class=wrap><article><h1>Talks end</h1>\
            <p>The talks between both sides ended late on <b>Friday</b>, Anna Hale said, after five long hours.\
            <p>“We are done,” she said.<br>“Ask me tomorrow.”\
            <figure><img src=x><figcaption>Anna Hale in Oslo</figcaption></figure>\
            <ul class=related-links><li><a href=1>Other news of the day</a></ul>\
            <script>var a = '<p>no</p>';</script><h2>What next</h2><p>Nobody knows &mdash; yet.</p></article></div>\
            <footer>About us</footer></body></html>";
        let (blocks, metadata) = page(html);
        assert_eq!(
            lines(&blocks),
            [
                "Heading: Talks end",
                "Text: The talks between both sides ended late on Friday, Anna Hale said, after five long hours.",
                "Text: “We are done,” she said.",
                "Text: “Ask me tomorrow.”",
                "Caption: Anna Hale in Oslo",
                "Aside: Other news of the day",
                "Heading: What next",
                "Text: Nobody knows — yet.",
            ]
        );
        assert_eq!(metadata.title.as_deref(), Some("Talks end"));
    }

    #[test]
    fn what_is_set_apart_and_what_is_asked() {
        let html = "<body><div><p>Anna Hale answers three questions of ours about the last long winter in Oslo.</p>\
            <p><b>Was it cold?</b><br>It was, and we had no wood at all.</p><div class=\"qa question\">And now?</div>\
            <blockquote><p>We have wood.</p><footer>— Anna Hale</footer></blockquote></div></body>";
        assert_eq!(
            lines(&page(html).0),
            [
                "Text: Anna Hale answers three questions of ours about the last long winter in Oslo.",
                "Strong: Was it cold?",
                "Text: It was, and we had no wood at all.",
                "Strong: And now?",
                "Quote: We have wood.",
                "Quote: — Anna Hale",
            ]
        );
    }

    #[test]
    fn markdown_with_tags_in_it() {
        let found = mixed(
            "[ad]\n<br><div><p>One <i>two</i>.</p>\n  \n<p>\nThree</p></div>\n<br>*Four*\n\nFive <b>six</b>",
            true,
        );
        assert_eq!(lines(&found), ["Text: [ad]", "Text: One two.", "Text: Three", "Text: Four", "Text: Five six"]);
    }

    #[test]
    fn texts_with_tags_are_told_from_others() {
        assert!(is_marked_up("a<br>b") && is_marked_up("<p class=x>") && is_marked_up("a &laquo;b&raquo;"));
        assert!(!is_marked_up("1 < 2 <b&c AT&T, <unknown> x<y"));
    }
}
