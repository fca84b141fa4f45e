//! The formats that other programs read: what they say, and that no posting or file name breaks out of them.

use crate::support::*;
use jdlint::finding::{Finding, Severity};
use jdlint::report::{Format, Report, Terminal, escape};
use jdlint::settings::Settings;
use jdlint::verdict::{FailOn, FileResult, Policy};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

const TEXT: &str = "# VP of Product\n\n- Größe 🚀 own the P&L\n";

/// Three files: a finding with reasons and notes, one that could not be read, and a clean one.
fn files() -> Vec<FileResult> {
    let mut first = finding(vec![
        label(TEXT, "VP of Product", "rung 6"),
        label(TEXT, "own the P&L", "profit"),
    ]);
    first.notes = vec!["one duty".into()];
    first.help = Some("add the other half".into());
    let mut worse = finding(vec![label(TEXT, "own the P&L", "profit")]);
    (worse.code, worse.rule) = ("JD201".into(), "years-vs-title".into());
    worse.severity = Severity::Error;
    let mut info = finding(vec![label(TEXT, "VP of Product", "")]);
    info.severity = Severity::Info;
    vec![
        file("b/vp.md", TEXT, vec![first, worse]),
        FileResult {
            path: "c.md".into(),
            outcome: Err("permission denied".into()),
        },
        file("a.md", TEXT, vec![]),
        file("d.md", TEXT, vec![info]),
    ]
}

/// Words that want to be something else in every medium.
const HOSTILE: &str = "\u{1b}[31m \u{202e}x\u{202c} ::error::a ::add-mask::b ##[set-output name=c]d ##vso[e] %0A::f \r\n::stop-commands::g\n \
    <script>h</script> <img src=i> ]]> &j; \"k\" 'l' | m ![n](http://o.example) [p](1) `q` www.r.example s@t.example @u #1 $v$ \\w \0 \u{fffe}";

fn hostile() -> Vec<FileResult> {
    let text = format!("{HOSTILE}\n");
    let mut one = finding(vec![
        label(&text, "add-mask", HOSTILE),
        label(&text, "script", HOSTILE),
    ]);
    one.message = HOSTILE.into();
    one.notes = vec![HOSTILE.into()];
    one.help = Some(HOSTILE.into());
    vec![
        file(
            &format!("::error::{HOSTILE},line=1%0A.md"),
            &text,
            vec![one],
        ),
        FileResult {
            path: HOSTILE.into(),
            outcome: Err(HOSTILE.into()),
        },
    ]
}

fn text(files: &[FileResult], format: Format) -> String {
    render(files, format, Terminal::default(), &Settings::default())
}

fn json(files: &[FileResult], format: Format) -> Value {
    serde_json::from_str(&text(files, format)).unwrap()
}

fn lines(files: &[FileResult], format: Format) -> Vec<Value> {
    let text = text(files, format);
    assert!(text.is_empty() || text.ends_with('\n'));
    let lines = text.lines().map(|l| serde_json::from_str(l).unwrap());
    lines.collect()
}

