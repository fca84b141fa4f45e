#!/usr/bin/env python3
"""Whether two binaries say the same of the same postings, byte for byte: benches/same.py OLD NEW FOLDER|FILE.jsonl…

What makes jdlint faster must not change what it says. Of each folder, whatever files are in it, and of each JSON Lines file,
whose lines have a `title` and a `text`, it compares all findings, shown or not, and all that `inspect` tells (title, sections,
statements, facts, signals, profile). The lines are read in four ways: as Markdown, as plain text without the title, as a page,
and as a stream. Says the first difference and ends with 1."""
import html
import json
import subprocess
import sys
import tempfile
from pathlib import Path

EVERYTHING = ["--min-severity", "info", "--min-confidence", "0", "--no-baseline", "--report-unused"]
COMMANDS = [
    ["check", "--format", "json", *EVERYTHING],
    ["check", "--format", "jsonl", *EVERYTHING],
    ["check", "--format", "human", "--color", "never", *EVERYTHING],
    ["inspect", "--format", "json"],
]
# bytes of both sides that are shown around a difference
AROUND = 300


def unpack(path, folder):
    """The places that the lines of a JSON Lines file are written to."""
    lines = [json.loads(line) for line in path.read_text().split("\n") if line]
    ways = {
        "md": lambda title, text: f"# {title}\n\n{text}",
        "txt": lambda title, text: text,
        "html": lambda title, text: f"<h1>{html.escape(title)}</h1><p>" + html.escape(text).replace("\n\n", "</p><p>").replace("\n", "<br>"),
    }
    for extension, write in ways.items():
        into = folder / extension
        into.mkdir()
        for number, line in enumerate(lines):
            (into / f"{number:05}.{extension}").write_text(write(line["title"], line["text"]))
    stream = folder / "stream.jsonl"
    rows = [json.dumps({"title": line["title"], "description": line["text"]}) for line in lines]
    stream.write_text("\n".join(rows) + "\n")
    return [folder / extension for extension in ways] + [stream]


def run(binary, command, place):
    result = subprocess.run([binary, *command, "--isolated", place], capture_output=True)
    return result.returncode, result.stdout, result.stderr


def compare(old, new, command, place):
    """Ends the script where the two differ."""
    one, other = run(old, command, place), run(new, command, place)
    for name, before, after in zip(("exit status", "output", "errors"), one, other):
        if before == after:
            continue
        print(f"{' '.join(command)} {place}: the {name} differs")
        if isinstance(before, bytes):
            at = next((i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
            for side in (before, after):
                print("-" * 20, side[max(at - AROUND, 0) : at + AROUND].decode(errors="replace"), sep="\n")
        else:
            print(before, after)
        sys.exit(1)
    return len(one[1])


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    old, new, *places = (Path(a).resolve() for a in sys.argv[1:])
    total = 0
    for place in places:
        with tempfile.TemporaryDirectory() as folder:
            parts = unpack(place, Path(folder)) if place.suffix == ".jsonl" else [place]
            for part in parts:
                total += sum(compare(old, new, command, part) for command in COMMANDS)
    print(f"the same, {total:,} bytes")


main()
