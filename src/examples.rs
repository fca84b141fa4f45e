//! Runs an example: a posting, alone or with a baseline, as documentation shows it and tests check it.

use crate::baseline::{self, Baseline, BaselineError, Quota, Tally};
use crate::finding::Finding;
use crate::lint;
use crate::parse::Format;
use crate::rules::Rules;
use crate::settings::Settings;
use crate::source::Source;
use crate::verdict::FileResult;

/// What the posting of an example is called: nothing of the role.
const POSTING: &str = "posting.md";

/// Lints the posting `text`, given as Markdown; with a baseline, which calls it `name`, also what is to be said of that one, as
/// a second file. Findings that the baseline knows are among those of the posting. `exists` says of the other files of the
/// baseline whether they are still there.
///
/// # Errors
/// Where `baseline` is none.
pub fn run(
    name: &str,
    text: &str,
    baseline: Option<&str>,
    exists: impl Fn(&str) -> bool,
    rules: &Rules,
    settings: &Settings,
) -> Result<Vec<FileResult>, BaselineError> {
    let source = Source::from_text(POSTING, text);
    let postings = lint::lint(&source, Format::Markdown, rules, settings);
    let mut files = vec![FileResult::linted(source, postings)];
    if let Some(text) = baseline {
        let baseline = Baseline::parse(text)?;
        let mut quota = Quota::new(&baseline, Some(name), |_| true);
        let found: Vec<&Finding> = files.iter().flat_map(FileResult::findings).collect();
        let new = found.into_iter().filter(|f| !quota.take(&baseline, f));
        let new: Vec<&Finding> = new.collect();
        let mut tally = Tally::new(&baseline);
        tally.file(&quota, true);
        for (index, finding) in new.into_iter().enumerate() {
            tally.new_finding(&quota, name, index, finding);
        }
        tally.settle(exists);
        let source = Source::from_text(baseline::FILE_NAME, text);
        let findings = tally.findings(&rules.checks);
        files.push(FileResult::without_postings(source, findings));
    }
    Ok(files)
}
