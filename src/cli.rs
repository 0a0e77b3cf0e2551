//! The command line: arguments as typed → command as meant, one file per command.
