"""Installs jdlint from a source distribution by pip, and as a hook by pre-commit, and lints with both.

usage: packages.py TOOLS      (run starts it)

The hook that cargo builds by itself, jdlint-source, takes minutes: it is tested where JDLINT_TEST_SLOW is set.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.argv[1]).resolve() / "venv/bin"
HOOKS = ["jdlint", *(["jdlint-source"] if os.environ.get("JDLINT_TEST_SLOW") else [])]
CLEAN, FLAGGED = "product-manager.md", "vp-product-strategy-only.md"
# Dependencies that the release build compiled are not compiled again. cargo may take jdlint itself for compiled, too,
# when pip builds it, as the archive has old dates; the clone of pre-commit is new, and is compiled from the same files.
ENVIRONMENT = os.environ | {"CARGO_TARGET_DIR": os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))}


def run(folder, *command, status=0, **variables):
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, (command, done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


def sdist(scratch):
    """The source distribution, unpacked."""
    run(ROOT, BIN / "maturin", "sdist", "--out", scratch / "dist")
    (archive,) = (scratch / "dist").iterdir()
    with tarfile.open(archive) as files:
        files.extractall(scratch, filter="data")
    return archive, scratch / archive.name.removesuffix(".tar.gz")


def pip(scratch, archive):
    venv.create(scratch / "venv", with_pip=True)
    tools = scratch / "venv/bin"
    run(scratch, tools / "pip", "install", "--quiet", "--disable-pip-version-check", archive)
    assert run(scratch, tools / "jdlint", "--version").startswith("jdlint ")
    assert "JD103" in run(scratch, tools / "jdlint", ROOT / "fixtures/postings" / FLAGGED, status=1)
    (package,) = (scratch / "venv").glob("lib/python3*/site-packages/jdlint-*.dist-info")
    assert "\nLicense-Expression: MIT OR Apache-2.0\n" in (package / "METADATA").read_text()
    assert {file.name for file in (package / "licenses").iterdir()} == {"LICENSE-MIT", "LICENSE-APACHE"}


def repository(folder):
    """Makes a repository of what is in a folder, and gives its commit."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    run(folder, "git", "init", "--quiet")
    run(folder, "git", "add", "--all", "--force")
    run(folder, "git", *identity, "commit", "--quiet", "--message", "All")
    return run(folder, "git", "rev-parse", "HEAD").strip()


def pre_commit(scratch, source, hook):
    hooks = source / ".pre-commit-hooks.yaml"
    if not hooks.exists():
        hooks.write_bytes((ROOT / hooks.name).read_bytes())
        repository(source)
    revision = run(source, "git", "rev-parse", "HEAD").strip()
    postings = scratch / f"postings for {hook}"
    (postings / "drafts").mkdir(parents=True)
    for name, text in {
        ".pre-commit-config.yaml": f"repos: [{{repo: {source}, rev: {revision}, hooks: [{{id: {hook}}}]}}]\n",
        "jdlint.toml": 'exclude = ["drafts/"]\nselect = ["JD103"]\n',
        "a posting.md": (ROOT / "fixtures/postings" / CLEAN).read_text(),
        "drafts/a.md": (ROOT / "fixtures/postings" / FLAGGED).read_text(),
        "code.py": "# VP of Product\n",
    }.items():
        (postings / name).write_text(text)
    repository(postings)

    def check(status):
        return run(
            postings, BIN / "pre-commit", "run", "--all-files", "--verbose", status=status, PRE_COMMIT_HOME=str(scratch / "home")
        )

    # an excluded file is left out although pre-commit names it, and a program is no posting
    out = check(0)
    assert "Passed" in out and "1 file:" in out, out
    (postings / "b.txt").write_text((ROOT / "fixtures/postings" / FLAGGED).read_text())
    run(postings, "git", "add", "b.txt")
    out = check(1)
    assert "Failed" in out and "JD103" in out and "b.txt" in out and "drafts" not in out, out


def main():
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        archive, source = sdist(scratch)
        pip(scratch, archive)
        print("pip: installed from the source distribution, lints")
        for hook in HOOKS:
            pre_commit(scratch, source, hook)
            print(f"pre-commit, {hook}: passes what is clean, fails what is flagged")


main()
