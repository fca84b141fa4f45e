//! Makes of the files of `rules/` what the binary holds: their content as MessagePack, which takes a fraction of the time to
//! read at every start, and their words and patterns, compiled.
#![allow(
    clippy::disallowed_methods,
    reason = "a build script reads and writes files"
)]

#[allow(
    dead_code,
    unused_imports,
    reason = "what looks for patterns has no use here"
)]
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[allow(dead_code, reason = "as above")]
#[path = "src/span.rs"]
mod span;

use lexicon::{Builder, ClassFile, Lexicon, Places, Strings};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};
use toml::{Table, Value};

/// The content of rule files, by path.
type Rules = BTreeMap<PathBuf, Table>;

/// Tables that have patterns, the keys of those that are patterns each, and of those that are one pattern together.
const PATTERNS: [(&str, &[&str], &[&str]); 3] = [
    ("cue", &["match"], &["near", "unless"]),
    ("scope", &[], &["match", "near"]),
    ("rule", &["patterns", "unless", "unless_anywhere"], &[]),
];

/// Patterns that no rule file has: `src/evidence/cues.rs`, `src/posting/data.rs`.
const OTHERS: [&str; 4] = [
    "<lead-in>",
    "<negation>",
    "<purpose>",
    "<beside> ..8 <relative>",
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    println!("cargo::rerun-if-changed=rules");
    let mut rules = Rules::new();
    read(Path::new("rules"), &mut rules)?;
    for (path, table) in &rules {
        let packed = out.join(path);
        fs::create_dir_all(packed.parent().unwrap_or(&out))?;
        fs::write(packed, rmp_serde::to_vec_named(table)?)?;
    }
    fs::write(out.join("checks.rs"), checks(&rules))?;
    rules.retain(|path, _| path.starts_with("rules/cues") || path.ends_with("facts.toml"));
    fs::write(out.join("lexicon.rs"), source(&compile(&rules)?))?;
    Ok(())
}

/// Reads the TOML files of a folder and its folders; one that is no valid TOML fails the build.
fn read(folder: &Path, rules: &mut Rules) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, rules)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            let text = fs::read_to_string(&path)?;
            let table = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
            rules.insert(path, table);
        }
    }
    Ok(())
}

/// The files of checks, in the order of their names, as a list in Rust.
fn checks(rules: &Rules) -> String {
    let names = rules.keys().filter_map(|path| path.to_str());
    let names = names.map(|name| name.replace('\\', "/"));
    let files: String = names
        .filter_map(|name| name.strip_prefix("rules/").map(str::to_owned))
        .filter(|name| name.starts_with("checks/JD"))
        .map(|name| format!("    builtin!({name:?}),\n"))
        .collect();
    format!("&[\n{files}]\n")
}

/// Compiles the classes of all files, then their patterns; one that cannot be used fails the build.
fn compile(rules: &Rules) -> Result<Lexicon, Box<dyn Error>> {
    let mut classes = ClassFile::default();
    for table in rules.values() {
        if let Some(class) = table.get("class") {
            let file = Table::from_iter([("class".to_owned(), class.clone())]);
            classes.class.extend(file.try_into::<ClassFile>()?.class);
        }
    }
    let mut builder = Builder::new(&classes)?;
    for pattern in OTHERS {
        builder.compile(pattern)?;
    }
    for (path, table) in rules {
        for (name, each, together) in PATTERNS {
            let entries = table.get(name).and_then(Value::as_array);
            for entry in entries.into_iter().flatten() {
                let list = |key: &&str| -> Vec<String> {
                    let list = entry.get(key).and_then(Value::as_array);
                    let texts = list.into_iter().flatten().filter_map(Value::as_str);
                    texts.map(str::to_owned).collect()
                };
                let wrong = |e| format!("{}: {e}", path.display());
                for pattern in each.iter().flat_map(list) {
                    let named = |e| wrong(format!("pattern `{pattern}`: {e}"));
                    builder.compile(&pattern).map_err(named)?;
                }
                for patterns in together.iter().map(list) {
                    let named = |e: lexicon::PatternError| wrong(e.to_string());
                    builder.compile_any(&patterns).map_err(named)?;
                }
            }
        }
    }
    Ok(builder.build())
}

/// The lexicon as Rust.
fn source(lexicon: &Lexicon) -> String {
    let numbers = |numbers: &[u32]| format!("Cow::Borrowed(&{numbers:?})");
    let strings = |s: &Strings| {
        let (ends, slots) = (numbers(&s.ends), numbers(&s.slots));
        let text = &s.text;
        format!("Strings {{ text: Cow::Borrowed({text:?}), ends: {ends}, slots: {slots} }}")
    };
    let places = |p: &Places| {
        let (names, places) = (strings(&p.names), numbers(&p.places));
        format!("Places {{ names: {names}, places: {places} }}")
    };
    let fields = [
        ("words", strings(&lexicon.words)),
        ("gate", format!("{:?}", lexicon.gate)),
        ("classes", places(&lexicon.classes)),
        ("patterns", places(&lexicon.patterns)),
        ("code", numbers(&lexicon.code)),
    ];
    let fields = fields.map(|(name, value)| format!("    {name}: {value},\n"));
    format!(
        "static LEXICON: Lexicon = Lexicon {{\n{}}};\n",
        fields.concat()
    )
}
