//! `visavis man` and `visavis completions`: both come from the declaration of the arguments.

use std::io;

use clap::{Command, CommandFactory};
use clap_complete::{Generator, Shell};
use clap_mangen::Man;

use super::args::{FILES, STATUS, Typed};

pub fn completions(shell: Shell) -> io::Result<Vec<u8>> {
    let mut command = Typed::command();
    command.set_bin_name("visavis");
    command.build();
    let mut page = Vec::new();
    shell.try_generate(&command, &mut page)?;
    Ok(page)
}

/// One page: the program, then each command with what it takes beyond the common options.
pub fn page() -> io::Result<Vec<u8>> {
    let mut command = Typed::command().disable_help_subcommand(true);
    command.build();
    let common: Vec<String> =
        command.get_arguments().filter(|arg| arg.is_global_set()).map(|arg| arg.get_id().to_string()).collect();
    let own = |sub: &Command| {
        let hide = |arg: clap::Arg| {
            let inherited = common.iter().any(|id| arg.get_id() == id.as_str());
            if inherited { arg.hide(true) } else { arg }
        };
        sub.clone().mut_args(hide)
    };
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for sub in command.get_subcommands() {
        page.extend(format!(".SH \"VISAVIS {}\"\n", sub.get_name().to_uppercase()).bytes());
        let man = Man::new(own(sub));
        let mut section = Vec::new();
        man.render_description_section(&mut section)?;
        man.render_synopsis_section(&mut section)?;
        man.render_options_section(&mut section)?;
        page.extend(String::from_utf8_lossy(&section).replace(".SH ", ".SS ").bytes());
        for verb in sub.get_subcommands().filter(|verb| verb.get_name() != "help") {
            let (name, about) = (verb.get_name(), verb.get_about().map(ToString::to_string).unwrap_or_default());
            page.extend(format!(".TP\n\\fB{} {name}\\fR\n{about}\n", sub.get_name()).bytes());
        }
    }
    for (title, table) in [("EXIT STATUS", &STATUS[..]), ("FILES", &FILES[..])] {
        page.extend(format!(".SH \"{title}\"\n").bytes());
        for (what, meaning) in table {
            page.extend(format!(".TP\n\\fB{what}\\fR\n{meaning}\n").bytes());
        }
    }
    man.render_version_section(&mut page)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::ValueEnum;

    use super::*;

    #[test]
    fn the_page_tells_of_every_command_once() {
        let page = String::from_utf8(page().unwrap()).unwrap();
        for name in Typed::command().get_subcommands().map(|sub| sub.get_name().to_uppercase()) {
            assert_eq!(page.matches(&format!(".SH \"VISAVIS {name}\"\n")).count(), 1, "{name}");
        }
        assert_eq!(page.matches("\\-\\-corpus\\fR \\fI<DIR>").count(), 1, "common options are told once:\n{page}");
    }

    #[test]
    fn every_shell_has_completions() {
        for shell in Shell::value_variants() {
            let script = String::from_utf8(completions(*shell).unwrap()).unwrap();
            assert!(script.contains("dry-run"), "{shell}");
        }
    }
}
