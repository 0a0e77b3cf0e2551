-- What a reader of the file needs to know: rows marked "derived" can be made again from the documents.

-- One row. `revision` grows with every change; `grouped` is 0 while `quotations.same` is out of date.
CREATE TABLE state (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    grouped  INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (1, 0, 1);

-- Lists read this table alone, so the texts stand elsewhere.
CREATE TABLE documents (
    row        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    title      TEXT,
    opening    TEXT,                    -- where there is no title: the first words
    published  TEXT,
    language   TEXT NOT NULL,
    source     TEXT,
    url        TEXT,
    words      INTEGER NOT NULL,
    folded     TEXT NOT NULL,           -- what it is called, as that is compared
    -- derived
    stamp      TEXT NOT NULL,           -- the rules and the corpus it was derived with
    meeting    TEXT,
    day        TEXT NOT NULL,           -- the meeting's date, else the article's, else '~', which sorts last
    quotations INTEGER NOT NULL,
    lefts      INTEGER NOT NULL,        -- quotations of the left side, reported ones left out
    rights     INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_listed ON documents (day, name, id);
CREATE INDEX documents_stamp ON documents (stamp);
CREATE INDEX documents_meeting ON documents (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE texts (
    document   INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    paragraphs TEXT NOT NULL            -- [["text", "…"], ["noise", "…"], …]
) STRICT;

-- derived
CREATE TABLE quotations (
    row            INTEGER PRIMARY KEY,
    document       INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL,    -- its place among the document's
    id             TEXT NOT NULL,
    kind           TEXT NOT NULL,
    segments       TEXT NOT NULL,       -- ["…", …]
    text           TEXT NOT NULL,
    sentence       TEXT NOT NULL,
    paragraph      INTEGER NOT NULL,
    spans          TEXT NOT NULL,       -- [[start, end], …]
    "start"        INTEGER NOT NULL,
    "end"          INTEGER NOT NULL,
    speaker        TEXT,
    speaker_folded TEXT,
    speaker_id     TEXT,
    side           TEXT,
    office         TEXT,
    mention        TEXT,
    mention_span   TEXT,
    cue            TEXT,
    cue_span       TEXT,
    rule           TEXT NOT NULL,
    confidence     REAL NOT NULL,
    decided        TEXT NOT NULL,
    meeting        TEXT,
    date           TEXT,
    place          TEXT,
    same           TEXT,                -- the group: the same words elsewhere
    UNIQUE (document, ordinal)
) STRICT;
CREATE INDEX quotations_id ON quotations (id);
CREATE INDEX quotations_speaker ON quotations (speaker_id, speaker, side, document);
CREATE INDEX quotations_side ON quotations (side, document) WHERE side IS NOT NULL;
CREATE INDEX quotations_meeting ON quotations (meeting, document) WHERE meeting IS NOT NULL;

-- derived
CREATE TABLE quotation_topics (
    quotation INTEGER NOT NULL REFERENCES quotations ON DELETE CASCADE,
    rank      INTEGER NOT NULL,         -- 0 is the strongest
    topic     TEXT NOT NULL,
    PRIMARY KEY (quotation, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX quotation_topics_topic ON quotation_topics (topic, quotation);

-- derived: meetings that no list knows, one row for each document that tells of one
CREATE TABLE meetings (
    id           TEXT NOT NULL,
    document     INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    date         TEXT NOT NULL,
    place        TEXT,
    kind         TEXT NOT NULL,
    participants TEXT NOT NULL,         -- ids of people: ["…", …]
    names        TEXT NOT NULL,
    source       TEXT,
    PRIMARY KEY (id, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX meetings_document ON meetings (document);
