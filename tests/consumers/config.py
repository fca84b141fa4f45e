"""Holds the JSON Schema of the configuration file against check-jsonschema, with the files that the tests of the reader use.

usage: config.py BIN      the folder of check-jsonschema (run starts it)
"""

import json
import subprocess
import sys
from pathlib import Path

CHECK = Path(sys.argv[1]) / "check-jsonschema"
SCHEMA = Path("docs/jdlint.schema.json")
FILES = Path("tests/data/config")


def check(*arguments):
    """What check-jsonschema reports, as JSON."""
    command = [CHECK, "--output-format", "json", "--verbose", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run
    return json.loads(run.stdout)


def main():
    meta = check("--check-metaschema", SCHEMA)
    assert meta["status"] == "ok", meta

    good = sorted(FILES.glob("good/*.toml"))
    report = check("--schemafile", SCHEMA, *good)
    assert good and report["status"] == "ok", report

    bad = sorted(FILES.glob("bad/*.toml"))
    report = check("--schemafile", SCHEMA, *bad)
    refused = {Path(error["filename"]) for error in report["errors"]}
    accepted = [str(path) for path in bad if path not in refused]
    assert bad and not accepted and not report["parse_errors"], (accepted, report["parse_errors"])
    print(f"a valid schema: {len(good)} configurations accepted, {len(bad)} refused")


main()
