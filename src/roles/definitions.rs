//! Definitions of a function as a file states them, built in or a rule pack, and what can be wrong with them.

use super::catalogue::Catalogue;
use super::role::{Claim, Role};
use super::vocabulary::Vocabulary;
use super::words::FunctionTitles;
use super::{Dimension, Ladder, Rung, Rungs, TOP_RUNG};
use crate::rule_file::{Placed, RuleFile, RulesError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Roles that a file may define.
const MAX_ROLES: usize = 500;
/// Longest name or clause, in bytes.
const MAX_TEXT: usize = 500;

/// What a role can report to beside other roles.
const ABOVE: [&str; 2] = ["ceo", "board"];
/// What [`Role::manages`] can say.
pub(crate) const MANAGES: [&str; 4] = ["none", "optional", "people", "managers"];

/// A definition that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes of the file.
    pub span: Range<usize>,
    /// What is wrong: one lower-case sentence without a full stop.
    pub message: String,
}

/// A function and the words of its titles.
#[derive(Debug, Clone)]
pub struct Function {
    /// `product`.
    pub name: String,
    /// Its rungs, 0 to 7, described; empty where the general ladder does.
    pub rungs: Vec<Rung>,
    /// The role of the title without any level.
    pub plain: String,
    /// What it calls dimensions that the ladder calls otherwise.
    pub(super) labels: BTreeMap<Dimension, String>,
    pub(super) vocabulary: Vocabulary,
}

/// A role as a file states it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRole {
    pub(super) id: Placed<String>,
    name: Placed<String>,
    rungs: Rungs,
    #[serde(skip_serializing_if = "Option::is_none")]
    may_span: Option<Rungs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    small: Option<Rungs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finance: Option<Rungs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<Rungs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<Placed<[u8; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    manages: Option<Placed<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reports_to: Vec<Placed<String>>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    summary: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    claims: Vec<Claim>,
}

/// The roles and titles of one function, as a file states them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleFile {
    function: Placed<String>,
    role: Vec<RawRole>,
    titles: FunctionTitles,
    #[serde(default)]
    rung: Vec<Placed<Rung>>,
    #[serde(default)]
    dimensions: BTreeMap<Dimension, Placed<String>>,
}

/// Why a function cannot have this name.
pub fn function_mistake(name: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let letter = name.chars().any(|c| c.is_ascii_lowercase());
    let good = letter && name.len() <= 50 && name.chars().all(plain);
    (!good).then_some("a function is named by small letters, with digits and hyphens among them")
}

impl RawRole {
    /// The id, and where it stands.
    pub fn id(&self) -> &Placed<String> {
        &self.id
    }

    /// Checks all that the role names; `exists` says whether a role does.
    pub(super) fn check(&self, exists: impl Fn(&str) -> bool) -> Result<(), Fault> {
        let fault = |span: Range<usize>, message: String| Err(Fault { span, message });
        let id = self.id.get_ref();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/".contains(c);
        if id.is_empty() || id.len() > MAX_TEXT || !id.chars().all(plain) {
            let message = "an id is made of small letters, digits, hyphens and one slash";
            return fault(self.id.span(), message.to_owned());
        }
        let name = self.name.get_ref();
        let texts = self.claims.iter().map(|c| &c.text);
        if name.trim().is_empty() || texts.chain([name]).any(|t| t.len() > MAX_TEXT) {
            let message =
                format!("role `{id}` has no name, or a text of more than {MAX_TEXT} bytes");
            return fault(self.name.span(), message);
        }
        if let Some(years) = &self.years
            && years.get_ref()[0] > years.get_ref()[1]
        {
            let message = "years are two numbers, the lower one first";
            return fault(years.span(), message.to_owned());
        }
        if let Some(manages) = &self.manages
            && !MANAGES.contains(&manages.get_ref().as_str())
        {
            let message = format!("`manages` is one of {}", MANAGES.join(", "));
            return fault(manages.span(), message);
        }
        for boss in &self.reports_to {
            let name = boss.get_ref().as_str();
            if !exists(name) && !ABOVE.contains(&name) {
                return fault(boss.span(), format!("unknown role `{name}`"));
            }
        }
        Ok(())
    }

    pub(super) fn into_role(self, function: &str, ladder: &Ladder) -> Role {
        let years = self.years.map(Placed::into_inner).unwrap_or_else(|| {
            let of = |rung: u8| ladder.rung(rung).map_or([0, 0], |r| r.years);
            [of(self.rungs.lo)[0], of(self.rungs.hi)[1]]
        });
        Role {
            id: self.id.into_inner(),
            function: function.to_owned(),
            summary: self.summary,
            name: self.name.into_inner(),
            rungs: self.rungs,
            may_span: self.may_span.unwrap_or(self.rungs),
            small: self.small,
            finance: self.finance,
            beside: self.beside,
            years,
            manages: self
                .manages
                .map_or("optional".to_owned(), Placed::into_inner),
            reports_to: self
                .reports_to
                .into_iter()
                .map(Placed::into_inner)
                .collect(),
            claims: self.claims,
        }
    }
}

