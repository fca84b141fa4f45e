//! Role definitions and the titles that name them: one function beside the other.

use super::definitions::{Fault, Function, RawRole, RoleFile};
use super::mentions::{self, Mention};
use super::own::OwnTitle;
use super::role::Role;
use super::{Dimension, Ladder, Rung, Rungs, TitleMatch, title};
use crate::rule_file::{RuleFile, RulesError, builtin};
use crate::settings::{Org, OrgSize};

/// All role definitions, and the ladder and words that go with them.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The definitions, in ladder order.
    pub roles: Vec<Role>,
    /// Rungs and dimensions, described.
    pub ladder: Ladder,
    /// Functions with the words of their titles; none in an empty catalogue, which maps nothing.
    functions: Vec<Function>,
    /// Titles that a configuration maps itself, the longest first.
    own: Vec<OwnTitle>,
}

/// General words of titles.
pub(super) const TITLES: RuleFile<'static> = builtin!("roles/titles.toml");

impl Catalogue {
    /// The catalogue built into jdlint. Fails only where a file of `rules/` is wrong, which a test excludes.
    pub fn builtin() -> Result<Catalogue, RulesError> {
        let ladder = Ladder::load(builtin!("ladder.toml"))?;
        Catalogue::load(ladder, builtin!("roles/product.toml"), TITLES)
    }

    /// Reads a role file and the general words of titles, each a file. Fails where one is not valid TOML of
    /// its shape, or names a role, a boss or a `manages` that does not exist; the error says line and column.
    pub fn load(
        ladder: Ladder,
        roles: RuleFile<'_>,
        titles: RuleFile<'_>,
    ) -> Result<Catalogue, RulesError> {
        let mut catalogue = Catalogue {
            ladder,
            ..Catalogue::default()
        };
        let file: RoleFile = roles.read()?;
        let fault = |f: Fault| roles.error_at(f.span.start, &f.message);
        file.check(&catalogue, roles.text()).map_err(fault)?;
        let function = file.into_function(&catalogue, titles, roles.text())?;
        catalogue.join(function.map_err(fault)?);
        Ok(catalogue)
    }

    /// Adds the function of a rule pack; `text` is the text of the pack.
    ///
    /// # Errors
    ///
    /// Where the function or a role exists already, or a name does not exist.
    pub fn add(&mut self, file: RoleFile, text: &str) -> Result<(), Fault> {
        file.check(self, text)?;
        let everything = 0..text.len().min(1);
        let roles = file.into_function(self, TITLES, text).map_err(|e| Fault {
            span: everything,
            message: e.message,
        })?;
        self.join(roles?);
        Ok(())
    }

    fn join(&mut self, (function, roles): (Function, Vec<Role>)) {
        self.functions.push(function);
        self.roles.extend(roles);
    }

    /// Adds a single role of a function that exists, in place of one with the same id.
    ///
    /// # Errors
    ///
    /// Where the function does not exist, or the role names something that does not.
    pub fn add_role(&mut self, raw: RawRole) -> Result<(), Fault> {
        raw.check(|id| id == raw.id.get_ref() || self.get(id).is_some())?;
        let id = raw.id.get_ref();
        let function = id.split('/').next().unwrap_or_default();
        if self.function(function).is_none() || !id.contains('/') {
            let known: Vec<&str> = self.functions.iter().map(|f| f.name.as_str()).collect();
            return Err(Fault {
                span: raw.id.span(),
                message: format!(
                    "the id begins with a function and a slash; functions are {}",
                    known.join(", ")
                ),
            });
        }
        let function = function.to_owned();
        let role = raw.into_role(&function, &self.ladder);
        match self.roles.iter_mut().find(|r| r.id == role.id) {
            Some(known) => *known = role,
            None => self.roles.push(role),
        }
        Ok(())
    }

    /// Lets a title name a role; see [`OwnTitle`].
    pub fn add_title(&mut self, title: OwnTitle) {
        let at = self.own.partition_point(|o| o.length() >= title.length());
        self.own.insert(at, title);
    }

    /// The function of this name.
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|f| f.name == name)
    }

    /// Names of all functions, the built-in one first.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.functions.iter()
    }

    /// What the function of a role says of a rung; the ladder where it says nothing.
    pub fn rung(&self, function: &str, rung: u8) -> Option<&Rung> {
        self.function(function)
            .and_then(|f| f.rungs.get(usize::from(rung)))
            .or_else(|| self.ladder.rung(rung))
    }

    /// The plain label of a dimension, such as "product vision and strategy", as the function names it; as the ladder does
    /// where it does not.
    pub fn label(&self, function: &str, dimension: Dimension) -> &str {
        let own = self
            .function(function)
            .and_then(|f| f.labels.get(&dimension));
        own.map_or_else(|| self.ladder.label(dimension), String::as_str)
    }

    /// The role of a function that stands nearest to these rungs; the first among equals.
    pub fn nearest_role(&self, function: &str, rungs: Rungs) -> Option<&Role> {
        let of_function = self.roles.iter().filter(|r| r.function == function);
        let apart = |r: &Role| (r.rungs.middle() - rungs.middle()).abs();
        of_function.min_by(|a, b| apart(a).total_cmp(&apart(b)))
    }

    /// The role with this id.
    pub fn get(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|r| r.id == id)
    }

    /// Maps a posting's title to a role; `None` where no definition covers it.
    pub fn match_title(&self, title: &str) -> Option<TitleMatch> {
        self.own
            .iter()
            .find_map(|own| own.matches(title, self))
            .or_else(|| self.defined(title))
    }

    /// Maps a title by the definitions of the functions: what stands first in the title says what it is.
    pub(super) fn defined(&self, title: &str) -> Option<TitleMatch> {
        self.functions
            .iter()
            .filter_map(|f| title::match_title(title, &f.name, &f.vocabulary))
            .min_by_key(|m| m.span.start)
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
        let sibling = |key: &str| format!("{}/{key}", role.function);
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
            None if has(&sibling("vp")) && has(&sibling("head")) => {
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
    pub fn named(&self, word: &str) -> Option<&Role> {
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
        let last = id.rsplit('/').next().unwrap_or(id);
        last.eq_ignore_ascii_case(word.trim()) || self.named(word).is_some_and(|r| r.id == id)
    }

    /// Titles of any function in running text, in order and none inside another, for reporting lines and mentions of
    /// other roles. Spans are bytes of `text`. Linear in the length of `text`.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        mentions::find(text, self, &self.functions)
    }
}
