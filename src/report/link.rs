//! Where the page of a rule is, for formats that have a place for a link: the one place that knows.

/// The address of the page of the rule `code`; `None` as long as `Cargo.toml` names no repository.
pub(super) fn to_rule(code: &str) -> Option<String> {
    below(
        env!("CARGO_PKG_REPOSITORY"),
        env!("CARGO_PKG_VERSION"),
        code,
    )
}

fn below(repository: &str, version: &str, code: &str) -> Option<String> {
    let repository = repository.trim_end_matches('/');
    (!repository.is_empty()).then(|| format!("{repository}/blob/v{version}/docs/rules/{code}.md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_link_where_the_repository_is_known() {
        assert_eq!(below("", "1.2.3", "JD103"), None);
        assert_eq!(
            below("https://forge.example/a/jdlint/", "1.2.3", "JD103").as_deref(),
            Some("https://forge.example/a/jdlint/blob/v1.2.3/docs/rules/JD103.md")
        );
    }
}
