//! What the style sheet of a page makes bold: exports of word processors say it nowhere else.

/// Whether declarations (in lower case, without white space) make text bold; `None` where they do not say.
pub(super) fn is_bold(declarations: &str) -> Option<bool> {
    let mut each = declarations.split(';');
    let weight = each.find_map(|d| d.strip_prefix("font-weight:"))?;
    Some(weight.starts_with("bold") || weight.parse::<u32>().is_ok_and(|w| w >= 600))
}

/// The classes that a style sheet makes bold by themselves (`.name` or `span.name`).
pub(super) fn bold_classes(sheet: &str) -> impl Iterator<Item = &str> {
    sheet.split('}').flat_map(|rule| {
        let (head, declarations) = rule.rsplit_once('{').unwrap_or_default();
        let declarations = declarations.split_whitespace().collect::<String>();
        let bold = is_bold(&declarations.to_lowercase()) == Some(true);
        // what stands before a selector is a statement, or the condition of a group of rules
        let selectors = head.rsplit(['{', ';', '/']).next().filter(|_| bold);
        selectors
            .into_iter()
            .flat_map(|s| s.split(','))
            .filter_map(|selector| {
                let (element, class) = selector.trim().split_once('.')?;
                let name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                (element.chars().all(name) && class.chars().all(name)).then_some(class)
            })
    })
}