/// With statistics.
fn counted(files: &[FileResult], format: Format) -> String {
    let verdict = Policy::new(&Settings::default(), &known())
        .unwrap()
        .judge(files);
    let report = Report {
        statistics: true,
        ..report(files, &verdict)
    };
    let mut out = Vec::new();
    report.write(format, Terminal::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A command as the runner of GitHub Actions understands it.
#[derive(Debug)]
struct Command {
    name: String,
    properties: Vec<(String, String)>,
    data: String,
}

impl Command {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads a line by the rules of the runner: blanks at the start do not count, the name ends at the first blank, the
/// properties at the next `::`.
fn command(line: &str) -> Option<Command> {
    let rest = line.trim_start().strip_prefix("::")?;
    let (head, data) = rest.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let unescape = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    let properties = properties.split(',').filter_map(|p| p.split_once('='));
    Some(Command {
        name: name.to_owned(),
        properties: properties
            .map(|(name, value)| {
                let value = unescape(value).replace("%3A", ":").replace("%2C", ",");
                (name.to_owned(), value.replace("%25", "%"))
            })
            .collect(),
        data: unescape(data).replace("%25", "%"),
    })
}

#[test]
fn sarif_says_where_why_and_by_which_rule() {
    let log = json(&files(), Format::Sarif);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for place in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[place]["text"].as_str().unwrap().is_empty(), "{rule}");
        }
        assert!(rule["help"]["markdown"].is_string() && rule["properties"]["tags"].is_array());
    }
    let off = rules.iter().find(|r| r["id"] == "JD404").unwrap();
    assert_eq!(off["defaultConfiguration"]["enabled"], false);

    let results = run["results"].as_array().unwrap();
    let levels: Vec<_> = results.iter().map(|r| &r["level"]).collect();
    assert_eq!(levels, ["warning", "error", "note"]);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(
            result["partialFingerprints"]["jdlint/v1"],
            "00112233445566aa"
        );
    }
    let first = &results[0];
    assert_eq!(first["properties"]["confidence"], 0.9);
    let place = &first["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "b/vp.md");
    let related = &first["relatedLocations"][0];
    assert_eq!(
        (&related["id"], &related["message"]["text"]),
        (&1.into(), &"profit".into())
    );
    // "Größe 🚀 " is 8 code points and 13 bytes
    assert_eq!(
        related["physicalLocation"]["region"],
        serde_json::json!({
            "startLine": 3, "startColumn": 11, "endLine": 3, "endColumn": 22,
            "byteOffset": 32, "byteLength": 11,
        })
    );
    let message = first["message"]["text"].as_str().unwrap();
    assert!(
        message.contains("\n- [profit](1)\none duty\nhelp: add the other half"),
        "{message}"
    );

    let invocation = &run["invocations"][0];
    assert_eq!(
        (&invocation["exitCode"], &invocation["executionSuccessful"]),
        (&2.into(), &false.into())
    );
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], "permission denied");
    assert_eq!(
        notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "c.md"
    );
}

#[test]
fn sarif_addresses_and_messages_are_escaped() {
    let uri = |path: &str| {
        let files = [file(path, TEXT, vec![finding(vec![label(TEXT, "VP", "")])])];
        let log = json(&files, Format::Sarif);
        let place =
            &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        (
            place["uri"].as_str().unwrap().to_owned(),
            place["uriBaseId"].is_string(),
        )
    };
    for (path, expected, relative) in [
        ("a b/ü#?.md", "a%20b/%C3%BC%23%3F.md", true),
        ("a:b%41\n.md", "a%3Ab%2541%0A.md", true),
        ("./-x.md", "-x.md", true),
        ("../x.md", "../x.md", true),
        ("/home/x y.md", "file:///home/x%20y.md", false),
        ("C:/x y.md", "file:///C:/x%20y.md", false),
    ] {
        assert_eq!(uri(path), (expected.to_owned(), relative), "{path:?}");
    }
    let log = json(&hostile(), Format::Sarif);
    let message = log["runs"][0]["results"][0]["message"]["text"]
        .as_str()
        .unwrap();
    assert!(
        message.contains(r"!\[n\](http://o.example) \[p\](1)"),
        "{message}"
    );
    assert!(message.contains(r"\\w"), "{message}");
}

#[test]
fn github_shows_the_worst_first_and_every_property_is_true() {
    let out = text(&files(), Format::Github);
    let commands: Vec<_> = out.lines().filter_map(command).collect();
    let heads: Vec<_> = commands
        .iter()
        .map(|c| (c.name.as_str(), c.get("file").unwrap()))
        .collect();
    assert_eq!(
        heads,
        [
            ("error", "c.md"),
            ("error", "b/vp.md"),
            ("warning", "b/vp.md"),
            ("notice", "d.md")
        ]
    );
    let [_, error, warning, _] = commands.as_slice() else {
        unreachable!()
    };
    assert_eq!(error.get("title"), Some("JD201 years-vs-title"));
    let place = ["line", "col", "endColumn", "endLine"].map(|name| error.get(name));
    assert_eq!(place, [Some("3"), Some("11"), Some("22"), None]);
    assert!(
        warning
            .data
            .ends_with("\none duty\nhelp: add the other half"),
        "{warning:?}"
    );
    // the rest is the summary
    let rest: Vec<_> = out.lines().filter(|l| command(l).is_none()).collect();
    assert_eq!(
        rest,
        [
            "3 files: 1 error, 1 warning, 1 info",
            "1 file could not be read in full"
        ]
    );
}

