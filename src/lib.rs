//! visavis sets what one side said against what the other side said.
//!
//! The nouns, one word per thing:
//!
//! | noun | what it is |
//! | --- | --- |
//! | document | an article or transcript: metadata and paragraphs of clean text |
//! | quotation | words given as somebody's own: direct, partial or reported |
//! | segment | a stretch of a quotation; the reporter's interruption lies between two |
//! | cue | the reporting words: «заявил», "said", «за словами» |
//! | mention | the words that name the speaker here |
//! | speaker | the person or institution meant; attribution is the step from mention to speaker |
//! | office | a post that a person holds from one date to another |
//! | side | one of the two parties compared |
//! | meeting | an encounter: date, place (or phone), participants |
//! | topic | a subject of talk |
//! | pair | one quotation of each side, or one of one side and a gap, with a score and the reasons |
//! | corpus | who the speakers, meetings, topics and sides are, and sample articles |
//! | library | the store of imported documents and everything derived from them: one file |
//! | reader's file | everything one reader makes: positions, marks, notes, corrections |
//! | anchor | a stable place in a document: paragraph and character |
//! | correction | what a reader put right, kept by the words with what stands around them |
//! | row | a wrapped line on the screen, which knows its anchor |
//!
//! Dependencies run downwards only:
//!
//! ```text
//! text ← language ← document ← corpus ← {ingest, speaker} ← quotation ← meeting ← {alignment, evaluation}
//!      ← library ← search ← export ← {cli, tui}
//! ```
//!
//! Nothing outside `tui` names the terminal libraries, and nothing in the core reads a clock, the
//! environment or a terminal: they come in as arguments.

pub mod alignment;
pub mod cli;
pub mod corpus;
pub mod correction;
pub mod document;
pub mod evaluation;
pub mod export;
pub mod ingest;
pub mod language;
pub mod library;
pub mod meeting;
pub mod quotation;
pub mod search;
pub mod speaker;
pub mod text;
pub mod tui;
