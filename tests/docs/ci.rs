//! docs/ci.md is its template with tables of what the action, the hooks and the command line say of themselves, README.md has
//! two of these tables; and every command that a page shows is one that the command line takes.

use crate::common::{generated, page_of_template, root};
use clap::builder::PossibleValue;
use clap::{Arg, Command};
use jdlint::cli::{STATUSES, command};
use saphyr::{LoadableYamlNode, Yaml};
use std::fs;

/// A row of a table in Markdown.
fn row<S: AsRef<str>>(cells: &[S]) -> String {
    let cells = cells.iter().map(|cell| cell.as_ref().replace('|', "\\|"));
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = row(&head) + &row(&["---"; N]);
    let before = text.len();
    text.extend(rows.map(|cells| row(&cells)));
    assert!(text.len() > before, "{head:?}");
    text
}

fn code(text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!("`{text}`"),
    }
}

/// A sentence in which options stand as code.
fn with_options(text: &str) -> String {
    let word = |word: &str| match word.starts_with("--") {
        true => code(word),
        false => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Reads a file of the repository.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn text<'a>(of: &'a Yaml<'_>, key: &str) -> &'a str {
    let value = of.as_mapping_get(key).and_then(|value| value.as_str());
    value.unwrap_or_else(|| panic!("no {key}: {of:?}"))
}

/// What stands below a key of the action, by name.
fn of_action(key: &str) -> Vec<(String, String, String)> {
    let action = read("action.yml");
    let action = Yaml::load_from_str(&action).unwrap();
    let entries = action[0].as_mapping_get(key).unwrap().as_mapping().unwrap();
    let entry = |(name, of): (&Yaml<'_>, &Yaml<'_>)| {
        let default = of.as_mapping_get("default").and_then(|d| d.as_str());
        let name = name.as_str().unwrap().to_owned();
        let default = default.unwrap_or_default().to_owned();
        (name, default, text(of, "description").to_owned())
    };
    entries.iter().map(entry).collect()
}

fn hooks() -> String {
    let hooks = read(".pre-commit-hooks.yaml");
    let hooks = Yaml::load_from_str(&hooks).unwrap();
    let hooks = hooks[0].as_vec().unwrap().iter().map(|hook| {
        let types = hook.as_mapping_get("types_or").unwrap().as_vec().unwrap();
        let types = types.iter().map(|name| name.as_str().unwrap());
        let types: Vec<&str> = types.collect();
        [
            code(text(hook, "id")),
            text(hook, "language").to_owned(),
            code(text(hook, "entry")),
            types.join(", "),
        ]
    });
    table(["hook", "built with", "runs", "takes"], hooks)
}

/// The help of an argument or a value, without its details.
fn help(help: Option<&clap::builder::StyledStr>) -> String {
    with_options(&help.map_or(String::new(), |help| help.to_string()))
}

fn options(of: &Command) -> impl Iterator<Item = &Arg> {
    let shown = |arg: &&Arg| arg.get_long().is_some() && !arg.is_hide_set();
    of.get_arguments().filter(shown)
}

fn option(arg: &Arg) -> [String; 4] {
    let values = arg
        .get_value_names()
        .filter(|_| arg.get_action().takes_values());
    let value = values.map_or(String::new(), |names| format!(" {}", names[0]));
    let defaults = arg
        .get_default_values()
        .iter()
        .filter(|_| !value.is_empty());
    let default: Vec<&str> = defaults.filter_map(|d| d.to_str()).collect();
    let name = format!("--{}{value}", arg.get_long().unwrap());
    // a variable that the command line reads itself stands in the help
    let help = help(arg.get_help());
    let (help, told) = match help.split_once(" [env: ") {
        Some((help, variable)) => (help.to_owned(), variable.trim_end_matches(']').to_owned()),
        None => (help, String::new()),
    };
    let variable = arg
        .get_env()
        .map_or(told, |v| v.to_str().unwrap().to_owned());
    [code(&name), code(&variable), code(&default.join(",")), help]
}

fn formats(check: &Command) -> String {
    let format = options(check).find(|arg| arg.get_long() == Some("format"));
    let formats = format.unwrap().get_possible_values();
    let purpose = |format: &PossibleValue| [code(format.get_name()), help(format.get_help())];
    table(["`--format`", "what for"], formats.iter().map(purpose))
}

fn statuses() -> String {
    let statuses = STATUSES.map(|(status, meaning)| [status.to_string(), with_options(meaning)]);
    table(["status", "meaning"], statuses.into_iter())
}

/// The command that has all options.
fn check() -> Command {
    let mut command = command();
    command.build();
    command.find_subcommand("check").unwrap().clone()
}

#[test]
fn the_tables_of_the_readme_are_what_the_command_line_says() {
    let mut text = read("README.md");
    for (part, filling) in [("statuses", statuses()), ("formats", formats(&check()))] {
        let (before, rest) = text.split_once(&format!("<!-- {part} -->\n")).unwrap();
        let (_, after) = rest.split_once(&format!("<!-- /{part} -->\n")).unwrap();
        text = format!("{before}<!-- {part} -->\n{filling}<!-- /{part} -->\n{after}");
    }
    generated("README.md", &text, "docs");
}

#[test]
fn the_page_on_ci_is_what_its_sources_say() {
    let check = &check();
    let inputs = of_action("inputs").into_iter();
    let outputs = of_action("outputs").into_iter();
    let tables = [
        ("statuses", statuses()),
        (
            "inputs",
            table(
                ["input", "default", "meaning"],
                inputs.map(|(name, default, meaning)| [code(&name), code(&default), meaning]),
            ),
        ),
        (
            "outputs",
            table(
                ["output", "meaning"],
                outputs.map(|(name, _, meaning)| [code(&name), meaning]),
            ),
        ),
        ("hooks", hooks()),
        ("formats", formats(check)),
        (
            "options",
            table(
                ["option", "variable", "default", "meaning"],
                options(check).map(option),
            ),
        ),
    ];
    let sources = "action.yml, .pre-commit-hooks.yaml and the command line";
    let text = page_of_template("ci.md", sources, "docs", &tables);
    generated("docs/ci.md", &text, "docs");
}

/// The lines of a page in blocks of code, and the others.
fn lines(text: &str) -> (Vec<&str>, Vec<&str>) {
    let mut fenced = false;
    text.lines().partition(|line| {
        let fence = line.starts_with("```");
        fenced ^= fence;
        !fence && (fenced || line.starts_with("  "))
    })
}

/// Commands of the blocks of code of a page or of a help text: whatever follows `jdlint` at the beginning of a line, of an item
/// or of what a pipe leads to; what is said of it, behind two spaces, left out.
pub fn commands_of_blocks(text: &str) -> Vec<String> {
    let lines = lines(text).0.into_iter();
    let lines = lines.map(|line| line.trim_start().trim_start_matches("- "));
    let commands = lines.flat_map(|line| line.split(" | "));
    let commands = commands.filter(|c| c.starts_with("jdlint "));
    let commands = commands.map(|c| c.split("  ").next().unwrap_or(c));
    commands.map(str::to_owned).collect()
}

/// Commands that stand in code of their own and go on with an option.
fn commands_of_sentences(text: &str) -> Vec<String> {
    let lines = lines(text).1.into_iter();
    let code = lines.flat_map(|line| line.split('`').skip(1).step_by(2));
    let commands = code.filter(|code| code.starts_with("jdlint --"));
    commands.map(str::to_owned).collect()
}

/// The words of a command, up to where the shell takes over.
fn words(command: &str) -> Vec<&str> {
    let words = command.split_whitespace();
    words
        .take_while(|word| !["#", ">", ">>", "<", "|", "\\|", "…"].contains(word))
        .map(|word| word.trim_end_matches(';'))
        .collect()
}

fn help_texts(of: &Command) -> Vec<String> {
    let own = of.get_after_help().map(|help| help.to_string());
    let below = of.get_subcommands().flat_map(help_texts);
    own.into_iter().chain(below).collect()
}

#[test]
fn every_command_that_is_shown_can_be_given() {
    let mut texts = help_texts(&command());
    let pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(|name| root().join(name));
    let docs = fs::read_dir(root().join("docs")).unwrap();
    let docs = docs.map(|entry| entry.unwrap().path());
    for path in docs.chain(pages) {
        if path.extension().is_some_and(|e| e == "md") {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
    let mut seen = 0;
    let commands = |text: &String| [commands_of_blocks(text), commands_of_sentences(text)].concat();
    for shown in texts.iter().flat_map(commands) {
        let words = words(&shown);
        let words = words.iter().map(|word| word.trim_matches('"'));
        // help and the version come as errors, too
        let refused = command().try_get_matches_from(words).err();
        let refused = refused.filter(|error| error.use_stderr());
        assert!(refused.is_none(), "{shown}: {}", refused.unwrap());
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}
