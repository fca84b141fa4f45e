//! Keys as a page of reference shows them.

use jdlint::config::keys::{Key, Shape, sample};

/// What the value of a key can be.
fn values(shape: Shape) -> String {
    let code = |words: &[&str]| {
        let quoted: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
        quoted.join(", ")
    };
    match shape {
        Shape::Choice(words) => code(words),
        Shape::Share => "0 to 1".to_owned(),
        Shape::Switch => "`true`, `false`".to_owned(),
        Shape::Text => "string".to_owned(),
        Shape::Pointer => "JSON pointer".to_owned(),
        Shape::Texts => "array of strings".to_owned(),
        Shape::Selectors => "array of rules".to_owned(),
        Shape::Groups => "array of arrays of titles".to_owned(),
        Shape::Option => "number".to_owned(),
        Shape::Rungs => "`[lowest, highest]`".to_owned(),
        Shape::Years => "`[from, to]`".to_owned(),
        Shape::Title => "role, `[lowest, highest]`, or table".to_owned(),
        Shape::Table(_) => "table".to_owned(),
        Shape::Tables(_) => "tables".to_owned(),
        Shape::Named(words) => format!("string, for {}", code(words)),
        Shape::Choices(words) => format!("array of {}", code(words)),
        Shape::Rules => "array of rules".to_owned(),
        Shape::Evidence => "kind of evidence".to_owned(),
        Shape::Whole(most) => format!("0 to {most}, whole"),
        Shape::Pairs => "array of `[lowest, highest]`".to_owned(),
        Shape::Function => "function".to_owned(),
        Shape::Words => "array of words".to_owned(),
        Shape::Patterns => "array of patterns".to_owned(),
    }
}

fn row(key: &Key, overridden: bool) -> String {
    let code = |text: &str| match text {
        "" => String::new(),
        text => format!("`{text}`"),
    };
    let instead: Vec<String> = [key.argument, key.variable]
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| code(name))
        .collect();
    let required = if key.required { " (needed)" } else { "" };
    let mut row = format!(
        "| `{}`{required} | {} | {} | {} |",
        key.name,
        values(key.shape),
        code(key.default),
        key.meaning,
    );
    if overridden {
        row.push_str(&format!(" {} |", instead.join(", ")));
    }
    row + "\n"
}

/// The part of a page that tells of the keys of one table, with a row of TOML for each; `header` is the line that begins the
/// table, empty for the top of the file; `overridden`: whether arguments and variables can take the place of keys.
pub fn part(header: &str, keys: &[&Key], overridden: bool) -> String {
    let mut text = match overridden {
        true => {
            "| key | value | default | meaning | option, variable |\n| --- | --- | --- | --- | --- |\n"
        }
        false => "| key | value | default | meaning |\n| --- | --- | --- | --- |\n",
    }
    .to_owned();
    text.extend(keys.iter().map(|key| row(key, overridden)));
    let values = keys
        .iter()
        .filter(|key| !matches!(key.shape, Shape::Table(_) | Shape::Tables(_)));
    let lines: Vec<String> = values
        .map(|key| format!("{} = {}\n", sample(key.name), key.example))
        .collect();
    if !lines.is_empty() {
        let header = match header {
            "" => String::new(),
            header => format!("{header}\n"),
        };
        text.push_str(&format!("\n```toml\n{header}{}```\n", lines.concat()));
    }
    text
}
