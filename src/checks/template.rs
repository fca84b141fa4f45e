//! Texts with named slots: `{a-role} stands on rung {rung}`.

/// A text with named slots. `{{` and `}}` stand for braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Slot(String),
}

impl Template {
    /// Reads a template; an error says which brace has no partner.
    pub fn parse(text: &str) -> Result<Template, String> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    plain.push(c);
                }
                '}' => return Err("`}` without `{`".to_owned()),
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some(c) if c.is_ascii_lowercase() || c == '-' => name.push(c),
                            _ => return Err(format!("`{{{name}` is no slot")),
                        }
                    }
                    if name.is_empty() {
                        return Err("`{}` names no slot".to_owned());
                    }
                    if !plain.is_empty() {
                        parts.push(Part::Text(std::mem::take(&mut plain)));
                    }
                    parts.push(Part::Slot(name));
                }
                c => plain.push(c),
            }
        }
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Ok(Template(parts))
    }

    /// Names of the slots, in order.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|p| match p {
            Part::Slot(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The text with each slot replaced by its value; values are plain text, never templates.
    pub fn fill(&self, values: &[(&'static str, String)]) -> String {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Slot(name) => {
                    let value = values.iter().rev().find(|(n, _)| n == name);
                    debug_assert!(value.is_some(), "no value for {{{name}}}");
                    out.push_str(value.map_or("", |(_, v)| v));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_and_values_are_not_templates() {
        let t = Template::parse("{a}{{{b-c}}} é").unwrap();
        assert_eq!(t.slots().collect::<Vec<_>>(), ["a", "b-c"]);
        assert_eq!(
            t.fill(&[("a", "{b-c}".into()), ("b-c", "2".into())]),
            "{b-c}{2} é"
        );
    }

    #[test]
    fn broken_templates_are_refused() {
        for text in ["{", "}", "{}", "{a b}", "{a", "x { y"] {
            assert!(Template::parse(text).is_err(), "{text}");
        }
    }
}
