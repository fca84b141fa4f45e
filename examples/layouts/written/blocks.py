"""The blocks of a posting as pandoc reads its Markdown, for what writes them in another manner."""

import json
import subprocess
from dataclasses import dataclass, field


@dataclass
class Block:
    """`kind` is heading, text, item, number (an item of a numbered list) or table; `level` of a heading from 1, of an item from 0;
    `spans` are pairs of a text and whether it is bold, line feeds in it are line breaks; a table has rows of cells of spans."""

    kind: str
    level: int = 0
    spans: list = field(default_factory=list)
    rows: list = field(default_factory=list)

    @property
    def text(self):
        return "".join(text for text, _ in self.spans)

    @property
    def is_item(self):
        return self.kind in ("item", "number")

    @property
    def is_heading(self):
        """A heading, or a line that is all bold."""
        return self.kind == "heading" or self.kind == "text" and all(bold or not text.strip(" :") for text, bold in self.spans)


def spans(inlines, bold=False):
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        match kind:
            case "Str":
                yield "".join(c for c in content if c >= " "), bold
            case "Space" | "SoftBreak":
                yield " ", bold
            case "LineBreak":
                yield "\n", bold
            case "Code" | "Math":
                yield content[1], bold
            case "Strong":
                yield from spans(content, True)
            case "RawInline" | "Note" | "Image":
                pass
            case "Link" | "Span" | "Quoted" | "Cite":
                yield from spans(content[1], bold)
            case _:
                yield from spans(content, bold)


def merged(inlines):
    out = []
    for text, bold in spans(inlines):
        if out and out[-1][1] == bold:
            out[-1] = (out[-1][0] + text, bold)
        else:
            out.append((text, bold))
    return out


def walk(elements, item=None):
    """`item` is the kind and level of the item that these stand in, taken by its first paragraph."""
    for element in elements:
        kind, content = element["t"], element.get("c")
        match kind:
            case "Header":
                yield Block("heading", content[0], merged(content[2]))
            case "Para" | "Plain":
                yield Block(*(item or ("text", 0)), merged(content))
            case "CodeBlock":
                yield Block("text", 0, [(content[1], False)])
            case "BulletList" | "OrderedList":
                level = item[1] + 1 if item else 0
                for inside in content if kind == "BulletList" else content[1]:
                    yield from walk(inside, ("item" if kind == "BulletList" else "number", level))
            case "BlockQuote":
                yield from walk(content, item)
            case "Div":
                yield from walk(content[1], item)
            case "Table":
                head, bodies, foot = content[3:6]
                rows = head[1] + [row for body in bodies for row in body[2] + body[3]] + foot[1]
                cell = lambda cell: [span for block in walk(cell[4]) for span in block.spans]
                yield Block("table", rows=[[cell(c) for c in row[1]] for row in rows])


def read(path):
    command = ["pandoc", "--from", "gfm", "--to", "json", str(path)]
    document = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return [block for block in walk(document["blocks"]) if block.rows or block.text.strip()]
