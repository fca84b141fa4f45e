"""Word documents as people make them by hand, written with python-docx."""

import docx
from docx.shared import Pt

BULLETS = ["•\t", "- ", "· ", "•  "]


def put(paragraph, spans, bold=False):
    for text, strong in spans:
        paragraph.add_run(text).bold = (strong or bold) or None
    return paragraph


def by_styles(blocks, path, _):
    """Headings, lists and tables by the styles that Word has for them."""
    document = docx.Document()
    for block in blocks:
        depth = f" {min(block.level + 1, 3)}" if block.level else ""
        match block.kind:
            case "heading":
                put(document.add_heading("", 0 if block.level == 1 else block.level), block.spans)
            case "item" | "number":
                put(document.add_paragraph(style=f"List {'Bullet' if block.kind == 'item' else 'Number'}{depth}"), block.spans)
            case "table":
                grid(document, block)
            case _:
                put(document.add_paragraph(), block.spans)
    document.save(path)


def grid(document, block):
    table = document.add_table(len(block.rows), max(map(len, block.rows)), style="Table Grid")
    for row, cells in zip(table.rows, block.rows):
        for cell, spans in zip(row.cells, cells):
            put(cell.paragraphs[0], spans)


def typed(parent, block, numbers, bullet):
    """A block without any style: bold type for headings, a typed bullet or number before an item."""
    paragraph = parent.add_paragraph()
    if block.is_heading:
        put(paragraph, block.spans, True)
        if block.kind == "heading":
            paragraph.runs[0].font.size = Pt(18 - 2 * block.level)
    else:
        numbers[block.level] = numbers.get(block.level, 0) + 1 if block.kind == "number" else 0
        lead = {"item": "    " * block.level + bullet, "number": f"{numbers[block.level]}. "}.get(block.kind, "")
        put(paragraph, [(lead, False), *block.spans] if lead else block.spans)


def by_hand(blocks, path, index):
    """Everything "Normal", an empty paragraph before each heading."""
    document, numbers = docx.Document(), {}
    for block in blocks:
        if block.kind == "table":
            grid(document, block)
            continue
        if block.is_heading:
            document.add_paragraph()
        typed(document, block, numbers, BULLETS[index % len(BULLETS)])
    document.save(path)


def sections(blocks):
    """Pairs of a heading, or none, and what stands below it."""
    out = [(None, [])]
    for block in blocks:
        if block.is_heading:
            out.append((block, []))
        else:
            out[-1][1].append(block)
    return [(heading, inside) for heading, inside in out if heading or inside]


def in_a_table(blocks, path, index):
    """A form: the title above, then a row for each section, its name to the left of what it says."""
    document = docx.Document()
    title, *rest = blocks
    put(document.add_paragraph(), title.spans, True)
    table = document.add_table(0, 2, style="Table Grid")
    for heading, inside in sections(rest):
        cells = table.add_row().cells
        if heading:
            put(cells[0].paragraphs[0], heading.spans, True)
        numbers = {}
        for block in inside:
            if block.kind == "table":
                for row in block.rows:
                    cells[1].add_paragraph(" ".join(text for cell in row for text, _ in cell))
            else:
                typed(cells[1], block, numbers, BULLETS[index % len(BULLETS)])
    document.save(path)


def with_breaks(blocks, path, index):
    """A paragraph for each section, its lines parted by line breaks (Shift+Enter), as text comes out of a mail."""
    document = docx.Document()
    for heading, inside in sections(blocks):
        paragraph, first = document.add_paragraph(), True
        for block in [heading, *inside] if heading else inside:
            lead = "" if not block.is_item else "\t" * block.level + BULLETS[index % len(BULLETS)]
            cells = [" ".join(text for cell in row for text, _ in cell) for row in block.rows] or [None]
            for cell in cells:
                if not first:
                    paragraph.add_run().add_break()
                first = False
                put(paragraph, [(lead, False), *block.spans] if cell is None else [(cell, False)], block is heading)
    document.save(path)
