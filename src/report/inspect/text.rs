//! `inspect --format text`.

use super::draw;
use super::{Understood, fact, lines_of, origin, subject};
use crate::checks::rungs_from_title;
use crate::evidence::{Signal, Vote};
use crate::lint::Judged;
use crate::posting::{Section, Statement, Subject, Title};
use crate::report::words::{count, name_of, rungs};
use crate::report::wrap::hanging;
use crate::report::{Terminal, escape, paint};
use crate::roles::{Catalogue, Role};
use crate::source::Source;
use crate::span::Span;
use crate::verdict::abstains;
use codespan_reporting::term::termcolor::WriteColor;
use std::io;
use unicode_width::UnicodeWidthStr;

/// Votes shown; the weaker ones are counted.
const MOST_VOTES: usize = 16;
/// Fewer rungs than these cannot be told apart, unless a rule says so.
const TELLABLE: f32 = 2.0;
/// The rules that say that the profile lies outside the title.
const OUTSIDE: [&str; 2] = ["JD101", "JD102"];
/// Shares below this are not shown among the kinds of scope.
const LEAST_SHARE: f32 = 0.005;

pub(super) fn write(
    files: &[Understood],
    terminal: Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut sorted: Vec<_> = files.iter().collect();
    sorted.sort_by_key(|understood| &understood.file.path);
    paint::with_color(out, terminal.color, |out| {
        for (i, Understood { file, roles }) in sorted.into_iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            paint::write(out, &paint::strong(), &escape::name(&file.path))?;
            writeln!(out)?;
            match &file.outcome {
                Err(error) => writeln!(out, "\ncould not be read: {}", escape::text(error))?,
                Ok(linted) if linted.postings.is_empty() => writeln!(out, "\nholds no posting")?,
                Ok(linted) => {
                    for judged in &linted.postings {
                        if let Some(address) = &judged.document.address {
                            writeln!(out, "\n{}", escape::clipped(address.name(), 80))?;
                        }
                        let page = Page {
                            source: &linted.source,
                            judged,
                            roles,
                            width: terminal.width.max(60),
                        };
                        page.write(out)?;
                    }
                }
            }
        }
        out.flush()
    })
}

