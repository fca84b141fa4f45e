//! Rule packs, own roles and own titles, end to end through the real binary.

use crate::common::{POSTING, Run, Sandbox};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const PACK: &str = include_str!("../../fixtures/engineering/engineering.toml");
const CONFIG: &str = include_str!("../../fixtures/engineering/jdlint.toml");

/// The engineering postings, with the pack or without.
fn engineering(config: Option<&str>) -> Sandbox {
    let sandbox = Sandbox::with(&[("engineering.toml", PACK)]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/engineering/postings");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        sandbox.write(name, fs::read(&path).unwrap());
    }
    if let Some(config) = config {
        sandbox.write("jdlint.toml", config);
    }
    sandbox
}

/// Codes of the findings by file.
fn codes(run: &Run) -> BTreeMap<String, Vec<String>> {
    let json = run.json();
    let text = |f: &serde_json::Value, key: &str| f[key].as_str().unwrap().to_owned();
    let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in json["files"].as_array().unwrap() {
        codes.entry(text(file, "path")).or_default();
    }
    for finding in json["findings"].as_array().unwrap() {
        let path = text(finding, "path");
        codes.entry(path).or_default().push(text(finding, "code"));
    }
    codes
}

/// Role and rungs of each title.
fn roles(run: &Run) -> BTreeMap<String, String> {
    let json = run.json();
    let files = json["files"].as_array().unwrap().iter();
    files
        .map(|f| {
            let path = f["path"].as_str().unwrap().to_owned();
            let role = match f["role"]["id"].as_str() {
                Some(id) => format!("{id} {}", f["role"]["rungs"]),
                None => "none".to_owned(),
            };
            (path, role)
        })
        .collect()
}

fn json(sandbox: &Sandbox) -> Run {
    let run = sandbox.run(&["--format", "json"]);
    assert!(run.status <= 1, "{run:?}");
    run
}

#[test]
fn findings_of_a_pack_speak_of_its_own_roles() {
    let sandbox = engineering(Some(CONFIG));
    for (name, file) in [
        ("junior", "flagged-junior-runs-engineering.md"),
        ("cto", "flagged-cto-fixes-bugs.md"),
        ("director", "flagged-manager-reports-down.md"),
    ] {
        let run = sandbox.run(&[file]);
        assert!(
            !run.stdout.to_lowercase().contains("product"),
            "{}",
            run.stdout
        );
        insta::assert_snapshot!(name, run.stdout);
    }
}

#[test]
fn titles_of_a_pack_are_read_with_their_levels() {
    let titles = [
        ("Software Engineering Intern", "engineering/intern [0,0]"),
        ("Jr. Software Developer", "engineering/junior [1,1]"),
        ("Engineer", "engineering/engineer [2,2]"),
        ("Backend Engineer III", "engineering/engineer [3,4]"),
        ("Sr Full-Stack Engineer (m/f/d)", "engineering/senior [3,3]"),
        ("Staff Engineer, Payments", "engineering/staff [4,4]"),
        ("Principal Software Engineer", "engineering/principal [4,4]"),
        ("Tech Lead", "engineering/lead [4,4]"),
        ("Software Engineer Manager", "engineering/manager [4,5]"),
        ("Engineering Manager", "engineering/manager [4,4]"),
        ("Senior Engineering Manager", "engineering/manager [4,5]"),
        ("Software Engineering Manager", "engineering/manager [4,5]"),
        (
            "Director, Software Engineering",
            "engineering/director [5,5]",
        ),
        ("VP Engineering", "engineering/vp [6,6]"),
        ("Head of Engineering", "engineering/head [5,7]"),
        ("CTO", "engineering/cto [7,7]"),
        ("Chief Technology Officer", "engineering/cto [7,7]"),
        ("Senior Product Manager", "product/senior [3,3]"),
        ("Software Product Manager", "product/pm [2,2]"),
        ("Product Engineer", "none"),
        ("Sales Engineer", "none"),
        ("Civil Engineer", "none"),
        ("Recruiter for Software Engineers", "none"),
        ("Senior Platform Whisperer", "engineering/senior [3,3]"),
        ("Guild Captain (remote)", "engineering/senior [3,4]"),
        ("Engineering Ninja", "none"),
    ];
    let sandbox = Sandbox::with(&[("engineering.toml", PACK), ("jdlint.toml", CONFIG)]);
    for (i, (title, _)) in titles.iter().enumerate() {
        sandbox.write(
            &format!("{i:02}.md"),
            format!("# {title}\n\n- Work hard.\n"),
        );
    }
    let found: Vec<String> = roles(&json(&sandbox)).into_values().collect();
    for ((title, wanted), found) in titles.iter().zip(found) {
        assert_eq!(&found, wanted, "{title}");
    }
}

