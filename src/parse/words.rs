//! Words that tell how a line goes on, from `rules/lines.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::rule_file::{RulesError, builtin};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    unfinished: Vec<String>,
}

fn words() -> &'static Result<Words, RulesError> {
    static WORDS: OnceLock<Result<Words, RulesError>> = OnceLock::new();
    WORDS.get_or_init(|| builtin!("lines.toml").read())
}

/// Whether a line ends in a word after which something must come.
pub(super) fn is_unfinished(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    let known = words().as_ref().map(|words| words.unfinished.as_slice());
    let known = known.unwrap_or_default();
    // a line of one word is no sentence
    last.len() < line.len() && known.iter().any(|word| word.eq_ignore_ascii_case(last))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_words_can_be_read_and_end_nothing() {
        assert_eq!(super::words().as_ref().err(), None);
        for line in ["You report to the", "Own the plan and", "- Lead OUR"] {
            assert!(super::is_unfinished(line), "{line}");
        }
        for line in [
            "The",
            "Who you report to",
            "Own the plan",
            "the plan of the.",
        ] {
            assert!(!super::is_unfinished(line), "{line}");
        }
    }
}
