//! Several readers on one library: the line of the README through a real sshd, what a read-only library is left like,
//! what the reader's configuration may do, and what copying sends to a real pseudo-terminal.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/pty.rs"]
mod pty;

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use pty::{Session, command};

const VISAVIS: &str = env!("CARGO_BIN_EXE_visavis");

/// Imports the corpus's own articles.
fn library(home: &Path) -> std::path::PathBuf {
    let file = home.join("shared").join("library.db");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
    let mut import = Command::new(VISAVIS);
    import.arg("import").arg(articles).arg("--library").arg(&file).env_clear().env("HOME", home);
    assert!(import.stderr(Stdio::null()).stdout(Stdio::null()).status().unwrap().success());
    file
}

struct Sshd(Child);

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn made(program: &str, arguments: &[&str]) -> bool {
    let run = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

/// Where there is no OpenSSH there is nothing to try.
#[test]
fn the_readme_s_line_opens_the_reader_and_nothing_else() {
    let daemon = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].into_iter().find(|path| Path::new(path).exists());
    let Some(daemon) = daemon.filter(|_| made("ssh", &["-V"])) else { return };
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    for key in ["host", "alice"] {
        assert!(made("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &at(key)]));
    }
    let file = library(home.path());
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let line = readme.lines().find(|line| line.starts_with("restrict,pty,command=")).unwrap();
    let (before, _) = line.split_once(" ssh-ed25519").unwrap();
    let program = format!("\"XDG_STATE_HOME={} {VISAVIS} ", at("state"));
    let options = before.replace("\"visavis ", &program).replace("/srv/visavis/library.db", &file.to_string_lossy());
    assert!(options.contains(VISAVIS) && options.contains(&*file.to_string_lossy()), "{options}");
    fs::write(at("authorized"), format!("{options} {}", fs::read_to_string(at("alice.pub")).unwrap())).unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let config = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nStrictModes no\nUsePAM no\n\
         PasswordAuthentication no\nPermitRootLogin yes\nPidFile none\n",
        at("host"),
        at("authorized")
    );
    fs::write(at("config"), config).unwrap();
    // A machine that never ran one may lack what it needs.
    if !made(daemon, &["-t", "-f", &at("config")]) {
        return;
    }
    let started = Command::new(daemon).args(["-D", "-q", "-f", &at("config")]).stderr(Stdio::null()).spawn().unwrap();
    let _sshd = Sshd(started);
    let listens = || std::net::TcpStream::connect(format!("127.0.0.1:{port}")).is_ok();
    for _ in 0..100 {
        if listens() {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
    let connect = |asks: &str| {
        let mut ssh = command("ssh", home.path());
        let known = format!("UserKnownHostsFile={}", at("known"));
        ssh.args(["-tt", "-q", "-F", "none", "-p", &port, "-i", &at("alice"), "-o", "StrictHostKeyChecking=no", "-o"]);
        ssh.args([known.as_str(), "-o", "IdentitiesOnly=yes", "-l", user.trim(), "127.0.0.1", asks]);
        Session::start(ssh, 24, 80)
    };
    let mut session = connect("sh -i");
    session.wait_for("Documents · 5").wait_for("? help").press("3g\r]ss").wait_for("Kept of the quotation: ★");
    // What might start a program elsewhere does nothing here, and the reader goes on.
    for keys in ["!", "|", "v", "o", "\u{1a}"] {
        session.press(keys).rest();
    }
    session.press(":xterm\r").wait_for("“xterm” is no command here");
    session.press("qq");
    assert_eq!(session.ended(), 0);
    let state = fs::read_to_string(home.path().join("state/visavis/readers/alice.json")).unwrap();
    assert!(state.contains("\"star\": true"), "{state}");
    let mut again = connect("");
    again.wait_for("▌2019-05-14").press("qqq");
}

#[test]
fn a_read_only_library_is_left_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let file = library(home.path());
    let before = fs::read(&file).unwrap();
    for reader in ["alice", "bob"] {
        let mut visavis = command(VISAVIS, home.path());
        visavis.args(["--read-only", "--reader", reader, "--library"]);
        visavis.arg(&file);
        let mut session = Session::start(visavis, 24, 80);
        session.wait_for("? help").press("ss").wait_for("Kept of the article: ★");
        session.press("q");
        assert_eq!(session.ended(), 0);
        let state = home.path().join("visavis/readers").join(format!("{reader}.json"));
        assert!(fs::read_to_string(state).unwrap().contains("\"star\": true"), "{reader}");
    }
    assert!(fs::read(&file).unwrap() == before);
}

#[test]
fn a_copy_is_sent_as_one_sequence_and_no_key_of_its_answer() {
    let home = tempfile::tempdir().unwrap();
    let mut visavis = command(VISAVIS, home.path());
    visavis.arg("--sample");
    let mut session = Session::start(visavis, 24, 80);
    session.wait_for("? help").press("\r]").rest();
    session.press("yy").wait_for("Sent to the terminal to copy: the quotation");
    let sent = String::from_utf8(session.rest()).unwrap();
    let copy = sent.split("\u{1b}]52;c;").nth(1).and_then(|rest| rest.split("\u{1b}\\").next()).unwrap();
    assert!(copy.len() > 100 && copy.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)), "{copy}");
    assert_eq!(sent.matches("\u{1b}]").count(), 1);
    session.press("\u{1b}]52;c;cXVpdA==\u{1b}\\").rest();
    session.press("qq");
    assert_eq!(session.ended(), 0);
}

