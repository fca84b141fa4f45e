"""What stands around a posting on a site: themes of Hugo and Jekyll, and a page without any element that says what it is."""

from editors import flat_lists, inline, rows

AROUND = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Larkfield Careers</title></head><body>
<header><a href="/">Larkfield</a><nav><ul><li><a href="/jobs">All jobs</a></li><li><a href="/team">Our team</a></li></ul></nav></header>
<main><article><h1>{title}</h1>
{body}
</article>
<form action="/apply"><h2>Apply for this job</h2><label>Name <input name="name"></label><button>Send</button></form></main>
<aside><h2>Related jobs</h2><ul><li><a href="/1">Chief of Staff</a></li><li><a href="/2">Junior Data Analyst</a></li></ul></aside>
<footer><p>Larkfield Ltd, 1 Mill Lane</p><ul><li><a href="/privacy">Privacy</a></li></ul></footer></body></html>
"""
THEME = {
    "hugo": AROUND.format(title="{{ .Title }}", body="{{ .Content }}"),
    "jekyll": AROUND.format(title="{{ page.title | escape }}", body="{{ content }}"),
}
DIVS = """<!doctype html>
<html><head><title>{title} | Larkfield Careers</title></head><body>
<div class="top"><div class="logo"><a href="/">Larkfield</a></div><div class="menu"><ul><li><a href="/jobs">All jobs</a></li><li><a href="/team">Our
team</a></li><li><a href="/login">Sign in</a></li></ul></div></div>
<div class="cookie-banner"><div>We use cookies to see how many people visit this page.</div><button>Accept</button><a href="#">Settings</a></div>
<div class="crumbs"><a href="/">Home</a> / <a href="/jobs">Jobs</a></div>
<div class="job">{body}</div>
<div class="apply"><a href="/apply">Apply now</a><form><label>Name <input name="name"></label><label>Why you? <textarea></textarea></label></form></div>
<div class="more"><h3>Related jobs</h3><ul><li><a href="/1">Chief of Staff</a></li><li><a href="/2">Junior Data Analyst</a></li></ul></div>
<div class="bottom">Larkfield Ltd, 1 Mill Lane <a href="/privacy">Privacy</a></div></body></html>
"""


def career_page(blocks, _):
    """A page of a job board: nothing says which part of it is the posting."""

    def other(block):
        if block.rows:
            return rows(block)
        name = f"h{block.level}" if block.kind == "heading" else "div"
        return f"<{name}>{inline(block.spans)}</{name}>"

    lists = {"item": ("<ul>", "</ul>"), "number": ("<ol>", "</ol>")}
    body = flat_lists(blocks, lambda block: f"<li>{inline(block.spans)}</li>", lambda kind, _: lists[kind], other)
    return DIVS.format(title=inline(blocks[0].spans[:1]), body=body)