#[test]
fn without_the_pack_an_engineering_posting_is_left_alone() {
    let sandbox = engineering(None);
    let run = json(&sandbox);
    for (name, role) in roles(&run) {
        let wanted = if name == "hard-product-manager.md" {
            "product/pm [2,2]"
        } else {
            "none"
        };
        assert_eq!(role, wanted, "{name}");
    }
    assert!(codes(&run).values().all(Vec::is_empty), "{:?}", codes(&run));
}

#[test]
fn cues_of_a_pack_do_not_count_for_other_functions() {
    let posting = "# Product Manager\n\n## Responsibilities\n\n\
        - Fix bugs that support reports\n- Own the backlog of one squad\n";
    let sandbox = Sandbox::with(&[("engineering.toml", PACK), ("a.md", posting)]);
    let inspect = || sandbox.run(&["inspect", "a.md"]).stdout;
    let plain = inspect();
    sandbox.write("jdlint.toml", CONFIG);
    assert_eq!(inspect(), plain);
    sandbox.write(
        "a.md",
        posting.replace("Product Manager", "Software Engineer"),
    );
    assert!(inspect().contains("fixes bugs"), "{}", inspect());
}

#[test]
fn a_role_of_the_configuration_is_used_like_any_other() {
    let sandbox = Sandbox::with(&[
        (
            "jdlint.toml",
            "[titles]\n\"Product Coach\" = \"product/coach\"\n\"Discovery Wizard\" = [3, 4]\n\
             \"Product Ninja\" = \"product/pm\"\n\
             [[roles]]\nid = \"product/coach\"\nname = \"Product Coach\"\nrungs = [5, 5]\nyears = [8, 20]\n",
        ),
        (
            "coach.md",
            "# Product Coach\n\n## Requirements\n\n- 1 year of experience\n",
        ),
        (
            "ninja.md",
            "# Junior Product Ninja (remote)\n\n- Work hard.\n",
        ),
        ("wizard.md", "# Discovery Wizard\n\n- Work hard.\n"),
    ]);
    let run = json(&sandbox);
    let found = roles(&run);
    assert_eq!(found["coach.md"], "product/coach [5,5]");
    assert_eq!(found["ninja.md"], "product/junior [1,1]");
    assert_eq!(found["wizard.md"], "product/senior [3,4]");
    assert!(codes(&run)["coach.md"].contains(&"JD201".to_owned()));
    let shown = sandbox.run(&["config", "show"]).stdout;
    assert!(
        shown.contains("titles.\"Product Ninja\" = \"product/pm\""),
        "{shown}"
    );
}

/// What is said of a pack; the good configuration beside it is used all the same.
fn broken(pack: impl AsRef<[u8]>) -> String {
    let sandbox = Sandbox::with(&[
        ("bad/jdlint.toml", "packs = [\"pack.toml\"]\n"),
        ("bad/a.md", POSTING),
        ("good/b.md", POSTING),
    ]);
    let pack = pack.as_ref();
    sandbox.write("bad/pack.toml", pack);
    let run = sandbox.run(&["--format", "json"]);
    let start = String::from_utf8_lossy(&pack[..pack.len().min(500)]);
    assert_eq!(run.status, 2, "{start}");
    assert_eq!(run.paths(), ["good/b.md"]);
    assert!(
        !run.stderr.contains(['\u{1b}', '\u{202e}']),
        "{:?}",
        run.stderr
    );
    run.stderr
}

