//! HTML pages and the blocks that a reader sees in them.

use super::{assert_blocks, assert_written, document, written};
use jdlint::parse::{Format, parse};
use jdlint::source::Source;

fn assert_html(text: &str, expected: &[&str]) {
    assert_blocks(Format::Html, text, expected);
    assert_blocks(Format::Html, &text.replace('\n', "\r\n"), expected);
}

#[test]
fn tags_of_site_generators_are_no_text() {
    let page = "<h1>VP</h1>\n<p>{% if open %}We bake. {{ page.more }}{% endif %}</p>\n<p>{{< contact >}}</p>";
    assert_blocks(
        Format::Html,
        page,
        &["h1: VP", "p: We bake. {{ page.more }}"],
    );
}

#[test]
fn front_matter_before_a_page_is_read() {
    assert_html(
        "---\nlayout: job\nrole: VP of Product\nDuties:\n- Own the plan\n# jdlint-disable-next-line JD201\n---\n\n\
         <section><h1>{{ page.role }}</h1><p>We bake.</p></section>\n{% include perks.html %}\n",
        &[
            "meta layout: job",
            "meta role: VP of Product",
            "comment: jdlint-disable-next-line JD201",
            "h1: {{ page.role }}",
            "p: We bake.",
            "h2: Responsibilities",
            "li0: Own the plan",
        ],
    );
    // text of a page, and no front matter
    assert_html("---\n<h1>VP</h1>\n", &["p: ---", "h1: VP"]);
    let page = "+++\nid = \"x\"\n+++\n<script type=\"application/ld+json\">{\"@type\": \"JobPosting\", \
                \"title\": \"VP\", \"description\": \"<p>Own it</p>\"}</script><!-- jdlint-disable JD201 -->";
    assert_html(
        page,
        &["h1: VP", "p: Own it", "comment: jdlint-disable JD201"],
    );
    for words in ["VP", "Own it", "jdlint-disable"] {
        assert_eq!(written(Format::Html, page, words), words);
    }
    let broken = document(Format::Html, "---\nrole: [\n---\n<h1>VP</h1>\n");
    assert_eq!(broken.problems.len(), 1);
    assert_eq!(broken.text, "VP");
}

#[test]
fn headings_paragraphs_and_lists() {
    assert_html(
        "<!doctype html><html><head><title>Jobs</title><style>p { a: b }</style></head>\n<body>\n\
         <h1 class=\"a > b\">VP of\n   Product</h1>\n<p>Own  the\n\t<em>road</em>map.</p>\n\
         <ul>\n <li>Own\n <li><p>Lead</p><p>More of it.</p>\n  <ol><li>Hire</li></ol></li>\n <li>Ship</li>\n</ul>\n\
         After<hr>all</body></html>",
        &[
            "h1: VP of Product",
            "p: Own the roadmap.",
            "li0: Own",
            "li0: Lead",
            "p: More of it.",
            "li1: Hire",
            "li0: Ship",
            "p: After",
            "p: all",
        ],
    );
}

#[test]
fn what_people_type_in_editors_is_told_apart() {
    assert_html(
        "<p><b>What you will do</b></p><p>• Own the plan<br/>• Lead the team</p>\
         <div><strong>Requirements:</strong></div><ul><li>Tact</li></ul>\
         <p><span style=\"font-weight: 700\">About us</span></p><p>We bake.</p>\
         <p><u>Benefits</u></p><p>Bread.</p>",
        &[
            "h6: What you will do",
            "li0: Own the plan",
            "li0: Lead the team",
            "h6: Requirements:",
            "li0: Tact",
            "h6: About us",
            "p: We bake.",
            "h6: Benefits",
            "p: Bread.",
        ],
    );
}