#[test]
fn github_columns_stand_on_one_line_only() {
    let mut both = label(TEXT, "VP of Product", "");
    both.span.end = TEXT.len() - 1;
    let out = text(
        &[file("x.md", TEXT, vec![finding(vec![both])])],
        Format::Github,
    );
    let command = command(out.lines().next().unwrap()).unwrap();
    let place = ["line", "endLine", "col", "endColumn"].map(|name| command.get(name));
    assert_eq!(place, [Some("1"), Some("3"), None, None]);
}

#[test]
fn github_runs_no_command_of_a_posting() {
    let out = text(&hostile(), Format::Github);
    let names: Vec<_> = out.lines().filter_map(command).map(|c| c.name).collect();
    assert_eq!(names, ["error", "warning"], "{out}");
    let commands: Vec<_> = out.lines().filter_map(command).collect();
    let file = commands[1].get("file").unwrap();
    assert!(file.starts_with("::error::␛[31m ‹U+202E›x"), "{file}");
    assert!(file.ends_with(",line=1%0A.md"), "{file}");
    assert_eq!(commands[1].get("line"), Some("1"));
    // notes and help are lines of their own, and nothing else is
    assert_eq!(commands[1].data.lines().count(), 3);
    assert!(commands[1].data.contains("%0A::f"), "{:?}", commands[1]);
}

/// What a runner would act on: `::name::` at the start of a line, `##name[` anywhere (GitHub Actions, Azure, TeamCity).
fn acts(line: &str) -> bool {
    let old = line.split("##").skip(1).any(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric())
            .starts_with('[')
    });
    old || command(line).is_some()
}

#[test]
fn no_format_lets_a_posting_speak_to_the_runner_or_the_terminal() {
    assert!(acts("x ##[y]") && acts("  ::add-mask::x") && !acts("## Title"));
    // wrapped text breaks lines at every width
    for width in [40, 47, 54, 61, 68, 100] {
        for &format in Format::all() {
            let terminal = Terminal {
                width,
                color: false,
            };
            let out = render(&hostile(), format, terminal, &Settings::default());
            for line in out.lines() {
                assert!(
                    format == Format::Github || !acts(line),
                    "{format:?}: {line}"
                );
                assert!(!line.contains(escape::is_unsafe), "{format:?}: {line:?}");
            }
        }
    }
}

#[test]
fn gitlab_fingerprints_are_unique() {
    let same = || finding(vec![label(TEXT, "VP of Product", "")]);
    let mut files = files();
    files.push(file("e.md", TEXT, vec![same(), same()]));
    files.push(file("f.md", TEXT, vec![same()]));
    let issues = json(&files, Format::Gitlab);
    let issues = issues.as_array().unwrap();
    assert_eq!(issues.len(), 6);
    let mut fingerprints: Vec<_> = issues
        .iter()
        .map(|i| i["fingerprint"].as_str().unwrap())
        .collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 6);
    assert_eq!(
        (
            &issues[1]["check_name"],
            &issues[1]["severity"],
            &issues[1]["location"]["path"]
        ),
        (&"JD201".into(), &"major".into(), &"b/vp.md".into())
    );
    assert_eq!(issues[1]["location"]["lines"]["begin"], 3);
}

#[test]
fn junit_fails_the_files_that_fail_the_run() {
    let files = files();
    let verdict = Policy::new(&Settings::default(), &known())
        .unwrap()
        .judge(&files);
    for (fail_on, failures) in [(FailOn::Info, 2), (FailOn::Warning, 1), (FailOn::Never, 0)] {
        let report = Report {
            fail_on,
            ..report(&files, &verdict)
        };
        let mut out = Vec::new();
        report
            .write(Format::Junit, Terminal::default(), &mut out)
            .unwrap();
        let out = String::from_utf8(out).unwrap();
        let counts = format!("name=\"jdlint\" tests=\"4\" failures=\"{failures}\" errors=\"1\"");
        assert!(out.contains(&format!("<testsuite {counts}")), "{out}");
        assert_eq!(out.matches("<failure").count(), failures);
        assert_eq!(out.matches("<testcase").count(), 4);
    }
    // the worst speaks for the file, the text tells all
    let out = text(&files, Format::Junit);
    let failure = out.split("<failure").nth(1).unwrap();
    let failure = failure.split("</failure>").next().unwrap();
    assert!(
        failure.contains("type=\"JD201\"") && failure.contains("(and 1 more)"),
        "{failure}"
    );
    assert!(failure.contains("warning[JD103] b/vp.md:1:3:"), "{failure}");
    assert!(failure.contains("error[JD201] b/vp.md:3:11:"), "{failure}");
}

