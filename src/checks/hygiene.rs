//! JD901 to JD903: findings on what hides findings. Suppressions and the baseline make them; no posting is looked at.

use super::build::quote;
use super::fingerprint::fingerprint;
use super::meta::{RuleMeta, Rulebook};
use super::{Check, Context};
use crate::finding::{Finding, Label, Severity};
use crate::selector::UnknownRule;
use crate::span::SourceSpan;

/// What the codes of the family begin with.
pub const CODES: &str = "JD9";

/// The rules that [`report_unused`](crate::settings::Settings::report_unused) switches on.
pub const REPORT_UNUSED: [&str; 2] = [UNUSED.code, STALE.code];

pub(super) const UNUSED: Check = Check {
    code: "JD901",
    options: &[],
    lists: &[],
    texts: &["message", "message-name", "message-end", "label", "help"],
    slots: &["directive", "name"],
    run: nothing,
};

pub(super) const UNKNOWN: Check = Check {
    code: "JD902",
    options: &[],
    lists: &[],
    texts: &[
        "message",
        "message-directive",
        "label",
        "label-near",
        "help",
        "help-directive",
    ],
    slots: &["directive", "name", "nearest"],
    run: nothing,
};

pub(super) const STALE: Check = Check {
    code: "JD903",
    options: &[],
    lists: &[],
    texts: &["message", "message-fewer", "label", "help"],
    slots: &["rule", "path", "recorded", "found"],
    run: nothing,
};

fn nothing(_: &Context<'_>, _: &RuleMeta) -> Vec<Finding> {
    Vec::new()
}

type Slots = Vec<(&'static str, String)>;

/// An entry of a baseline that records more findings than there are.
pub(crate) struct Stale<'a> {
    pub(crate) rule: &'a str,
    pub(crate) path: &'a str,
    pub(crate) fingerprint: &'a str,
    pub(crate) recorded: u32,
    pub(crate) found: u32,
}

/// Findings that are made one by one.
pub(crate) struct Findings<'a> {
    book: &'a Rulebook,
    /// What was found so far.
    pub(crate) found: Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// None so far.
    pub(crate) fn new(book: &'a Rulebook) -> Self {
        Findings {
            book,
            found: Vec::new(),
        }
    }

    /// A directive that suppresses nothing, or nothing of the rules called `name`; one that `ends` suppressions ends none.
    pub(crate) fn unused(&mut self, directive: &str, name: &str, ends: bool, span: SourceSpan) {
        let slots = vec![("directive", directive.to_owned()), ("name", quote(name))];
        let message = match (ends, name) {
            (true, _) => "message-end",
            (false, "") => "message",
            (false, _) => "message-name",
        };
        let labels = vec![(span, "label", slots.clone())];
        let words = [directive, name];
        self.add(&UNUSED, message, slots, labels, "help", &words);
    }

    /// What a directive names and no rule is called: one finding, all names labelled.
    pub(crate) fn unknown_rules(&mut self, directive: &str, names: &[(UnknownRule, SourceSpan)]) {
        let Some((first, _)) = names.first() else {
            return;
        };
        let slots = |unknown: &UnknownRule| {
            vec![
                ("directive", directive.to_owned()),
                ("name", quote(&unknown.selector)),
                ("nearest", unknown.nearest.clone().unwrap_or_default()),
            ]
        };
        let label = |(unknown, span): &(UnknownRule, SourceSpan)| {
            let text = near(unknown.nearest.is_some());
            (*span, text, slots(unknown))
        };
        let words: Vec<&str> = names.iter().map(|(u, _)| u.selector.as_str()).collect();
        let labels = names.iter().map(label).collect();
        self.add(&UNKNOWN, "message", slots(first), labels, "help", &words);
    }

    /// A comment that speaks to jdlint in words that it does not know.
    pub(crate) fn unknown_directive(
        &mut self,
        word: &str,
        nearest: Option<&str>,
        span: SourceSpan,
    ) {
        let slots = vec![
            ("directive", quote(word)),
            ("name", String::new()),
            ("nearest", nearest.unwrap_or_default().to_owned()),
        ];
        let labels = vec![(span, near(nearest.is_some()), slots.clone())];
        let (message, help) = ("message-directive", "help-directive");
        self.add(&UNKNOWN, message, slots, labels, help, &[word]);
    }

    /// An entry that is stale. `span` is its place in the baseline.
    pub(crate) fn stale(&mut self, entry: &Stale<'_>, span: SourceSpan) {
        let slots = vec![
            ("rule", quote(entry.rule)),
            ("path", quote(entry.path)),
            ("recorded", entry.recorded.to_string()),
            ("found", entry.found.to_string()),
        ];
        let message = if entry.found == 0 {
            "message"
        } else {
            "message-fewer"
        };
        let labels = vec![(span, "label", slots.clone())];
        let words = [entry.path, entry.fingerprint];
        self.add(&STALE, message, slots, labels, "help", &words);
    }

    fn add(
        &mut self,
        check: &Check,
        message: &str,
        slots: Slots,
        labels: Vec<(SourceSpan, &str, Slots)>,
        help: &str,
        words: &[&str],
    ) {
        let Some(meta) = self.book.get(check.code) else {
            return;
        };
        let labels = labels.into_iter().enumerate();
        self.found.push(Finding {
            code: meta.code.clone(),
            rule: meta.slug.clone(),
            family: meta.family,
            // one that is off until it is asked for is as bad as the others then
            severity: meta.severity.unwrap_or(Severity::Warning),
            confidence: meta.confidence.unwrap_or(1.0),
            message: meta.text(message, &slots),
            labels: labels
                .map(|(i, (span, text, slots))| Label {
                    primary: i == 0,
                    span,
                    message: meta.text(text, &slots),
                })
                .collect(),
            notes: Vec::new(),
            help: Some(meta.text(help, &slots)),
            sources: meta.references.clone(),
            fingerprint: fingerprint(&meta.code, "", words.iter().copied(), None),
            suppression: None,
        });
    }
}

fn near(known: bool) -> &'static str {
    if known { "label-near" } else { "label" }
}