#[test]
fn bold_type_is_told_by_the_style_sheet_too() {
    let page = |sheet: &str, body: &str| format!("<html><head><style>{sheet}</style></head>{body}");
    let sheet = "@import url(a.css);.c1{font-weight:400}/* x */ span.c4 , .c5:first { FONT-weight : 700 }.c6{color:red}\
                 @media screen{.c7{margin:0;font-weight:bold}} .c8 .c9{font-weight:bold} .c10{font-weight:bold";
    for (class, kind) in [
        ("c4", "h6"),
        ("c1 c4", "h6"),
        ("c7", "h6"),
        ("c10", "h6"),
        ("c1", "p"),
        ("c5", "p"),
        ("c6", "p"),
        ("c8", "p"),
        ("c9", "p"),
        ("C4", "p"),
    ] {
        assert_html(
            &page(
                sheet,
                &format!("<p><span class=\"{class}\">Our bread</span></p><p>We bake.</p>"),
            ),
            &[&format!("{kind}: Our bread"), "p: We bake."],
        );
    }
    for sheet in [
        "",
        "{",
        "}",
        "}}{{",
        ".{font-weight:bold}",
        "a.b.c,,.{font-weight:bold",
        "<!-- .x",
    ] {
        assert_html(
            &page(sheet, "<p><span class=\"b c\">Our bread</span></p>"),
            &["p: Our bread"],
        );
    }
}

#[test]
fn bold_type_ends_with_its_block() {
    assert_html(
        "<b style=\"font-weight:normal\" id=docs><p dir=ltr><span style=\"font-weight:400\">We bake</span></p>\
         <p><b>Our bread</p><p>We bake</p><p style=\"font-weight: bold\">Our team</p><p>Ten bakers</p>\
         <p><b style=\"font-weight:400\">Not so loud</b></p><p><b>Own <span>the</b></span> plan</p></b>",
        &[
            "p: We bake",
            "h6: Our bread",
            "p: We bake",
            "h6: Our team",
            "p: Ten bakers",
            "p: Not so loud",
            "p: Own the plan",
        ],
    );
}

#[test]
fn names_and_parameters_of_macros_are_not_read() {
    assert_html(
        "<ac:structured-macro ac:name=\"toc\"><ac:parameter ac:name=\"maxLevel\">2</ac:parameter></ac:structured-macro>\
         <h1>VP</h1><ac:structured-macro ac:name=\"info\"><ac:parameter ac:name=\"title\">Note</ac:parameter>\
         <ac:rich-text-body><p>Own it.</p></ac:rich-text-body></ac:structured-macro><ac:task-list><ac:task><ac:task-id>7</ac:task-id>\
         <ac:task-status>incomplete</ac:task-status><ac:task-body>Ship it.</ac:task-body></ac:task></ac:task-list>",
        &["h1: VP", "p: Own it.", "p: Ship it."],
    );
}

#[test]
fn a_heading_before_typed_bullets_is_a_block_of_its_own() {
    assert_html(
        "<p>We bake for hotels.<br>What you will do<br>• Own the plan<br>• Lead the team</p>\
         <p>We bake and<br>Also sell, we think<br>- bread</p>",
        &[
            "p: We bake for hotels.",
            "h6: What you will do",
            "li0: Own the plan",
            "li0: Lead the team",
            "p: We bake and\nAlso sell, we think",
            "li0: bread",
        ],
    );
}

#[test]
fn a_cell_that_is_a_text_is_no_value() {
    let text = "We bake bread for hotels and bring it to them before the sun is up. ".repeat(7);
    let text = text.trim_end();
    assert_html(
        &format!(
            "<table><tr><td>Purpose</td><td>{text}</td></tr><tr><td>Grade</td><td>5</td></tr></table>"
        ),
        &[
            "td0,0: Purpose",
            &format!("p: {text}"),
            "td1,0: Grade",
            "td1,1: 5",
        ],
    );
}