#[test]
fn xml_holds_what_xml_allows() {
    assert_eq!(
        escape::xml("<a b=\"c\">'&'</a> \u{0}\u{1b}\u{202e}\u{85}\n\u{fffe}é##[x]"),
        "&lt;a b=&quot;c&quot;&gt;&apos;&amp;&apos;&lt;/a&gt; ␀␛&#x202E;&#x85;&#xA;\u{fffd}é&#x23;&#x23;[x]"
    );
    for format in [Format::Junit, Format::Checkstyle] {
        let out = text(&hostile(), format);
        assert!(
            !out.contains("<script") && !out.contains("<img") && !out.contains("]]>"),
            "{out}"
        );
    }
}

#[test]
fn reviewdog_columns_count_bytes() {
    let whole = json(&files(), Format::Rdjson);
    let diagnostics = whole["diagnostics"].as_array().unwrap();
    assert_eq!(lines(&files(), Format::Rdjsonl), *diagnostics);
    let [warning, error, unread, info] = diagnostics.as_slice() else {
        unreachable!()
    };
    assert_eq!(
        error["location"],
        serde_json::json!({"path": "b/vp.md", "range": {
            // "- Größe 🚀 " is 15 bytes
            "start": {"line": 3, "column": 16}, "end": {"line": 3, "column": 27},
        }})
    );
    let severities = [warning, error, unread, info].map(|d| &d["severity"]);
    assert_eq!(severities, ["WARNING", "ERROR", "ERROR", "INFO"]);
    assert_eq!(error["code"]["value"], "JD201");
    assert_eq!(
        (&unread["location"], &unread["message"]),
        (
            &serde_json::json!({"path": "c.md"}),
            &"permission denied".into()
        )
    );
}

