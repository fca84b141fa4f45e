//! What is suppressed, and suppressions and entries that are no longer needed.

use super::*;

#[test]
fn unused_suppressions_are_told_where_they_are_asked_for() {
    let text = format!("{}\n<!-- jdlint-disable-file JD208 -->\n", old_posting(2));
    let sandbox = Sandbox::with(&[("a.md", &text)]);
    assert_eq!(shown(&check(&sandbox)), []);
    let unused = vec![("a.md".to_owned(), "JD901".to_owned())];
    for args in [
        &["--report-unused"][..],
        &["--report-unused", "--select", "scope"],
        &["--select", "JD901"],
    ] {
        let run = sandbox.run(&[&["--format", "json"][..], args].concat());
        assert_eq!((run.status, shown(&run)), (1, unused.clone()), "{args:?}");
    }
    let ignored = sandbox.run(&["--format", "json", "--report-unused", "--ignore", "hygiene"]);
    assert_eq!((ignored.status, shown(&ignored)), (0, vec![]));
    sandbox.write("jdlint.toml", "report-unused = true\n");
    assert_eq!(shown(&check(&sandbox)), unused);
    sandbox.write("jdlint.toml", "report-unused = \"yes\"\n");
    let wrong = check(&sandbox);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("must be true or false"), "{wrong:?}");
}

#[test]
fn suppressed_findings_are_counted() {
    let text = format!("<!-- jdlint-disable JD204 -- agreed -->\n\n{NEW}");
    let sandbox = Sandbox::with(&[("a.md", &text)]);
    let run = sandbox.run::<&str>(&[]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(
        run.stdout
            .contains("1 finding hidden (suppressed in the file)"),
        "{run:?}"
    );
    assert_eq!(check(&sandbox).json()["summary"]["hidden"]["suppressed"], 1);
}

#[test]
fn hygiene_rules_are_explained() {
    let sandbox = Sandbox::new();
    for (rule, words) in [
        ("JD901", "unused-suppression"),
        ("unknown-rule-in-suppression", "JD902"),
        ("JD903", "\"version\": 1"),
    ] {
        let run = sandbox.run(&["explain", rule]);
        assert_eq!(run.status, 0);
        assert!(run.stdout.contains(words), "{run:?}");
    }
}
