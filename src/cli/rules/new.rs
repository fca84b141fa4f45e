//! `jdlint rules new`: a rule pack to begin with.
#![allow(
    clippy::disallowed_methods,
    reason = "this module looks whether there is such a file"
)]

use crate::cli::args::RulesNewArgs;
use crate::cli::{CLEAN, Failure, message, output};
use crate::config::{Pack, Text};
use crate::roles::{Role, function_mistake};
use crate::rules::Rules;

/// The pack; `{function}` is the function, `{noun}` its words, `{Noun}` its words in a title.
const SKELETON: &str = include_str!("../../../rules/new-pack.toml");

pub(super) fn run(args: &RulesNewArgs, rules: &Rules) -> Result<u8, Failure> {
    let function = args.function.as_str();
    let quoted = message::quote(function);
    if let Some(mistake) = function_mistake(function) {
        return Err(Failure::new(format!("{quoted}: {mistake}")));
    }
    if rules.roles.function(function).is_some() {
        return Err(Failure::new(format!("the function {quoted} is built in")));
    }
    let pack = skeleton(function);
    let read = Pack::parse(Text::loose("the new pack", &pack), rules);
    let read = read.map_err(|e| Failure::from(&e))?;
    if let Some(path) = args.output.as_deref().filter(|path| path.exists()) {
        let path = message::quote(&path.to_string_lossy());
        return Err(Failure::new(format!("{path} exists already")));
    }
    output::write(args.output.as_deref(), |_, out| {
        out.write_all(pack.as_bytes())
    })?;
    let roles = &read.rules.roles.roles;
    let nameless = |role: &&Role| role.function == function && !read.rules.roles.is_named(role);
    if let Some(role) = roles.iter().find(nameless) {
        message::warning(&format!(
            "no title names the role {}: its words mean something else already; `jdlint rules test` shows all such roles",
            role.id
        ));
    }
    Ok(CLEAN)
}

fn skeleton(function: &str) -> String {
    let words: Vec<&str> = function.split('-').filter(|w| !w.is_empty()).collect();
    let capital = |word: &&str| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    };
    let title: Vec<String> = words.iter().map(capital).collect();
    SKELETON
        .replace("{function}", function)
        .replace("{noun}", &words.join(" "))
        .replace("{Noun}", &title.join(" "))
}
