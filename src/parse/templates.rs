//! Tags of site generators (`{% include … %}`, `{{< ref … >}}`) in Markdown and HTML, and comments of MDX (`{/* … */}`):
//! what no reader sees.

use std::borrow::Cow;

/// Opening and closing marks. Values (`{{ page.title }}`) stay: something visible stands there.
const TAGS: &[(&str, &str)] = &[("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("{/*", "*/}")];

/// `source` with tags, and all that stands between `{% comment %}` and `{% endcomment %}`, replaced by spaces of the
/// same length, so that offsets stay. Line breaks are kept.
pub(super) fn mask(source: &str) -> Cow<'_, str> {
    if !source.contains('{') || !TAGS.iter().any(|(open, _)| source.contains(open)) {
        return Cow::Borrowed(source);
    }
    let mut masked = String::with_capacity(source.len());
    let mut rest = source;
    // per kind: whether a closing mark may still follow, so that unclosed tags cost one search
    let mut closes = [true; TAGS.len()];
    let mut comments = true;
    while let Some(at) = rest.find('{') {
        let (text, tag) = rest.split_at(at);
        masked.push_str(text);
        let mut len = None;
        for ((open, close), may) in TAGS.iter().zip(&mut closes) {
            if *may && tag.starts_with(open) {
                len = tag.find(close).map(|end| end + close.len());
                *may = len.is_some();
                break;
            }
        }
        if let Some(inside) = len.filter(|_| comments && is(tag, "comment")) {
            let body = tag.get(inside..).unwrap_or_default();
            let end = end_of_comment(body);
            comments = end.is_some();
            len = end.map_or(len, |end| Some(inside + end));
        }
        let (hidden, after) = tag.split_at(len.unwrap_or(1));
        if len.is_some() {
            for byte in hidden.bytes() {
                masked.push(if matches!(byte, b'\n' | b'\r') {
                    byte.into()
                } else {
                    ' '
                });
            }
        } else {
            masked.push_str(hidden);
        }
        rest = after;
    }
    masked.push_str(rest);
    Cow::Owned(masked)
}

/// Whether `tag` begins with `{% name`.
fn is(tag: &str, name: &str) -> bool {
    let inside = tag
        .strip_prefix("{%")
        .map(|inside| inside.trim_start_matches('-').trim_start());
    inside.is_some_and(|inside| inside.starts_with(name))
}

/// End of `{% endcomment … %}` in `text`.
fn end_of_comment(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("{%")) {
        at += open;
        let tag = text.get(at..)?;
        if is(tag, "endcomment") {
            return tag.find("%}").map(|end| at + end + 2);
        }
        at += 2;
    }
    None
}
