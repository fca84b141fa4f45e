//! HTML: a page, a part of one, or what stands of it in Markdown. Tags dropped, headings, lists, tables, breaks and strong
//! text kept, comments apart; what a page does not show, and what it shows on every page, is left out.

mod page;
mod reader;
mod text;
mod tokens;

use super::flow::Flow;
use super::outline::{Outline, Place};
use super::{Document, Shapes, data};
use crate::span::SourceSpan;
use page::{Hidden, Page};
pub(super) use reader::inline;
use reader::read;
use std::ops::Range;
pub(super) use text::{decoded, has_tag, text};

/// The postings of a page: what it says of them to programs, as JSON-LD, and without that what a visitor reads.
pub(super) fn documents(source: &str, shapes: &Shapes) -> Vec<Document> {
    let (page, Hidden { scripts, comments }) = Page::of(source, shapes);
    let linked = shapes.linked_data();
    let mut found: Vec<Vec<Document>> = scripts
        .into_iter()
        .filter_map(|script| {
            let text = source.get(script.clone())?;
            // a broken script is no mistake of the posting
            data::json(text, script.start, &linked).ok()
        })
        .filter(|postings| !postings.is_empty())
        .collect();
    match found.as_mut_slice() {
        [] => return vec![fragment_of(source, page)],
        [postings] if postings.len() == 1 => {
            for posting in postings {
                posting.address = None;
                posting.append(comments_of(source, &comments));
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
    fragment_of(source, Page::default())
}

fn fragment_of(source: &str, page: Page<'_>) -> Document {
    let mut raw = Flow::default();
    raw.push(source, SourceSpan::new(0, source.len()));
    // white space in HTML says nothing of how the text is laid out
    let mut outline = Outline::new("");
    read(&raw, &mut outline, Place::Body, page);
    outline.finish(false)
}

fn comments_of(source: &str, comments: &[Range<usize>]) -> Document {
    let mut outline = Outline::new("");
    for inside in comments {
        let mut flow = Flow::default();
        let text = source.get(inside.clone()).unwrap_or_default();
        flow.push(text, SourceSpan::new(inside.start, inside.end));
        outline.comment(&flow);
    }
    outline.finish(false)
}

/// A block of HTML in another format. `raw` is its text as written.
pub(super) fn block(raw: &Flow, outline: &mut Outline<'_>, place: Place) {
    read(raw, outline, place, Page::default());
}
