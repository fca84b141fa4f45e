//! Fingerprints: what makes a finding the same one in another version of a file.

use crate::parse::Address;

/// A fingerprint of 16 hexadecimal digits: of the rule, the title and the set of labelled texts, and of the name that the
/// source has for the posting, where it can hold several.
///
/// Texts count by their words in lower case. Places, the order of labels, line breaks, letter case, and everything that is
/// neither letter nor digit (bullets, quotation marks, dashes) do not count.
pub(super) fn fingerprint<'a>(
    code: &str,
    title: &str,
    labelled: impl Iterator<Item = &'a str>,
    address: Option<&Address>,
) -> String {
    let mut labelled: Vec<String> = labelled.map(words).collect();
    labelled.sort_unstable();
    labelled.dedup();
    let mut hash = Fnv::new();
    hash.text(code);
    hash.text(&words(title));
    for text in &labelled {
        hash.text(text);
    }
    if let Some(address) = address {
        // a place changes with every posting before it: it counts where there is no name
        hash.text(if address.id.is_some() {
            "id"
        } else {
            "pointer"
        });
        hash.text(address.name());
    }
    format!("{:016x}", hash.0)
}

/// Letters and digits in lower case, one space between words.
fn words(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            gap = !normal.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            normal.push(' ');
        }
        if c.is_ascii() {
            normal.push(c.to_ascii_lowercase());
        } else {
            normal.extend(c.to_lowercase());
        }
    }
    normal
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a text and an end mark.
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(labelled: &[&str]) -> String {
        fingerprint("JD101", "Product Manager", labelled.iter().copied(), None)
    }

    #[test]
    fn spelling_that_no_reader_cares_about_does_not_count() {
        let plain = print(&["Own the company's road-map"]);
        for same in [
            "own  the\ncompany's road-map ",
            "Own the company\u{2019}s road\u{2013}map.",
            "\u{2022} \u{201c}Own\u{201d} the company's ROAD-MAP",
        ] {
            assert_eq!(print(&[same]), plain, "{same}");
        }
    }

    #[test]
    fn order_and_repetition_of_labels_do_not_count() {
        assert_eq!(print(&["a b", "c"]), print(&["c", "a b"]));
        assert_eq!(print(&["a b", "c"]), print(&["c", "a b", "A B"]));
    }

    #[test]
    fn words_boundaries_title_and_rule_count() {
        let plain = print(&["own the roadmap"]);
        assert_ne!(print(&["owns the roadmap"]), plain);
        assert_ne!(
            print(&["own", "the roadmap"]),
            print(&["own the", "roadmap"])
        );
        assert_ne!(print(&[]), plain);
        let labelled = || ["own the roadmap"].into_iter();
        assert_ne!(
            fingerprint("JD102", "Product Manager", labelled(), None),
            plain
        );
        assert_ne!(
            fingerprint("JD101", "Product Owner", labelled(), None),
            plain
        );
    }

    #[test]
    fn postings_of_one_source_differ_by_name_and_else_by_place() {
        let at = |pointer: &str, id: Option<&str>| {
            let address = Address::new(pointer.into(), id.map(str::to_owned));
            let labelled = ["own the roadmap"].into_iter();
            fingerprint("JD101", "Product Manager", labelled, address.as_ref())
        };
        assert_eq!(at("/jobs/1", Some("127")), at("/jobs/2", Some("127")));
        assert_ne!(at("/jobs/1", Some("127")), at("/jobs/1", Some("128")));
        assert_ne!(at("/jobs/1", None), at("/jobs/2", None));
        assert_ne!(at("/1", None), at("/2", Some("/1")));
        assert_eq!(at("", None), print(&["own the roadmap"]));
    }
}
