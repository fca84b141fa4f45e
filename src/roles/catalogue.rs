//! Role definitions, read from `rules/roles/*.toml`.

use super::words::{FunctionTitles, Vocabulary};
use super::{Dimension, Ladder, Rungs, TitleMatch, mentions, title};
use crate::rules::{RulesError, parse_toml, rules_error};
use crate::settings::{Org, OrgSize};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// How firmly a source states a claim; the wording in the source decides ("likely", "may", "often").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Stated without reserve.
    Firm,
    /// "likely", "generally", "often".
    Likely,
    /// "may", "might", "in some".
    May,
}

/// What a dimension is to a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Belongs to the role.
    Core,
    /// Normal beside the core.
    Shared,
    /// Belongs to other rungs.
    Foreign,
}

/// One statement of a role definition about a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The dimension.
    pub dimension: Dimension,
    /// What it is to the role.
    pub standing: Standing,
    /// How firmly the source says so.
    pub hedge: Hedge,
    /// Where it comes from: `seed:31`, `market`, `ladder`.
    pub source: String,
    /// The clause in jdlint's own words, as a note can quote it: "a VP builds procedures for the whole product team".
    pub text: String,
}

/// A role definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// `product/vp`.
    pub id: String,
    /// `product`.
    pub function: String,
    /// The canonical title, as help texts name it: "VP of Product".
    pub name: String,
    /// The rungs this title stands on.
    pub rungs: Rungs,
    /// The rungs this title can stand for where the company is not known; the role's own where it says nothing else.
    pub may_span: Rungs,
    /// The rungs it can stand for in a small company, beside its own.
    pub small: Option<Rungs>,
    /// The rungs it stands on in a bank.
    pub finance: Option<Rungs>,
    /// The rungs it stands on where VP and Head both exist.
    pub beside: Option<Rungs>,
    /// Years of experience that postings of this role normally require, from and to.
    pub years: [u8; 2],
    /// Whether the role manages people: `none`, `optional`, `people`, `managers`.
    pub manages: String,
    /// Role ids (or `ceo`, `board`) it normally reports to.
    pub reports_to: Vec<String>,
    /// One-sentence summary for `explain`.
    pub summary: String,
    /// Scope claims.
    pub claims: Vec<Claim>,
}

/// A boss, or any title of any function found in running text, as far as the ladder can place it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boss {
    /// Text of the title.
    pub text: String,
    /// Rungs on the generic ladder; a "Director of Engineering" stands on 5, a CEO above all (7).
    pub rungs: Rungs,
    /// Role id, where a definition covers it.
    pub role: Option<String>,
    /// Whether this is the chief executive, a founder, an owner or the board.
    pub top: bool,
}

/// A title in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in the searched text.
    pub span: Span,
    /// Whether it is a plural ("product managers").
    pub plural: bool,
    /// What it names.
    pub boss: Boss,
}

/// All role definitions, and the ladder and words that go with them.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The definitions, in ladder order.
    pub roles: Vec<Role>,
    /// Rungs and dimensions, described.
    pub ladder: Ladder,
    /// The words of titles; `None` in an empty catalogue, which maps nothing.
    vocabulary: Option<Vocabulary>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    id: Spanned<String>,
    name: String,
    rungs: Rungs,
    may_span: Option<Rungs>,
    small: Option<Rungs>,
    finance: Option<Rungs>,
    beside: Option<Rungs>,
    years: [u8; 2],
    manages: Spanned<String>,
    reports_to: Vec<Spanned<String>>,
    summary: String,
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    function: String,
    role: Vec<RawRole>,
    titles: FunctionTitles,
}

/// What a role can report to beside other roles.
const ABOVE: [&str; 2] = ["ceo", "board"];
/// What [`Role::manages`] can say.
const MANAGES: [&str; 4] = ["none", "optional", "people", "managers"];

impl Catalogue {
    /// The catalogue built into jdlint. Fails only where a file of `rules/` is wrong, which a test excludes.
    pub fn builtin() -> Result<Catalogue, RulesError> {
        let ladder = Ladder::load("ladder.toml", include_str!("../../rules/ladder.toml"))?;
        let product = include_str!("../../rules/roles/product.toml");
        let titles = include_str!("../../rules/roles/titles.toml");
        Catalogue::load(
            ladder,
            ("roles/product.toml", product),
            ("roles/titles.toml", titles),
        )
    }

