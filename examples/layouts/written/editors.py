"""HTML as editors and exports write it: imitations, made from what their files look like."""

from html import escape

def inline(spans, bold=lambda text: f"<strong>{text}</strong>", plain=lambda text: text):
    put = lambda text: escape(text, False).replace("\n", "<br>")
    return "".join((bold if strong else plain)(put(text)) for text, strong in spans)


def rows(block, cell=lambda spans: inline(spans)):
    return "<table><tbody>" + "".join(
        "<tr>" + "".join(f"<td>{cell(spans)}</td>" for spans in row) + "</tr>" for row in block.rows) + "</tbody></table>"


def flat_lists(blocks, item, around, other):
    """Items that follow each other, of one kind and depth, are one list; lists are never nested."""
    out, open_list = [], None
    for block in blocks:
        key = (block.kind, block.level) if block.is_item else None
        if key != open_list:
            if open_list:
                out.append(around(*open_list)[1])
            if key:
                out.append(around(*key)[0])
            open_list = key
        out.append(item(block) if key else other(block))
    if open_list:
        out.append(around(*open_list)[1])
    return "\n".join(out)


def google_docs_page(blocks, _):
    """Google Docs, "Download as web page": bold type is a class, lists of a deeper level stand beside the others."""
    span = lambda name: lambda text: f'<span class="{name}">{text}</span>'
    words = lambda block: inline(block.spans, span("c1 c4"), span("c1"))

    def other(block):
        if block.rows:
            return rows(block, lambda spans: f'<p class="c2">{inline(spans, span("c1 c4"), span("c1"))}</p>')
        # whoever does not use styles has bold paragraphs
        name = "h1" if block.kind == "heading" and block.level == 1 else "p"
        spans = [(block.text, True)] if block.is_heading else block.spans
        return f'<{name} class="c2">{inline(spans, span("c1 c4"), span("c1"))}</{name}>'

    body = flat_lists(
        blocks,
        lambda block: f'<li class="c2 c6 li-bullet-0">{words(block)}</li>',
        lambda kind, level: (f'<ul class="c5 lst-kix_x{level}-{level} start">', "</ul>") if kind == "item" else ("<ol>", "</ol>"),
        other,
    )
    style = ("@import url(https://example.org/fonts.css);.lst-kix_x0-0>li:before{content:'\\25cf  '}ol{margin:0;padding:0}"
             ".c1{color:#000000;font-weight:400;text-decoration:none}.c4{font-weight:700}.c2{padding-top:0pt;line-height:1.15}"
             ".c5{padding:0;margin:0}li{color:#000;font-size:11pt}")
    return f'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">{style}</style></head>' \
           f'<body class="c7 doc-content">{body}</body></html>'


def google_docs_paste(blocks, _):
    """What Google Docs puts on the clipboard: all of it in a `b` element that is not bold."""
    span = lambda weight: lambda text: f'<span style="font-size:11pt;font-weight:{weight};white-space:pre-wrap;">{text}</span>'
    words = lambda spans: inline(spans, span(700), span(400))
    heads = lambda block: [(block.text, True)] if block.is_heading else block.spans
    body = flat_lists(
        blocks,
        lambda block: f'<li dir="ltr" aria-level="{block.level + 1}"><p dir="ltr" role="presentation">{words(block.spans)}</p></li>',
        lambda kind, _: ("<ul>", "</ul>") if kind == "item" else ("<ol>", "</ol>"),
        lambda block: rows(block, words) if block.rows else f'<p dir="ltr" style="line-height:1.38">{words(heads(block))}</p>',
    )
    return f'<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0">{body}</b>'


def word_page(blocks, _):
    """Word, "Save as web page, filtered", and what it puts on the clipboard: list items are paragraphs with a bullet of Symbol."""
    bold = lambda text: f"<b>{text}</b>"
    words = lambda spans: inline(spans, bold, lambda text: f"<span lang=EN-US>{text}</span>").replace("\n", "\r\n")

    def paragraph(block):
        if block.rows:
            return rows(block, lambda spans: f"<p class=MsoNormal>{words(spans)}</p>").replace("<table", "<table class=MsoTableGrid")
        if block.kind == "heading":
            return f"<h{block.level}>{words(block.spans)}</h{block.level}>"
        if not block.is_item:
            return f"<p class=MsoNormal>{words(block.spans)}</p>"
        font, sign = [("Symbol", "·"), ('"Courier New"', "o"), ("Wingdings", "§")][block.level % 3]
        gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;\r\n</span>"
        return f"<p class=MsoListParagraph style='margin-left:{block.level * .5 + .5}in;text-indent:-.25in'>" \
               f"<span lang=EN-US style='font-family:{font}'>{sign}{gap}</span>{words(block.spans)}</p>"

    body = "\r\n\r\n".join(map(paragraph, blocks))
    return f"<html>\r\n\r\n<head>\r\n<meta name=Generator content=\"Microsoft Word 15 (filtered)\">\r\n<style>\r\n<!--\r\n /* Style Definitions */\r\n" \
           f" p.MsoNormal\r\n\t{{margin:0in;}}\r\n-->\r\n</style>\r\n</head>\r\n\r\n<body lang=EN-US>\r\n\r\n<div class=WordSection1>\r\n\r\n{body}\r\n\r\n</div>\r\n\r\n</body>\r\n\r\n</html>"