#[test]
fn tables_and_terms_are_cells() {
    assert_html(
        "<table><tr><th>Title</th><td>VP</td></tr>\n<tr><td><p>Team</p></td><td>ten<br>people</td></tr></table>\
         <dl><dt>Reports to</dt><dd>CEO</dd><dt>Grade</dt><dd>9</dd></dl><td>stray</td>",
        &[
            "td0,0: Title",
            "td0,1: VP",
            "td1,0: Team",
            "p: ten\npeople",
            "td0,0: Reports to",
            "td0,1: CEO",
            "td1,0: Grade",
            "td1,1: 9",
            "td0,0: stray",
        ],
    );
}

#[test]
fn what_a_page_does_not_show_is_left_out() {
    for unseen in [
        "<script>\"</p>\" < 1</script>",
        "<nav><p>Home</p><nav>Jobs</nav></nav>",
        "<div hidden><div>draft</div> of it</div>",
        "<p style=\"color: red; DISPLAY : None\">old</p>",
        "<span aria-hidden=\"true\">*</span>",
        "<footer>All rights</footer>",
        "<template><li>Name</li></template>",
        "<select><option>Berlin</select>",
        "<div role=navigation>Menu</div>",
        "<svg><title>arrow</title><text>x</text></svg>",
        "<dialog>Cookies</dialog>",
        "<input hidden value=x>",
        "<noscript><img>Turn it on</noscript>",
    ] {
        assert_html(
            &format!("<h1>VP</h1><p>Own {unseen}it</p>"),
            &["h1: VP", "p: Own it"],
        );
    }
}

#[test]
fn the_main_part_is_read_where_a_page_has_one() {
    let page = |header: &str, main: &str| {
        format!(
            "<header><h1>{header}</h1><p>Bakers since 1900</p></header><main>{main}</main><p>More jobs</p>"
        )
    };
    assert_html(
        &page("VP of Product", "<p>Own it.</p>"),
        &["h1: VP of Product", "p: Own it."],
    );
    assert_html(
        &page("Bakery", "<h1>VP of Product</h1><p>Own it.</p>"),
        &["h1: VP of Product", "p: Own it."],
    );
    // the title of the page counts where it has no heading
    assert_html(
        "<title>VP of Product</title><p>Own it.</p>",
        &["h1: VP of Product", "p: Own it."],
    );
}

#[test]
fn what_a_page_says_to_programs_is_preferred() {
    let script = |json: &str| format!("<script type=\"application/LD+json\">{json}</script>");
    let posting = |title: &str| {
        format!(
            "{{\"@type\": \"JobPosting\", \"title\": \"{title}\", \"description\": \"<p>Own it.<\\/p>\"}}"
        )
    };
    let body = "<h1>Jobs</h1><p>Others</p><!-- jdlint-disable-file -->";
    let page = script(&posting("VP")) + body;
    assert_html(
        &page,
        &["h1: VP", "p: Own it.", "comment: jdlint-disable-file"],
    );
    assert_eq!(document(Format::Html, &page).address, None);
    assert_eq!(written(Format::Html, &page, "Own it"), "Own it");
    // without a posting, and where it is broken, the text of the page counts
    for other in [
        "{\"@type\": \"Organization\"}",
        "{\"@type\": \"JobPosting\", ",
        "",
        "{\"title\": \"VP\", \"content\": \"x\"}",
    ] {
        assert_html(
            &(script(other) + body),
            &["h1: Jobs", "p: Others", "comment: jdlint-disable-file"],
        );
    }
    let addresses = |page: &str| -> Vec<String> {
        let documents = parse(&Source::from_text("a.html", page), Format::Html);
        documents
            .into_iter()
            .map(|d| d.address.unwrap().pointer)
            .collect()
    };
    let two = script(&format!("[{}, {}]", posting("VP"), posting("CPO")));
    assert_eq!(addresses(&two), ["/0", "/1"]);
    assert_eq!(
        addresses(&(two.clone() + &two)),
        ["/0/0", "/0/1", "/1/0", "/1/1"]
    );
}

