//! What holds whatever is fed to jdlint: shared by the property tests here and by the fuzz targets in `fuzz/`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "every target uses a part; what does not hold fails loudly; a configuration is read from files"
)]

#[path = "document.rs"]
mod document;
#[path = "../common/docx.rs"]
mod docx;

use jdlint::baseline::{Baseline, Quota, Tally};
use jdlint::checks::RuleMeta;
use jdlint::config::{Choice, Overrides, Resolver};
use jdlint::lexicon::{Builder, ClassFile, PatternSet};
use jdlint::lint::{Judged, lint, study};
use jdlint::parse;
use jdlint::parse::stream::{Limits, Stream};
use jdlint::report::inspect::{self, Understood};
use jdlint::report::{Format, Report, Terminal, escape};
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use jdlint::span::Span;
use jdlint::verdict::{FailOn, FileResult, Policy};
use jdlint::walk;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// A file name that a terminal, a CI runner and markup would all trip over.
const NAME: &str = "h\u{1b}[31m\n::error::x\u{202e}<a>&\"'|%0A##[b]`.md";

/// A posting with findings of its own.
const POSTING: &str = "# Associate Product Manager\n\n## What you will do\n\n- Own the product vision of the company.\n\
     - Set the strategy for all markets.\n- Hold the budget of the whole product group.\n\
     - Lead the directors of product.\n- Sit on the executive team.\n\n## Requirements\n\n- 8+ years of experience.\n";

fn builtin() -> &'static Rules {
    Rules::builtin().unwrap()
}

/// A file of these bytes is linted, shown by `inspect` and reported in every format.
pub fn posting(bytes: &[u8], format: parse::Format) {
    posting_by(bytes, format, builtin(), &Settings::default());
}

fn posting_by(bytes: &[u8], format: parse::Format, rules: &Rules, settings: &Settings) {
    if let Ok(source) = Source::from_bytes(NAME, bytes.to_vec()) {
        judged(&source, format, rules, settings, bytes.len());
    }
}

/// How many lengths there are for one at which [`read`] lints and reports a file: that takes some thirty times as long.
const READ_ONLY: usize = 8;

/// A file of these bytes is read, and at some lengths linted and reported as by [`posting`].
pub fn read(bytes: &[u8], format: parse::Format) {
    if bytes.len().is_multiple_of(READ_ONLY) {
        posting(bytes, format);
    } else if let Ok(source) = Source::from_bytes(NAME, bytes.to_vec()) {
        documents(&source, format);
    }
}

fn documents(source: &Source, format: parse::Format) {
    let postings = parse::postings(source, format);
    for document in &postings.documents {
        document::assert_holds(document, &source.text);
    }
    match postings.problem() {
        Some(problem) => assert!(!problem.is_empty()),
        None => assert!(!postings.documents.is_empty()),
    }
}

/// A text is read in every format; in the one that its length names it is linted and reported as by [`posting`].
fn in_each_format(text: &str) {
    let formats = parse::Format::ALL;
    let one = text.len() % formats.len();
    for (i, format) in formats.into_iter().enumerate() {
        match i == one {
            true => posting(text.as_bytes(), format),
            false => documents(&Source::from_text(NAME, text), format),
        }
    }
}

/// A stream read in blocks of as many bytes as its first one says holds the postings that it holds as a whole.
pub fn stream(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let limits = Limits {
        block: usize::from(*first) + 1,
        record: 1 << 20,
        marks: 1 << 20,
    };
    for format in [parse::Format::JsonLines, parse::Format::Table] {
        let (mut texts, mut is_whole) = (Vec::new(), true);
        for block in Stream::new(bytes, NAME, format, limits) {
            let Ok(block) = block else {
                is_whole = false;
                break;
            };
            let postings = block.postings(parse::Data::default());
            for document in postings.documents {
                for part in &document.blocks {
                    let span = document.source_span(part.span);
                    let ends = [span.start, span.end].map(|end| block.source.file_offset(end));
                    assert!(ends[0] <= ends[1] && ends[1] <= bytes.len(), "{ends:?}");
                }
                texts.push(document.text);
            }
        }
        if is_whole && let Ok(source) = Source::from_bytes(NAME, bytes.to_vec()) {
            let whole = parse::postings(&source, format).documents;
            let whole: Vec<_> = whole.into_iter().map(|d| d.text).collect();
            assert_eq!(texts, whole);
        }
    }
}

