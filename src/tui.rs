//! The reader on the terminal: list, reader and compare panes.
