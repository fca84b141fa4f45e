//! `--format sarif`: SARIF 2.1.0, for code scanning and the viewers of editors.
//!
//! Findings that are suppressed or in the baseline stay out: GitHub opens an alert for every result, whatever its
//! `suppressions` say.

use super::serialize::{self, Each};
use super::{Group, Report, Shown, escape, json, link};
use crate::checks::RuleMeta;
use crate::finding::{Family, Label, Severity};
use crate::parse::Address;
use crate::span::SourceSpan;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name that stands for the folder that jdlint ran in.
const ROOT: &str = "%SRCROOT%";
/// What the fingerprint is made of; a new number where that changes.
const FINGERPRINT: &str = "jdlint/v1";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [R; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a, Results> {
    tool: Tool<'a>,
    invocations: [Invocation; 1],
    results: Results,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Text,
    full_description: Text,
    help: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: [Family; 1],
}

#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    confidence: f64,
    sources: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

/// A posting of a file that can hold several, or a paragraph of a document without lines.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    fully_qualified_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// The same stretch twice, as SARIF wants it: lines and columns of the text, the end exclusive, and bytes of the file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: usize,
    byte_length: usize,
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sorted = report.sorted();
    let findings = || sorted.iter().flat_map(|(_, findings)| findings);
    let summary = &report.verdict.summary;
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: env!("CARGO_PKG_NAME"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: report.rules.iter().map(rule).collect(),
            },
        },
        invocations: [Invocation {
            execution_successful: summary.unreadable == 0 && summary.left_out == 0,
            exit_code: report.exit_code,
            tool_execution_notifications: sorted.iter().filter_map(notification).collect(),
        }],
        results: Each(|| findings().map(|shown| result(shown, report.rules))),
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    serialize::pretty(&log, out)
}

fn rule(rule: &RuleMeta) -> Rule<'_> {
    let (why, fix) = (rule.why.trim(), rule.fix.trim());
    let more = format!("jdlint explain {}", rule.code);
    Rule {
        id: &rule.code,
        name: &rule.slug,
        short_description: text(rule.summary.trim()),
        full_description: text(why),
        help: Text {
            text: format!("{why}\n\nHow to fix it: {fix}\n\nExamples: {more}"),
            markdown: Some(format!(
                "{why}\n\n**How to fix it:** {fix}\n\nExamples: `{more}`"
            )),
        },
        help_uri: link::to_rule(&rule.code),
        default_configuration: Configuration {
            enabled: rule.severity.is_some(),
            level: level(rule.severity.unwrap_or(Severity::Info)),
        },
        properties: RuleProperties {
            tags: [rule.family],
        },
    }
}

fn notification((file, _): &Group<'_>) -> Option<Notification> {
    let error = file.outcome.as_ref().err()?;
    Some(Notification {
        level: "error",
        message: text(&message(error)),
        locations: [location(&file.path, None)],
    })
}

fn result<'a>(shown: &Shown<'a>, rules: &[RuleMeta]) -> Outcome<'a> {
    let finding = shown.finding;
    let related: Vec<_> = shown
        .reasons()
        .enumerate()
        .map(|(i, label)| related(shown, i + 1, label))
        .collect();
    let mut first = place(shown, shown.span());
    first.logical_locations.extend(shown.address.map(logical));
    Outcome {
        rule_id: &finding.code,
        rule_index: rules.iter().position(|rule| rule.code == finding.code),
        level: level(shown.severity),
        message: text(&whole_message(shown)),
        locations: [first],
        related_locations: related,
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, finding.fingerprint.as_str())]),
        properties: Properties {
            confidence: json::round(finding.confidence),
            sources: &finding.sources,
        },
    }
}

/// Message, notes and help, and between them links to the statements that are the reasons: GitHub shows related
/// locations only where the message links to them.
fn whole_message(shown: &Shown<'_>) -> String {
    let lines = shown.lines();
    let mut lines = lines.iter().map(|line| message(line));
    let place = shown.paragraph(shown.span());
    let mut whole = place.map_or(String::new(), |place| format!("{place}: "));
    whole.push_str(&lines.next().unwrap_or_default());
    for (i, label) in shown.reasons().enumerate() {
        let words = if label.message.is_empty() {
            "here".to_owned()
        } else {
            message(&label.message)
        };
        whole.push_str(&format!("\n- [{words}]({})", i + 1));
    }
    for line in lines {
        whole.push('\n');
        whole.push_str(&line);
    }
    whole
}

fn related(shown: &Shown<'_>, id: usize, label: &Label) -> Location {
    let words = Some(&label.message).filter(|m| !m.is_empty());
    Location {
        id: Some(id),
        message: words.map(|m| text(&message(m))),
        ..place(shown, label.span)
    }
}

fn location(path: &str, region: Option<Region>) -> Location {
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(path),
            region,
        },
        logical_locations: Vec::new(),
        message: None,
    }
}

fn logical(address: &Address) -> LogicalLocation {
    LogicalLocation {
        name: Some(escape::text(address.name()).into_owned()),
        fully_qualified_name: address.pointer.clone(),
        kind: Some("object"),
    }
}

/// A region of the file, or the paragraph where the file has no lines.
fn place(shown: &Shown<'_>, span: SourceSpan) -> Location {
    match shown.paragraph(span) {
        None => location(shown.path, Some(region(shown, span))),
        Some(fully_qualified_name) => Location {
            logical_locations: vec![LogicalLocation {
                name: None,
                fully_qualified_name,
                kind: None,
            }],
            ..location(shown.path, None)
        },
    }
}

fn region(shown: &Shown<'_>, span: SourceSpan) -> Region {
    let (start, end) = shown.range(span);
    let from = shown.source.file_offset(span.start);
    let to = shown.source.file_offset(span.end);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_offset: from,
        byte_length: to.saturating_sub(from),
    }
}

fn text(text: &str) -> Text {
    Text {
        text: text.to_owned(),
        markdown: None,
    }
}

/// A line of a message: words in square brackets would be a link.
fn message(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in escape::text(line).chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A relative path below the folder that jdlint ran in, or a file URI.
fn artifact(path: &str) -> ArtifactLocation {
    let path = path.strip_prefix("./").unwrap_or(path);
    let is_drive = |drive: &str| {
        let name = drive.strip_suffix(':').unwrap_or_default();
        name.len() == 1 && name.chars().all(|c| c.is_ascii_alphabetic())
    };
    let (uri, uri_base_id) = match path.split_once('/') {
        Some(("", _)) => (format!("file://{}", percent(path)), None),
        Some((drive, rest)) if is_drive(drive) => {
            (format!("file:///{drive}/{}", percent(rest)), None)
        }
        _ => (percent(path), Some(ROOT)),
    };
    ArtifactLocation { uri, uri_base_id }
}

/// Percent-encoding of everything but the unreserved characters of RFC 3986 and `/`.
fn percent(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