/// Bytes are decoded; what is later in the text is not earlier in the file.
pub fn decoded(bytes: &[u8]) {
    let Ok(source) = Source::from_bytes(NAME, bytes.to_vec()) else {
        return;
    };
    if source.layout().is_some() {
        return;
    }
    let (mut last, mut place) = (0, (0, 0));
    let step = source.text.len() / 200 + 1;
    let places = source.text.char_indices().map(|(at, _)| at).step_by(step);
    for at in places.chain([source.text.len()]) {
        let (offset, position) = (source.file_offset(at), source.position(at));
        assert!(last <= offset && offset <= bytes.len(), "{at}: {offset}");
        let here = (position.line, position.column);
        assert!(place <= here, "{at}: {here:?}");
        (last, place) = (offset, here);
    }
    assert_eq!(last, bytes.len());
}

/// Lines of this divide what is made of several pieces.
const BETWEEN: &str = "\n%%\n";

/// A Word document: an archive as it is, or the body of its text, its styles, and its other parts, in pieces.
pub fn word(data: &[u8]) {
    let text = match str::from_utf8(data) {
        Ok(text) if !text.starts_with("PK") => text,
        _ => return read(data, parse::Format::Word),
    };
    let mut pieces = text.split(BETWEEN);
    let main = pieces.next().unwrap_or_default();
    let main = match main.contains("<w:document") {
        true => main.to_owned(),
        false => docx::main_part(main),
    };
    let styles = pieces.next().unwrap_or_default();
    let archive = match (pieces.next(), pieces.next()) {
        (Some(relations), further) => docx::archive(&[
            ("_rels/.rels", relations),
            ("word/_rels/document.xml.rels", further.unwrap_or_default()),
            ("word/document.xml", &main),
            ("word/styles.xml", styles),
        ]),
        _ => docx::package(&main, styles),
    };
    read(&archive, parse::Format::Word);
}

/// The name of a file, a configuration for it and its bytes, in pieces; the file is found in `folder`, which is empty and is
/// left so.
pub fn whole(folder: &Path, data: &[u8]) {
    let between = BETWEEN.as_bytes();
    let split = |data: &[u8]| {
        let at = data.windows(between.len()).position(|w| w == between);
        let at = at.unwrap_or(data.len());
        let rest = data.get(at + between.len()..).unwrap_or_default();
        (data[..at].to_vec(), rest.to_vec())
    };
    let (name, rest) = split(data);
    let (configuration, bytes) = split(&rest);
    let name: String = String::from_utf8_lossy(&name).replace(['/', '\0'], "_");
    let name: String = name.chars().take(60).collect();
    let postings = folder.join("postings");
    fs::create_dir(&postings).unwrap();
    fs::write(folder.join("jdlint.toml"), &configuration).unwrap();
    // the system has its own opinion on some names
    let path = postings.join(&name);
    let is_written = path != postings && fs::write(&path, &bytes).is_ok();
    if is_written {
        found(folder, &path);
    }
    fs::remove_dir_all(&postings).unwrap();
}

/// Lints a file that is named, and again as found in its folder, as the command does.
fn found(folder: &Path, path: &Path) {
    let choice = Choice::File(folder.join("jdlint.toml"));
    let resolver = Resolver::new(choice, Overrides::default(), builtin());
    let config = match resolver.folder(folder) {
        Ok(config) => config,
        Err(error) => return error.reports().iter().for_each(|report| visible(report)),
    };
    for root in [path, folder] {
        let paths = vec![root.to_owned()];
        let excludes = config.exclude.clone();
        let found = walk::discover(&walk::Options {
            paths,
            excludes: walk::Excludes::new(move |_| excludes.clone()),
            ..walk::Options::default()
        });
        for input in &found.inputs {
            let (source, format) = match walk::read(input, walk::MAX_BYTES) {
                Ok(read) => read,
                Err(problem) => {
                    assert!(!problem.message.is_empty());
                    continue;
                }
            };
            let len = usize::try_from(fs::metadata(path).unwrap().len()).unwrap();
            judged(&source, format, &config.rules, &config.settings, len);
        }
    }
}

