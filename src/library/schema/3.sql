-- What both sides said is counted from this alone, without the texts.
CREATE INDEX quotations_counted ON quotations (side, meeting, kind, same, date, document) WHERE side IS NOT NULL;
