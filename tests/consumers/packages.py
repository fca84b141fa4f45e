"""Installs jdlint from a source distribution by pip, and as a hook by pre-commit, and lints with both.

usage: packages.py TOOLS      (run starts it)

The hook that cargo builds by itself, jdlint-source, takes minutes: it is tested where JDLINT_TEST_SLOW is set.
"""

import os
import shutil
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
    fixtures = ROOT / "fixtures"
    flagged = (fixtures / "postings" / FLAGGED).read_bytes()
    for name, data in {
        ".pre-commit-config.yaml": documented(source, revision, hook),
        "jdlint.toml": b'exclude = ["drafts/"]\nselect = ["JD103", "JD204"]\n',
        "postings/a posting.md": (fixtures / "postings" / CLEAN).read_bytes(),
        "postings/drafts/a.md": flagged,
        "postings/logo.png": b"\x89PNG\r\n\x1a\n\0",
        "postings/style.css": b"/* VP of Product */\n",
        "package.json": b"{}\n",
        "elsewhere.md": flagged,
    }.items():
        (postings / name).parent.mkdir(parents=True, exist_ok=True)
        (postings / name).write_bytes(data)
    repository(postings)

    def check(status):
        return run(
            postings, BIN / "pre-commit", "run", "--all-files", "--verbose", status=status, PRE_COMMIT_HOME=str(scratch / "home")
        )

    # an excluded file is left out although pre-commit names it, and what is no posting is not named
    out = check(0)
    assert "Passed" in out and "no files to check" in out and "1 file:" in out, out
    for name, of in {
        "b.txt": f"postings/{FLAGGED}",
        "b.docx": "formats/vp-of-product.docx",
        "b.json": "formats/lever.json",
        "b.csv": "formats/export.csv",
    }.items():
        shutil.copy(fixtures / of, postings / "postings" / name)
        run(postings, "git", "add", ".")
        out = check(1)
        assert "Failed" in out and f"postings/{name}:" in out and "[JD" in out, out
        assert not any(word in out for word in ("drafts", "elsewhere", "logo", "style", "package.json", "error:")), out
        (postings / "postings" / name).unlink()
    (postings / "postings/b.json").write_bytes(b"{}\n")
    run(postings, "git", "add", "--all")
    out = check(1)
    assert "holds no posting" in out, out


def documented(source, revision, hook):
    """The configuration that docs/ci.md shows for every format."""
    page = (ROOT / "docs/ci.md").read_text()
    text = [block for block in page.split("```yaml\n") if "jdlint-documents" in block][0].split("```")[0]
    for old, new in (("https://github.com/OWNER/jdlint", str(source)), ("COMMIT", revision), ("id: jdlint\n", f"id: {hook}\n")):
        assert old in text, text
        text = text.replace(old, new)
    return text.encode()


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
