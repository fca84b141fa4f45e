#!/usr/bin/env python3
"""Downloads the files of benches/originals.tsv for `cargo run --example layouts -- --original FOLDER`: benches/originals.py FOLDER

Each file is what raw.githubusercontent.com gives for its commit, and goes to FOLDER/OWNER/REPOSITORY/PATH. What is there already
is kept, what cannot be had is named. The table in docs/layouts.md was made from the files as stored at these commits."""
import csv
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path


def main(folder):
    with open(Path(__file__).with_suffix(".tsv"), encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        to = Path(folder, row["repository"], row["path"])
        if to.exists():
            continue
        path = urllib.parse.quote(f"{row['repository']}/{row['commit']}/{row['path']}")
        try:
            with urllib.request.urlopen(f"https://raw.githubusercontent.com/{path}", timeout=30) as answer:
                content = answer.read()
        except (urllib.error.URLError, TimeoutError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            continue
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
