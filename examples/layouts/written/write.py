#!/usr/bin/env python3
"""Writes postings with the programs that people write them with: write.py FOLDER OUT [PROGRAM]..., from FOLDER/N.md to OUT/NAME/N.EXT.

Appends a line to OUT/written.tsv for each way of writing: its folder, program and version, what the program was given or how it was
used. A program that is not there is named on standard error and left out. Packages of npm are looked for where NODE_PATH says.
"""

import concurrent.futures
import csv
import dataclasses
import importlib.metadata
import json
import pathlib
import re
import shutil
import subprocess
import sys

import blocks
import editors
import themes

HERE = pathlib.Path(__file__).resolve().parent
FOLDER, OUT = map(pathlib.Path, sys.argv[1:3])
POSTINGS = sorted(FOLDER.glob("*.md"))


def run(*command, **options):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, **options)


def version(*command):
    """The number that a program gives as its version."""
    return re.search(rb"\d+\.\d[\w.]*", run(*command, "--version").stdout)[0].decode()


def each(write, sources):
    """Calls `write` for each file, two at a time."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(write, sources))


def folder(name):
    path = OUT / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def say(name, program, how):
    with (OUT / "written.tsv").open("a") as file:
        print(name, program, how, sep="\t", file=file)


def pandoc(name, to, ext, *options):
    """A format that pandoc writes."""
    out = folder(name)
    each(lambda path: run("pandoc", "--from=gfm", "--wrap=preserve", f"--to={to}", *options, path, "-o", out / f"{path.stem}.{ext}"), POSTINGS)
    return out


def soffice(name, source, ext, target, *options):
    """A format that LibreOffice makes of the files of a folder, a hundred files at a time."""
    out, files = folder(name), sorted(source.iterdir())
    for first in range(0, len(files), 100):
        profile = f"-env:UserInstallation=file://{OUT.resolve()}/profile"
        run("soffice", profile, "--headless", *options, "--convert-to", target, "--outdir", out, *files[first : first + 100])
    assert len(list(out.glob(f"*.{ext}"))) == len(files), name
    return out


def by_pandoc():
    program = f"pandoc {version('pandoc')}"
    for name, to, how in [("docx", "docx", "Word"), ("html", "html", "HTML"), ("adoc", "asciidoctor", "AsciiDoc"), ("rst", "rst", "reStructuredText")]:
        pandoc(f"pandoc-{name}", to, name)
        say(f"pandoc-{name}", program, "Markdown")


def by_libreoffice():
    program = f"LibreOffice {version('soffice')}"
    odt = pandoc("odt", "odt", "odt")
    page = pandoc("page", "html", "html", "--standalone", "--metadata=title: ")
    docx = soffice("libreoffice-docx", odt, "docx", "docx")
    say("libreoffice-docx", program, "OpenDocument")
    soffice("libreoffice-from-html", page, "docx", "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)")
    say("libreoffice-from-html", program, "HTML")
    doc = soffice("doc", docx, "doc", "doc")
    soffice("libreoffice-doc-docx", doc, "docx", "docx")
    say("libreoffice-doc-docx", program, "`.docx`, saved as `.doc`")
    rtf = soffice("rtf", docx, "rtf", "rtf")
    soffice("libreoffice-rtf-docx", rtf, "docx", "docx")
    say("libreoffice-rtf-docx", program, "`.docx`, saved as `.rtf`")
    soffice("libreoffice-html", odt, "html", "html:HTML (StarWriter)")
    say("libreoffice-html", program, "OpenDocument")


def by_abiword():
    program = f"AbiWord {version('abiword')}"
    for ext, to in [("docx", "docx"), ("html", "html")]:
        out = folder(f"abiword-{ext}")
        each(lambda path: run("abiword", f"--to={to}", "-o", out / f"{path.stem}.{ext}", path), sorted((OUT / "odt").iterdir()))
        say(f"abiword-{ext}", program, "OpenDocument")


def by_python_docx():
    import word

    program = f"python-docx {importlib.metadata.version('python-docx')}"
    for name, write, how in [
        ("styles", word.by_styles, "styles of headings and lists"),
        ("hand", word.by_hand, "no style, bold headings, typed bullets"),
        ("table", word.in_a_table, "no style, a table, a row a section"),
        ("breaks", word.with_breaks, "no style, a paragraph a section, line breaks"),
    ]:
        out = folder(f"python-docx-{name}")
        for index, path in enumerate(POSTINGS):
            write(BLOCKS[path.stem], out / f"{path.stem}.docx", index)
        say(f"python-docx-{name}", program, how)


def by_mammoth():
    import mammoth

    out = folder("mammoth")
    for path in sorted((OUT / "python-docx-styles").iterdir()):
        with path.open("rb") as file:
            (out / f"{path.stem}.html").write_text(mammoth.convert_to_html(file).value)
    say("mammoth", f"mammoth {importlib.metadata.version('mammoth')}", "`.docx` of python-docx")


def by_docutils():
    from docutils.core import publish_file

    out = folder("docutils")
    for path in sorted((OUT / "pandoc-rst").iterdir()):
        settings = {"output_encoding": "utf-8", "report_level": 5, "file_insertion_enabled": False, "embed_stylesheet": True}
        publish_file(source_path=str(path), destination_path=str(out / f"{path.stem}.html"), writer="html5", settings_overrides=settings)
    say("docutils", f"docutils {importlib.metadata.version('docutils')}", "reStructuredText")


def by_asciidoctor():
    out, sources = folder("asciidoctor"), sorted((OUT / "pandoc-adoc").iterdir())
    run("asciidoctor", "--destination-dir", out, *sources)
    say("asciidoctor", f"Asciidoctor {version('asciidoctor')}", "AsciiDoc")


def by_python_markdown():
    import markdown

    out = folder("python-markdown")
    for path in POSTINGS:
        (out / f"{path.stem}.html").write_text(markdown.markdown(path.read_text(), extensions=["extra", "sane_lists"]))
    say("python-markdown", f"Python-Markdown {importlib.metadata.version('markdown')}", "Markdown")


def site(name, program, how, content, layout, front, command, config):
    """A site of Markdown pages with a small theme; the title of a page is in its front matter."""
    root = folder(f"{name}-site")
    for path, text in {**config, layout: themes.THEME[name]}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / content).mkdir(parents=True, exist_ok=True)
    for path in POSTINGS:
        title, _, body = path.read_text().partition("\n")
        head = f"---\ntitle: {json.dumps(title.removeprefix('# '), ensure_ascii=False)}\n{front}---\n"
        # both take two braces for their own
        (root / content / path.name).write_text(head + re.sub(r"\{(?=[{%])", "&#123;", body))
    run(*command, cwd=root)
    out = folder(name)
    for path in POSTINGS:
        shutil.copy(next((root / "public").rglob(f"{path.stem}/index.html")), out / f"{path.stem}.html")
    say(name, program, how)


def by_hugo():
    config = {"hugo.toml": "", "config.toml": 'title = "Larkfield"\ndisableKinds = ["taxonomy", "RSS", "sitemap"]\n[markup.goldmark.renderer]\nunsafe = true\n'}
    site("hugo", f"Hugo {version_of_hugo()}", "Markdown, a theme", "content", "layouts/_default/single.html", "", ["hugo"], config)


def version_of_hugo():
    return re.search(rb"v(\d+\.\d+\.\d+)", run("hugo", "version").stdout)[1].decode()


def by_jekyll():
    config = {"_config.yml": "title: Larkfield\npermalink: /:path/:basename/\n"}
    front = "layout: job\n"
    command = ["jekyll", "build", "--quiet", "--destination", "public"]
    site("jekyll", f"Jekyll {version('jekyll')}", "Markdown, a theme", "jobs", "_layouts/job.html", front, command, config)


def by_editors():
    for name, write, how in [
        ("google-docs-page", editors.google_docs_page, "Google Docs, saved as a web page"),
        ("google-docs-paste", editors.google_docs_paste, "Google Docs, pasted"),
        ("word-page", editors.word_page, "Word, saved as a filtered web page"),
        ("confluence", editors.confluence, "Confluence, its storage format"),
        ("notion", editors.notion, "Notion, exported"),
        ("typed-paragraphs", editors.typed_paragraphs, "an editor, typed bullets in paragraphs"),
        ("typed-divs", editors.typed_divs, "an editor, a `div` a line"),
        ("typed-breaks", editors.typed_breaks, "an editor, `<br>` after each line"),
        ("furniture", themes.career_page, "a career page of `div` elements, with all around it"),
    ]:
        out = folder(name)
        for index, path in enumerate(POSTINGS):
            (out / f"{path.stem}.html").write_text(write(BLOCKS[path.stem], index))
        say(name, "imitation", how)


def by_job_boards():
    """Exports that hold the text as HTML; JSON is YAML."""
    for ext, how in [("json", "JSON"), ("yaml", "YAML"), ("csv", "CSV")]:
        out = folder(f"export-{ext}")
        for path in POSTINGS:
            title = path.read_text().partition("\n")[0].removeprefix("# ")
            text = re.sub(r"\A<h1.*?</h1>", "", path.with_suffix(".html").read_text(), flags=re.DOTALL)
            with (out / f"{path.stem}.{ext}").open("w", newline="") as file:
                if ext == "csv":
                    csv.writer(file).writerows([["Title", "Description"], [title, text]])
                else:
                    json.dump({"title": title, "content": text}, file, ensure_ascii=False)
        say(f"export-{ext}", "imitation", f"a job board, exported as {how} with HTML")


def by_npm():
    out = run("node", HERE / "write.cjs", FOLDER, OUT)
    sys.stderr.buffer.write(out.stderr)
    for line in out.stdout.decode().splitlines():
        say(*line.split("\t"))


BLOCKS = {}


def main():
    each(lambda path: BLOCKS.update({path.stem: blocks.read(path)}), POSTINGS)
    for path in POSTINGS:
        (FOLDER / f"{path.stem}.json").write_text(json.dumps([dataclasses.asdict(block) for block in BLOCKS[path.stem]]))
    each(lambda path: run("pandoc", "--from=gfm", "--wrap=preserve", "--to=html", path, "-o", path.with_suffix(".html")), POSTINGS)
    writers = [by_pandoc, by_libreoffice, by_abiword, by_python_docx, by_mammoth, by_docutils, by_asciidoctor, by_python_markdown,
               by_hugo, by_jekyll, by_npm, by_editors, by_job_boards]
    for write in writers:
        name = write.__name__.removeprefix("by_")
        if sys.argv[3:] and name not in sys.argv[3:]:
            continue
        try:
            write()
        except (OSError, ImportError) as missing:
            print(f"{name}: left out, {missing}", file=sys.stderr)


if __name__ == "__main__":
    main()
