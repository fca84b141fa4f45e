"""Runs the scripts of the GitHub Action as the runner would, with friendly and hostile inputs.

usage: action.py JDLINT      (run starts it)

Nothing is downloaded: a `curl` of its own stands in front of the real one, and hands out a release that is made here.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from runner import command

ROOT = Path(__file__).resolve().parents[2]
JDLINT = Path(sys.argv[1])
VERSION = re.search(r'^version = "(.*)"$', (ROOT / "Cargo.toml").read_text(), re.M).group(1)
TARGET = "x86_64-unknown-linux-musl"
FLAGGED = (ROOT / "fixtures/postings/vp-product-strategy-only.md").read_bytes()
CLEAN = (ROOT / "fixtures/postings/product-manager.md").read_bytes()
# a copy of what was asked for, or the error of the real curl for a page that is not there
CURL = """#!/bin/bash
url=${@: -1}
while [ "$1" != --output ]; do shift; done
printf '%s\\n' "$url" >> "$FAKE_RELEASE/asked"
cp "$FAKE_RELEASE/$(basename "$url")" "$2" 2> /dev/null || exit 22
"""
CARGO = """#!/bin/bash
printf '%s\\n' "$@" > "$FAKE_RELEASE/cargo"
mkdir bin && cp "$FAKE_JDLINT" bin/jdlint
"""


class Result:
    """What a step left behind."""

    def __init__(self, run, folder):
        self.status, self.log = run.returncode, run.stdout
        self.outputs = outputs((folder / "output").read_text())
        self.summary = (folder / "summary").read_text()
        self.commands = [c for c in map(command, self.log.splitlines()) if c]


def outputs(text):
    """The outputs, read as the runner reads them: NAME<<DELIMITER, the value, DELIMITER."""
    found, lines = {}, text.splitlines()
    while lines:
        name, delimiter = lines.pop(0).split("<<")
        end = lines.index(delimiter)
        found[name], lines = "\n".join(lines[:end]), lines[end + 1 :]
    return found


class Runner:
    """A machine with a workspace, a release to download, and nothing of the environment of this test."""

    def __init__(self, scratch):
        self.folder = Path(scratch)
        self.workspace = self.folder / "work space"
        self.release = self.folder / "release"
        tools = self.folder / "tools"
        for folder in (self.workspace, self.release, tools, self.folder / "temp"):
            folder.mkdir()
        for name, text in (("curl", CURL), ("cargo", CARGO)):
            (tools / name).write_text(text)
            (tools / name).chmod(0o755)
        self.environment = {
            "PATH": f"{tools}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.folder),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_REPOSITORY": "someone/postings",
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            "FAKE_RELEASE": str(self.release),
            "FAKE_JDLINT": str(JDLINT),
        }

    def step(self, script, environment):
        for name in ("output", "summary"):
            (self.folder / name).write_text("")
        run = subprocess.run(
            ["bash", ROOT / "action" / script],
            cwd=self.workspace,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert not (self.workspace / "owned").exists(), (script, environment)
        return Result(run, self.folder)

    def install(self, **inputs):
        inputs = {"version": "", "build_from_source": "false"} | inputs
        repository = inputs.pop("repository", "owner/jdlint")
        environment = {f"INPUT_{k.upper()}": v for k, v in inputs.items()}
        return self.step("install.sh", environment | {"ACTION_REPOSITORY": repository})

    def lint(self, paths="", **inputs):
        names = ["config", "fail_on", "args"]
        inputs = dict.fromkeys(names, "") | {
            "paths": paths,
            "format": "github",
            "sarif": "false",
            "working_directory": ".",
        } | inputs
        environment = {f"INPUT_{k.upper()}": v for k, v in inputs.items()}
        return self.step("run.sh", environment | {"JDLINT": str(JDLINT)})

    def write(self, name, data):
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def pack(self):
        """Makes the release: the archive by the project's own script, and its checksum."""
        tree = self.folder / "tree"
        built = tree / "target" / TARGET / "release"
        built.mkdir(parents=True)
        shutil.copy(JDLINT, built / "jdlint")
        for name in (".ci/package", "LICENSE-MIT", "LICENSE-APACHE", "README.md", "CHANGELOG.md"):
            (tree / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
        subprocess.run([tree / ".ci/package", TARGET, self.release], check=True)
        self.checksum()

    def checksum(self, digest=None):
        archive = self.release / f"jdlint-{TARGET}.tar.gz"
        digest = digest or hashlib.sha256(archive.read_bytes()).hexdigest()
        other = f"{'0' * 64}  jdlint-aarch64-unknown-linux-musl.tar.gz\n"
        (self.release / "SHA256SUMS").write_text(other + f"{digest}  {archive.name}\n")


def refused(result, *words):
    """A step that ended with one annotation that says so, and installed nothing."""
    assert result.status == 2, result.log
    assert [c[0] for c in result.commands] == ["error"], result.log
    assert all(word in result.commands[0][2] for word in words), result.log
    assert "jdlint" not in result.outputs and "exit-status" not in result.outputs


def release_is_installed(runner):
    runner.pack()
    for inputs, version in [({}, VERSION), ({"version": "1.2.3-rc.1"}, "1.2.3-rc.1")]:
        (runner.release / "asked").unlink(missing_ok=True)
        result = runner.install(**inputs)
        assert result.status == 0, result.log
        run = subprocess.run([result.outputs["jdlint"], "--version"], capture_output=True, text=True, check=True)
        assert run.stdout == f"jdlint {VERSION}\n", run
        url = f"https://github.example/owner/jdlint/releases/download/v{version}/"
        asked = (runner.release / "asked").read_text().splitlines()
        assert asked == [f"{url}SHA256SUMS", f"{url}jdlint-{TARGET}.tar.gz"], asked
    # where a workflow uses the action of its own repository, the runner names none
    assert runner.install(repository="").status == 0
    assert "github.example/someone/postings/" in (runner.release / "asked").read_text()


def wrong_releases_are_refused(runner):
    runner.pack()
    for digest, words in (("0" * 64, "checksum of"), ("nonsense", "no single checksum")):
        runner.checksum(digest)
        refused(runner.install(), words)
    runner.checksum()
    sums = runner.release / "SHA256SUMS"
    sums.write_text(sums.read_text() * 2)
    refused(runner.install(), "no single checksum")
    runner.checksum()
    with (runner.release / f"jdlint-{TARGET}.tar.gz").open("ab") as archive:
        archive.write(b"more")
    refused(runner.install(), "checksum of")
    (runner.release / f"jdlint-{TARGET}.tar.gz").unlink()
    refused(runner.install(), "cannot download", "build-from-source")


def versions_are_not_scripts(runner):
    runner.pack()
    hostile = ["; touch owned", "$(touch owned)", "1.2.3; touch owned", "1.2.3\n; touch owned", "../../x", "latest", "-1.2.3"]
    for version in hostile + ["1.2.3\n::add-mask::1"]:
        refused(runner.install(version=version), "is not a version")
    refused(runner.install(repository="a/b/../../c"), "is not a repository")
    refused(runner.install(build_from_source="yes; touch owned"), "neither true nor false")
    assert not (runner.release / "asked").exists()


def unknown_machines_are_told(runner):
    runner.environment["RUNNER_ARCH"] = "S390X"
    refused(runner.install(), "no binary for Linux on S390X")


def source_is_built(runner):
    result = runner.install(build_from_source="true")
    assert result.status == 0, result.log
    asked = (runner.release / "cargo").read_text().splitlines()
    assert asked == ["install", "--quiet", "--locked", "--path", str(ROOT), "--root", "."], asked
    assert Path(result.outputs["jdlint"]).exists()
    refused(runner.install(build_from_source="true", version="1.2.3"), "no meaning")


def findings_are_shown_and_handed_on(runner):
    runner.write("a.md", FLAGGED)
    runner.write("b.md", CLEAN)
    result = runner.lint(args="--min-severity=warning")
    assert result.status == 1 and result.outputs["exit-status"] == "1", result.log
    assert result.outputs["findings"] == "1"
    assert [(c[0], c[1]["file"], c[1]["line"]) for c in result.commands] == [("warning", "a.md", "1")], result.log
    assert "| warning | JD103" in result.summary
    assert '"ruleId": "JD103"' in Path(result.outputs["sarif"]).read_text()


def inputs_reach_jdlint(runner):
    runner.write("a.md", FLAGGED)
    runner.write("b.md", CLEAN)
    assert runner.lint("b.md").status == 0
    assert runner.lint("\n\na.md\n\nb.md\n").status == 1
    assert runner.lint(fail_on="never").status == 0
    assert runner.lint(args="--select=JD103\n--min-severity=info").outputs["findings"] == "1"
    runner.write("strict.toml", b'[rules.JD103]\nseverity = "error"\n')
    assert [c[0] for c in runner.lint(config="strict.toml", args="--select=JD103").commands] == ["error"]
    result = runner.lint(format="concise")
    assert result.commands == [] and "a.md:1:3: warning[JD103]" in result.log


def another_folder_keeps_places_true(runner):
    runner.write("sub folder/a.md", FLAGGED)
    runner.write("sub folder/drafts/b.md", FLAGGED)
    runner.write("sub folder/jdlint.toml", b'exclude = ["drafts/"]\nselect = ["JD103"]\n')
    for paths in ("", "a.md", "."):
        result = runner.lint(paths, working_directory="sub folder")
        # the runner makes it relative to the workspace
        files = [os.path.normpath(c[1]["file"]) for c in result.commands]
        assert files == [str(runner.workspace / "sub folder/a.md")], (paths, result.log)
        assert result.outputs["findings"] == "1"
    for missing in ("gone", "-", "$(touch owned)", "; touch owned", "a\nb"):
        refused(runner.lint(working_directory=missing), "cannot enter")


def trouble_has_its_status(runner):
    result = runner.lint()
    assert result.status == 3 and result.outputs["exit-status"] == "3", result.log
    runner.write("a.md", CLEAN)
    result = runner.lint("a.md\ngone.md")
    assert result.status == 2 and "error" in [c[0] for c in result.commands], result.log
    # what could be read is reported all the same
    assert result.outputs["sarif"] and result.outputs["findings"].isdigit(), result.outputs
    result = runner.lint(config="gone.toml")
    assert result.status == 2 and result.outputs == {"findings": "", "sarif": "", "exit-status": "2"}, result.outputs
    assert "gone.toml" in result.log and result.summary == ""
    for inputs in ({"format": "; touch owned"}, {"fail_on": "$(touch owned)"}, {"args": "--format=json"}):
        assert runner.lint(**inputs).status == 2, inputs
    refused(runner.lint(sarif="perhaps"), "neither true nor false")


def hostile_names_are_names(runner):
    names = ["with space.md", "; touch owned.md", "$(touch owned).md", "`touch owned`.md", "-rf.md", "--output=owned.md"]
    names += ["'quoted'.md", '"quoted".md', "*.md", "::error::x.md", "a%0A::b.md", "inspect", "-", "&& touch owned", " .md"]
    for name in names:
        runner.write(name, FLAGGED)
        result = runner.lint(name, args="--select=JD103")
        files = [os.path.normpath(c[1]["file"]) for c in result.commands]
        assert (result.status, files, result.outputs["findings"]) == (1, [name], "1"), (name, result.log)
    for path in (runner.workspace).iterdir():
        path.unlink()
    # found by walking, as a pull request could bring it
    runner.write("new\nline\n::error::x\n.md", FLAGGED)
    result = runner.lint(args="--select=JD103")
    assert [c[0] for c in result.commands] == ["warning"] and result.outputs["findings"] == "1", result.log
    assert "\n::error" not in result.summary


def arguments_are_not_split_or_run(runner):
    runner.write("a.md", CLEAN)
    for argument in ("--select=JD103 --output=owned", "--select='JD103'", '--ignore="; touch owned"', "$(touch owned)"):
        result = runner.lint("a.md", args=argument)
        assert result.status == 2, (argument, result.log)


def postings_are_not_commands(runner):
    text = FLAGGED + b"\n::error::gotcha\n::set-output name=x::y\n##[add-mask]z\n<script>|x|</script>\n"
    runner.write("a.md", text.replace(b"# VP of Product", b"# VP of Product ::add-mask::q <img src=x> | ##[error]r"))
    for kind in ("github", "human", "json"):
        result = runner.lint(format=kind)
        assert result.status == 1, result.log
        assert {c[0] for c in result.commands} <= {"warning", "notice"}, (kind, result.log)
        assert "<img" not in result.summary and "<script" not in result.summary
        assert set(result.outputs) == {"findings", "sarif", "exit-status"}


def notes_come_from_the_changelog(_):
    notes = [ROOT / ".ci/release-notes"]
    run = subprocess.run(notes + ["Unreleased"], capture_output=True, text=True, check=False)
    assert run.returncode == 0 and "### Added" in run.stdout and "## [" not in run.stdout, run
    for version in ("9.9.9", "", ".*"):
        assert subprocess.run(notes + [version], capture_output=True, check=False).returncode == 1, version


def main():
    tests = [
        release_is_installed,
        wrong_releases_are_refused,
        versions_are_not_scripts,
        unknown_machines_are_told,
        source_is_built,
        findings_are_shown_and_handed_on,
        inputs_reach_jdlint,
        another_folder_keeps_places_true,
        trouble_has_its_status,
        hostile_names_are_names,
        arguments_are_not_split_or_run,
        postings_are_not_commands,
        notes_come_from_the_changelog,
    ]
    for test in tests:
        with tempfile.TemporaryDirectory() as scratch:
            test(Runner(scratch))
        print(f"{test.__name__}: ok")
    print(f"{len(tests)} passed, 0 failed")


main()