/// Reads, lints and reports a source that was read from so many bytes.
fn judged(
    source: &Source,
    format: parse::Format,
    rules: &Rules,
    settings: &Settings,
    bytes: usize,
) {
    documents(source, format);
    let file = |postings: Vec<Judged>| {
        postings.iter().for_each(|p| understood(p, source));
        FileResult::linted(source.clone(), postings)
    };
    inspected(file(study(source, format, rules, settings)), rules);
    let linted = file(lint(source, format, rules, settings));
    // places in a document are those of its text
    let end = source.layout().map_or(bytes, |_| source.text.len());
    reported(&linted, rules, settings, end);
}

/// Everything that was understood stands in the document, every finding in the source.
fn understood(judged: &Judged, source: &Source) {
    let (text, posting, profile) = (&judged.document.text, &judged.posting, &judged.profile);
    let inside = |span: Span, what: &str| {
        assert!(
            text.get(span.start..span.end).is_some(),
            "{what} at {span:?}"
        );
    };
    for title in &posting.titles {
        assert!(!title.text.trim().is_empty());
        title.span.into_iter().for_each(|s| inside(s, "title"));
    }
    for section in &posting.sections {
        inside(section.span, "section");
        section
            .heading
            .into_iter()
            .for_each(|s| inside(s, "heading"));
    }
    for statement in &posting.statements {
        inside(statement.span, "statement");
        assert!(!statement.span.of(text).trim().is_empty());
    }
    posting.facts.iter().for_each(|f| inside(f.span, "fact"));
    for signal in &profile.signals {
        inside(signal.span, "signal");
        assert!(signal.statement < posting.statements.len());
    }
    let votes = profile.votes.iter();
    votes
        .flat_map(|v| &v.spans)
        .for_each(|s| inside(*s, "vote"));
    assert!(profile.recognized <= profile.statements);
    let numbers = profile.rungs.iter().chain([&profile.confidence]);
    for number in numbers {
        assert!((0.0..=1.0).contains(number), "{profile:?}");
    }
    assert!((0.0..=7.0).contains(&profile.level), "{profile:?}");

    for finding in &judged.findings {
        assert!(!finding.message.is_empty());
        assert_eq!(finding.fingerprint.len(), 16, "{finding:?}");
        assert!((0.0..=1.0).contains(&finding.confidence), "{finding:?}");
        let primary = finding.labels.iter().map(|l| l.primary);
        assert!(primary.eq((0..finding.labels.len()).map(|i| i == 0)));
        assert!(!finding.labels.is_empty(), "{finding:?}");
        for label in &finding.labels {
            let span = label.span;
            let words = source.text.get(span.start..span.end);
            assert!(words.is_some(), "{span:?} of {finding:?}");
            assert!(!label.message.contains('\n'), "{finding:?}");
            assert!(source.file_offset(span.start) <= source.file_offset(span.end));
        }
        if let Some(suppression) = &finding.suppression {
            let span = suppression.span;
            assert!(source.text.get(span.start..span.end).is_some());
        }
    }
}

/// What `inspect` writes is inert text, or JSON.
fn inspected(file: FileResult, rules: &Rules) {
    let roles = Arc::clone(&rules.roles);
    let files = [Understood { file, roles }];
    let mut out = Vec::new();
    inspect::write_text(&files, Terminal::default(), &mut out).unwrap();
    inert(&String::from_utf8(out).unwrap());
    let mut out = Vec::new();
    inspect::write_json(&files, &mut out).unwrap();
    json(&String::from_utf8(out).unwrap());
}

