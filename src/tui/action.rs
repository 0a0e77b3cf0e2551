//! The one table of what a reader can do. Keymap, help screen and hint line are made from it; an action that
//! is not here does not exist.

/// Everything that can be done by a key, apart from typing into a text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    NextQuotation,
    PreviousQuotation,
    NextParagraph,
    PreviousParagraph,
    NextMeeting,
    PreviousMeeting,
    Open,
    NextPane,
    Left,
    Right,
    Back,
    Forward,
    Jump,
    JumpAgain,
    Compare,
    GroupByTopic,
    Matrix,
    Timeline,
    Narrow,
    Swap,
    Widen,
    Loose,
    Link,
    Unlink,
    Join,
    Search,
    NextHit,
    PreviousHit,
    Why,
    Zoom,
    Noise,
    Help,
    Redraw,
    Suspend,
    Close,
    Quit,
    Exit,
    Correct,
    CorrectDocument,
    Missed,
    Undo,
    Redo,
    Speaker,
    Nobody,
    NoQuotation,
    OtherWords,
    Date,
    Title,
    Language,
    Kind,
    Meeting,
    Side,
    Topic,
    Since,
    Until,
    Palette,
    Complete,
    SetMark,
    GoToMark,
    CopyQuotation,
    CopyPair,
    CopyParagraph,
    CopyWords,
    CopyArticle,
    CopyLink,
    Star,
    Tag,
    Note,
    StarDocument,
    TagDocument,
    NoteDocument,
    Kept,
    Unread,
    Theme,
    Mouse,
    Wider,
    Narrower,
    EraseLetter,
    EraseWord,
    EraseAll,
    CursorLeft,
    CursorRight,
}

/// What receives the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    List,
    Reader,
    Compare,
    Matrix,
    Help,
    Why,
    /// The text field of the jump.
    Jump,
    /// The text field of the search in what is shown.
    Search,
    /// The menu for putting a quotation right, and that for a document.
    Correct,
    CorrectDocument,
    /// The menu of what is compared.
    Narrow,
    /// The text field of a question, with choices.
    Choose,
    /// Words of the article are being chosen.
    Words,
    /// The text field over the help.
    Filter,
    /// The next letter is a mark.
    Mark,
}

impl Context {
    pub const ALL: [Self; 15] = [
        Self::List,
        Self::Reader,
        Self::Compare,
        Self::Matrix,
        Self::Help,
        Self::Why,
        Self::Jump,
        Self::Search,
        Self::Correct,
        Self::CorrectDocument,
        Self::Narrow,
        Self::Choose,
        Self::Words,
        Self::Filter,
        Self::Mark,
    ];

    /// Letters are text there, not commands.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Jump | Self::Search | Self::Choose | Self::Filter | Self::Mark)
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "in the list",
            Self::Reader => "reading",
            Self::Compare => "comparing",
            Self::Matrix => "in the matrix",
            Self::Help => "in the help",
            Self::Why => "in “why”",
            Self::Jump => "jumping",
            Self::Search => "searching",
            Self::Correct => "putting a quotation right",
            Self::CorrectDocument => "putting a document right",
            Self::Narrow => "narrowing down",
            Self::Choose => "choosing",
            Self::Words => "choosing words",
            Self::Filter => "searching the help",
            Self::Mark => "at a mark",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Spec {
    pub action: Action,
    /// As a keymap file writes it.
    pub name: &'static str,
    /// Default keys, the one to show first; "y q" is one after the other. A key may stand in several rows if their
    /// contexts differ.
    pub keys: &'static [&'static str],
    pub contexts: &'static [Context],
    /// What it does, for the help.
    pub doc: &'static str,
    pub hint: Option<Hint>,
}

/// Rows that stand together in the help.
#[derive(Debug)]
pub struct Section {
    pub title: &'static str,
    pub actions: &'static [Spec],
}

/// What the bottom line says of it.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    pub contexts: &'static [Context],
    /// Shown together: "[ ] quotations".
    pub actions: &'static [Action],
    pub label: &'static str,
}

const fn hint(contexts: &'static [Context], actions: &'static [Action], label: &'static str) -> Hint {
    Hint { contexts, actions, label }
}

use Action as A;
use Context::{
    Choose, Compare, Correct, CorrectDocument, Filter, Help, Jump, List, Mark, Matrix, Narrow, Reader, Search, Why,
    Words,
};

