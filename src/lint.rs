//! The core, from source to findings: pure, no printing, no files, no clock.

use crate::checks::{self, Context};
use crate::evidence::{self, Profile};
use crate::finding::Finding;
use crate::lexicon::Lexed;
use crate::parse::{self, Document, Format};
use crate::posting::{self, Posting};
use crate::roles::TitleMatch;
use crate::rules::Rules;
use crate::settings::Settings;
use crate::source::Source;
use crate::suppress;

/// One posting as jdlint understood it, and what it found.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The parsed document.
    pub document: Document,
    /// What it says.
    pub posting: Posting,
    /// Its title mapped to a role, after `[org]` was applied.
    pub title: Option<TitleMatch>,
    /// All evidence, weighed.
    pub profile: Profile,
    /// All findings, whatever their severity and confidence: the verdict decides which are shown.
    pub findings: Vec<Finding>,
}

/// Lints one source. What no role definition covers is not weighed: its facts and its profile stay empty.
pub fn lint(source: &Source, format: Format, rules: &Rules, settings: &Settings) -> Vec<Judged> {
    lint_parsed(parse::parse(source, format), source, rules, settings)
}

/// Like [`lint`], of documents that were parsed from `source`.
pub fn lint_parsed(
    documents: Vec<Document>,
    source: &Source,
    rules: &Rules,
    settings: &Settings,
) -> Vec<Judged> {
    each(documents, source, rules, settings, false)
}

/// Like [`lint`], but weighs postings of every role, to show or to measure what the evidence says of them.
pub fn study(source: &Source, format: Format, rules: &Rules, settings: &Settings) -> Vec<Judged> {
    study_parsed(parse::parse(source, format), source, rules, settings)
}

/// Like [`study`], of documents that were parsed from `source`.
pub fn study_parsed(
    documents: Vec<Document>,
    source: &Source,
    rules: &Rules,
    settings: &Settings,
) -> Vec<Judged> {
    each(documents, source, rules, settings, true)
}

fn each(
    documents: Vec<Document>,
    source: &Source,
    rules: &Rules,
    settings: &Settings,
    all: bool,
) -> Vec<Judged> {
    documents
        .into_iter()
        .map(|document| judge(document, source, rules, settings, all))
        .collect()
}

fn judge(
    document: Document,
    source: &Source,
    rules: &Rules,
    settings: &Settings,
    all: bool,
) -> Judged {
    let mut posting = posting::read(&document, &source.path, &rules.posting, &rules.roles);
    let content = |posting: &mut Posting, lexed: &Lexed| {
        posting::add_content(posting, &document, lexed, &rules.posting, &rules.roles);
    };
    let mut lexed = None;
    if posting.is_untitled(&rules.roles) {
        // only what it says can name it
        let lexed = lexed.insert(rules.lexicon.lex(&document.text));
        content(&mut posting, lexed);
        posting.take_title_from_text(&rules.roles);
    }
    let title = posting
        .title
        .as_ref()
        .and_then(|t| rules.roles.match_title(&t.text))
        .map(|t| rules.roles.adjust(t, &settings.org));
    let role = title.as_ref().and_then(|t| rules.roles.get(&t.role));
    let mut profile = Profile::default();
    if all || role.is_some() {
        let lexed = lexed.unwrap_or_else(|| rules.lexicon.lex(&document.text));
        content(&mut posting, &lexed);
        let function = title.as_ref().map(|t| t.function.as_str());
        profile = evidence::weigh(&lexed, &posting, &rules.cues, &rules.model, function);
    }
    let mut findings = checks::run(&Context {
        document: &document,
        posting: &posting,
        title: title.as_ref(),
        role,
        profile: &profile,
        org: &settings.org,
        roles: &rules.roles,
        rulebook: &rules.checks,
    });
    suppress::apply(&document, &source.text, &rules.checks, &mut findings);
    Judged {
        document,
        posting,
        title,
        profile,
        findings,
    }
}
