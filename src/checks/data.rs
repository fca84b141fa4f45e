//! The rule files, built in.

/// Words that all checks share.
pub(super) const COMMON: &str = include_str!("../../rules/checks/common.toml");

/// Rule files by code.
pub(super) const RULES: &[(&str, &str)] = &[
    ("JD101", include_str!("../../rules/checks/JD101.toml")),
    ("JD102", include_str!("../../rules/checks/JD102.toml")),
    ("JD103", include_str!("../../rules/checks/JD103.toml")),
    ("JD104", include_str!("../../rules/checks/JD104.toml")),
    ("JD105", include_str!("../../rules/checks/JD105.toml")),
    ("JD106", include_str!("../../rules/checks/JD106.toml")),
    ("JD107", include_str!("../../rules/checks/JD107.toml")),
    ("JD108", include_str!("../../rules/checks/JD108.toml")),
    ("JD201", include_str!("../../rules/checks/JD201.toml")),
    ("JD202", include_str!("../../rules/checks/JD202.toml")),
    ("JD203", include_str!("../../rules/checks/JD203.toml")),
    ("JD204", include_str!("../../rules/checks/JD204.toml")),
    ("JD205", include_str!("../../rules/checks/JD205.toml")),
    ("JD206", include_str!("../../rules/checks/JD206.toml")),
    ("JD207", include_str!("../../rules/checks/JD207.toml")),
    ("JD208", include_str!("../../rules/checks/JD208.toml")),
    ("JD401", include_str!("../../rules/checks/JD401.toml")),
    ("JD402", include_str!("../../rules/checks/JD402.toml")),
    ("JD403", include_str!("../../rules/checks/JD403.toml")),
    ("JD404", include_str!("../../rules/checks/JD404.toml")),
    ("JD901", include_str!("../../rules/checks/JD901.toml")),
    ("JD902", include_str!("../../rules/checks/JD902.toml")),
    ("JD903", include_str!("../../rules/checks/JD903.toml")),
];