const EVERYWHERE: &[Context] = &Context::ALL;
const COMMANDS: &[Context] = &[List, Reader, Compare, Matrix, Help, Why];
const PANES: &[Context] = &[List, Reader, Compare];
const VIEWS: &[Context] = &[List, Reader, Compare, Matrix];
const SIDES: &[Context] = &[Compare, Matrix];
const SCROLLS: &[Context] = &[List, Reader, Compare, Matrix, Help, Why];
const QUOTES: &[Context] = &[Reader, Compare];
const TEXT: &[Context] = &[Jump, Search, Choose, Filter];
const MENUS: &[Context] = &[Correct, CorrectDocument];

macro_rules! sections {
    ($($title:literal: { $($action:ident $name:literal $keys:expr, $contexts:expr, $doc:literal $(, $hint:expr)?;)* })*) => {
        &[$(Section { title: $title, actions: &[$(Spec {
            action: A::$action, name: $name, keys: &$keys, contexts: $contexts, doc: $doc,
            hint: sections!(@hint $($hint)?),
        }),*] }),*]
    };
    (@hint) => { None };
    (@hint $hint:expr) => { Some($hint) };
}

/// In the order of the help; hints stand in this order too, so the help comes last. `.` and `,` are what a PC's
/// Russian layout sends for `/` and `?`, and nothing else may be bound to them.
pub static SECTIONS: &[Section] = sections! {
    "Finding and going": {
        Open "open" ["enter"], &[List, Compare, Matrix, Jump, Search], "open what is selected; a quotation in its article",
            hint(&[List, Compare, Matrix, Jump, Search], &[A::Open], "open");
        Jump "jump" ["ctrl-p"], COMMANDS, "jump to a document, speaker or meeting",
            hint(&[List, Reader], &[A::Jump], "jump");
        JumpAgain "jump-again" ["P"], VIEWS, "the last jump once more, with its letters";
        Compare "compare" ["c"], &[List, Reader], "compare both sides, at this document's meeting",
            hint(&[List, Reader], &[A::Compare], "compare");
        Search "search" ["/", "."], PANES, "search in what is shown",
            hint(&[List], &[A::Search], "search");
        NextHit "next-hit" ["n"], PANES, "next hit";
        PreviousHit "previous-hit" ["N"], PANES, "hit before";
        Back "back" ["H", "backspace"], VIEWS, "back to the place before",
            hint(VIEWS, &[A::Back], "back");
        Forward "forward" ["L"], VIEWS, "forward again";
        NextPane "next-pane" ["tab", "backtab"], PANES, "other pane, or other side";
        Left "left" ["left", "h"], VIEWS, "left pane, side or topic",
            hint(&[Matrix], &[A::Left, A::Right], "topics");
        Right "right" ["right", "l"], VIEWS, "right pane, side or topic";
        SetMark "set-mark" ["m"], PANES, "mark this place with the letter that follows";
        GoToMark "go-to-mark" ["'"], PANES, "go to the mark of the letter that follows; '' back";
    }
    "Reading and comparing": {
        NextQuotation "next-quotation" ["]"], QUOTES, "next quotation, or next one of this side",
            hint(&[Reader], &[A::PreviousQuotation, A::NextQuotation], "quotations");
        PreviousQuotation "previous-quotation" ["["], QUOTES, "quotation before";
        Why "why" ["w"], QUOTES, "why: the evidence for who speaks, or for the pair",
            hint(QUOTES, &[A::Why], "why");
        NextParagraph "next-paragraph" ["}"], &[Reader], "next paragraph";
        PreviousParagraph "previous-paragraph" ["{"], &[Reader], "paragraph before";
        Noise "site-noise" ["a"], &[Reader], "show or hide what the site put around the article",
            hint(&[Reader], &[A::Noise], "site text");
        Zoom "zoom" ["z"], &[List, Reader], "the article over the whole width, and back";
        Wider "wider" [">"], &[Reader], "longer lines; 90> lines of 90 columns";
        Narrower "narrower" ["<"], &[Reader], "shorter lines";
        Wider "wider-list" [">"], &[List], "a wider list; 60> one of 60 columns";
        Narrower "narrower-list" ["<"], &[List], "a narrower list";
    }
    "Comparing": {
        NextMeeting "next-meeting" ["}"], &[Compare], "next meeting, topic or year",
            hint(&[Compare], &[A::PreviousMeeting, A::NextMeeting], "meetings");
        PreviousMeeting "previous-meeting" ["{"], &[Compare], "meeting, topic or year before";
        GroupByTopic "group-by-topic" ["t"], &[Compare], "rows by topic, and again by meeting",
            hint(&[Compare], &[A::GroupByTopic], "by topic");
        Matrix "matrix" ["M"], PANES, "matrix: how much each side said, by meeting and topic",
            hint(&[Compare], &[A::Matrix], "matrix");
        Timeline "timeline" ["T"], VIEWS, "timeline of this topic; there, of another one",
            hint(SIDES, &[A::Timeline], "timeline");
        Narrow "narrow" ["f"], SIDES, "narrow down: speaker, topic, language, dates and more",
            hint(SIDES, &[A::Narrow], "filter");
        Loose "loose" ["x"], &[Compare], "scroll each side by itself, and again together";
        Swap "swap" ["X"], &[Compare], "swap the sides";
        Widen "widen" ["z"], &[Compare], "widen this side, and again both the same";
        Link "link" ["+", "="], &[Compare], "link this quotation to one of the other side";
        Unlink "unlink" ["-"], &[Compare], "these two do not belong together; this line is a row of its own";
        Join "join-rows" ["J"], &[Compare], "one row of this one and the next, or of the one held with +";
    }
    "Copying, each with its citation": {
        CopyQuotation "copy-quotation" ["y y"], QUOTES, "copy the quotation",
            hint(QUOTES, &[A::CopyQuotation], "copy");
        CopyPair "copy-pair" ["y p"], &[Compare], "copy both sides of the pair";
        CopyParagraph "copy-paragraph" ["y p"], &[Reader], "copy the paragraph that is looked at";
        CopyWords "choose-words-to-copy" ["y w"], &[Reader], "choose words to copy";
        CopyLink "copy-link" ["y l"], &[Reader], "copy the article's address, or one in its text";
        CopyArticle "copy-article" ["y a"], PANES, "copy where the article stands";
    }
    "Keeping": {
        Star "star" ["s s"], PANES, "a star, or none, for the quotation; in the list for the article",
            hint(&[List], &[A::Star], "star");
        Tag "tag" ["s t"], PANES, "a tag, or without it: the quotation; in the list the article";
        Note "note" ["s n"], PANES, "a note on the quotation; in the list on the article";
        StarDocument "star-article" ["s S"], QUOTES, "a star, or none, for the article";
        TagDocument "tag-article" ["s T"], QUOTES, "a tag, or without it: the article";
        NoteDocument "note-article" ["s N"], QUOTES, "a note on the article";
        Unread "unread" ["s u"], &[List, Reader], "the article is read, or not yet (•)";
        Kept "kept" ["s l"], PANES, "go to what has a star, a tag or a note";
    }
    "Putting right": {
        Correct "correct" ["e"], QUOTES, "put right who says it, or what";
        Missed "missed-quotation" ["+"], &[Reader], "mark a quotation that was missed";
        CorrectDocument "correct-document" ["E"], &[List, Reader], "put right the date, title or language";
        Undo "undo" ["U"], VIEWS, "take back what was put right or kept last";
        Redo "redo" ["ctrl-r"], VIEWS, "do again what was taken back";
    }
    "In the menus for putting right": {
        Speaker "another-speaker" ["s"], &[Correct], "somebody else says it";
        Nobody "nobody" ["n"], &[Correct], "nobody is named as its speaker";
        Meeting "another-meeting" ["m"], &[Correct], "it was said at another meeting, or at none";
        Kind "another-kind" ["k"], &[Correct], "it is of another kind";
        NoQuotation "no-quotation" ["x"], &[Correct], "it is no quotation";
        OtherWords "other-words" ["b"], &[Correct], "it has more words, or fewer";
        Date "date" ["d"], &[CorrectDocument], "another date";
        Title "title" ["t"], &[CorrectDocument], "another title";
        Language "language" ["l"], &[CorrectDocument], "another language";
        Undo "undo-in-menu" ["u"], MENUS, "take back what was put right last";
        Redo "redo-in-menu" ["ctrl-r"], MENUS, "put right again what was taken back";
    }
    "In the menu of what is compared": {
        Speaker "only-speaker" ["s"], &[Narrow], "speaker";
        Side "only-side" ["i"], &[Narrow], "side";
        Meeting "only-meeting" ["m"], &[Narrow], "meeting";
        Topic "only-topic" ["t"], &[Narrow], "topic";
        Language "only-language" ["l"], &[Narrow], "language";
        Kind "only-kind" ["k"], &[Narrow], "kind: direct, partial, reported";
        Since "only-since" ["a"], &[Narrow], "from a day, month or year on";
        Until "only-until" ["b"], &[Narrow], "until a day, month or year";
        EraseAll "everything" ["x"], &[Narrow], "everything again";
    }
    "Choosing words": {
        Right "word-on" ["right", "l"], &[Words], "the end that moves a word on",
            hint(&[Words], &[A::Left, A::Right], "a word");
        Left "word-back" ["left", "h"], &[Words], "a word back";
        Down "sentence-on" ["down", "j"], &[Words], "a sentence on",
            hint(&[Words], &[A::Up, A::Down], "a sentence");
        Up "sentence-back" ["up", "k"], &[Words], "a sentence back";
        NextPane "other-end" ["tab", "backtab"], &[Words], "move the other end",
            hint(&[Words], &[A::NextPane], "other end");
        CopyWords "copy-words" ["y"], &[Words], "copy them with their citation",
            hint(&[Words], &[A::CopyWords], "copy");
        NextParagraph "words-below" ["}"], &[Words], "to the next paragraph";
        PreviousParagraph "words-above" ["{"], &[Words], "to the paragraph before";
        Kind "kind" ["t"], &[Words], "direct, partial or reported";
        Open "keep" ["enter"], &[Words, Choose], "keep it",
            hint(&[Words, Choose], &[A::Open], "keep");
    }
    "Moving": {
        Down "down" ["j", "down"], SCROLLS, "down; 5j five rows",
            hint(&[Help, Why], &[A::Down, A::Up], "scroll");
        Up "up" ["k", "up"], SCROLLS, "up";
        PageDown "page-down" ["space", "pagedown", "ctrl-f"], SCROLLS, "a page down";
        PageUp "page-up" ["b", "pageup", "ctrl-b"], SCROLLS, "a page up";
        HalfDown "half-down" ["d", "ctrl-d"], SCROLLS, "half a page down";
        HalfUp "half-up" ["u", "ctrl-u"], SCROLLS, "half a page up";
        Top "top" ["g", "home"], SCROLLS, "to the beginning";
        Bottom "bottom" ["G", "end"], SCROLLS, "to the end; 12G to row 12";
    }
    "In a text field": {
        Down "select-down" ["down", "ctrl-n"], &[Jump, Choose], "next match";
        Up "select-up" ["up", "ctrl-p"], &[Jump, Choose], "match before";
        PageDown "select-page-down" ["pagedown"], &[Jump, Choose], "a page of matches down";
        PageUp "select-page-up" ["pageup"], &[Jump, Choose], "a page of matches up";
        Complete "complete" ["tab"], &[Choose], "the whole of what is selected, to go on typing",
            hint(&[Choose], &[A::Complete], "complete");
        Open "enter-filter" ["enter"], &[Filter], "to what was found";
        EraseLetter "erase-letter" ["backspace", "ctrl-h"], TEXT, "erase a letter";
        EraseWord "erase-word" ["ctrl-w"], TEXT, "erase a word";
        EraseAll "erase-all" ["ctrl-u"], TEXT, "erase everything";
        CursorLeft "cursor-left" ["left"], TEXT, "cursor left";
        CursorRight "cursor-right" ["right"], TEXT, "cursor right";
    }
    "Everywhere": {
        Palette "palette" [":", "f2"], COMMANDS, "every command by its name",
            hint(&[Reader, Compare], &[A::Palette], "commands");
        Search "search-help" ["/", "."], &[Help], "search in the help",
            hint(&[Help], &[A::Search], "search");
        Theme "theme" ["ctrl-t"], PANES, "other colours";
        Mouse "mouse" ["f3"], PANES, "the wheel scrolls, or the mouse is the terminal's again";
        Close "close" ["esc"], EVERYWHERE, "close what lies on top, put out the hits",
            hint(&[Help, Why, Jump, Search, Correct, CorrectDocument, Narrow, Choose, Words, Filter, Mark], &[A::Close], "close");
        Redraw "redraw" ["ctrl-l"], EVERYWHERE, "draw the screen anew";
        Suspend "suspend" ["ctrl-z"], EVERYWHERE, "to the shell; fg comes back";
        Exit "exit" ["ctrl-c"], EVERYWHERE, "quit at once";
        Quit "quit" ["q"], &[List, Reader, Compare, Matrix, Help, Why, Correct, CorrectDocument, Narrow, Words], "back out, and quit from the list",
            hint(&[List], &[A::Quit], "quit");
        Help "help" ["?", "f1", ","], COMMANDS, "this help",
            hint(VIEWS, &[A::Help], "help");
    }
};

/// Every row of the table.
pub fn actions() -> impl Iterator<Item = &'static Spec> {
    SECTIONS.iter().flat_map(|section| section.actions)
}

/// The hints for a context, in the order of the table.
pub fn hints(context: Context) -> impl Iterator<Item = &'static Hint> {
    actions().filter_map(|spec| spec.hint.as_ref()).filter(move |hint| hint.contexts.contains(&context))
}
