use jdlint::{
    parse::{self, Format},
    posting,
    rules::Rules,
    source,
};
use std::io::Write;
fn main() {
    let rules = Rules::builtin().map_err(|e| eprintln!("{e}")).unwrap();
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let withtitle = std::env::args().nth(2).is_some();
    let mut t = std::time::Duration::ZERO;
    let mut n = 0;
    let mut bytes = 0;
    for l in text.lines() {
        let v: serde_json::Value = serde_json::from_str(l).unwrap();
        let body = v["text"].as_str().unwrap();
        let body = if withtitle {
            format!("# {}\n\n{}", v["title"].as_str().unwrap(), body)
        } else {
            body.to_string()
        };
        let s = source::Source::from_text("x/index.md", &body);
        for d in parse::parse(&s, Format::Markdown) {
            let lexed = rules.lexicon.lex(&d.text);
            let t0 = std::time::Instant::now();
            let p = posting::read(&d, &lexed, "x/index.md", rules);
            t += t0.elapsed();
            n += 1;
            bytes += d.text.len();
            let secs:Vec<_>=p.sections.iter().map(|s| serde_json::json!({"k":format!("{:?}",s.kind),"h":s.heading.map(|h|h.of(&d.text)),"by":s.by_heading,"n":s.span.len(),"t":s.span.of(&d.text)})).collect();
            let facts:Vec<_>=p.facts.iter().map(|f| { let a=d.text[..f.span.start].char_indices().rev().nth(70).map_or(0,|x|x.0); let b=d.text[f.span.end..].char_indices().nth(60).map_or(d.text.len(),|x|f.span.end+x.0); serde_json::json!({"k":format!("{:?}",f.kind),"s":f.span.of(&d.text),"c":d.text[a..b].to_string()})}).collect();
            let st:Vec<_>=p.statements.iter().map(|s| serde_json::json!({"s":format!("{:?}",s.section),"who":format!("{:?}",s.subject),"b":s.bullet,"t":s.span.of(&d.text)})).collect();
            writeln!(out,"{}",serde_json::json!({"id":v["id"],"true":v["title"],"title":p.title.as_ref().map(|t|&t.text),"titles":p.titles.iter().map(|t|format!("{:?}: {}",t.origin,t.text)).collect::<Vec<_>>(),"sections":secs,"facts":facts,"statements":st})).unwrap();
        }
    }
    eprintln!(
        "{n} postings {bytes} bytes, {:?} total, {:?} each",
        t,
        t / n
    );
}