def confluence(blocks, _):
    """The storage format of Confluence: macros have names and parameters that no reader sees."""
    macro = lambda name, inside: f'<ac:structured-macro ac:name="{name}" ac:schema-version="1">{inside}</ac:structured-macro>'
    parameter = '<ac:parameter ac:name="maxLevel">2</ac:parameter>'
    body = flat_lists(
        blocks,
        lambda block: f"<li><p>{inline(block.spans)}</p></li>",
        lambda kind, _: ("<ul>", "</ul>") if kind == "item" else ("<ol>", "</ol>"),
        lambda block: rows(block) if block.rows else
        f"<h{block.level}>{inline(block.spans)}</h{block.level}>" if block.kind == "heading" else f"<p>{inline(block.spans)}</p>",
    )
    head, _, rest = body.partition("\n")
    panel = macro("info", '<ac:parameter ac:name="title">Note</ac:parameter><ac:rich-text-body><p>Ask Kim before you edit.</p></ac:rich-text-body>')
    return f"{head}<p>{macro('toc', parameter)}</p>{panel}<ac:layout><ac:layout-section ac:type=\"single\"><ac:layout-cell>{rest}" \
           "</ac:layout-cell></ac:layout-section></ac:layout>"


def notion(blocks, _):
    """Notion, "Export as HTML": properties in a table, each item a list of its own."""
    title, *rest = blocks
    name = {1: 1, 2: 1, 3: 2}

    def block_of(block):
        if block.rows:
            return rows(block)
        if block.is_item:
            tag, kind = ("ul", "bulleted-list") if block.kind == "item" else ("ol", "numbered-list")
            inside = f'<{tag} id="x" class="{kind}"><li style="list-style-type:disc">{inline(block.spans)}</li></{tag}>'
            for _ in range(block.level):
                inside = f'<div class="indented">{inside}</div>'
            return inside
        if block.kind == "heading":
            level = name.get(block.level, 3)
            return f'<h{level} id="x" class="">{inline(block.spans)}</h{level}>'
        return f'<p id="x" class="">{inline(block.spans)}</p>'

    table = '<table class="properties"><tbody><tr class="property-row"><th><span class="icon property-icon"></span>Status</th><td>Open</td></tr></tbody></table>'
    return f'<html><head><title>{escape(title.text)}</title><style>/* cspell:disable-file */</style></head><body><article id="x" class="page sans">' \
           f'<header><h1 class="page-title">{inline(title.spans)}</h1><p class="page-description"></p>{table}</header><div class="page-body">' \
           + "".join(map(block_of, rest)) + "</div></article></body></html>"


def typed_lines(block, numbers, bullet):
    """A line as people type it, its bullet before it; a table is a line for each row."""
    if block.rows:
        return [inline([span for cell in row for span in [*cell, (" ", False)]]) for row in block.rows]
    numbers[block.level] = numbers.get(block.level, 0) + 1 if block.kind == "number" else 0
    lead = {"item": "&nbsp;&nbsp;&nbsp;" * block.level + bullet, "number": f"{numbers[block.level]}.&nbsp;"}.get(block.kind, "")
    return [lead + inline([(block.text, True)] if block.is_heading else block.spans)]


def typed_paragraphs(blocks, index):
    """An editor (TinyMCE, CKEditor) into which a list was pasted: paragraphs with typed bullets."""
    bullet = ["•&nbsp;", "- ", "·&nbsp;&nbsp; ", "&bull; "][index % 4]
    numbers, title = {}, inline(blocks[0].spans)
    return f"<h1>{title}</h1>" + "".join(
        ("<p>&nbsp;</p>" if block.is_heading else "") + "".join(f"<p>{line}</p>" for line in typed_lines(block, numbers, bullet))
        for block in blocks[1:])


def typed_divs(blocks, index):
    """A `contenteditable` field, or a mail of Gmail: a `div` for each line, an empty one before headings."""
    numbers, bullet = {}, ["- ", "•&nbsp;", "* "][index % 3]
    return "".join(
        ("<div><br></div>" if block.is_heading else "") + "".join(f"<div>{line}</div>" for line in typed_lines(block, numbers, bullet))
        for block in blocks)


def typed_breaks(blocks, index):
    """An old editor: one paragraph, `<br>` at the end of a line, two of them before a heading, bold by style."""
    numbers, out = {}, []
    for block in blocks:
        for line in typed_lines(block, numbers, ["&nbsp;&nbsp;•&nbsp;", "- "][index % 2]):
            line = line.replace("<strong>", '<span style="font-weight: 700;">').replace("</strong>", "</span>")
            out.append(("<br><br>" if block.is_heading or block.kind == "text" else "<br>") + line)
    return "<p>" + "".join(out).removeprefix("<br><br>") + "</p>"
