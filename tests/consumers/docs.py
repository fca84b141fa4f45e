"""Holds the snippets of README.md and docs/ci.md against those that they are for: workflows, steps, hooks, GitLab.

usage: docs.py JDLINT BIN      the folder of actionlint, check-jsonschema, pre-commit, shellcheck and zizmor (run starts it)
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

JDLINT, BIN = Path(sys.argv[1]), Path(sys.argv[2])
PAGES = ["README.md", "docs/ci.md"]
ACTION = yaml.safe_load(Path("action.yml").read_text())
HOOKS = {hook["id"] for hook in yaml.safe_load(Path(".pre-commit-hooks.yaml").read_text())}
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FLAGGED = Path("fixtures/postings/vp-product-strategy-only.md").read_text()
STEPS = """\
name: Snippet
on: push
permissions: {}
concurrency:
  group: snippet
  cancel-in-progress: true
jobs:
  snippet:
    name: Snippet
    runs-on: ubuntu-latest
    steps:
"""


def run(*command, status=0, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == status, (command, done.stdout, done.stderr)


def schema(name, path):
    run(BIN / "check-jsonschema", "--builtin-schema", f"vendor.{name}", path)


def workflow(text, value, scratch):
    """A whole workflow: its form, its safety, the actions of others as this repository uses them, the inputs of ours."""
    path = scratch / ".github/workflows/snippet.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("OWNER/jdlint@COMMIT", f"owner/jdlint@{COMMIT}"))
    schema("github-workflows", path)
    run(BIN / "zizmor", "--offline", "--quiet", "--no-config", path)
    run(BIN / "actionlint", "-shellcheck", BIN / "shellcheck", path)
    ours = "".join(file.read_text() for file in sorted(Path(".github/workflows").glob("*.yml")))
    used = 0
    for step in (step for job in value["jobs"].values() for step in job["steps"] if "uses" in step):
        if step["uses"] == "OWNER/jdlint@COMMIT":
            assert step["with"].keys() <= ACTION["inputs"].keys(), step
            used += 1
        else:
            assert f"uses: {step['uses']} #" in ours, step
    assert used, text


def steps(text, _, scratch):
    text = STEPS + "".join(f"      {line}\n" for line in text.splitlines())
    workflow(text, yaml.safe_load(text), scratch)


def hooks(text, value, scratch):
    path = scratch / ".pre-commit-config.yaml"
    path.write_text(text)
    run(BIN / "pre-commit", "validate-config", path)
    for hook in (hook for repo in value["repos"] for hook in repo["hooks"]):
        assert hook["id"] in HOOKS, hook
        re.compile(hook.get("files", ""))


def gitlab(text, value, scratch):
    """The form of the file; and its script runs, fails where something is found, and leaves the report that it names."""
    path = scratch / ".gitlab-ci.yml"
    path.write_text(text)
    schema("gitlab-ci", path)
    (scratch / "postings").mkdir()
    (scratch / "postings/a.md").write_text(FLAGGED)
    (job,) = value.values()
    environment = os.environ | {"PATH": f"{JDLINT.parent}:{os.environ['PATH']}"}
    run("bash", "-e", "-c", "\n".join(job["script"]), status=1, cwd=scratch, env=environment)
    report = scratch / job["artifacts"]["reports"]["codequality"]
    run(BIN / "check-jsonschema", "--schemafile", Path("tests/consumers/gitlab.schema.json"), report)


def kind(value):
    if isinstance(value, list):
        return steps
    return {"jobs": workflow, "repos": hooks}.get(next((k for k in value if k in ("jobs", "repos")), None), gitlab)


def main():
    seen = {}
    for page in PAGES:
        for text in re.findall(r"^```yaml\n(.*?)^```$", Path(page).read_text(), re.M | re.S):
            value = yaml.safe_load(text)
            check = kind(value)
            with tempfile.TemporaryDirectory() as scratch:
                check(text, value, Path(scratch))
            seen[check.__name__] = seen.get(check.__name__, 0) + 1
    assert seen.keys() == {"workflow", "steps", "hooks", "gitlab"}, seen
    print("snippets of the pages:", ", ".join(f"{count} {name}" for name, count in sorted(seen.items())))


main()
