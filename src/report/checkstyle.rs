//! `--format checkstyle`: XML that many review tools read. Columns count code points from 1.

use super::Report;
use super::escape::{self, xml};
use std::io;

/// The version of Checkstyle whose format this is; readers look at no other.
const VERSION: &str = "4.3";

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<checkstyle version=\"{VERSION}\">")?;
    for (file, findings) in report.sorted() {
        if findings.is_empty() && file.outcome.is_ok() {
            continue;
        }
        writeln!(out, "  <file name=\"{}\">", xml(&file.path))?;
        if let Err(error) = &file.outcome {
            let message = xml(&escape::text(error));
            writeln!(
                out,
                "    <error line=\"1\" column=\"1\" severity=\"error\" message=\"{message}\" source=\"jdlint\"/>"
            )?;
        }
        for shown in findings {
            let at = shown.position();
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"jdlint.{}\"/>",
                at.line,
                at.column,
                shown.severity.as_str(),
                xml(&format!(
                    "{}{}",
                    escape::text(&shown.finding.message),
                    shown.posting()
                )),
                xml(&shown.finding.code)
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")?;
    out.flush()
}
