//! `jdlint man`: manual pages.
#![allow(
    clippy::disallowed_methods,
    reason = "this module writes manual pages to the folder that is named"
)]

use super::args::ManArgs;
use super::{CLEAN, Failure, command, message, output};
use crate::walk::io_message;
use clap_mangen::Man;

pub(super) fn run(args: &ManArgs) -> Result<u8, Failure> {
    match &args.folder {
        None => {
            let page = Man::new(command());
            output::write(None, |_, out| page.render(&mut { out }))?;
        }
        Some(folder) => {
            // a page for each command, also of those below it
            let written = std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command(), folder));
            written.map_err(|e| {
                let folder = message::quote(&folder.to_string_lossy());
                Failure::new(format!("cannot write to {folder}: {}", io_message(&e)))
            })?;
        }
    }
    Ok(CLEAN)
}
