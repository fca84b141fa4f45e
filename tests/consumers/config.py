"""Holds the JSON Schemas of the configuration file and of rule packs against check-jsonschema, with the files that the tests of the readers use.

usage: config.py BIN      the folder of check-jsonschema (run starts it)
"""

import json
import subprocess
import sys
from pathlib import Path

CHECK = Path(sys.argv[1]) / "check-jsonschema"


def check(*arguments):
    """What check-jsonschema reports, as JSON."""
    command = [CHECK, "--output-format", "json", "--verbose", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run
    return json.loads(run.stdout)


def judge(schema, files, name):
    """The schema is one, accepts the good files and refuses the bad ones."""
    meta = check("--check-metaschema", schema)
    assert meta["status"] == "ok", meta

    good = sorted(files.glob("good/*.toml"))
    report = check("--schemafile", schema, *good)
    assert good and report["status"] == "ok", report

    bad = sorted(files.glob("bad/*.toml"))
    report = check("--schemafile", schema, *bad)
    refused = {Path(error["filename"]) for error in report["errors"]}
    accepted = [str(path) for path in bad if path not in refused]
    assert bad and not accepted and not report["parse_errors"], (accepted, report["parse_errors"])
    print(f"{schema}: a valid schema, {len(good)} {name} accepted, {len(bad)} refused")


def main():
    judge(Path("docs/jdlint.schema.json"), Path("tests/data/config"), "configurations")
    packs = Path("docs/pack.schema.json")
    judge(packs, Path("tests/data/pack"), "rule packs")
    report = check("--schemafile", packs, *sorted(Path("fixtures").glob("*/engineering.toml")))
    assert report["status"] == "ok", report


main()