    /// Reads a role file and the general words of titles, both as name and text. Fails where one is not valid TOML of
    /// its shape, or names a role, a boss or a `manages` that does not exist; the error says line and column.
    pub fn load(
        ladder: Ladder,
        (role_file, role_text): (&str, &str),
        (title_file, title_text): (&str, &str),
    ) -> Result<Catalogue, RulesError> {
        let raw: RoleFile = parse_toml(role_file, role_text)?;
        let bad = |at: usize, message: String| rules_error(role_file, role_text, at, &message);
        let known: Vec<&str> = raw.role.iter().map(|r| r.id.get_ref().as_str()).collect();
        for (i, role) in raw.role.iter().enumerate() {
            let id = role.id.get_ref();
            if known.iter().take(i).any(|k| k == id) {
                return Err(bad(
                    role.id.span().start,
                    format!("role `{id}` is defined twice"),
                ));
            }
            if !MANAGES.contains(&role.manages.get_ref().as_str()) {
                let at = role.manages.span().start;
                return Err(bad(
                    at,
                    format!("`manages` is one of {}", MANAGES.join(", ")),
                ));
            }
            for boss in &role.reports_to {
                let name = boss.get_ref().as_str();
                if !known.contains(&name) && !ABOVE.contains(&name) {
                    return Err(bad(boss.span().start, format!("unknown role `{name}`")));
                }
            }
        }
        let tables = [&raw.titles.manager, &raw.titles.owner, &raw.titles.leader];
        for role in tables.iter().flat_map(|t| t.values()) {
            if !known.contains(&role.get_ref().as_str()) {
                let message = format!("unknown role `{}`", role.get_ref());
                return Err(bad(role.span().start, message));
            }
        }
        let vocabulary = Vocabulary::load(title_file, title_text, raw.titles)?;
        let function = raw.function;
        let roles = raw.role.into_iter().map(|r| Role {
            id: r.id.into_inner(),
            function: function.clone(),
            name: r.name,
            rungs: r.rungs,
            may_span: r.may_span.unwrap_or(r.rungs),
            small: r.small,
            finance: r.finance,
            beside: r.beside,
            years: r.years,
            manages: r.manages.into_inner(),
            reports_to: r.reports_to.into_iter().map(Spanned::into_inner).collect(),
            summary: r.summary,
            claims: r.claims,
        });
        Ok(Catalogue {
            roles: roles.collect(),
            ladder,
            vocabulary: Some(vocabulary),
        })
    }

    /// The role with this id.
    pub fn get(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|r| r.id == id)
    }

    /// Maps a posting's title to a role; `None` where no definition covers it.
    pub fn match_title(&self, title: &str) -> Option<TitleMatch> {
        let function = self.roles.first()?.function.as_str();
        title::match_title(title, function, self.vocabulary.as_ref()?)
    }

    /// Applies what the reader knows of the company to a mapped title: an industry where a VP is mid-level, a small
    /// company where roles blend, VP beside Head, titles that mean the same. The order is that of the sentence.
    pub fn adjust(&self, mut title: TitleMatch, org: &Org) -> TitleMatch {
        let Some(role) = self.get(&title.role) else {
            return title;
        };
        let finance = org.industry.as_deref().map(str::trim);
        if finance.is_some_and(|i| i.eq_ignore_ascii_case("finance"))
            && let Some(rungs) = role.finance
        {
            title.rungs = rungs;
        }
        let has = |key: &str| org.has.iter().any(|h| self.names(h, key));
        match &org.synonyms {
            Some(groups) => {
                for group in groups {
                    if group.iter().any(|name| self.names(name, &role.id)) {
                        let others = group.iter().filter_map(|n| self.named(n));
                        title.rungs = others.fold(title.rungs, |r, o| r.hull(o.rungs));
                    }
                }
            }
            None if has("product/vp") && has("product/head") => {
                title.rungs = match role.beside {
                    Some(rungs) => rungs,
                    None => title.rungs,
                };
            }
            None => {}
        }
        if org.size == OrgSize::Small
            && let Some(small) = role.small
        {
            title.rungs = title.rungs.hull(small);
        }
        title
    }

    /// The role that a user's word names: an id (`product/vp`), its last part (`vp`), or a title ("VP of Product").
    fn named(&self, word: &str) -> Option<&Role> {
        let word = word.trim();
        let last = |r: &Role| {
            r.id.rsplit('/')
                .next()
                .is_some_and(|k| k.eq_ignore_ascii_case(word))
        };
        self.roles
            .iter()
            .find(|r| r.id == word || last(r))
            .or_else(|| self.get(&self.match_title(word)?.role))
    }

    fn names(&self, word: &str, id: &str) -> bool {
        self.named(word).is_some_and(|r| r.id == id)
    }

    /// Titles of any function in running text, in order and none inside another, for reporting lines and mentions of
    /// other roles. Spans are bytes of `text`. Linear in the length of `text`.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        match (&self.vocabulary, self.roles.first()) {
            (Some(v), Some(role)) => mentions::find(text, &role.function, v),
            _ => Vec::new(),
        }
    }
}
