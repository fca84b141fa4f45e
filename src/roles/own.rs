//! Titles that a configuration maps itself: "Product Ninja" is a Product Manager here.

use super::catalogue::Catalogue;
use super::{Rungs, TitleMatch};
use crate::span::Span;

/// Words of a posting's title that are looked at.
const MAX_WORDS: usize = 256;

/// A title, wherever it stands in the title of a posting, and what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTitle {
    words: Vec<String>,
    role: String,
    rungs: Option<Rungs>,
}

impl OwnTitle {
    /// `title` names this role; with `rungs` on these rungs, else on those of the role. Words beside it are read as
    /// beside the role's own name: where "Product Ninja" is a Product Manager, a "Senior Product Ninja" is a senior one.
    /// `None` for a title without any letter or digit.
    pub fn new(title: &str, role: &str, rungs: Option<Rungs>) -> Option<OwnTitle> {
        let words: Vec<String> = words(title).into_iter().map(|(word, _)| word).collect();
        (!words.is_empty()).then(|| OwnTitle {
            words,
            role: role.to_owned(),
            rungs,
        })
    }

    /// Number of its words.
    pub(super) fn length(&self) -> usize {
        self.words.len()
    }

    pub(super) fn matches(&self, title: &str, catalogue: &Catalogue) -> Option<TitleMatch> {
        let all = words(title);
        let found = all
            .windows(self.words.len())
            .find(|window| window.iter().map(|(word, _)| word).eq(&self.words))?;
        let span = Span::new(found.first()?.1.start, found.last()?.1.end);
        let role = catalogue.get(&self.role)?;
        let own = TitleMatch {
            role: role.id.clone(),
            function: role.function.clone(),
            rungs: self.rungs.unwrap_or(role.rungs),
            span,
            issue: None,
        };
        if self.rungs.is_some() {
            return Some(own);
        }
        let (before, after) = (title.get(..span.start)?, title.get(span.end..)?);
        if before.trim().is_empty() && after.trim().is_empty() {
            return Some(own);
        }
        let named = format!("{before}{}{after}", role.name);
        let levelled = catalogue
            .defined(&named)
            .filter(|m| m.function == role.function && m.span.overlaps(name_in(span, &role.name)));
        Some(levelled.map_or(own, |m| {
            // back from the title with the role's name to the title as it stands
            let end =
                m.span.end as isize + span.end as isize - (span.start + role.name.len()) as isize;
            let end = (end.max(0) as usize).clamp(span.end, title.len());
            let end = if title.is_char_boundary(end) {
                end
            } else {
                span.end
            };
            TitleMatch {
                span: Span::new(m.span.start.min(span.start), end),
                ..m
            }
        }))
    }
}

fn name_in(span: Span, name: &str) -> Span {
    Span::new(span.start, span.start + name.len())
}

/// Words in lower case, and where they stand.
fn words(title: &str) -> Vec<(String, Span)> {
    let mut words: Vec<(String, Span)> = Vec::new();
    let mut open = false;
    for (at, c) in title.char_indices() {
        let inside = c.is_alphanumeric();
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((word, span)) if inside && open => {
                word.extend(c.to_lowercase());
                span.end = end;
            }
            _ if inside => {
                if words.len() == MAX_WORDS {
                    break;
                }
                words.push((c.to_lowercase().collect(), Span::new(at, end)));
            }
            _ => {}
        }
        open = inside;
    }
    words
}
