//! The programs that are called, and where things are.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::Result;

/// The root of the workspace.
pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("benches is a member of the workspace")
}

/// Cargo's target directory, in which this program is `release/report`.
pub(crate) fn target() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("the report is not in a target directory")?.to_path_buf())
}

/// What the command prints, if it succeeds.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// A program of this package, built in that profile.
pub(crate) fn program(name: &str, profile: &str) -> Result<PathBuf> {
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--package", "coro-benches", "--bin", name, "--profile", profile]);
    build.arg("--target-dir").arg(target()?);
    output(build.current_dir(workspace()))?;
    Ok(target()?.join(profile).join(name))
}

/// The program that runs rustc's own coroutines. `None` without a nightly compiler.
pub(crate) fn nightly_program() -> Result<Option<PathBuf>> {
    if output(Command::new("rustc").args(["+nightly", "--version"]).stderr(Stdio::null())).is_err() {
        return Ok(None);
    }
    let target = target()?.join("nightly");
    let mut build = Command::new("cargo");
    build.args(["+nightly", "build", "--quiet", "--release", "--target-dir"]).arg(&target);
    output(build.env_remove("RUSTUP_TOOLCHAIN").current_dir(workspace().join("benches/nightly")))?;
    Ok(Some(target.join("release/coro-benches-nightly")))
}

/// The machine and the versions.
pub(crate) fn versions() -> Result<String> {
    let cpus = std::fs::read_to_string("/proc/cpuinfo")?;
    let cpu =
        cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).unwrap_or_default().1;
    let first_line = |command: &[&str]| -> Result<String> {
        let printed = output(Command::new(command[0]).args(&command[1..]))?;
        Ok(printed.lines().next().unwrap_or_default().to_string())
    };
    let rustc = first_line(&["rustc", "--version"])?;
    let nightly =
        first_line(&["rustc", "+nightly", "--version"]).unwrap_or("no nightly compiler".to_string());
    let valgrind = first_line(&["valgrind", "--version"])?;
    let grep = first_line(&["grep", "--version"])?;
    let peers =
        ["diapause", "genawaiter", "next-gen", "fauxgen", "corosensei", "allocation-counter", "divan"];
    let lock = std::fs::read_to_string(workspace().join("Cargo.lock"))?;
    let peers: Vec<String> = peers.iter().filter_map(|name| locked(&lock, name)).collect();
    Ok(format!(
        "{cpu}, {} cores, {} {}; {rustc}; {nightly} for rustc's own coroutines; {valgrind}; {grep}; {}.\n",
        std::thread::available_parallelism()?,
        std::env::consts::ARCH,
        std::env::consts::OS,
        peers.join(", "),
    ))
}

/// `name version`, as the lock file has it.
fn locked(lock: &str, name: &str) -> Option<String> {
    let (_, entry) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    Some(format!("{name} {}", entry.split_once('"')?.0))
}

/// What a command takes.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// From its start to its end.
    pub(crate) wall: Duration,
    /// Of all cores, with the commands that it waited for.
    pub(crate) cpu: Duration,
}

impl Cost {
    /// The least of both.
    pub(crate) fn min(self, other: Self) -> Self {
        Self { wall: self.wall.min(other.wall), cpu: self.cpu.min(other.cpu) }
    }
}

/// Runs the command to its end, and hands over its id with what it prints meanwhile.
pub(crate) fn cost(command: &mut Command, mut printed: impl FnMut(u32, &[u8])) -> Result<Cost> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let mut stdout = child.stdout.take().ok_or("the output is piped")?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match stdout.read(&mut buffer)? {
            0 => break,
            n_read => printed(child.id(), &buffer[..n_read]),
        }
    }
    let used = child.wait4()?;
    if !used.status.success() {
        return Err(format!("{command:?}: {}", used.status).into());
    }
    Ok(Cost { wall: start.elapsed(), cpu: used.rusage.utime + used.rusage.stime })
}
