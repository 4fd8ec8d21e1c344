//! Runs the real `opsec torcheck`, and checks what must hold of every run.

use std::fs::{self, File};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::answer::Answer;
use super::namespace::{self, Gate, World};
use super::owner;
use super::trace::{self, Call};
use crate::tools::missing;

/// Variables by which a user's own machine would disturb a test.
const FOREIGN: &[&str] = &[
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "NO_PROXY",
    "no_proxy",
    "LD_PRELOAD",
    "TOR_SOCKS_HOST",
    "TOR_SOCKS_IPC_PATH",
    "XDG_RUNTIME_DIR",
    "TOR_SOCKS_PORT",
    "TOR_CONTROL_HOST",
    "TOR_CONTROL_PORT",
    "TOR_CONTROL_IPC_PATH",
    "TOR_CONTROL_PASSWD",
    "TOR_CONTROL_COOKIE_AUTH_FILE",
    "NO_COLOR",
    "OPSEC_AS_OF",
];

/// Time within which every run must end.
const LIMIT: Duration = Duration::from_secs(100);

/// One run of the program.
pub(crate) struct Torcheck {
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    allowed: Vec<SocketAddr>,
    sockets: Vec<String>,
    gates: Option<Vec<Gate>>,
    own: Option<IpAddr>,
    world: Option<World>,
    launcher: Vec<String>,
    clock: Option<String>,
    home: Option<PathBuf>,
    input: Option<String>,
    terminal: bool,
    interrupted: Option<Duration>,
}

impl Torcheck {
    /// Returns a run with these arguments, in its own home folder.
    pub(crate) fn new(arguments: &[&str]) -> Self {
        Self {
            arguments: arguments.iter().map(|&word| word.to_owned()).collect(),
            variables: Vec::new(),
            allowed: Vec::new(),
            sockets: Vec::new(),
            gates: None,
            own: None,
            world: None,
            launcher: Vec::new(),
            clock: None,
            home: None,
            input: None,
            terminal: false,
            interrupted: None,
        }
    }

    /// More arguments.
    pub(crate) fn with(mut self, arguments: &[&str]) -> Self {
        self.arguments.extend(arguments.iter().map(|&word| word.to_owned()));
        self
    }

    /// An environment variable.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Addresses that it may contact; without any, it may contact nobody.
    pub(crate) fn may_contact(mut self, addresses: &[SocketAddr]) -> Self {
        self.allowed.extend(addresses);
        self
    }

    /// A Unix socket that it may contact.
    pub(crate) fn may_open(mut self, path: &Path) -> Self {
        self.sockets.push(path.to_str().unwrap().to_owned());
        self
    }

    /// In a network namespace from which only these gates lead out.
    pub(crate) fn inside(mut self, gates: &[Gate]) -> Self {
        self.allowed.extend(gates.iter().map(|gate| gate.inside));
        self.gates = Some(gates.to_vec());
        self
    }

    /// In such a namespace, on a computer that has this address.
    pub(crate) fn owning(mut self, address: IpAddr) -> Self {
        self.own = Some(address);
        self
    }

    /// In a network namespace with a way to look up names; this is not traced.
    pub(crate) fn in_world(mut self, world: World, gates: &[Gate]) -> Self {
        self.allowed.push(namespace::RESOLVER.parse().unwrap());
        self.world = Some(world);
        self.inside(gates)
    }

    /// Started by another program.
    pub(crate) fn started_by(mut self, words: &[&str]) -> Self {
        self.launcher = words.iter().map(|&word| word.to_owned()).collect();
        self
    }

    /// A clock that is wrong by this much, as faketime takes it.
    pub(crate) fn clock(mut self, offset: &str) -> Self {
        self.clock = Some(offset.to_owned());
        self
    }

    /// A home folder that outlives the run.
    pub(crate) fn home(mut self, folder: &Path) -> Self {
        self.home = Some(folder.to_owned());
        self
    }

    /// Its standard input.
    pub(crate) fn input(mut self, text: &str) -> Self {
        self.input = Some(text.to_owned());
        self
    }

    /// At a terminal where this is typed; what it says comes out in one stream, with colours.
    pub(crate) fn typing(mut self, text: &str) -> Self {
        self.terminal = true;
        self.input(text)
    }

    /// Stopped by Ctrl-C after a while; this is not traced.
    pub(crate) fn interrupted_after(mut self, time: Duration) -> Self {
        self.interrupted = Some(time);
        self
    }

