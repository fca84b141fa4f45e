//! Building of findings: slots and labels.

use super::Context;
use super::fingerprint::fingerprint;
use super::meta::RuleMeta;
use crate::finding::{Finding, Label, Severity};
use crate::roles::{Boss, Claim, Role, TitleMatch};
use crate::span::Span;

/// Longest piece of a posting that is quoted in a message, in characters.
const QUOTE: usize = 80;

/// A finding under construction. All its texts come from the rule's data and share their slots.
pub(super) struct Draft<'a> {
    context: &'a Context<'a>,
    meta: &'a RuleMeta,
    message: &'static str,
    severity: Option<Severity>,
    confidence: f32,
    slots: Vec<(&'static str, String)>,
    labels: Vec<Label>,
    words: Vec<Span>,
    notes: Vec<String>,
    help: Option<String>,
    sources: Vec<String>,
}

impl<'a> Draft<'a> {
    /// An empty finding of the rule, with its default severity and confidence. Three slots are filled: `title` as it
    /// stands, `role` with the name of its role, `a-role` with the article before it.
    pub fn new(context: &'a Context<'a>, meta: &'a RuleMeta, role: Option<&Role>) -> Self {
        let title = context
            .posting
            .title
            .as_ref()
            .map_or("", |t| t.text.as_str());
        let role = role.map_or("", |r| r.name.as_str());
        Draft {
            context,
            meta,
            message: "message",
            severity: meta.severity,
            confidence: meta.usual_confidence(&context.profile.sure),
            slots: vec![
                ("title", quote(title)),
                ("role", role.to_owned()),
                ("a-role", with_article(role)),
            ],
            labels: Vec::new(),
            words: Vec::new(),
            notes: Vec::new(),
            help: None,
            sources: meta.references.clone(),
        }
    }

    /// Takes another text of the rule as the message.
    pub fn message(mut self, text: &'static str) -> Self {
        self.message = text;
        self
    }

    /// Sets a severity other than the default. A rule that is off by default stays at `info`.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Sets a confidence other than the default, 0 to 1.
    pub fn confidence(mut self, confidence: f32) -> Self {
        self.confidence = confidence.clamp(0.0, 1.0);
        self
    }

    /// Gives a slot its value, for all texts that follow.
    pub fn slot(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.slots.push((name, value.into()));
        self
    }

    /// Adds a label; the first one is the primary one. Nothing where there are no words to point at.
    pub fn label(mut self, span: Option<Span>, text: &str) -> Self {
        if let Some(span) = span.filter(|s| !s.is_empty()) {
            let message = one_line(&self.meta.text(text, &self.slots));
            let primary = self.labels.is_empty();
            self.labels.push(self.context.label(primary, span, message));
            self.words.push(span);
        }
        self
    }

    /// Adds a label on the title.
    pub fn title_label(self, text: &str) -> Self {
        let span = self.context.title_span();
        self.label(span, text)
    }

    /// Labels the words that name the boss, and the title; fills the slots `boss`, `boss-rungs` and `usual` (the boss of such a
    /// title as a rule).
    pub fn boss(self, title: &TitleMatch, boss: &Boss, span: Span) -> Self {
        let rungs = self.context.rungs_with_article(boss.rungs);
        let usual = self.context.usual_boss(title.rungs.lo);
        self.slot("boss", quote(&boss.text))
            .slot("boss-rungs", rungs)
            .slot("usual", usual)
            .label(Some(span), "label-boss")
            .title_label("label-title")
    }

    /// Adds a note.
    pub fn note(mut self, text: &str) -> Self {
        self.notes.push(self.meta.text(text, &self.slots));
        self
    }

    /// Adds a clause of a role definition as a note, and its source.
    pub fn clause(mut self, claim: Option<&Claim>, text: &str) -> Self {
        let Some(claim) = claim else { return self };
        if !self.sources.contains(&claim.source) {
            self.sources.push(claim.source.clone());
        }
        let source = self.context.source_in_words(&claim.source);
        self.slot("clause", claim.text.clone())
            .slot("source", source)
            .note(text)
    }

    /// Sets the help.
    pub fn help(mut self, text: &str) -> Self {
        self.help = Some(self.meta.text(text, &self.slots));
        self
    }

    /// The finding. Where nothing could be labelled (a title that is a file name), the start of the document is.
    pub fn finish(mut self) -> Finding {
        let message = one_line(&self.meta.text(self.message, &self.slots));
        if self.labels.is_empty() {
            let span = self
                .context
                .document
                .blocks
                .first()
                .map_or(Span::new(0, 0), |b| b.span);
            self.labels
                .push(self.context.label(true, span, message.clone()));
        }
        let title = self.context.posting.title.as_ref();
        let words = self.words.iter();
        let fingerprint = fingerprint(
            &self.meta.code,
            title.map_or("", |t| t.text.as_str()),
            words.map(|span| span.of(&self.context.document.text)),
            self.context.document.address.as_ref(),
        );
        Finding {
            code: self.meta.code.clone(),
            rule: self.meta.slug.clone(),
            family: self.meta.family,
            severity: self.severity.unwrap_or(Severity::Info),
            confidence: self.confidence,
            message,
            labels: self.labels,
            notes: self.notes,
            help: self.help,
            sources: self.sources,
            fingerprint,
            suppression: None,
        }
    }
}

/// A piece of a posting as a message can hold it: one line, at most [`QUOTE`] characters.
pub(super) fn quote(text: &str) -> String {
    let text = one_line(text);
    match text.char_indices().nth(QUOTE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "a Product Manager", "an Associate Product Manager".
pub(super) fn with_article(name: &str) -> String {
    let vowel = name.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']);
    format!("{} {name}", if vowel { "an" } else { "a" })
}

/// "a", "a and b", "a, b and c".
pub(super) fn list_in_words(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// "none", "1", "7".
pub(super) fn number_or_none(count: usize) -> String {
    match count {
        0 => "none".to_owned(),
        n => n.to_string(),
    }
}

/// A number of years or people without a needless fraction: "5", "1.5".
pub(super) fn number(value: f32) -> String {
    if value.fract().abs() < 0.05 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_short_and_on_one_line() {
        assert_eq!(quote("a\n\tb"), "a b");
        let long = quote(&"é ".repeat(500));
        assert!(long.chars().count() <= QUOTE + 1 && long.ends_with('…'));
    }

    #[test]
    fn small_words() {
        assert_eq!(
            with_article("Associate Product Manager"),
            "an Associate Product Manager"
        );
        assert_eq!(with_article("VP of Product"), "a VP of Product");
        assert_eq!(list_in_words(&["a", "b", "c"]), "a, b and c");
        assert_eq!(
            (number(5.0), number(1.5)),
            ("5".to_owned(), "1.5".to_owned())
        );
    }
}
