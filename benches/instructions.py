#!/usr/bin/env python3
"""Counts the instructions that jdlint takes for one posting and for 200, and compares them with benches/instructions.toml.

    benches/instructions.py [BINARY]             fails where a count is off by more than the tolerance, with the compiler and
                                                 the C library of the reference; with others the counts say nothing certain
    benches/instructions.py --record [BINARY]    writes the reference

It also counts those for a text and for twice the text: GROWTH times as many at most.

Instructions do not depend on what else the machine does, as times do. What they depend on is in the reference: the compiler
and the C library. BINARY is target/release/jdlint, built with the release profile. Needs valgrind and Python 3.11."""
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
REFERENCE = HERE / "instructions.toml"
SMALL = HERE.parent / "fixtures/postings/vp-product-strategy-only.md"
# the C library picks its copying and comparing by the CPU; these are what every x86-64 has
PLAIN = "glibc.cpu.hwcaps=-AVX512F,-AVX2,-AVX,-ERMS,-FSRM,-BMI2"


# one binary takes the same number each time; this leaves room for small changes of the code
TOLERANCE = 0.05
# instructions for twice the text, at most: linear work and some room, as 4 would be quadratic
GROWTH = 2.2


def doubled(binary, postings, folder):
    """How many times the instructions twice the text takes, both without those of the start."""
    texts = [p.read_text() for p in sorted(Path(postings).iterdir()) if "product" in p.name]
    counts = []
    for name, text in (("none", ""), ("once", "\n\n".join(texts)), ("twice", "\n\n".join(texts * 2))):
        path = Path(folder) / f"{name}.md"
        path.write_text("# Senior Product Manager\n\n" + text)
        counts.append(count(binary, str(path)))
    none, once, twice = counts
    return (twice - none) / (once - none)


def count(binary, path):
    """Instructions of one run in a fixed environment, in a single thread."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    command += [binary, "--isolated", "--no-baseline", "--threads", "1", "--color", "never", path]
    with tempfile.TemporaryDirectory() as empty:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "GLIBC_TUNABLES": PLAIN}
        run = subprocess.run(command, cwd=empty, env=environment, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode > 1 or not found:
        sys.exit(f"{path}: exit status {run.returncode}\n{run.stderr}")
    return int(found[1])


def main():
    arguments = sys.argv[1:]
    record = "--record" in arguments
    paths = [a for a in arguments if not a.startswith("--")]
    binary = str(Path(paths[0] if paths else HERE.parent / "target/release/jdlint").resolve())
    if not shutil.which("valgrind"):
        print("no valgrind: instructions were not counted")
        return
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True)
    made = {
        "rustc": rustc.stdout.split()[1],
        "libc": "-".join(platform.libc_ver()),
        "machine": platform.machine(),
    }
    with tempfile.TemporaryDirectory() as folder:
        many = f"{folder}/postings"
        subprocess.run([sys.executable, HERE / "postings.py", "200", many], check=True)
        counts = {"one": count(binary, str(SMALL)), "two_hundred": count(binary, many)}
        growth = doubled(binary, many, folder)
    if record:
        lines = ["# Written by `benches/instructions.py --record`: instructions for one posting and for 200 generated ones."]
        lines += ["# They hold for this compiler and C library (release profile, one thread)."]
        lines += [f'{key} = "{value}"' for key, value in made.items()]
        lines += [f"{key} = {value}" for key, value in counts.items()]
        REFERENCE.write_text("\n".join(lines) + "\n")
    reference = tomllib.loads(REFERENCE.read_text())
    same = all(reference[key] == value for key, value in made.items())
    if not same:
        print(f"not judged: the reference was made by { {k: reference[k] for k in made} }, not by {made}")
    failed = False
    for key, value in counts.items():
        change = value / reference[key] - 1
        print(f"{key}: {value:,} instructions, {change:+.1%} (tolerance {TOLERANCE:.0%})")
        failed |= same and abs(change) > TOLERANCE
    print(f"twice the text: {growth:.2f} times the instructions (at most {GROWTH})")
    if growth > GROWTH:
        sys.exit("The work on a text is not linear in its length")
    if failed:
        sys.exit("If the change is meant, record it: benches/instructions.py --record")


main()
