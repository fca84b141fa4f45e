//! Runs the real binary in a scrubbed environment: no variables but the ones a test sets, a temporary folder as the
//! current folder and as HOME.
#![allow(dead_code, reason = "every test file uses a part of this")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A posting that is read without trouble; what the rules say of it is of no concern to the tests that use it.
pub const POSTING: &str =
    "# Product Manager\n\n## Responsibilities\n\n- Own the backlog of one squad.\n";

/// What is wrong with a path below a file.
pub const BELOW_A_FILE: &str = match cfg!(windows) {
    true => "no such file or folder",
    false => "a part of the path is not a folder",
};

/// A posting of a job board that asks an associate for eight years.
pub fn posting(id: serde_json::Value) -> serde_json::Value {
    serde_json::json!({"title": "Associate Product Manager", "id": id, "requisition_id": "R", "content":
        "<h2>Requirements</h2><ul><li>8 years of experience in product management</li></ul>"})
}

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file of the repository with what it is made from; `JDLINT_BLESS=1` writes it. `test` is the test file.
pub fn generated(path: &str, text: &str, test: &str) {
    let file = root().join(path);
    if std::env::var_os("JDLINT_BLESS").is_some() {
        fs::write(&file, text).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == text,
        "{path} is stale; JDLINT_BLESS=1 cargo test --test {test} writes it"
    );
}

/// The page that a template in docs/templates makes with `parts`, each in the place of its comment, and a notice that says so.
pub fn page_of_template<S: AsRef<str>>(
    name: &str,
    sources: &str,
    test: &str,
    parts: &[(&str, S)],
) -> String {
    let template = format!("docs/templates/{name}");
    let mut text = fs::read_to_string(root().join(&template)).unwrap();
    for (part, filling) in parts {
        let place = format!("<!-- {part} -->\n");
        assert_eq!(text.matches(&place).count(), 1, "{template}: {place}");
        text = text.replace(&place, filling.as_ref());
    }
    assert!(
        !text.contains("<!-- "),
        "{template}: a part that nothing fills"
    );
    format!(
        "<!-- made from {template}, {sources}: JDLINT_BLESS=1 cargo test --test {test} -->\n\n{text}"
    )
}

/// A temporary folder to run jdlint in.
pub struct Sandbox {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

/// What a run left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    /// An empty folder.
    pub fn new() -> Sandbox {
        Sandbox {
            folder: tempfile::tempdir().unwrap(),
            variables: vec![("NO_COLOR".to_owned(), "1".to_owned())],
        }
    }

    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Sandbox {
        let sandbox = Sandbox::new();
        for (path, text) in files {
            sandbox.write(path, text);
        }
        sandbox
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Takes an environment variable away.
    pub fn unset(&mut self, name: &str) {
        self.variables.retain(|(n, _)| n != name);
    }

    /// Sets an environment variable.
    pub fn set(&mut self, name: &str, value: &str) {
        self.unset(name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// Writes a file, and the folders that it stands in.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// The command with these arguments, not yet running.
    pub fn command<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jdlint"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .envs(self.variables.iter().cloned())
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs it.
    pub fn run<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Run {
        finish(self.command(args))
    }

    /// Runs it in a folder below.
    pub fn run_in<S: AsRef<std::ffi::OsStr>>(&self, folder: &str, args: &[S]) -> Run {
        let mut command = self.command(args);
        command.current_dir(self.path().join(folder));
        finish(command)
    }

    /// Runs it with `input` on standard input.
    pub fn run_with_stdin<S: AsRef<std::ffi::OsStr>>(&self, args: &[S], input: &[u8]) -> Run {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // a command that refuses its arguments does not read
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run::from(output)
    }

    /// Paths of the files that were linted, in the order of the report.
    pub fn linted<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Vec<String> {
        let mut all: Vec<std::ffi::OsString> = vec!["--format".into(), "json".into()];
        all.extend(args.iter().map(|a| a.as_ref().to_owned()));
        let run = self.run(&all);
        assert!(
            run.status == 0 || run.status == 1 || !run.stdout.is_empty(),
            "{run:?}"
        );
        run.paths()
    }
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// Paths of `files` of the JSON report.
    pub fn paths(&self) -> Vec<String> {
        let json = self.json();
        let files = json["files"].as_array().unwrap();
        files
            .iter()
            .map(|f| f["path"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn finish(mut command: Command) -> Run {
    Run::from(command.output().unwrap())
}

/// Whether the tests run as a user whom file permissions do not stop.
#[cfg(unix)]
pub fn permissions_are_ignored(sandbox: &Sandbox) -> bool {
    let probe = sandbox.write("probe", "x");
    forbid(&probe);
    let readable = fs::read(&probe).is_ok();
    fs::remove_file(probe).unwrap();
    readable
}

/// Takes all permissions from a path.
#[cfg(unix)]
pub fn forbid(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
}

/// Gives the permissions back.
#[cfg(unix)]
pub fn allow(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Every written posting of `fixtures/` in Markdown, in path order.
pub fn markdown_fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = |folder: PathBuf| {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path())
    };
    let mut found: Vec<PathBuf> = entries(root)
        .filter(|path| path.is_dir())
        .flat_map(entries)
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    found.sort();
    assert!(found.len() > 200, "{}", found.len());
    found
}