#[test]
fn the_mouse_is_the_terminals_until_it_is_asked_for_and_again_at_the_end() {
    let home = tempfile::tempdir().unwrap();
    let mut visavis = command(VISAVIS, home.path());
    visavis.arg("--sample");
    let mut session = Session::start(visavis, 24, 80);
    session.wait_for("? help");
    assert!(!String::from_utf8(session.rest()).unwrap().contains("1000h"));
    session.press("\u{1b}OR").wait_for("The wheel scrolls").press("\u{1b}[<65;9;9M").wait_for("▌2020-03-30");
    session.press("q");
    assert_eq!(session.ended(), 0);
    let sent = String::from_utf8(std::mem::take(&mut session.sent)).unwrap();
    assert!(sent.contains("\u{1b}[?1000h\u{1b}[?1006h") && sent.contains("\u{1b}[?1006l\u{1b}[?1000l"));
}

#[test]
fn auto_asks_after_the_first_frame_and_takes_the_answer_whenever_it_comes() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("visavis")).unwrap();
    fs::write(home.path().join("visavis/config.toml"), "theme = \"auto\"\n").unwrap();
    let mut visavis = command(VISAVIS, home.path());
    visavis.arg("--sample");
    let mut session = Session::start(visavis, 24, 80);
    session.wait_for("? help");
    let sent = String::from_utf8(session.rest()).unwrap();
    let (before, _) = sent.split_once("\u{1b}]11;?").unwrap();
    assert!(before.contains("Documents"), "the frame comes first");
    assert!(!sent.contains("38;5;"), "sixteen colours until it is known");
    session.press("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\");
    let sent = String::from_utf8(session.rest()).unwrap();
    assert!(sent.contains("38;5;24") && !sent.contains("]11;?"), "the colours for a light screen: {sent:?}");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_configuration_that_makes_no_sense_is_refused_in_a_sentence() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("visavis")).unwrap();
    let file = home.path().join("visavis/config.toml");
    let cases: [(&[u8], &str); 5] = [
        (b"[keys]\nx = \"fly\"\n", "[keys]: “fly” is no action"),
        (b"theme = \"pink\"\n", "line 1: unknown variant"),
        (b"[keys", "line 1: "),
        (b"\xff\xfe\x00garbage", "cannot be read"),
        (b"[keys]\n\"g\" = \"jump\"\n\"g x\" = \"compare\"\n", "exclude each other"),
    ];
    for (bytes, says) in cases {
        fs::write(&file, bytes).unwrap();
        let mut visavis = command(VISAVIS, home.path());
        visavis.arg("--sample");
        let mut session = Session::start(visavis, 24, 100);
        assert_eq!(session.ended(), 2);
        let shown = session.contents().replace('\n', "");
        assert!(shown.contains(says) && shown.contains("config.toml"), "{shown}");
        assert!(!session.screen.screen().alternate_screen());
        assert_eq!(fs::read(&file).unwrap(), bytes, "it is never written");
    }
}
