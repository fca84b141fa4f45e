//! HTML: a page, a part of one, or what stands of it in Markdown. Tags dropped, headings, lists, tables, breaks and strong
//! text kept, comments apart; what a page does not show, and what it shows on every page, is left out.

mod page;
mod reader;
mod sheet;
mod text;
mod tokens;

use super::flow::Flow;
use super::front_matter::{self, FrontMatter};
use super::outline::{Outline, Place};
use super::{Document, Shapes, data};
use crate::span::SourceSpan;
use page::{Hidden, Page};
pub(super) use reader::inline;
use reader::read;
use std::ops::Range;
pub(super) use text::{decoded, has_tag, text};

/// The postings of a page: what it says of them to programs, as JSON-LD, and without that what a visitor reads. Site
/// generators read front matter before the page.
pub(super) fn documents(source: &str, shapes: &Shapes) -> Vec<Document> {
    // white space in HTML says nothing of how the text is laid out
    let mut outline = Outline::new("");
    let FrontMatter { end: base, fields } = front_matter::read(source, &mut outline, shapes);
    let body = source.get(base..).unwrap_or_default();
    let (page, Hidden { scripts, comments }) = Page::of(body, shapes);
    let linked = shapes.linked_data();
    let mut found: Vec<Vec<Document>> = scripts
        .into_iter()
        .filter_map(|script| {
            let text = body.get(script.clone())?;
            // a broken script is no mistake of the posting
            data::json(text, base + script.start, &linked).ok()
        })
        .filter(|postings| !postings.is_empty())
        .collect();
    match found.as_mut_slice() {
        [] => {
            fragment_into(body, base, &mut outline, page);
            return vec![fields.around(outline.finish(false))];
        }
        [postings] if postings.len() == 1 => {
            for posting in postings {
                posting.address = None;
                posting.append(comments_of(body, base, &comments));
            }
        }
        [_] => {}
        several => {
            for (i, postings) in several.iter_mut().enumerate() {
                let addresses = postings.iter_mut().filter_map(|p| p.address.as_mut());
                addresses.for_each(|a| a.pointer = format!("/{i}{}", a.pointer));
            }
        }
    }
    found.into_iter().flatten().collect()
}

/// A part of a page.
pub(super) fn fragment(source: &str) -> Document {
    let mut outline = Outline::new("");
    fragment_into(source, 0, &mut outline, Page::default());
    outline.finish(false)
}

/// Reads a page, or a part of one, which stands at byte `at` of the source.
fn fragment_into(text: &str, at: usize, outline: &mut Outline<'_>, page: Page<'_>) {
    let mut raw = Flow::default();
    raw.push(text, SourceSpan::new(at, at + text.len()));
    read(&raw, outline, Place::Body, page);
}

/// The comments of a page that stands at byte `at` of the source.
fn comments_of(text: &str, at: usize, comments: &[Range<usize>]) -> Document {
    let mut outline = Outline::new("");
    for inside in comments {
        let mut flow = Flow::default();
        let comment = text.get(inside.clone()).unwrap_or_default();
        flow.push(comment, SourceSpan::new(at + inside.start, at + inside.end));
        outline.comment(&flow);
    }
    outline.finish(false)
}

/// A block of HTML in another format. `raw` is its text as written.
pub(super) fn block(raw: &Flow, outline: &mut Outline<'_>, place: Place) {
    read(raw, outline, place, Page::default());
}