#[test]
fn mistakes_in_a_pack_are_told_with_their_place() {
    for (name, from, to) in [
        ("syntax", "nouns = [", "nouns = ["),
        ("unknown_key", "[titles]\n", "[titels]\n"),
        ("unknown_field", "manager_words", "manger_words"),
        (
            "twice",
            "id = \"engineering/vp\"",
            "id = \"engineering/cto\"",
        ),
        (
            "other_function",
            "id = \"engineering/vp\"",
            "id = \"product/vp\"",
        ),
        (
            "unknown_boss",
            "\"engineering/cto\", \"ceo\"]",
            "\"engineering/ceo\", \"ceo\"]",
        ),
        (
            "unknown_level",
            "junior = \"engineering/junior\"",
            "juniro = \"engineering/junior\"",
        ),
        ("rungs", "rungs = [6, 6]", "rungs = [6, 8]"),
        (
            "function",
            "function = \"engineering\"",
            "function = \"product\"",
        ),
        ("pattern", "^ code~ ..4 (in|with)", "^ code~ ..4 (in|with"),
        ("class", "<codebase>", "<codbase>"),
        (
            "evidence",
            "evidence = \"executive\"",
            "evidence = \"exectuive\"",
        ),
        ("long_words", "\"sales engineer\"", "\"a b c d e\""),
        ("capital", "\"sales engineer\"", "\"Sales engineer\""),
    ] {
        assert!(PACK.contains(from), "{name}");
        let pack = match name {
            "syntax" => PACK.replacen("function = ", "function ", 1),
            _ => PACK.replacen(from, to, 1),
        };
        insta::assert_snapshot!(format!("broken_{name}"), broken(pack));
    }
}

#[test]
fn hostile_packs_are_refused_in_bounded_time() {
    let role = |i: usize| format!("[[role]]\nid = \"x/{i}\"\nname = \"X\"\nrungs = [1, 1]\n");
    let titles =
        "[titles]\nnouns = [\"x\"]\nmanager_words = [\"y\"]\n[titles.manager]\nplain = \"x/0\"\n";
    let pack = |rest: &str| format!("function = \"x\"\n{}{titles}{rest}", role(0));
    let cue = |pattern: &str| {
        format!(
            "[[cue]]\nid = \"c\"\nevidence = \"none\"\ndimension = \"building\"\nrungs = [1, 2]\n\
             strength = 0.5\nwhere = [\"duty\"]\nsays = \"s\"\nmatch = [{pattern}]\n"
        )
    };
    let chain: String = (0..9)
        .map(|i| {
            let next = format!("\"k{}\",", i + 1).repeat(20);
            format!("[class.k{i}]\ninclude = [{next}]\n")
        })
        .collect();
    let words = "\"w\",".repeat(5_001);
    for (name, text) in [
        ("nothing", Vec::new()),
        ("binary", b"\xff\xfe\x00".to_vec()),
        ("huge", vec![b'#'; 1_000_001]),
        (
            "nested",
            format!("function = {}", "[".repeat(200_000)).into(),
        ),
        ("controls", "\"\\u001b[31m\u{202e}\" = 1\n".into()),
        (
            "control id",
            pack("").replace("x/0", "x/\\u001b[31m").into(),
        ),
        (
            "thousands of roles",
            format!(
                "function = \"x\"\n{}{titles}",
                (0..5_000).map(role).collect::<String>()
            )
            .into(),
        ),
        (
            "words",
            pack("").replace("[\"x\"]", &format!("[{words}]")).into(),
        ),
        (
            "long pattern",
            pack(&cue(&format!("\"{}\"", "a ".repeat(10_000)))).into(),
        ),
        (
            "many patterns",
            pack(&cue(&"\"a b\",".repeat(3_000))).into(),
        ),
        (
            "deep pattern",
            pack(&cue(&format!("\"{}\"", "(".repeat(250)))).into(),
        ),
        ("wide gap", pack(&cue("\"a ..99 b\"")).into()),
        (
            "class bomb",
            pack(&format!(
                "{chain}[class.k9]\nwords = [\"a\"]\n{}",
                cue("\"<k0>\"")
            ))
            .into(),
        ),
        (
            "class circle",
            pack(&format!("[class.k]\ninclude = [\"k\"]\n{}", cue("\"<k>\""))).into(),
        ),
        (
            "built-in class",
            pack(&format!(
                "[class.lead-in]\nwords = [\"a\"]\n{}",
                cue("\"a\"")
            ))
            .into(),
        ),
    ] {
        let message = broken(&text);
        assert!(message.starts_with("error: "), "{name}: {message}");
        assert!(message.len() < 5_000, "{name}: {} bytes", message.len());
    }
}