#[test]
fn of_microdata_the_posting_is_read() {
    assert_html(
        "<title>Jobs</title><h1>Bakery</h1><div itemscope itemtype=\"http://schema.org/JobPosting\">\
         <b itemprop=\"title\">VP of Product</b><p>Apply now</p><div itemprop=\"description\"><p>Own it.</p><div>All of it.</div></div>\
         <p>Share</p></div>",
        &["h1: VP of Product", "p: Own it.", "p: All of it."],
    );
    // without a title in the data the heading of the page is one
    assert_html(
        "<h1>VP of Product</h1><p>Share</p><div itemtype=\"https://schema.org/JobPosting\"><meta itemprop=title content=VP>\
         <div itemprop=\"description\">Own it.</div></div>",
        &["h1: VP of Product", "p: Own it."],
    );
    // data without a text is of no use
    assert_html(
        "<div itemtype=\"https://schema.org/JobPosting\"><h1 itemprop=title>VP</h1><p>Own it.</p></div>",
        &["h1: VP", "p: Own it."],
    );
}

#[test]
fn comments_follow_the_block_they_stand_in() {
    assert_html(
        "<!-- jdlint-disable-file JD101 --><p>Own<!-- --> the<!-- jdlint-disable-line -->plan</p><!-- open",
        &[
            "comment: jdlint-disable-file JD101",
            "p: Own theplan",
            "comment: jdlint-disable-line",
            "comment: open",
        ],
    );
}

#[test]
fn preformatted_lines_stay_lines() {
    assert_html(
        "<pre>\nWhat you do:\n- Own the plan\n- Lead\n</pre><p>Own\nit</p>",
        &[
            "h6: What you do:",
            "li0: Own the plan",
            "li0: Lead",
            "p: Own it",
        ],
    );
}

#[test]
fn spans_lead_back_to_the_source() {
    let cases = [
        (
            "<p>Research &amp; development",
            "Research & development",
            "Research &amp; development",
        ),
        (
            "<p>5 &lt 6 &#x26; 7&nbsp;8",
            "< 6 & 7 8",
            "&lt 6 &#x26; 7&nbsp;8",
        ),
        ("<p>&acE; and &nosuch; all", "&nosuch; all", "&nosuch; all"),
        ("<p>Own <b>the</b>\r\n plan", "the plan", "the</b>\r\n plan"),
        ("<p>Führe<!-- x --> das", "Führe das", "Führe<!-- x --> das"),
        ("<li>a<br>b", "a\nb", "a<br>b"),
    ];
    assert_written(Format::Html, &cases);
}

#[test]
fn hostile_pages_are_read_in_bounds() {
    let blocks = |text: String| document(Format::Html, &text).blocks.len();
    let many = 20_000;
    for name in [
        "div",
        "ul",
        "li",
        "b",
        "table",
        "td",
        "span style='font-weight:700'",
        "pre",
        "x-y",
    ] {
        let name_only = name.split(' ').next().unwrap();
        let open = format!("<{name}>").repeat(many);
        let close = format!("</{name_only}>").repeat(many);
        assert_eq!(blocks(format!("{open}Own it{close}<p>End")), 2, "{name}");
        assert_eq!(blocks(format!("{open}</i>Own it")), 1, "{name}");
        assert_eq!(blocks(format!("{close}<p>Own it")), 1, "{name}");
    }
    let attribute = "x".repeat(1_000_000);
    assert_eq!(
        blocks(format!("<p title=\"{attribute}\" {attribute}>Own it")),
        1
    );
    let attributes: String = (0..many).map(|i| format!(" a{i}=1")).collect();
    assert_eq!(blocks(format!("<p{attributes}>Own it")), 1);
    assert_eq!(blocks("<div hidden>".repeat(many) + "never seen"), 0);
    assert_eq!(blocks("<p>a</p>".repeat(many)), many);
    for unit in [
        "&",
        "&#",
        "&#x",
        "&CounterClockwise",
        "<",
        "</",
        "<!",
        "<!--",
        "<![CDATA[",
        "<a b='",
        "<script>",
        "</x ",
    ] {
        document(Format::Html, &unit.repeat(many));
    }
}
