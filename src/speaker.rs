//! Speakers: the people of the corpus, their offices by date, and all forms their names take.