/// One posting on its way to the terminal.
struct Page<'a> {
    source: &'a Source,
    judged: &'a Judged,
    roles: &'a Catalogue,
    width: usize,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn WriteColor) -> io::Result<()> {
        writeln!(out)?;
        self.head(out)?;
        self.rungs(out)?;
        self.dimensions(out)?;
        self.votes(out)?;
        self.facts(out)?;
        self.statements(out)
    }

    fn head(&self, out: &mut dyn WriteColor) -> io::Result<()> {
        let posting = &self.judged.posting;
        match &posting.title {
            Some(title) => draw::entry(out, self.width, "title", &self.title(title))?,
            None => draw::entry(out, self.width, "title", "none found")?,
        }
        for title in posting.titles.iter().skip(1) {
            draw::entry(out, self.width, "also", &self.title(title))?;
        }
        match (&self.judged.title, self.role()) {
            (Some(found), role) => {
                let name = role.map_or(found.role.as_str(), |r| r.name.as_str());
                let text = format!("{name} ({}), {}", found.role, rungs(found.rungs));
                draw::entry(out, self.width, "role", &text)?;
            }
            (None, _) if posting.title.is_none() => {}
            (None, _) => draw::entry(
                out,
                self.width,
                "role",
                "no role definition covers this title",
            )?,
        }
        draw::entry(out, self.width, "reads like", &self.verdict())
    }

    fn title(&self, title: &Title) -> String {
        let at = title
            .span
            .map(|s| format!(", {} {}", self.source.line_name(), self.line(s)));
        format!(
            "{} ({}{})",
            title.text,
            origin(title.origin),
            at.unwrap_or_default()
        )
    }

    fn verdict(&self) -> String {
        let profile = &self.judged.profile;
        let recognized = format!(
            "{} of {} recognised",
            profile.recognized,
            count(profile.statements, "statement")
        );
        let Some(interval) = profile.interval else {
            return format!("cannot be told: {recognized}, too few to judge");
        };
        let level = format!(
            "{} (level {:.1}, confidence {:.2}; {recognized})",
            rungs(interval),
            profile.level,
            profile.confidence
        );
        if abstains(self.judged) {
            return format!("cannot be told: too little evidence; at a guess {level}");
        }
        let Some(title) = &self.judged.title else {
            return level;
        };
        let distance = rungs_from_title(profile, title.rungs);
        if distance == 0.0 {
            return format!("{level}: fits the title");
        }
        let way = if distance > 0.0 { "above" } else { "below" };
        let told = self
            .judged
            .findings
            .iter()
            .any(|f| OUTSIDE.contains(&f.code.as_str()));
        let near = !told && distance.abs() < TELLABLE;
        let close = if near { ", too close to tell" } else { "" };
        format!(
            "{level}: {:.1} rungs {way} the title{close}",
            distance.abs()
        )
    }

    fn rungs(&self, out: &mut dyn WriteColor) -> io::Result<()> {
        let profile = &self.judged.profile;
        if profile.rungs.iter().all(|share| *share <= 0.0) {
            return Ok(());
        }
        draw::section(out, "rungs", "share of probability, from the text alone")?;
        let top = profile.rungs.iter().copied().fold(0.0, f32::max);
        let title = self.judged.title.as_ref().map(|t| t.rungs);
        for (rung, share) in (0_u8..).zip(profile.rungs) {
            let name = self.roles.rung(self.function(), rung);
            let name = name.map_or("", |r| r.name.as_str());
            let name = draw::fit(name, 32);
            write!(out, "  {rung} {name:<32} ")?;
            draw::bar(out, share, top)?;
            let mut marks = Vec::new();
            if profile.interval.is_some_and(|r| r.contains(rung)) {
                marks.push("reads like");
            }
            if title.is_some_and(|r| r.contains(rung)) {
                marks.push("title");
            }
            if !marks.is_empty() {
                write!(out, "  ")?;
                paint::write(out, &paint::strong(), &marks.join(", "))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn dimensions(&self, out: &mut dyn WriteColor) -> io::Result<()> {
        let shares: Vec<_> = self
            .judged
            .profile
            .dimensions
            .iter()
            .filter(|(_, share)| *share >= LEAST_SHARE)
            .collect();
        let top = shares.iter().map(|(_, share)| *share).fold(0.0, f32::max);
        if shares.is_empty() {
            return Ok(());
        }
        draw::section(out, "scope", "share of each kind among the duties")?;
        for (dimension, share) in shares {
            write!(out, "  {:<14} ", name_of(dimension))?;
            draw::bar(out, *share, top)?;
            let label = format!(
                "  {}",
                draw::fit(self.roles.label(self.function(), *dimension), 44)
            );
            paint::write(out, &paint::faint(), label.trim_end())?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn votes(&self, out: &mut dyn WriteColor) -> io::Result<()> {
        let votes = &self.judged.profile.votes;
        if votes.is_empty() {
            return Ok(());
        }
        draw::section(
            out,
            "evidence",
            "log-odds for rungs 0 to 7, strongest first",
        )?;
        let top = votes
            .iter()
            .flat_map(|v| v.rungs)
            .map(f32::abs)
            .fold(0.0, f32::max);
        for vote in votes.iter().take(MOST_VOTES) {
            let line = vote.spans.first().map(|s| self.line(*s).to_string());
            let line = line.unwrap_or_else(|| "–".into());
            paint::write(out, &paint::faint(), &format!("  {line:>4}"))?;
            write!(out, "  ")?;
            paint::write(out, &paint::accent(), &draw::small_bar(vote.rungs, top))?;
            let text = format!("{} ({})", escape::text(&vote.says), extremes(vote));
            let body = hanging(&" ".repeat(18), &text, self.width);
            writeln!(out, "  {}", body.trim_start())?;
        }
        if votes.len() > MOST_VOTES {
            writeln!(out, "  and {} weaker", votes.len() - MOST_VOTES)?;
        }
        Ok(())
    }

    fn facts(&self, out: &mut dyn WriteColor) -> io::Result<()> {
        let facts = &self.judged.posting.facts;
        if facts.is_empty() {
            return Ok(());
        }
        draw::section(out, "facts", "")?;
        for found in facts {
            let (_, says) = fact(&found.kind);
            let text = format!("{says}: \"{}\"", self.words(found.span));
            draw::item(out, self.width, 2, Some(self.line(found.span)), &text)?;
        }
        Ok(())
    }

    fn statements(&self, out: &mut dyn WriteColor) -> io::Result<()> {
        let posting = &self.judged.posting;
        let mut signals: Vec<_> = self.judged.profile.signals.iter().collect();
        signals.sort_by_key(|s| s.statement);
        let mut signals = signals.into_iter().peekable();
        let mut sections = posting.sections.iter().peekable();
        let mut current = None;
        draw::section(out, "statements", "by section, with what was recognised")?;
        if posting.statements.is_empty() && posting.sections.is_empty() {
            writeln!(out, "  none")?;
        }
        for (i, statement) in posting.statements.iter().enumerate() {
            while let Some(section) = sections.next_if(|s| s.span.start <= statement.span.start) {
                self.section_line(out, section)?;
                current = Some(section);
            }
            self.statement(out, statement, current)?;
            while signals.next_if(|s| s.statement < i).is_some() {}
            while let Some(signal) = signals.next_if(|s| s.statement == i) {
                self.signal(out, signal)?;
            }
        }
        for section in sections {
            self.section_line(out, section)?;
        }
        Ok(())
    }

    fn section_line(&self, out: &mut dyn WriteColor, section: &Section) -> io::Result<()> {
        let (from, to) = lines_of(self.source, self.judged, section.span);
        let unit = self.source.line_name();
        let lines = match from == to {
            true => format!("{unit} {from}"),
            false => format!("{unit}s {from} to {to}"),
        };
        let name = match section.heading {
            Some(span) => format!("\"{}\", ", self.words(span)),
            None => String::new(),
        };
        let how = if section.by_heading {
            ""
        } else {
            ", told by its content"
        };
        let kind = name_of(&section.kind);
        write!(out, "  ")?;
        paint::write(out, &paint::accent(), &kind)?;
        writeln!(out, ": {}{lines}{how}", draw::fit(&name, 60))
    }

    fn statement(
        &self,
        out: &mut dyn WriteColor,
        statement: &Statement,
        section: Option<&Section>,
    ) -> io::Result<()> {
        let mut marks = Vec::new();
        if section.is_none_or(|s| s.kind != statement.section) {
            marks.push(name_of(&statement.section));
        }
        if statement.subject != Subject::Person {
            marks.push(format!("of the {}", subject(statement.subject)));
        }
        let mark = match marks.is_empty() {
            true => String::new(),
            false => format!(" [{}]", marks.join(", ")),
        };
        let room = self.width.saturating_sub(11 + mark.width());
        let text = format!("{}{mark}", draw::fit(&self.words(statement.span), room));
        draw::item(out, self.width, 4, Some(self.line(statement.span)), &text)
    }

    fn signal(&self, out: &mut dyn WriteColor, signal: &Signal) -> io::Result<()> {
        let aside = if signal.duty { "" } else { ", not a duty" };
        let text = format!(
            "{}: {}, {}, strength {:.1}{aside}",
            name_of(&signal.dimension),
            escape::text(&signal.cue.says),
            rungs(signal.rungs),
            signal.strength
        );
        write!(out, "          ")?;
        paint::write(out, &paint::accent(), "→ ")?;
        let body = hanging(&" ".repeat(12), &text, self.width);
        writeln!(out, "{}", body.trim_start())
    }

    /// The function of the title; empty where no definition covers it.
    fn function(&self) -> &str {
        let title = self.judged.title.as_ref();
        title.map_or("", |t| t.function.as_str())
    }

    fn role(&self) -> Option<&Role> {
        let title = self.judged.title.as_ref()?;
        self.roles.get(&title.role)
    }

    fn line(&self, span: Span) -> usize {
        lines_of(self.source, self.judged, span).0
    }

    fn words(&self, span: Span) -> String {
        escape::clipped(span.of(&self.judged.document.text), 300).into_owned()
    }
}

/// `+1.2 at rung 6, -2.0 at rung 0`: the rungs that a vote speaks for and against most.
fn extremes(vote: &Vote) -> String {
    let mut best = (0, f32::NEG_INFINITY);
    let mut worst = (0, f32::INFINITY);
    for (rung, odds) in vote.rungs.iter().enumerate() {
        if *odds > best.1 {
            best = (rung, *odds);
        }
        if *odds < worst.1 {
            worst = (rung, *odds);
        }
    }
    format!(
        "{:+.1} at rung {}, {:+.1} at rung {}",
        best.1, best.0, worst.1, worst.0
    )
}
