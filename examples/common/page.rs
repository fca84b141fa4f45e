//! A page of documentation whose figures are measured: put into the words of a template.

use std::collections::{BTreeMap, BTreeSet};

/// What is put into the words of the page, by name.
#[derive(Default)]
pub struct Page(BTreeMap<String, String>);

impl Page {
    pub fn put(&mut self, name: &str, value: impl ToString) {
        self.0.insert(name.to_owned(), value.to_string());
    }

    /// Writes the page where `--write` says, or prints it.
    pub fn finish(self, template: &str) {
        let text = self.fill(template);
        match super::argument("--write") {
            Some(path) => std::fs::write(path, text).unwrap(),
            None => print!("{text}"),
        }
    }

    /// The page; a name that is missing on either side is a mistake.
    fn fill(mut self, template: &str) -> String {
        let mut parts = template.split("{{");
        let mut out = parts.next().unwrap_or_default().to_owned();
        let mut used = BTreeSet::new();
        for part in parts {
            let (name, after) = part.split_once("}}").expect("closed braces");
            out += &self.0[name];
            out += after;
            used.insert(name);
        }
        self.0.retain(|name, _| !used.contains(name.as_str()));
        assert!(self.0.is_empty(), "not used: {:?}", self.0.keys());
        out
    }
}

/// A Markdown table.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(head.iter().map(|h| (*h).to_owned()).collect());
    out += &line(vec!["---".to_owned(); head.len()]);
    rows.into_iter().for_each(|row| out += &line(row));
    out.trim_end().to_owned()
}