impl RoleFile {
    /// The function.
    pub fn function(&self) -> &str {
        self.function.get_ref()
    }

    /// The ids of the roles, each with its place.
    pub fn ids(&self) -> impl Iterator<Item = &Placed<String>> {
        self.role.iter().map(RawRole::id)
    }

    /// Checks all that the file names, beside what `catalogue` has; `text` is the text of the file.
    pub(super) fn check(&self, catalogue: &Catalogue, text: &str) -> Result<(), Fault> {
        let fault = |span: Range<usize>, message: String| Err(Fault { span, message });
        let function = self.function.get_ref();
        if let Some(message) = function_mistake(function) {
            return fault(self.function.span(), message.to_owned());
        }
        if catalogue.function(function).is_some() {
            let message = format!("function `{function}` is defined already");
            return fault(self.function.span(), message);
        }
        if self.role.len() > MAX_ROLES {
            let message = format!(
                "{} roles, more than the limit of {MAX_ROLES}",
                self.role.len()
            );
            return fault(self.function.span(), message);
        }
        let known: HashSet<&str> = self.role.iter().map(|r| r.id.get_ref().as_str()).collect();
        let mut seen = HashSet::new();
        for role in &self.role {
            let id = role.id.get_ref().as_str();
            if !seen.insert(id) {
                return fault(role.id.span(), format!("role `{id}` is defined twice"));
            }
            if id
                .split_once('/')
                .is_none_or(|(of, name)| of != function || name.is_empty())
            {
                let message = format!("the id must begin with `{function}/`");
                return fault(role.id.span(), message);
            }
        }
        for role in &self.role {
            role.check(|name| known.contains(name))?;
        }
        let tables = [
            &self.titles.manager,
            &self.titles.owner,
            &self.titles.leader,
        ];
        for role in tables.iter().flat_map(|t| t.values()) {
            let name = role.get_ref();
            if !known.contains(name.as_str()) {
                return fault(role.span(), format!("unknown role `{name}`"));
            }
        }
        let place = |word: &str| {
            let at = text.find(&format!("\"{word}\"")).unwrap_or(0);
            at..at + word.len() + 2
        };
        if !self.titles.manager.contains_key("plain") {
            let message =
                "`titles.manager` needs the key `plain`: the role of the title without any level";
            return fault(place("plain"), message.to_owned());
        }
        if let Some((word, message)) = self.titles.mistake() {
            return fault(place(word), format!("`{word}`: {message}"));
        }
        let bad = |label: &&Placed<String>| {
            let label = label.get_ref();
            label.trim().is_empty() || label.len() > MAX_TEXT
        };
        if let Some(label) = self.dimensions.values().find(bad) {
            let message = format!("a kind of work is named in 1 to {MAX_TEXT} bytes");
            return fault(label.span(), message);
        }
        let rungs = usize::from(TOP_RUNG) + 1;
        if let Some(first) = self.rung.first().filter(|_| self.rung.len() != rungs) {
            let message = format!("{} rungs, expected {rungs} or none", self.rung.len());
            return fault(first.span(), message);
        }
        Ok(())
    }

    /// The function and its roles, after [`Self::check`]. The outer error is one of the general words of titles.
    #[allow(clippy::type_complexity)]
    pub(super) fn into_function(
        self,
        catalogue: &Catalogue,
        titles: RuleFile<'_>,
        text: &str,
    ) -> Result<Result<(Function, Vec<Role>), Fault>, RulesError> {
        let name = self.function.into_inner();
        let others: Vec<String> = catalogue
            .functions()
            .flat_map(|f| {
                f.vocabulary
                    .titles
                    .nouns
                    .iter()
                    .chain(&f.vocabulary.titles.plurals)
            })
            .cloned()
            .collect();
        let vocabulary = Vocabulary::load(titles, self.titles, &others)?;
        let titles = &vocabulary.titles;
        for key in [&titles.manager, &titles.owner, &titles.leader]
            .into_iter()
            .flat_map(|t| t.keys())
        {
            if key != "plain" && !vocabulary.keys().any(|known| known == key) {
                let at = text.find(&format!("\n{key} ")).map_or(0, |at| at + 1);
                return Ok(Err(Fault {
                    span: at..at + key.len(),
                    message: format!("no level or leader has the key `{key}`"),
                }));
            }
        }
        let plain = titles.manager.get("plain");
        let function = Function {
            rungs: self.rung.into_iter().map(Placed::into_inner).collect(),
            labels: self
                .dimensions
                .into_iter()
                .map(|(dimension, label)| (dimension, label.into_inner()))
                .collect(),
            plain: plain.map(|r| r.get_ref().clone()).unwrap_or_default(),
            vocabulary,
            name: name.clone(),
        };
        let ladder = &catalogue.ladder;
        let roles = self.role.into_iter().map(|r| r.into_role(&name, ladder));
        Ok(Ok((function, roles.collect())))
    }
}
