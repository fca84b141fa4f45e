//! A rule pack on its own, beside the built-in rules alone: what its author tests.

use super::{Contents, EXAMPLE_KEYS, mistake, pack, part};
use crate::config::error::{ConfigError, Mistake};
use crate::config::text::{Placed, Text};
use crate::config::values::did_you_mean;
use crate::roles::Catalogue;
use crate::rules::Rules;
use crate::selector::nearest;
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeTable;

/// Examples that a rule pack may have.
const MAX_EXAMPLES: usize = 500;
/// What an example says whose title no role covers.
const NO_ROLE: &str = "none";

/// A rule pack.
#[derive(Debug)]
pub struct Pack {
    /// The built-in rules with it.
    pub rules: Rules,
    /// Ids of its roles.
    pub roles: Vec<Placed<String>>,
    /// Ids of its cues.
    pub cues: Vec<Placed<String>>,
    /// Its examples.
    pub examples: Vec<Placed<PackExample>>,
}

/// A posting, and what jdlint must say of it: `[[example]]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackExample {
    /// What it shows, in a few words.
    title: Option<String>,
    /// The posting, as Markdown.
    pub text: Option<String>,
    /// The file that holds the posting, relative to the pack.
    pub file: Option<String>,
    /// The role that its title names, `none` where none does.
    role: Option<Spanned<String>>,
    /// Codes or names of all rules that are shown.
    #[serde(default)]
    flagged: Vec<Spanned<String>>,
}

impl PackExample {
    /// How messages call it; not sanitised.
    pub fn name(&self) -> &str {
        let name = self.title.as_deref().or(self.file.as_deref());
        name.unwrap_or("an example")
    }

    /// The role that its title must name, where it says so; the inner `None` is none.
    pub fn role(&self) -> Option<Option<&str>> {
        let role = self.role.as_ref()?.get_ref().as_str();
        Some((role != NO_ROLE).then_some(role))
    }

    /// Codes of all rules that must be shown, each once, in order.
    pub fn flagged(&self, rules: &Rules) -> Vec<String> {
        let named = self.flagged.iter().map(|name| name.get_ref().as_str());
        let mut codes: Vec<String> = named
            .filter_map(|name| Some(rules.checks.get(name)?.code.clone()))
            .collect();
        codes.sort();
        codes.dedup();
        codes
    }
}

impl Pack {
    /// Reads the pack in `file`, which messages call `shown`.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or holds a mistake.
    pub fn read(file: &Path, shown: String, rules: &Rules) -> Result<Pack, ConfigError> {
        let text = Text::read(file, shown.clone())
            .map_err(|message| ConfigError::unreadable(&shown, message))?;
        Pack::parse(text, rules)
    }

    /// Reads the text of a pack.
    ///
    /// # Errors
    ///
    /// Where it holds a mistake.
    pub fn parse(text: Text, rules: &Rules) -> Result<Pack, ConfigError> {
        let text = Arc::new(text);
        let wrong = |mistakes| ConfigError::new(Arc::clone(&text), mistakes);
        let mut roles = Catalogue::clone(&rules.roles);
        let Contents {
            cues,
            role_ids,
            cue_ids,
            examples,
        } = pack(&text, rules, &mut roles).map_err(wrong)?;
        let mut rules = match cues {
            Some(cues) => rules.with_cues(vec![cues]).map_err(|e| {
                let mistake = Mistake {
                    message: e.message,
                    span: None,
                    help: None,
                };
                wrong(vec![mistake])
            })?,
            None => rules.clone(),
        };
        rules.roles = Arc::new(roles);
        Ok(Pack {
            roles: placed(role_ids, &text),
            cues: placed(cue_ids, &text),
            examples: placed(examples, &text),
            rules,
        })
    }
}

fn placed<T>(values: Vec<Spanned<T>>, text: &Arc<Text>) -> Vec<Placed<T>> {
    let place = |value: Spanned<T>| Placed {
        span: value.span(),
        value: value.into_inner(),
        text: Arc::clone(text),
    };
    values.into_iter().map(place).collect()
}

#[derive(Deserialize)]
struct Examples {
    #[serde(default)]
    example: Vec<Spanned<PackExample>>,
}

/// The examples of a pack; `roles` has its roles already.
pub(super) fn examples(
    table: &Spanned<DeTable<'_>>,
    rules: &Rules,
    roles: &Catalogue,
) -> Result<Vec<Spanned<PackExample>>, Vec<Mistake>> {
    let Examples { example: all } = part(table, &EXAMPLE_KEYS)?;
    if let Some(over) = all.get(MAX_EXAMPLES) {
        let message = format!("more than {MAX_EXAMPLES} examples");
        return Err(vec![mistake(over.span(), message)]);
    }
    let mut found = Vec::new();
    for placed in &all {
        let example = placed.get_ref();
        if example.text.is_some() == example.file.is_some() {
            let message = "an example has either `text` or `file`";
            found.push(mistake(placed.span(), message.to_owned()));
        }
        if let Some(role) = &example.role {
            let id = role.get_ref().as_str();
            if id != NO_ROLE && roles.get(id).is_none() {
                let ids = roles.roles.iter().map(|r| r.id.as_str());
                found.push(Mistake {
                    message: format!("unknown role `{id}`"),
                    span: Some(role.span()),
                    help: did_you_mean(nearest(id, ids)),
                });
            }
        }
        for rule in &example.flagged {
            let name = rule.get_ref().as_str();
            if rules.checks.get(name).is_none() {
                let all = rules.checks.rules.iter();
                let names = all.flat_map(|r| [r.code.as_str(), r.slug.as_str()]);
                found.push(Mistake {
                    message: format!("unknown rule `{name}`"),
                    span: Some(rule.span()),
                    help: did_you_mean(nearest(name, names)),
                });
            }
        }
    }
    match found.is_empty() {
        true => Ok(all),
        false => Err(found),
    }
}