#[test]
fn a_pattern_with_many_gaps_costs_bounded_time() {
    let gaps = "a ..15 ".repeat(30);
    let cue = format!(
        "[[cue]]\nid = \"c\"\nevidence = \"none\"\ndimension = \"building\"\nrungs = [1, 2]\nstrength = 0.5\n\
         where = [\"everywhere\"]\nsays = \"s\"\nmatch = [\"{gaps}zebra\"]\n"
    );
    let line = format!("- {}\n", "a ".repeat(3_000));
    let sandbox = Sandbox::with(&[
        ("jdlint.toml", CONFIG),
        ("engineering.toml", &format!("{PACK}{cue}")),
        (
            "a.md",
            &format!("# Software Engineer\n\n## Responsibilities\n\n{line}"),
        ),
    ]);
    assert_eq!(sandbox.run::<&str>(&[]).status, 0);
}

#[test]
fn what_a_configuration_names_must_exist() {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        (
            "jdlint.toml",
            "packs = [\"gone.toml\", \".\"]\n[titles]\n\"A\" = \"product/pmm\"\n\"B\" = [3, 9]\n\"C\" = true\n\
             \"D\" = { rungs = [1, 2], function = \"prodcut\" }\n\"-\" = [1, 2]\n\"E\" = { rugns = [1, 2] }\n\
             [[roles]]\nid = \"product/x\"\nname = \"X\"\nrungs = [2, 1]\n\
             [[roles]]\nid = \"sales/x\"\nname = \"X\"\nrungs = [1, 2]\n\
             [[roles]]\nid = \"product/y\"\nnmae = \"X\"\nrungs = [1, 2]\n",
        ),
    ]);
    let run = sandbox.run::<&str>(&[]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn kinds_of_work_are_called_as_the_pack_calls_them() {
    let posting = "# Engineering Manager\n\n## Responsibilities\n\n\
        - Take part in on-call\n- Write code for the payments service\n- Fix bugs that support reports\n\
        - Write documentation for the interface\n- Mentor junior engineers\n\
        - Set the technical strategy of the company\n- Lead a team of eight engineers\n";
    let sandbox = Sandbox::with(&[
        ("engineering.toml", PACK),
        ("jdlint.toml", CONFIG),
        ("a.md", posting),
    ]);
    let shown = sandbox.run(&["inspect", "a.md"]).stdout;
    assert!(
        shown.contains("overseeing engineers and their teams"),
        "{shown}"
    );
    assert!(!shown.contains("overseeing product"), "{shown}");

    // findings on absent work name it likewise
    let core = |dimension: &str| {
        format!(
            "    {{ dimension = \"{dimension}\", standing = \"core\", hedge = \"firm\", source = \"us\", text = \"x\" }},\n"
        )
    };
    let claims: String = ["oversight", "process", "quality", "design", "cooperation"]
        .map(core)
        .concat();
    let role = format!(
        "[[roles]]\nid = \"engineering/manager\"\nname = \"Engineering Manager\"\nrungs = [4, 4]\nmay_span = [0, 7]\n\
         claims = [\n{claims}]\n[rules.JD105]\nshare = 0.1\nabsent = 1\nrecognized = 1\n"
    );
    sandbox.write(
        "jdlint.toml",
        format!("packs = [\"engineering.toml\"]\n{role}"),
    );
    let posting = posting.replace("- Lead a team of eight engineers\n", "");
    sandbox.write("a.md", posting);
    let run = sandbox.run(&["--select", "JD105", "a.md"]);
    for label in ["overseeing engineers and their", "technical design"] {
        assert!(run.stdout.contains(label), "{label}: {run:?}");
    }

    for (to, message) in [
        ("oversigth = \"x\"", "unknown variant `oversigth`"),
        (
            "oversight = \"\"",
            "a kind of work is named in 1 to 500 bytes",
        ),
        ("oversight = 3", "invalid type"),
    ] {
        let from = "oversight = \"overseeing engineers and their teams\"";
        let told = broken(PACK.replacen(from, to, 1));
        assert!(
            told.contains(message) && told.contains("pack.toml:"),
            "{told}"
        );
    }
}
