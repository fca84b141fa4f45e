//! Regular English inflection, so that rule files name a word once.

/// Forms of a verb. `spec` is the base form, optionally followed by irregular past forms ("lead led",
/// "oversee oversaw overseen"); `-s`, `-ing` and, without irregular forms, `-ed` are made by rule.
pub(super) fn verb(spec: &str) -> Vec<String> {
    let mut parts = spec.split_whitespace();
    let Some(base) = parts.next() else {
        return Vec::new();
    };
    let irregular: Vec<String> = parts.map(str::to_owned).collect();
    let mut forms = vec![base.to_owned(), plural(base), suffixed(base, "ing")];
    let regular = irregular.is_empty();
    if regular {
        forms.push(suffixed(base, "ed"));
    } else {
        forms.extend(irregular);
    }
    // both spellings where British and American English differ
    for (american, british) in [("ize", "ise"), ("yze", "yse")] {
        if let Some(stem) = base.strip_suffix(american) {
            forms.extend(verb(&format!("{stem}{british}")));
        }
    }
    if base.ends_with("el") && !base.ends_with("eel") && regular {
        forms.extend(["ing", "ed"].map(|suffix| format!("{base}l{suffix}")));
    }
    forms
}

/// Singular and plural of a noun.
pub(super) fn noun(word: &str) -> Vec<String> {
    vec![word.to_owned(), plural(word)]
}

fn plural(word: &str) -> String {
    let consonant_y = word.ends_with('y') && !ends_in_vowel(&word[..word.len() - 1]);
    if consonant_y {
        [&word[..word.len() - 1], "ies"].concat()
    } else if ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|e| word.ends_with(e))
    {
        [word, "es"].concat()
    } else {
        [word, "s"].concat()
    }
}

fn suffixed(base: &str, suffix: &str) -> String {
    let last = base.chars().next_back().unwrap_or('x');
    if base.ends_with("ee") || base.ends_with("ye") {
        // oversee, overseeing; agreed
        if suffix == "ed" {
            format!("{base}d")
        } else {
            [base, suffix].concat()
        }
    } else if last == 'e' {
        [&base[..base.len() - 1], suffix].concat()
    } else if suffix == "ed" && last == 'y' && !ends_in_vowel(&base[..base.len() - 1]) {
        format!("{}ied", &base[..base.len() - 1])
    } else if doubles(base) {
        format!("{base}{last}{suffix}")
    } else {
        [base, suffix].concat()
    }
}

/// One-syllable words in consonant, vowel, consonant double the last letter (ship, plan, run, set).
fn doubles(base: &str) -> bool {
    let c: Vec<char> = base.chars().collect();
    let vowel = |c: char| "aeiou".contains(c);
    let &[.., a, b, last] = c.as_slice() else {
        return false;
    };
    !vowel(last)
        && !"wxyh".contains(last)
        && vowel(b)
        && !vowel(a)
        && c.iter().filter(|c| vowel(**c)).count() == 1
}

fn ends_in_vowel(word: &str) -> bool {
    word.chars()
        .next_back()
        .is_some_and(|c| "aeiou".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for (spec, forms) in [
            ("manage", "manage manages managing managed"),
            ("lead led", "lead leads leading led"),
            ("ship", "ship ships shipping shipped"),
            ("supply", "supply supplies supplying supplied"),
            (
                "oversee oversaw overseen",
                "oversee oversees overseeing oversaw overseen",
            ),
            (
                "analyze",
                "analyze analyzes analyzing analyzed analyse analyses analysing analysed",
            ),
            ("label", "label labels labeling labeled labelling labelled"),
            ("coach", "coach coaches coaching coached"),
            ("own", "own owns owning owned"),
            ("develop", "develop develops developing developed"),
            (
                "prioritize",
                "prioritize prioritizes prioritizing prioritized prioritise prioritises prioritising prioritised",
            ),
        ] {
            assert_eq!(verb(spec).join(" "), forms);
        }
    }

    #[test]
    fn nouns_get_a_plural() {
        for (word, forms) in [
            ("team", "team teams"),
            ("strategy", "strategy strategies"),
            ("business", "business businesses"),
        ] {
            assert_eq!(noun(word).join(" "), forms);
        }
    }
}
