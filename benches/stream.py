#!/usr/bin/env python3
"""Time and memory of streams of a million postings, and the table of docs/performance.md: benches/stream.py [BINARY [POSTINGS]].

Repeats the postings of `benches/postings.py` as JSON Lines and as a table up to POSTINGS (1,000,000), from a file that is removed
afterwards and on a pipe. The report must tell of every posting; then Ctrl-C is pressed in the midst of a stream, and what is told
until then must be whole. Wants GNU time. Every run is one alone: it takes minutes."""
import csv
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ONE_BY_ONE = ["--isolated", "--no-baseline", "--format"]


def postings(folder):
    """Title and text of each posting: its first heading and the rest."""
    for path in sorted(folder.iterdir()):
        title, _, text = path.read_text().partition("\n")
        yield title.strip("# "), text


def as_lines(all_postings):
    return "", "".join(json.dumps({"title": t, "description": d, "requirements": ""}) + "\n" for t, d in all_postings)


def as_table(all_postings):
    rows = io.StringIO()
    csv.writer(rows).writerows(all_postings)
    return "title,description\n", rows.getvalue()


def chunks(stream, times):
    head, text = stream
    yield head.encode()
    text = text.encode()
    for _ in range(times):
        yield text


def told(line):
    """Postings by the summary, which is the last line."""
    return json.loads(line)["postings"] if line.startswith(b'{"type":"summary"') else 0


def run(binary, name, args, stream, times, expected, folder):
    """A row of the table; `args` end in the file that is written, or in `-`."""
    peak = folder / "peak"
    piped = args[-1] == "-"
    if not piped:
        with open(args[-1], "wb") as out:
            out.writelines(chunks(stream, times))
    command = ["time", "-f", "%e %U %S %M", "-o", peak, binary, *ONE_BY_ONE, *args]
    process = subprocess.Popen(command, stdin=subprocess.PIPE if piped else None, stdout=subprocess.PIPE, bufsize=1 << 20)
    if piped and os.fork() == 0:
        for chunk in chunks(stream, times):
            process.stdin.write(chunk)
        process.stdin.close()
        os._exit(0)
    if piped:
        process.stdin.close()
    last = b""
    for last in process.stdout:
        pass
    if process.wait() not in (0, 1):
        sys.exit(f"{name}: exit status {process.returncode}")
    if args[0] == "jsonl" and told(last) != expected:
        sys.exit(f"{name}: {told(last)} of {expected} postings")
    if not piped:
        os.remove(args[-1])
    clock, user, system, kilobytes = map(float, peak.read_text().split()[-4:])
    print(f"| {name} | {clock:.0f} | {user + system:.0f} | {expected / clock:,.0f} | {kilobytes / 1024:.0f} |", flush=True)


def interrupted(binary, stream, times):
    """Presses Ctrl-C after 10,000 lines of a report on an endless stream, and tells what came."""
    command = [binary, *ONE_BY_ONE, "jsonl", "--stdin-filename", "jobs.jsonl", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if os.fork() == 0:
        try:
            for chunk in chunks(stream, times):
                process.stdin.write(chunk)
        except BrokenPipeError:
            pass
        os._exit(0)
    process.stdin.close()
    files = lines = 0
    for line in process.stdout:
        lines += 1
        last = json.loads(line)
        files += last["type"] == "file"
        if lines == 10_000:
            process.send_signal(signal.SIGINT)
    status = process.wait()
    if status != 130 or last.get("postings") != files:
        sys.exit(f"Ctrl-C: exit status {status}, {files} postings, {last}")
    print(f"\nCtrl-C after 10,000 lines of a report: all {lines:,} are JSON, the summary counts the {files:,} postings, exit status 130")


def main():
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/jdlint").resolve()
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        folder = Path(folder)
        subprocess.run([sys.executable, ROOT / "benches/postings.py", "2000", folder / "postings"], check=True)
        texts = list(postings(folder / "postings"))
        times = -(-wanted // len(texts))
        count = times * len(texts)
        lines, table = as_lines(texts), as_table(texts)
        print(f"{count:,} postings, {times * len(lines[1]) / 1e6:,.0f} MB, {os.cpu_count()} cores\n")
        print("| stream | clock, s | CPU, s | postings a second | memory, MB |\n| --- | --- | --- | --- | --- |")
        for name, args, stream in (
            ("JSON Lines, `jsonl`", ["jsonl", folder / "jobs.jsonl"], lines),
            ("JSON Lines on standard input, `jsonl`", ["jsonl", "--stdin-filename", "jobs.jsonl", "-"], lines),
            ("a table, `jsonl`", ["jsonl", folder / "jobs.csv"], table),
            ("a table on standard input, `jsonl`", ["jsonl", "--stdin-filename", "jobs.csv", "-"], table),
            ("JSON Lines, `concise`, errors alone", ["concise", "--min-severity", "error", folder / "jobs.jsonl"], lines),
            ("JSON Lines, `human`", ["human", folder / "jobs.jsonl"], lines),
        ):
            run(binary, name, args, stream, times, count, folder)
        interrupted(binary, lines, 1_000_000)


main()
