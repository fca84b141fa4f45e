//! `jdlint completions`: completion scripts for shells.

use super::args::CompletionsArgs;
use super::{CLEAN, Failure, command, output};

pub(super) fn run(args: &CompletionsArgs) -> Result<u8, Failure> {
    // the generator stops the program where its writer fails, so it gets one that cannot
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "jdlint", &mut script);
    output::write(None, |_, out| out.write_all(&script))?;
    Ok(CLEAN)
}