    /// Runs it to its end.
    pub(crate) fn run(self) -> Answer {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        let is_plain = self.world.is_none() && self.launcher.is_empty();
        let traced = is_plain && self.interrupted.is_none() && !missing("strace");
        let start = Instant::now();
        let mut command = self.command(traced.then(|| path("calls")).as_deref(), folder.path());
        if self.gates.is_some() {
            // What it says goes where the inner half of the namespace puts it.
            command.stdout(Stdio::null()).stderr(File::create(path("outer")).unwrap());
        } else {
            command
                .stdout(File::create(path("stdout")).unwrap())
                .stderr(File::create(path("stderr")).unwrap());
        }
        fs::write(path("input"), self.input.as_deref().unwrap_or_default()).unwrap();
        let input = File::open(path("input")).unwrap();
        let child = command.stdin(input).process_group(0).spawn().unwrap();
        let mut code = self.wait(child, start, &path("stderr"));
        let mut packets = None;
        if self.gates.is_some() {
            let (inner, count, strays) = namespace::seen(folder.path(), &self.allowed)
                .unwrap_or_else(|_| panic!("{}", fs::read_to_string(path("outer")).unwrap()));
            assert!(strays.is_empty(), "{:?} sent packets elsewhere: {strays:?}", self.arguments);
            (code, packets) = (inner, Some(count));
        }
        let answer = Answer {
            code,
            packets,
            stdout: fs::read_to_string(path("stdout")).unwrap(),
            stderr: fs::read_to_string(path("stderr")).unwrap(),
            took: start.elapsed(),
            calls: traced.then(|| trace::read(&path("calls"))),
        };
        self.check(&answer);
        answer
    }

    fn wait(&self, mut child: Child, start: Instant, stderr: &Path) -> i32 {
        let mut interrupt = self.interrupted;
        while start.elapsed() < LIMIT {
            if interrupt.is_some_and(|time| start.elapsed() > time) {
                interrupt = None;
                Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
            }
            if let Some(status) = child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            sleep(Duration::from_millis(20));
        }
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let output = fs::read_to_string(stderr).unwrap_or_default();
        panic!("{:?} did not end within {:?}; it said: {output}", self.arguments, LIMIT);
    }

    fn command(&self, log: Option<&Path>, folder: &Path) -> Command {
        let mut words: Vec<String> = Vec::new();
        if let Some(log) = log {
            let log = log.to_str().unwrap();
            words.extend(
                ["strace", "-f", "--seccomp-bpf", "-s", "400", "-e", trace::CALLS, "-o", log]
                    .map(str::to_owned),
            );
        }
        if let Some(offset) = &self.clock {
            words.extend(["faketime", "-f", offset].map(str::to_owned));
        }
        words.extend(self.launcher.iter().cloned());
        words.extend([env!("CARGO_BIN_EXE_opsec"), "torcheck"].map(str::to_owned));
        words.extend(self.arguments.iter().cloned());
        if self.terminal {
            words = ["script", "-qefc", &words.join(" "), "/dev/null"].map(str::to_owned).to_vec();
        }
        if let Some(gates) = &self.gates {
            words = namespace::enter(&words, gates, self.own, self.world.as_ref(), folder);
        }
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        for name in FOREIGN {
            command.env_remove(name);
        }
        let home = self.home.as_deref().unwrap_or(folder);
        command.env("HOME", home).env("COLUMNS", "80").env("LC_ALL", "C.UTF-8");
        for name in ["XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, home.join(name.to_lowercase()));
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// It did not panic, kept addresses to itself, and contacted nobody but those it may.
    fn check(&self, answer: &Answer) {
        let output = format!("{:?} said:\n{}\n{}", self.arguments, answer.stdout, answer.stderr);
        assert!(!answer.stderr.contains("panicked"), "{output}");
        let code_is_known = matches!(answer.code, 0..=2 | 64)
            || (self.interrupted.is_some() || !self.launcher.is_empty()) && answer.code == 130;
        assert!(code_is_known, "exit code {}; {output}", answer.code);
        assert!(
            self.terminal || !output.contains(['\u{1b}', '\u{7}']),
            "an escape sequence came through: {output:?}"
        );
        if !self.arguments.iter().any(|word| word == "--show-ip") {
            for address in owner::addresses() {
                assert!(!output.contains(&address.to_string()), "{address} was shown; {output}");
            }
        }
        for call in answer.calls.iter().flatten() {
            match call {
                Call::Contact(address) => {
                    // Where a Tor of the user's would tell its state, which it is asked for in many ways.
                    let is_control =
                        address.ip() == Ipv4Addr::LOCALHOST && [9051, 9151].contains(&address.port());
                    assert!(
                        is_control || self.allowed.contains(address),
                        "{address} was contacted; {output}"
                    );
                }
                Call::Local(path) => {
                    // Arti asks the system's own cache for the names of users and groups, to check whose its
                    // folders are. Were it asked for a host, the files of the resolver would be opened too.
                    let known = ["/run/tor/control", "/run/tor/socks", "/var/run/nscd/socket"]
                        .contains(&path.as_str());
                    let allowed = known || self.sockets.contains(path);
                    assert!(allowed, "{path} was contacted; {output}");
                }
                Call::Suspicious(line) => panic!("it made the call {line}; {output}"),
                Call::Said(_) | Call::Prompt => {}
            }
        }
    }
}
