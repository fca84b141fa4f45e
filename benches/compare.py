#!/usr/bin/env python3
"""Runs jdlint beside tools that read the same files, and prints docs/performance.md's tables: benches/compare.py [BINARY].

2,000 generated postings; all tools in turn, ROUNDS times, so that what else the machine does meets all alike; medians. Installs
typos and codespell into target/compare with pip, and wants ripgrep on the PATH (package `ripgrep`)."""
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target/compare"
ROUNDS = 5
# a pack holds at most 2,000 patterns
PACKS = 15


def cue_words():
    """Words and phrases that the cues are made of, in their plain form."""
    classes = tomllib.loads((ROOT / "rules/cues/words.toml").read_text())["class"].values()
    lists = [c.get(kind, []) for c in classes for kind in ("verbs", "nouns", "words")]
    return sorted({word.split("+")[0] for words in lists for word in words})


def measure(command):
    """CPU seconds and seconds on the clock of one run."""
    with open(os.devnull, "wb") as null:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=WORK, stdout=null, stderr=null)
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
    status = os.waitstatus_to_exitcode(status)
    # jdlint has 1 for "found something"; typos has 2 and codespell 65
    if status not in {"typos": (0, 2), "codespell": (0, 65)}.get(Path(command[0]).name, (0, 1)):
        sys.exit(f"{command}: exit status {status}")
    return usage.ru_utime + usage.ru_stime, clock


def memory(command):
    """Peak memory of one run in MB, as GNU time tells it: of a child of ours the system would count this interpreter in."""
    if not shutil.which("time"):
        return "-"
    run = subprocess.run(["time", "-f", "%M", "-o", "memory", *command], cwd=WORK, capture_output=True)
    return f"{int((WORK / 'memory').read_text().split()[-1]) / 1024:.0f}"


