"""Lints postings in every format and reads each report back with a program of its medium.

usage: check.py JDLINT TOOLS      (run starts it)

What jdlint counted in its JSON report must be what every reader counts.
"""

import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import jsonschema
from junitparser import Error, Failure, JUnitXml
from runner import command
from sarif import loader

HERE = Path(__file__).resolve().parent
JDLINT, TOOLS = Path(sys.argv[1]), Path(sys.argv[2])

# words and names that want to be something else in the report
HOSTILE_NAME = "::error::a,line=1%0A\n<b>&'\"\u202e\x1b[31m##[add-mask]é 🚀.md"
HOSTILE_TEXT = """\
# Associate Product Manager ::error:: <i>]]>&amp;</i> | ##[add-mask]x \x1b[31m \u202e 🚀

## Responsibilities

- Own the P&L 🚀 of the "company"; set its vision and strategy ::add-mask::y
- Lead the directors of product and hire managers [a](https://b.example) `c`

## Requirements

- 🚀🚀 At least 12 years of product management experience
"""


def lint(folder, kind, *more):
    """The report on `folder` in the format `kind`, in UTF-8."""
    command = [JDLINT, "--isolated", "--format", kind, ".", "gone.md", *more]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    # gone.md is not there
    assert run.returncode == 2, (kind, run)
    return run.stdout.decode()


def sarif(folder, expected):
    text = lint(folder, "sarif")
    log = json.loads(text)
    schema = TOOLS / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
    jsonschema.Draft4Validator(json.loads(schema.read_text())).validate(log)

    path = folder.parent / "report.sarif"
    path.write_text(text)
    counts = loader.load_sarif_file(str(path)).get_report().get_issue_count_for_severity
    levels = {"error": "error", "warning": "warning", "info": "note"}
    counted = {ours: counts(theirs) for ours, theirs in levels.items()}
    assert counted == {level: expected[level] for level in levels}, (counted, expected)

    for result in log["runs"][0]["results"]:
        for location in result["locations"] + result.get("relatedLocations", []):
            region(folder, location["physicalLocation"])


def region(folder, place):
    """The bytes and the columns of a region must name the same words."""
    data = (folder / unquote(place["artifactLocation"]["uri"])).read_bytes()
    at = place["region"]
    words = data[at["byteOffset"] : at["byteOffset"] + at["byteLength"]].decode()
    assert words, place
    if at["startLine"] == at["endLine"]:
        line = data.decode().split("\n")[at["startLine"] - 1]
        assert line[at["startColumn"] - 1 : at["endColumn"] - 1] == words, (place, words)


def junit(folder, expected):
    path = folder.parent / "junit.xml"
    path.write_text(lint(folder, "junit"))
    xml = JUnitXml.fromfile(str(path))
    cases = [case for suite in xml for case in suite]
    results = [type(result) for case in cases for result in case.result]
    assert (xml.tests, xml.failures, xml.errors) == (
        len(cases),
        results.count(Failure),
        results.count(Error),
    )
    assert len(cases) == expected["files"] + 1
    assert results.count(Failure) == expected["failing files"], (results, expected)
    assert results.count(Error) == 1
    names = {case.name for case in cases}
    assert HOSTILE_NAME.replace("\x1b", "␛") in names, names


def checkstyle(folder, expected):
    root = ElementTree.fromstring(lint(folder, "checkstyle"))
    assert root.tag == "checkstyle"
    counted = Counter(error.get("severity") for error in root.iter("error"))
    counted["error"] -= 1  # gone.md
    assert counted == {k: expected[k] for k in ("error", "warning", "info")}, counted
    for error in root.iter("error"):
        assert int(error.get("line")) > 0 and int(error.get("column")) > 0
        assert error.get("message") and error.get("source").startswith("jdlint")


def gitlab(folder, expected):
    issues = json.loads(lint(folder, "gitlab"))
    jsonschema.validate(issues, json.loads((HERE / "gitlab.schema.json").read_text()))
    fingerprints = {issue["fingerprint"] for issue in issues}
    assert len(fingerprints) == len(issues) == expected["findings"]


def reviewdog(folder, expected):
    whole, lines = lint(folder, "rdjson"), lint(folder, "rdjsonl")
    diagnostics = json.loads(whole)["diagnostics"]
    # lines are written as files are judged, so that what is wrong with a file stands where that came up; the rest is in order
    split = lambda found: [[one for one in found if ("code" in one) == is_finding] for is_finding in (True, False)]
    assert split(diagnostics) == split([json.loads(line) for line in lines.splitlines()])
    assert [len(part) for part in split(diagnostics)] == [expected["findings"], 1]
    assert len(diagnostics) == expected["findings"] + 1
    validator = TOOLS / "node_modules/.bin/rdformat-validator"
    for name, text in [("whole", whole)] + [
        (f"line{i}", line) for i, line in enumerate(lines.splitlines())
    ]:
        path = folder.parent / f"{name}.json"
        path.write_text(text)
        run = subprocess.run(
            [validator, "--strict", "--no-extra-fields", path],
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run
    # the validator does not look into the files: columns are bytes, the end is exclusive
    for diagnostic in diagnostics:
        where = diagnostic["location"]
        if "range" not in where:
            continue
        start, end = where["range"]["start"], where["range"]["end"]
        line = (folder / where["path"]).read_bytes().split(b"\n")[start["line"] - 1]
        if start["line"] == end["line"]:
            assert line[start["column"] - 1 : end["column"] - 1].decode(), diagnostic


def github(folder, expected):
    lines = lint(folder, "github").splitlines()
    commands = [c for c in map(command, lines) if c]
    names = [name for name, _, _ in commands]
    worst = ["error", "warning", "notice"]
    assert names == sorted(names, key=worst.index), names
    counted = Counter(names)
    counted["error"] -= 1  # gone.md
    assert [counted[name] for name in worst] == [expected[k] for k in ("error", "warning", "info")]
    for name, properties, data in commands:
        assert properties["file"] and properties["title"] and data, (name, properties, data)
    # the other lines are the summary, which comes last and holds no word of a posting
    rest = lines[len(commands) :]
    assert rest and not any(map(command, rest)), rest
    assert not any(word in line for line in rest for word in ("Associate", "add-mask")), rest
    # no other report lets a posting speak to the runner
    for kind in ["human", "concise", "json", "jsonl", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "markdown"]:
        found = [c for c in map(command, lint(folder, kind).splitlines()) if c]
        assert not found, (kind, found)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "postings"
        folder.mkdir()
        for posting in sorted((HERE / "../../fixtures/postings").iterdir()):
            (folder / posting.name).write_bytes(posting.read_bytes())
        (folder / HOSTILE_NAME).write_text(HOSTILE_TEXT)

        report = json.loads(lint(folder, "json"))
        summary = report["summary"]
        failing = {f["path"] for f in report["findings"] if f["severity"] != "info"}
        expected = {
            "error": summary["errors"],
            "warning": summary["warnings"],
            "info": summary["infos"],
            "findings": len(report["findings"]),
            "files": summary["files"],
            "failing files": len(failing),
        }
        assert HOSTILE_NAME in failing and min(expected.values()) > 0, expected
        checks = [sarif, junit, checkstyle, gitlab, reviewdog, github]
        for check in checks:
            check(folder, expected)
            print(f"{check.__name__}: read back, counts agree")
        print(f"{len(checks)} passed, 0 failed")


main()
