#!/usr/bin/env python3
"""Time and memory of a stream of postings, and the table of docs/performance.md: benches/stream.py [BINARY [MEGABYTES]].

Repeats the postings of `benches/postings.py` as JSON Lines up to MEGABYTES (2,000), in a file that is removed afterwards and on a
pipe. Wants GNU time. Every run is one alone: it takes minutes."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def lines(folder):
    """A line for each posting: its first heading and the rest."""
    for path in sorted(folder.iterdir()):
        title, _, text = path.read_text().partition("\n")
        yield json.dumps({"title": title.strip("# "), "description": text, "requirements": ""}) + "\n"


def run(name, command, source, postings, folder):
    """A row of the table."""
    peak = folder / "peak"
    command = ["time", "-f", "%e %U %S %M", "-o", peak, *command]
    with open(os.devnull, "wb") as null:
        status = subprocess.run(command, stdin=source, stdout=null).returncode
    if status not in (0, 1):
        sys.exit(f"{name}: exit status {status}")
    clock, user, system, kilobytes = map(float, peak.read_text().split()[-4:])
    print(f"| {name} | {clock:.0f} | {user + system:.0f} | {postings / clock:,.0f} | {kilobytes / 1024:.0f} |")


def main():
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/jdlint").resolve()
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        folder = Path(folder)
        subprocess.run([sys.executable, ROOT / "benches/postings.py", "2000", folder / "postings"], check=True)
        texts = list(lines(folder / "postings"))
        text = "".join(texts)
        times = size * 1_000_000 // len(text) + 1
        postings = times * len(texts)
        print(f"{postings:,} postings, {times * len(text) / 1e6:,.0f} MB, {os.cpu_count()} cores\n")
        print("| stream | clock, s | CPU, s | postings a second | memory, MB |\n| --- | --- | --- | --- | --- |")
        stream = folder / "jobs.jsonl"
        with open(stream, "w") as out:
            for _ in range(times):
                out.write(text)
        jdlint = [binary, "--isolated", "--no-baseline", "--format"]
        run("file, `jsonl`", [*jdlint, "jsonl", stream], None, postings, folder)
        cat = subprocess.Popen(["cat", stream], stdout=subprocess.PIPE)
        piped = ["jsonl", "--stdin-filename", "jobs.jsonl", "-"]
        run("standard input, `jsonl`", [*jdlint, *piped], cat.stdout, postings, folder)
        cat.wait()
        errors = ["concise", "--min-severity", "error"]
        run("file, `concise`, errors alone", [*jdlint, *errors, stream], None, postings, folder)
        run("file, `human`", [*jdlint, "human", stream], None, postings, folder)


main()