/// Reports say nothing that a terminal or a CI runner acts on, and their readers can read them; no place in them is behind
/// byte `end`.
fn reported(file: &FileResult, rules: &Rules, settings: &Settings, end: usize) {
    let files = std::slice::from_ref(file);
    let policy = Policy::new(settings, &rules.checks.known()).unwrap();
    let verdict = policy.judge(files);
    // to describe rules that found nothing would take most of the time
    let found = |rule: &&RuleMeta| file.findings().any(|f| f.code == rule.code);
    let described: Vec<RuleMeta> = rules.checks.rules.iter().filter(found).cloned().collect();
    let report = Report {
        files,
        verdict: &verdict,
        rules: &described,
        fail_on: FailOn::Warning,
        exit_code: verdict.summary.exit_code(FailOn::Warning),
        statistics: true,
    };
    for &format in Format::all() {
        for width in [100, 30] {
            let color = false;
            let terminal = Terminal { width, color };
            let mut out = Vec::new();
            report.write(format, terminal, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            readable(format, &out);
            if format == Format::Json {
                places(&out, end);
            }
            if !matches!(format, Format::Human | Format::Concise) {
                // the width of a terminal is no matter
                break;
            }
        }
    }
}

fn readable(format: Format, out: &str) {
    match format {
        Format::Human | Format::Concise => inert(out),
        Format::Github => {
            // the lines that a runner acts on are the findings, each with one command
            for line in out.lines() {
                let commands = ["::notice file=", "::warning file=", "::error file="];
                let command = commands.iter().any(|c| line.starts_with(c));
                assert!(command || !line.trim_start().starts_with("::"), "{line}");
            }
            visible(out);
        }
        Format::Markdown => visible(out),
        Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson => {
            json(out);
        }
        Format::Jsonl | Format::Rdjsonl => out.lines().for_each(|line| {
            json(line);
        }),
        Format::Junit | Format::Checkstyle => {
            let read = roxmltree::Document::parse(out);
            assert!(read.is_ok(), "{read:?}: {out}");
        }
    }
}

fn json(text: &str) -> serde_json::Value {
    let read = serde_json::from_str(text);
    assert!(read.is_ok(), "{read:?}: {text}");
    read.unwrap()
}

/// Labels of the JSON report end at byte `end` at the latest, and have a line and a column.
fn places(report: &str, end: usize) {
    let report = json(report);
    let findings = report["findings"].as_array().unwrap();
    let labels = findings
        .iter()
        .flat_map(|f| f["labels"].as_array().unwrap());
    for label in labels {
        let number = |key: &str| label[key].as_u64().unwrap();
        assert!(number("start") <= number("end"), "{label}");
        assert!(number("end") <= end as u64, "{label}");
        let start = (number("line"), number("column"));
        assert!(
            start >= (1, 1) && start <= (number("end_line"), number("end_column")),
            "{label}"
        );
    }
}

/// Nothing that a terminal acts on and nothing that hides.
pub fn visible(text: &str) {
    let bad = text.chars().find(|c| *c != '\n' && escape::is_unsafe(*c));
    assert_eq!(bad, None, "{text}");
}

/// Nothing that a terminal or a CI runner acts on.
pub fn inert(text: &str) {
    visible(text);
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line}");
        assert!(!line.contains("##["), "{line}");
    }
}

/// A title is mapped to a role, or is not.
pub fn title(title: &str) {
    let roles = &builtin().roles;
    if let Some(found) = roles.match_title(title) {
        let words = title.get(found.span.start..found.span.end);
        assert!(words.is_some_and(|w| !w.is_empty()), "{found:?}");
        assert!(roles.get(&found.role).is_some(), "{found:?}");
        roles.adjust(found, &Settings::default().org);
    }
    in_each_format(&format!("Title: {title}\n\n{POSTING}"));
}

