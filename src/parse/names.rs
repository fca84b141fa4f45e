//! Names of fields: keys of front matter, members of JSON and YAML, columns of tables.

/// Whether two names are the same to people, who write `jobTitle`, `job_title`, `Job-Title` and `job title`: of both only
/// letters and digits count, in any case.
pub fn same(a: &str, b: &str) -> bool {
    a == b || bare(a).eq(bare(b)) && bare(a).next().is_some()
}

fn bare(name: &str) -> impl Iterator<Item = char> {
    let said = name.chars().filter(|c| c.is_alphanumeric());
    said.flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn letters_and_digits_say_what_a_name_is() {
        for name in [
            "job_title",
            "jobTitle",
            "Job-Title",
            "job title",
            "JOBTITLE",
            "job.title",
        ] {
            assert!(same(name, "job title"), "{name}");
        }
        for (a, b) in [
            ("title", "titles"),
            ("", "-"),
            ("_", "-"),
            ("job", "job title"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
        assert!(same("Qualités requises", "qualités_requises") && same("-", "-"));
    }
}
