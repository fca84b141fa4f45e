//! What arguments and environment variables lay on top of the configuration.

use super::args::{IGNORE, MIN_CONFIDENCE, MIN_SEVERITY, SELECT, SelectionArgs};
use super::{Failure, message};
use crate::config::{Origin, Overrides};
use crate::rules::Rules;
use crate::selector::Selector;
use clap::ArgMatches;
use clap::parser::ValueSource;

impl SelectionArgs {
    /// What of these lies on top of the configuration, and whether it comes from an argument or a variable.
    ///
    /// # Errors
    ///
    /// Every rule that does not exist.
    pub(super) fn overrides(
        &self,
        matches: &ArgMatches,
        rules: &Rules,
    ) -> Result<Overrides, Failure> {
        let origin = |id: &str, variable: &'static str, argument: &'static str| match matches
            .value_source(id)
        {
            Some(ValueSource::EnvVariable) => Origin::Variable(variable),
            _ => Origin::Argument(argument),
        };
        let list = |names: &[String], origin: Origin| {
            (!names.is_empty()).then(|| (names.to_vec(), origin))
        };
        let overrides = Overrides {
            select: list(&self.select, origin("select", SELECT, "--select")),
            ignore: list(&self.ignore, origin("ignore", IGNORE, "--ignore")),
            min_severity: self.min_severity.map(|severity| {
                let origin = origin("min_severity", MIN_SEVERITY, "--min-severity");
                (severity, origin)
            }),
            min_confidence: self.min_confidence.map(|confidence| {
                let origin = origin("min_confidence", MIN_CONFIDENCE, "--min-confidence");
                (confidence, origin)
            }),
            report_unused: self
                .report_unused
                .then_some(Origin::Argument("--report-unused")),
            baseline: None,
        };
        let known = rules.checks.known();
        let unknown: Vec<String> = [&overrides.select, &overrides.ignore]
            .into_iter()
            .flatten()
            .flat_map(|(names, origin)| names.iter().map(move |name| (name, origin)))
            .filter_map(|(name, origin)| {
                let unknown = Selector::parse(name, &known).err()?;
                let place = match origin {
                    Origin::Variable(name) => format!(" in {name}"),
                    _ => String::new(),
                };
                let name = message::quote(&unknown.selector);
                Some(match unknown.nearest {
                    Some(near) => format!("unknown rule {name}{place}, did you mean `{near}`?"),
                    None => {
                        format!("unknown rule {name}{place}; `jdlint rules list` shows the rules")
                    }
                })
            })
            .collect();
        if unknown.is_empty() {
            Ok(overrides)
        } else {
            Err(Failure::all(unknown))
        }
    }
}
