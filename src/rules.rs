//! The built-in rule data of `rules/`, loaded once.

use crate::checks::Rulebook;
use crate::evidence::cues::{CueFile, Cues, CuesOf};
use crate::evidence::model::Model;
use crate::lexicon::{Builder, ClassFile, Gate, Lexicon, PatternError, Places, Strings};
use crate::parse::Shapes;
use crate::posting::PostingRules;
use crate::roles::Catalogue;
use crate::rule_file::{RuleFile, RulesError, builtin};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Everything that `rules/` says. The parts are shared: a copy with one part changed costs that part.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Role definitions.
    pub roles: Arc<Catalogue>,
    /// Metadata and wording of the checks.
    pub checks: Arc<Rulebook>,
    /// How a posting is read.
    pub posting: Arc<PostingRules>,
    /// All words that any rule knows.
    pub lexicon: Arc<Lexicon>,
    /// Cues.
    pub cues: Arc<Cues>,
    /// Kinds of evidence and their weights.
    pub model: Arc<Model>,
}

// the words, classes and patterns of `rules/`, as the build compiled them: `static LEXICON`
include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The cue files, in the order in which `inspect` lists their cues.
const CUES: [RuleFile<'static>; 9] = [
    builtin!("cues/people.toml"),
    builtin!("cues/executive.toml"),
    builtin!("cues/early.toml"),
    builtin!("cues/senior.toml"),
    builtin!("cues/assist.toml"),
    builtin!("cues/craft.toml"),
    builtin!("cues/ownership.toml"),
    builtin!("cues/names.toml"),
    builtin!("cues/scope.toml"),
];

/// Cues and word classes of a rule pack.
#[derive(Debug, Clone)]
pub(crate) struct PackCues {
    /// The function whose postings they are for.
    pub function: String,
    /// Its cues.
    pub cues: CueFile,
    /// Its word classes; their names are new.
    pub classes: ClassFile,
}

impl Rules {
    /// The rules built into jdlint, loaded at the first call.
    pub fn builtin() -> Result<&'static Rules, RulesError> {
        static RULES: OnceLock<Result<Rules, RulesError>> = OnceLock::new();
        RULES
            .get_or_init(|| Rules::load(Vec::new()))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// These rules with the cues and word classes of rule packs beside their own, for the functions of the packs.
    ///
    /// # Errors
    ///
    /// Where a pack has a class, a cue or a scope that exists already, or a pattern that cannot be used.
    pub(crate) fn with_cues(&self, packs: Vec<PackCues>) -> Result<Rules, RulesError> {
        let Rules { roles, checks, .. } = self.clone();
        Ok(Rules {
            roles,
            checks,
            ..Rules::load(packs)?
        })
    }

    /// The kinds of evidence that a cue can count for; some come several times.
    pub(crate) fn kinds_of_evidence(&self) -> impl Iterator<Item = &str> {
        let kinds = self.model.kinds.iter().map(|k| k.id.as_str());
        // some stand for what many cues say that are none themselves ("low" and "high" for the scope of duties)
        let used = self.cues.all.iter().map(|c| c.spec.evidence.as_str());
        kinds.chain(used)
    }

    /// Whether a class of this name is built in.
    pub(crate) fn has_class(&self, name: &str) -> bool {
        LEXICON.has_class(name)
    }

    /// A builder that knows the built-in classes and these, to check patterns with.
    pub(crate) fn patterns(classes: &ClassFile) -> Result<Builder, PatternError> {
        let mut builder = Builder::extending(LEXICON.clone());
        if !classes.class.is_empty() {
            let mut all = builtin_classes().map_err(|e| PatternError { message: e.message })?;
            all.class.extend(classes.class.clone());
            builder.add_classes(&all)?;
        }
        Ok(builder)
    }

    fn load(packs: Vec<PackCues>) -> Result<Rules, RulesError> {
        let in_file = |file: &str| {
            let file = file.to_owned();
            move |e: PatternError| RulesError {
                file,
                message: e.message,
            }
        };
        let classes = packs.iter().flat_map(|pack| pack.classes.class.clone());
        let classes = ClassFile {
            class: classes.collect(),
        };
        let mut lexicon = Rules::patterns(&classes).map_err(in_file("cues/words.toml"))?;
        let posting = PostingRules::load(&mut lexicon)?;
        let mut files: Vec<CuesOf> = CUES
            .iter()
            .map(|file| Ok((None, file.read()?)))
            .collect::<Result<_, RulesError>>()?;
        files.extend(packs.into_iter().map(|p| (Some(p.function), p.cues)));
        let cues = Cues::compile(files, &mut lexicon).map_err(in_file("cues"))?;
        let model = Model::new(
            builtin!("evidence.toml").read()?,
            &builtin!("weights.toml").read()?,
        );
        Shapes::builtin()?;
        Ok(Rules {
            roles: Arc::new(Catalogue::builtin()?),
            checks: Arc::new(Rulebook::load()?),
            posting: Arc::new(posting),
            cues: Arc::new(cues),
            model: Arc::new(model),
            lexicon: Arc::new(lexicon.build()),
        })
    }
}

/// The classes of the cues and of the rules about postings, as they are written.
fn builtin_classes() -> Result<ClassFile, RulesError> {
    let mut words: ClassFile = builtin!("cues/words.toml").read()?;
    words.class.extend(PostingRules::classes()?.class);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_patterns_of_the_built_in_rules_are_compiled_by_the_build() {
        let lexicon = &Rules::builtin().unwrap().lexicon;
        // what had been added at run time would stand in a copy
        assert!(matches!(lexicon.code, Cow::Borrowed(_)));
        assert!(matches!(lexicon.words.text, Cow::Borrowed(_)));
        let every = [&lexicon.patterns, &lexicon.classes];
        assert!(every.iter().all(|p| matches!(p.places, Cow::Borrowed(_))));
    }

    #[test]
    fn the_build_compiles_nothing_that_no_rule_uses() {
        let used = Rules::load(Vec::new()).unwrap().lexicon;
        let counted = used.patterns.names.len();
        let mut again = Builder::extending(Lexicon::default());
        again.add_classes(&builtin_classes().unwrap()).unwrap();
        PostingRules::load(&mut again).unwrap();
        let files = CUES.iter().map(|file| (None, file.read().unwrap()));
        Cues::compile(files.collect(), &mut again).unwrap();
        assert_eq!(again.build().patterns.names.len(), counted);
    }
}