def tools(binary, many, one):
    words = cue_words()
    few = words[:: len(words) // 300][:300]
    bin_folder = WORK / "venv/bin"
    if not (bin_folder / "typos").exists():
        venv.create(WORK / "venv", with_pip=True)
        subprocess.run([bin_folder / "pip", "install", "-q", "typos", "codespell"], check=True)
    jdlint = [binary, "--isolated", "--no-baseline"]
    found = {
        "jdlint": ["--threads", "2"],
        "jdlint, 1 thread": ["--threads", "1"],
    }
    found = {name: lambda path, a=a: [*jdlint, *a, path] for name, a in found.items()}
    if rg := shutil.which("rg"):
        plain = [rg, "--no-config", "--no-unicode", "-i", "-w", "-F", "--no-ignore"]
        for some, name in ((few, "300 words of the cues"), (words, "all words of the cues")):
            patterns = WORK / f"patterns-{len(some)}.txt"
            patterns.write_text("\n".join(some) + "\n")
            found[f"ripgrep, {name}"] = lambda path, patterns=patterns: [*plain, "-f", patterns, path]
    found["typos"] = lambda path: [bin_folder / "typos", "--isolated", path]
    found["codespell"] = lambda path: [bin_folder / "codespell", path]
    return found


def table(title, found, path, rounds):
    runs = {name: [] for name in found}
    for _ in range(rounds):
        for name, command in found.items():
            runs[name].append(measure(command(path)))
    middle = {name: [statistics.median(column) for column in zip(*r)] for name, r in runs.items()}
    base = middle["jdlint"][0]
    print(f"| {title} | CPU, jdlint = 1 | CPU, ms | clock, ms | memory, MB |")
    print("| --- | --- | --- | --- | --- |")
    for name, (cpu, clock) in middle.items():
        peak = memory(found[name](path))
        print(f"| {name} | {cpu / base:.2f} | {cpu * 1000:.0f} | {clock * 1000:.0f} | {peak} |")
    print()


def growth(binary, postings):
    """Cost as work grows: each step is ten times the one before."""
    # the default limit would refuse the largest ones
    command = [binary, "--isolated", "--no-baseline", "--threads", "1", "--max-file-size", "4096"]
    print("| work | CPU without the start, first line = 1 | for each MB | memory, MB |")
    print("| --- | --- | --- | --- |")
    start = statistics.median(measure([*command, postings[0]])[0] for _ in range(9))
    texts = [p.read_bytes() for p in postings if "product-manager" in p.name]
    body = b"\n\n".join(texts)

    def step(title, path, size, base):
        cpu = statistics.median(measure([*command, path])[0] for _ in range(5)) - start
        base = base or (cpu, cpu / size)
        print(f"| {title} | {cpu / base[0]:.1f} | {cpu / size / base[1]:.2f} | {memory([*command, path])} |")
        return base

    base = None
    for size in (500_000, 5_000_000, 50_000_000):
        path = WORK / "large.md"
        path.write_bytes((body * (size // len(body) + 1))[:size])
        base = step(f"one file of {size / 1_000_000:g} MB", path, size, base)
        path.unlink()
    base = None
    for number in (200, 2_000):
        some = WORK / "some"
        shutil.rmtree(some, ignore_errors=True)
        some.mkdir()
        for path in postings[:number]:
            shutil.copy(path, some)
        base = step(f"{number:,} files", some, sum(p.stat().st_size for p in some.iterdir()), base)
        shutil.rmtree(some)
    print()
    print("| roles and cues | CPU of the start, first line = 1 | CPU of 2,000 files without the start, first line = 1 | memory, MB |")
    print("| --- | --- | --- | --- |")
    base = None
    for copies in (0, 1, 9):
        with_rules = [binary, "--config", more_rules(copies), "--no-baseline", "--threads", "1"]
        start = statistics.median(measure([*with_rules, postings[0]])[0] for _ in range(9))
        files = statistics.median(measure([*with_rules, postings[0].parent])[0] for _ in range(5)) - start
        base = base or (start, files)
        peak = memory([*with_rules, postings[0].parent])
        print(f"| times {copies + 1} | {start / base[0]:.1f} | {files / base[1]:.1f} | {peak} |")
    print()


def more_rules(copies):
    """A configuration with so many copies of the built-in roles and cues, as rule packs."""
    cues = []
    for path in sorted((ROOT / "rules/cues").glob("*.toml")):
        for cue in tomllib.loads(path.read_text()).get("cue", []):
            # packs may not have the longest patterns
            for key in ("match", "near", "unless"):
                cue[key] = [pattern for pattern in cue.get(key, []) if len(pattern.encode()) <= 300]
            cues += [cue] if cue["match"] else []
    roles = tomllib.loads((ROOT / "rules/roles/product.toml").read_text())["role"]
    folder = WORK / f"rules-{copies}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = []
    for number in range(copies and PACKS):
        function = f"copied-{number}"
        lines = [f'function = "{function}"']
        for at, role in enumerate(roles * copies):
            if at % PACKS == number:
                lines += ["[[role]]", f'id = "{function}/{at}"', f'name = "Copy {at}"', f"rungs = {role['rungs']}"]
                lines += [f"claims = [{', '.join(map(inline, role['claims']))}]"]
        lines += ["[titles]", f'nouns = ["{function}"]', 'manager_words = ["manager"]']
        lines += ["[titles.manager]", f'plain = "{function}/{number}"']
        for at, cue in enumerate(cues * copies):
            if at % PACKS == number:
                lines += ["[[cue]]", *(f"{key} = {inline(value)}" for key, value in {**cue, "id": f"copy-{at}"}.items())]
        names.append(f"{function}.toml")
        (folder / names[-1]).write_text("\n".join(lines) + "\n")
    (folder / "jdlint.toml").write_text(f"packs = {names}\n")
    return folder / "jdlint.toml"


def inline(value):
    """A value as TOML in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {inline(v)}" for key, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def main():
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/jdlint").resolve()
    WORK.mkdir(parents=True, exist_ok=True)
    many = WORK / "postings"
    subprocess.run([sys.executable, ROOT / "benches/postings.py", "2000", many], check=True)
    one = next(p for p in sorted(many.iterdir()) if "product-manager" in p.name)
    found = tools(binary, many, one)
    model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "unknown")
    print(f"{os.cpu_count()} cores, {model}\n")
    table("2,000 postings", found, many, ROUNDS)
    table("one posting", found, one, 4 * ROUNDS)
    growth(binary, sorted(many.iterdir()))


main()
