#!/usr/bin/env python3
"""Where the time goes: instructions that each part of jdlint takes for a posting, the start left out, as the Markdown table of
docs/performance.md: benches/profile.py [BINARY...]. Of several binaries, such as one from before a change, each has its columns.

What a library takes (memory, text, hashing) counts for the part that called it; what the compiler has put into a function of
another part counts for that one. Measured on generated postings of all functions, which are mostly turned away by their title,
and on those of product managers and owners, which are judged. BINARY is target/release/jdlint. Needs valgrind."""
import collections
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
COUNT = 200
# modules by part; the first that a name begins with counts
PARTS = {
    "Markdown": ["pulldown_cmark"],
    "blocks of text": ["jdlint::parse"],
    "title": ["jdlint::posting::title", "jdlint::roles"],
    "words and patterns": ["jdlint::lexicon"],
    "sections, statements, facts": ["jdlint::posting"],
    "cues": ["jdlint::evidence"],
    "checks": ["jdlint::checks", "jdlint::suppress", "jdlint::lint"],
    "report": ["jdlint::report", "jdlint::verdict", "jdlint::baseline", "codespan_reporting"],
}
REST = "files and the rest"


def part(name):
    """The part that a function belongs to; none where it serves whoever calls it."""
    # methods of a trait are named `<jdlint::… as …>`
    for title, modules in PARTS.items():
        if name.lstrip("<&").startswith(tuple(modules)):
            return title
    return REST if name.startswith("jdlint::") else None


def profile(binary, place):
    """Instructions of each function itself, and of each call between two."""
    with tempfile.NamedTemporaryFile() as out:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", binary, "--isolated", "--no-baseline"]
        run = subprocess.run([*command, "--threads", "1", "--color", "never", place], env={"PATH": os.environ["PATH"]}, capture_output=True)
        if run.returncode > 1:
            sys.exit(run.stderr.decode())
        lines = Path(out.name).read_text(errors="replace").splitlines()
    names, own, calls = {}, collections.Counter(), collections.Counter()
    here = callee = None
    for line in lines:
        if found := re.match(r"(c?)fn=\((\d+)\)(?: (.*))?$", line):
            called, number, name = found.groups()
            names.setdefault(number, name)
            if called:
                callee = names[number]
            else:
                here = names[number]
        elif found := re.match(r"[+\-*\d]\S* (\d+)$", line):
            if callee:
                calls[here, callee] += int(found[1])
                callee = None
            else:
                own[here] += int(found[1])
    return own, calls


def shares(own, calls):
    """Instructions by part."""
    callers = collections.defaultdict(list)
    for (caller, callee), cost in calls.items():
        if part(callee) is None and cost > 0:
            callers[callee].append((caller, cost))
    parts = {name: collections.Counter({part(name) or REST: 1.0}) for pair in calls for name in pair}
    # libraries call each other: a few rounds pass the parts on to all of them
    for _ in range(20):
        for name, edges in callers.items():
            total = sum(cost for _, cost in edges)
            parts[name] = collections.Counter()
            for caller, cost in edges:
                for title, share in parts[caller].items():
                    parts[name][title] += share * cost / total
    sums = collections.Counter()
    for name, cost in own.items():
        for title, share in parts.get(name, {REST: 1.0}).items():
            sums[title] += cost * share
    return sums


def measure(binary, files, folder):
    """Instructions for a posting, by part."""
    nothing = folder / "nothing.md"
    nothing.write_text("# Accountant\n")
    place = Path(tempfile.mkdtemp(dir=folder))
    for path in files:
        (place / path.name).write_bytes(path.read_bytes())
    (own, calls), (start, started) = profile(binary, place), profile(binary, nothing)
    own.subtract(start)
    calls.subtract(started)
    sums = shares(own, calls)
    return {title: cost / len(files) for title, cost in sums.items()}


def main():
    binaries = [Path(b).resolve() for b in sys.argv[1:]] or [HERE.parent / "target/release/jdlint"]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        subprocess.run([sys.executable, HERE / "postings.py", str(10 * COUNT), folder / "postings"], check=True)
        postings = sorted((folder / "postings").iterdir())
        product = [p for p in postings if p.stem.endswith(("product-manager", "product-owner"))]
        sets = {"all functions": postings[:COUNT], "product": product[:COUNT]}
        columns = {f"{name}, {binary.name}": measure(binary, files, folder) for name, files in sets.items() for binary in binaries}
    print("| thousand instructions a posting | " + " | ".join(columns) + " |")
    print("| --- " * (len(columns) + 1) + "|")
    for title in [*PARTS, REST]:
        cells = [f"{c.get(title, 0) / 1e3:.0f} ({c.get(title, 0) / sum(c.values()):.0%})" for c in columns.values()]
        print(f"| {title} | " + " | ".join(cells) + " |")
    print("| all | " + " | ".join(f"{sum(c.values()) / 1e3:.0f}" for c in columns.values()) + " |")


main()