#[test]
fn jsonl_is_the_json_in_pieces() {
    let whole = json(&files(), Format::Json);
    let mut lines = lines(&files(), Format::Jsonl);
    let types: Vec<Value> = lines.iter_mut().map(|l| l["type"].take()).collect();
    for line in &mut lines {
        line.as_object_mut().unwrap().remove("type");
    }
    assert_eq!(
        types,
        [
            "file", "file", "finding", "finding", "file", "finding", "summary"
        ]
    );
    let of = |kind: &str| -> Vec<&Value> {
        let both = types.iter().zip(&lines);
        both.filter(|(t, _)| *t == kind).map(|(_, l)| l).collect()
    };
    assert_eq!(
        of("file"),
        whole["files"]
            .as_array()
            .unwrap()
            .iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(
        of("finding"),
        whole["findings"]
            .as_array()
            .unwrap()
            .iter()
            .collect::<Vec<_>>()
    );
    let summary = of("summary")[0];
    for (key, value) in whole["summary"].as_object().unwrap() {
        assert_eq!(summary[key], *value, "{key}");
    }
    assert_eq!(summary["schema_version"], 1);
}

/// The cells of every table row, as text; anything that is more than text is an error.
fn cells_of(markdown: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => rows.last_mut().unwrap().push(String::new()),
            Event::Text(text) => {
                if let Some(cell) = rows
                    .last_mut()
                    .and_then(|row: &mut Vec<String>| row.last_mut())
                {
                    cell.push_str(&text);
                }
            }
            Event::Start(Tag::Table(_) | Tag::Heading { .. } | Tag::Paragraph | Tag::Strong)
            | Event::End(_) => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    rows
}

#[test]
fn markdown_is_a_table_of_plain_text() {
    let out = text(&files(), Format::Markdown);
    let rows = cells_of(&out);
    assert_eq!(rows[0], ["Not read", "Reason"]);
    assert_eq!(rows[1], ["c.md", "permission denied"]);
    assert_eq!(
        rows[3][..3],
        ["error", "JD201 years-vs-title", "b/vp.md:3:11"]
    );
    assert_eq!(rows.len(), 6);
    assert!(
        out.contains("\n**3 files: 1 error, 1 warning, 1 info**\n"),
        "{out}"
    );

    let out = text(&hostile(), Format::Markdown);
    let rows = cells_of(&out);
    assert_eq!((rows.len(), rows[3].len()), (4, 4), "{out}");
    let message = &rows[3][3];
    assert!(
        message.contains("<script>h</script>"),
        "a reader sees it: {message}"
    );
    // GitHub looks for these after it has rendered the page
    assert!(
        !message.contains("@u") && !message.contains("#1"),
        "{message}"
    );
    assert!(
        !out.contains("www.") && !out.contains("http:"),
        "addresses become links: {out}"
    );
}

#[test]
fn markdown_tables_end() {
    let many: Vec<Finding> = (0..500)
        .map(|_| finding(vec![label(TEXT, "VP of Product", &"long ".repeat(500))]))
        .collect();
    let out = text(&[file("a.md", TEXT, many)], Format::Markdown);
    assert!(out.contains("\nand 450 more\n"), "{out}");
    assert_eq!(cells_of(&out).len(), 51);
}

#[test]
fn statistics_count_by_rule_and_severity() {
    let mut files = files();
    files.push(file("e.md", TEXT, vec![finding(vec![]), finding(vec![])]));
    let expected = serde_json::json!([
        {"code": "JD103", "rule": "all-executive-scope", "severity": "warning", "count": 3, "files": 2},
        {"code": "JD103", "rule": "all-executive-scope", "severity": "info", "count": 1, "files": 1},
        {"code": "JD201", "rule": "years-vs-title", "severity": "error", "count": 1, "files": 1},
    ]);
    let json: Value = serde_json::from_str(&counted(&files, Format::Json)).unwrap();
    assert_eq!(json["summary"]["statistics"], expected);
    let jsonl = counted(&files, Format::Jsonl);
    let last: Value = serde_json::from_str(jsonl.lines().last().unwrap()).unwrap();
    assert_eq!(last["statistics"], expected);
    let table = "3  warning  JD103  all-executive-scope  in 2 files\n\
                 1  info     JD103  all-executive-scope  in 1 file\n\
                 1  error    JD201  years-vs-title       in 1 file\n";
    for format in [Format::Human, Format::Concise] {
        let out = counted(&files, format);
        let (_, after) = out.split_once(table).unwrap_or_else(|| panic!("{out}"));
        assert!(after.trim_start().starts_with("4 files: "), "{out}");
    }
    let markdown = counted(&files, Format::Markdown);
    let rows = cells_of(&markdown);
    assert_eq!(
        rows.last().unwrap(),
        &["JD201 years-vs-title", "error", "1", "1"]
    );
    // who does not ask does not get them
    assert!(!text(&files, Format::Json).contains("statistics"));
}

#[test]
fn nothing_to_say_is_said_in_every_format() {
    let files = [file("a.md", TEXT, vec![])];
    assert_eq!(json(&files, Format::Gitlab), serde_json::json!([]));
    assert_eq!(
        json(&files, Format::Sarif)["runs"][0]["results"],
        serde_json::json!([])
    );
    assert_eq!(
        json(&files, Format::Rdjson)["diagnostics"],
        serde_json::json!([])
    );
    assert_eq!(text(&files, Format::Rdjsonl), "");
    assert_eq!(text(&files, Format::Github), "1 file: no findings\n");
    assert_eq!(
        text(&files, Format::Markdown),
        "## jdlint\n\n**1 file: no findings**\n"
    );
    assert!(text(&files, Format::Junit).contains("tests=\"1\" failures=\"0\" errors=\"0\""));
    assert!(
        text(&files, Format::Checkstyle).ends_with("<checkstyle version=\"4.3\">\n</checkstyle>\n")
    );
    assert_eq!(lines(&files, Format::Jsonl).len(), 2);
}