/// Comments to jdlint between the blocks of a posting, a line of `comments` each.
pub fn suppressions(comments: &str) {
    let mut comments = comments.lines();
    let mut text = comments.next().map_or(String::new(), |rules| {
        format!("---\njdlint:\n  ignore: [{rules}]\n---\n")
    });
    for line in POSTING.lines() {
        text.push_str(line);
        if let Some(comment) = comments.next() {
            let gap = if line.is_empty() { "" } else { " " };
            text.push_str(&format!("{gap}<!-- jdlint-{comment} -->"));
        }
        text.push('\n');
    }
    in_each_format(&text);
}

/// The text of a baseline; one that is read is written and read again as the same.
pub fn baseline(text: &str) {
    let baseline = match Baseline::parse(text) {
        Ok(baseline) => baseline,
        Err(error) => {
            assert!(!error.message.is_empty());
            let span = error.span.unwrap_or_default();
            assert!(span.start <= span.end && span.end <= text.len());
            return;
        }
    };
    let mut out = Vec::new();
    baseline.write(&mut out).unwrap();
    let again = Baseline::parse(&String::from_utf8(out).unwrap()).unwrap();
    assert_eq!(again.entries(), baseline.entries());
    assert_eq!(again.findings(), baseline.findings());
    let source = Source::from_text(NAME, POSTING);
    let rules = builtin();
    let judged = lint(
        &source,
        parse::Format::Markdown,
        rules,
        &Settings::default(),
    );
    let mut tally = Tally::new(&baseline);
    for path in baseline.entries().iter().map(|e| e.path.as_str()).take(10) {
        let mut quota = Quota::new(&baseline, Some(path), |_| true);
        for finding in judged.iter().flat_map(|j| &j.findings) {
            quota.take(&baseline, finding);
        }
        tally.file(&quota, true);
    }
    tally.settle(|_| false);
}

/// The text of a configuration file, which stands in `folder`.
pub fn configuration(folder: &Path, text: &[u8]) {
    let file = folder.join("jdlint.toml");
    fs::write(&file, text).unwrap();
    let resolver = Resolver::new(Choice::File(file), Overrides::default(), builtin());
    match resolver.folder(folder) {
        Ok(config) => {
            config.policy(&folder.join("a/b.md"));
            let (rules, settings) = (&config.rules, &config.settings);
            posting_by(POSTING.as_bytes(), parse::Format::Markdown, rules, settings);
        }
        Err(error) => {
            let reports = error.reports();
            assert!(!reports.is_empty());
            reports.iter().for_each(|report| visible(report));
        }
    }
}

/// The text of a rule pack, which stands in `folder`, below its configuration.
pub fn pack(folder: &Path, text: &[u8]) {
    fs::write(folder.join("pack.toml"), text).unwrap();
    configuration(folder, b"packs = [\"pack.toml\"]\n");
}

/// Classes that the patterns of [`pattern`] may name, each kind of member among them; few, as every input compiles them.
pub fn classes() -> ClassFile {
    let text = "[class.det]\nwords = [\"the\", \"a\", \"our own\", \"R&D\"]\n[class.set]\nverbs = [\"set set\", \"lead led\"]\n\
                [class.thing]\nnouns = [\"strategy\", \"P&L\"]\ninclude = [\"det\"]\n";
    toml::from_str(text).unwrap()
}

/// A pattern of the lexicon, compiled with `classes` and looked for in a text.
pub fn pattern(classes: &ClassFile, pattern: &str, text: &str) {
    let mut builder = Builder::new(classes).unwrap();
    let Ok(node) = builder.compile(pattern) else {
        return;
    };
    let set = PatternSet::new(vec![node]);
    let lexicon = builder.build();
    let lexed = lexicon.lex(text);
    for token in &lexed.tokens {
        let words = text.get(token.start as usize..token.end as usize);
        assert!(words.is_some_and(|w| !w.is_empty()), "{token:?}");
    }
    let all = 0..lexed.tokens.len();
    set.find(
        &lexed,
        all,
        0,
        |_| true,
        |found| {
            let span = found.span(&lexed);
            assert!(text.get(span.start..span.end).is_some(), "{span:?}");
            assert!(!span.is_empty());
        },
    );
}
