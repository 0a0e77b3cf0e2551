//! sshd on the loopback, and a proxy before it that delays and throttles what it passes on.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use portable_pty::CommandBuilder;

pub struct Server {
    child: Child,
    pub port: u16,
    key: PathBuf,
}

impl Server {
    /// None, and a word about it, where there is no sshd.
    pub fn start(home: &Path) -> Option<Self> {
        let sshd = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].into_iter().find(|file| Path::new(file).exists());
        let Some(sshd) = sshd else {
            println!("there is no sshd here (Debian: openssh-server); the line is not measured");
            return None;
        };
        let folder = home.join("sshd");
        let key = folder.join("client");
        if !folder.exists() {
            fs::create_dir(&folder).unwrap();
            for name in ["host", "client"] {
                let mut keygen = Command::new("ssh-keygen");
                let made = keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(folder.join(name)).status();
                assert!(made.unwrap().success());
            }
        }
        // Where sshd leaves its privileges.
        let _ = fs::create_dir_all("/run/sshd");
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = folder.join("config");
        let lines = format!(
            "ListenAddress 127.0.0.1:{port}\nHostKey {host}\nAuthorizedKeysFile {keys}\nStrictModes no\nUsePAM no\n\
             PasswordAuthentication no\nPermitRootLogin prohibit-password\nPidFile none\nPrintMotd no\nPrintLastLog no\n",
            host = folder.join("host").display(),
            keys = folder.join("client.pub").display(),
        );
        fs::write(&config, lines).unwrap();
        let child = Command::new(sshd).arg("-D").arg("-f").arg(&config).stderr(Stdio::null()).spawn().unwrap();
        let end = Instant::now() + Duration::from_secs(5);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "sshd does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        Some(Self { child, port, key })
    }

    /// The command that logs in through `port` and runs `program` in a terminal there.
    pub fn client(&self, home: &Path, port: u16, program: &str) -> CommandBuilder {
        let there = format!(
            "env HOME={home} XDG_STATE_HOME={home} XDG_DATA_HOME={home} LANG=C.UTF-8 {program}",
            home = home.display()
        );
        let mut arguments: Vec<String> =
            ["-tt", "-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
                .map(str::to_owned)
                .to_vec();
        arguments.extend(["-o", "LogLevel=ERROR", "-o", "IdentitiesOnly=yes", "-i"].map(str::to_owned));
        arguments.push(self.key.display().to_string());
        arguments.extend(["-p".to_owned(), port.to_string(), "127.0.0.1".to_owned(), there]);
        crate::client(home, &arguments)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes everything on to a port, each way after a delay; what comes back no faster than `rate` bytes a second.
pub fn proxy(to: u16, delay: Duration, rate: Option<usize>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let Ok((client, _)) = listener.accept() else { return };
        let server = TcpStream::connect(("127.0.0.1", to)).unwrap();
        for stream in [&client, &server] {
            stream.set_nodelay(true).unwrap();
        }
        let (up, down) = ((client.try_clone().unwrap(), server.try_clone().unwrap()), (server, client));
        thread::spawn(move || pass(up.0, up.1, delay, None));
        pass(down.0, down.1, delay, rate);
    });
    port
}

fn pass(mut from: TcpStream, mut to: TcpStream, delay: Duration, rate: Option<usize>) {
    let (sender, queue) = mpsc::channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let mut bytes = [0; 16384];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                return;
            }
        }
    });
    let mut free = Instant::now();
    for (came, bytes) in queue {
        // A slow line lets the bytes out one after another.
        for piece in bytes.chunks(rate.map_or(usize::MAX, |_| 256)) {
            let takes = rate.map_or(Duration::ZERO, |rate| Duration::from_secs_f64(piece.len() as f64 / rate as f64));
            free = free.max(came) + takes;
            if let Some(wait) = (free + delay).checked_duration_since(Instant::now()) {
                thread::sleep(wait);
            }
            if to.write_all(piece).is_err() {
                return;
            }
        }
    }
}
