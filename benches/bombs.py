#!/usr/bin/env python3
"""Makes files that try to take all memory or time, runs a release build on each, and prints a Markdown table: how large the file
is, what the command needs for it as it is set up, and what where files may have 64 MB; then what many of them at once need, and
what reports at their limit do.
benches/bombs.py [BINARY]"""

import io
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/jdlint").resolve()
MB = 1024 * 1024
HEAD = "# Associate Product Manager\n\n## Responsibilities\n\n"
PAGE = "<h1>Associate Product Manager</h1><h2>Responsibilities</h2>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body, members=0, declaration="", pictures=0):
    """A Word document with this body, so many empty members more, and so many megabytes of pictures."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        relation = f'<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        archive.writestr("_rels/.rels", relation)
        archive.writestr("word/document.xml", f'{declaration}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for i in range(members):
            archive.writestr(f"word/{i}", "")
        for i in range(pictures):
            archive.writestr(f"word/media/{i}.png", os.urandom(MB), zipfile.ZIP_STORED)
    return out.getvalue()


def filled(head, unit, tail="", size=4 * MB):
    """A text of nearly `size` bytes."""
    return head + unit * ((size - len(head) - len(tail)) // len(unit.encode())) + tail


def dense(head, unit, tail=""):
    """As many units as the limit on marks allows at the limit on size."""
    marks = sum(1 for c in unit if c != " " and not c.isalnum())
    return head + unit * min((349_000 - len(head)) // max(marks, 1), (4 * MB - len(head) - len(tail)) // len(unit.encode())) + tail


def aliases():
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]" for i in range(1, 5000)]
    return "\n".join(lines) + "\ntitle: VP\nduties: *a4999\nrequirements: [Own it]\n"


JSON = '{"title": "Associate Product Manager", "content": "'
BOMBS = [
    ("prose, 4 MB", "a.md", lambda: filled(HEAD, "- Own the strategy of the company and the roadmap of all of its products with the teams\n")),
    ("words in one line, 4 MB", "a.txt", lambda: filled(HEAD, "own the roadmap of one product ")),
    ("as many short lines as allowed", "b.txt", lambda: dense("", "a\n")),
    ("as many short paragraphs as allowed", "c.md", lambda: dense(HEAD, "a\n\n")),
    ("as many headings as allowed", "d.md", lambda: dense(HEAD, "# a\n")),
    ("as many emphases as allowed", "e.md", lambda: dense(HEAD, "*a* ")),
    ("as many marks without a space as allowed", "e3.md", lambda: dense("", "![[")),
    ("as many duties as allowed", "e2.md", lambda: dense(HEAD, "- Own the strategy.\n")),
    ("a table of as many rows as allowed", "f.md", lambda: dense(HEAD + "|a|b|\n|-|-|\n", "|a\n")),
    ("HTML: a line of 30 MB", "g.html", lambda: filled(PAGE, "Own it all ", size=30 * MB)),
    ("HTML: 1,000,000 levels", "h.html", lambda: PAGE + "<div>" * 1_000_000 + "x" + "</div>" * 1_000_000),
    ("HTML: 1,000,000 attributes", "i.html", lambda: PAGE + "<p" + "".join(f" a{i}=b" for i in range(1_000_000)) + ">x"),
    ("HTML: as many attributes as allowed", "i2.html", lambda: PAGE + "<p" + "".join(f" a{i:x}" for i in range(500_000)) + ">x"),
    ("HTML: as many breaks as allowed", "j.html", lambda: dense(PAGE, "a<br>")),
    ("JSON: 1,000,000 levels", "k.json", lambda: JSON + 'x", "y": ' + "[" * 1_000_000 + "]" * 1_000_000 + "}"),
    ("JSON: a string of 30 MB of escapes", "l.json", lambda: filled(JSON, "\\u0061\\n", '"}', size=30 * MB)),
    ("JSON: as many escapes as allowed", "m.json", lambda: dense(JSON, "\\n", '"}')),
    ("JSON: as many postings as allowed", "n.json", lambda: dense("[", '{"title":"VP","content":"Own it."},', "1]")),
    ("JSON Lines: as many postings as allowed", "n.jsonl", lambda: dense("", '{"title":"VP","content":"Own it."}\n')),
    ("a table of as many postings as allowed", "o.csv", lambda: dense("title,description\n", "VP,Own it\n")),
    ("YAML: an alias bomb", "p.yaml", aliases),
    ("YAML: 1,000,000 levels", "q.yaml", lambda: "title: VP\nduties:\n" + "- " * 1_000_000 + "a"),
    ("YAML: 10,000 documents", "r.yaml", lambda: "---\ntitle: VP\nduties: [Own it]\n" * 10_000),
    ("YAML: as many lines as allowed", "s.yaml", lambda: dense("title: VP\nduties: |\n", "  a\n")),
    ("AsciiDoc: as many rows as allowed", "t.adoc", lambda: dense("= VP\n\n|===\n", "|a\n")),
    ("AsciiDoc: as many marks as allowed", "t2.adoc", lambda: "*" * 349_000),
    ("AsciiDoc: 900 levels", "u.adoc", lambda: "= VP\n\n" + "".join("*" * i + " x\n" for i in range(900))),
    ("reStructuredText: 1,000 levels", "v.rst", lambda: "VP\n==\n\n" + "".join("  " * i + "- x\n\n" for i in range(1000))),
    ("Word: a member of 100 MB", "w.docx", lambda: docx(" " * (100 * MB))),
    ("UTF-16 of 4 MB: 6 MB of text", "v2.md", lambda: ("\ufeff" + "拥有" * (MB - 1)).encode("utf-16-le")),
    ("Word: a text of 7.5 MB", "w2.docx", lambda: docx(filled("<w:p><w:r><w:t>", "Own it ", "</w:t></w:r></w:p>", size=15 * MB // 2))),
    ("Word: a text of 4 MB", "w4.docx", lambda: docx(filled("<w:p><w:r><w:t>", "Own it ", "</w:t></w:r></w:p>"))),
    ("Word: as many paragraphs as fit", "w3.docx", lambda: docx(filled("", "<w:p><w:r><w:t>a</w:t></w:r></w:p>", size=15 * MB // 2))),
    ("Word: a text of 4 MB, 23 MB of pictures", "w5.docx", lambda: docx(filled("<w:p><w:r><w:t>", "Own it ", "</w:t></w:r></w:p>"), pictures=23)),
    ("Word: 60,000 members", "x.docx", lambda: docx("", members=60_000)),
    ("Word: XML of 100,000 levels", "y.docx", lambda: docx("<w:p>" * 100_000 + "</w:p>" * 100_000)),
    ("Word: an entity bomb", "z.docx", lambda: docx("&b;", declaration='<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>')),
]


DUTIES = ["Own the product vision of the company", "Set the strategy for all markets", "Lead the directors of product"] * 2
FLAGGED = "<h2>Responsibilities</h2><ul>" + "".join(f"<li>{duty}</li>" for duty in DUTIES) + "</ul><p>8 years of experience</p>"
STREAMS = [
    ("clean", {"title": "Baker", "content": "Bake."}, 300_000),
    ("with several findings", {"title": "Associate Product Manager", "content": FLAGGED}, 60_000),
]
KEPT = ["json", "sarif", "junit", "gitlab", "checkstyle", "rdjson", "github", "markdown"]


def measure(command):
    """Prints peak memory in MB, seconds of CPU and exit status. In a process of its own: a child is taken to need what its
    parent needs."""
    status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{usage.ru_maxrss / 1024:.0f} | {usage.ru_utime + usage.ru_stime:.2f} | {status}")


def run(path, *options):
    """The cells that `measure` prints."""
    command = [sys.executable, __file__, "--measure", BINARY, "--isolated", *options, path]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main():
    print("| file | size, MB | memory, MB | CPU, s | status | memory, MB, at `--max-file-size 64` | CPU, s | status |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, file, make in BOMBS:
            made = make()
            path = pathlib.Path(folder) / file
            path.write_bytes(made if isinstance(made, bytes) else made.encode())
            print(f"| {name} | {path.stat().st_size / MB:.2f} | {run(path)} | {run(path, '--max-file-size', '64')} |", flush=True)
            path.unlink()

    print("\n| threads | memory for a folder of two of each of these files, MB | CPU, s | status |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for _, file, make in BOMBS:
            made = make()
            for i in range(2):
                (pathlib.Path(folder) / f"{i}{file}").write_bytes(made if isinstance(made, bytes) else made.encode())
        for threads in ("1", "2", "4", "16"):
            print(f"| {threads} | {run(folder, '--format', 'json', '--threads', threads)} |", flush=True)

    print("\n| report | memory for more clean postings than fit, MB | CPU, s | status | for more with findings | CPU, s | status |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, posting, count in STREAMS:
            paths.append(pathlib.Path(folder) / f"{name}.jsonl")
            paths[-1].write_text((json.dumps(posting) + "\n") * count)
        for report in KEPT:
            cells = [run(path, "--format", report) for path in paths]
            print(f"| `{report}` | {' | '.join(cells)} |", flush=True)


if sys.argv[1:2] == ["--measure"]:
    measure(sys.argv[2:])
else:
    main()
