//! The check of a provider's catalog for errors of the author (conformance rules S2 to S14). Core would reject such a
//! catalog with a less helpful message.
//!
//! Core does not check the provider block at all (conformance rule S14), so this is its only check.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::function::Signature;
use crate::resource::MoveSource;
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting, Schema};
use crate::types::Type;

/// The purpose of a schema, which decides the marks that are allowed in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The provider block: it is only configured.
    Provider,
    /// A managed resource: it is configured, planned, and stored.
    Resource,
    /// A data source: it is configured and read.
    DataSource,
    /// The `provider_meta` block of a module: it is only configured.
    ProviderMeta,
    /// The configuration of a search: it is only configured.
    List,
    /// The identity of a managed resource: it is configured to import, and otherwise only returned.
    Identity,
    /// An ephemeral resource: it is configured and opened.
    Ephemeral,
    /// An action: it is only configured (conformance rule S14).
    Action,
    /// The parameters of a function, each of which every call contains.
    Function,
}

impl Purpose {
    /// Returns the names that Terraform reserves at the root (conformance rule S12).
    fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::Provider => &["alias", "version"],
            Self::ProviderMeta | Self::List | Self::Identity | Self::Function => &[],
            Self::Resource | Self::DataSource | Self::Ephemeral | Self::Action => &[
                "connection",
                "count",
                "depends_on",
                "for_each",
                "lifecycle",
                "provider",
                "provisioner",
            ],
        }
    }
}

/// Returns every rule that the schema named `owner` breaks.
pub(crate) fn problems_of(owner: &str, schema: &Schema, purpose: Purpose) -> Diagnostics {
    let mut problems = Vec::new();
    if schema.version() < 0 {
        problems.push("its version is negative".to_owned());
    }
    let reserved = names_of(schema.block()).filter(|name| purpose.reserved().contains(name));
    problems.extend(reserved.map(|name| format!("\"{name}\" is a reserved name")));
    check_block(schema.block(), "", purpose, &mut problems);
    if purpose == Purpose::Identity {
        problems.extend(identity_problems(schema.block()));
    }
    problems.into_iter().map(|problem| bug(owner, &problem)).collect()
}

/// Returns the faults of a function's parameters (conformance rule S10). The types, and the existence of a result type,
/// are valid by construction.
pub(crate) fn signature_problems(owner: &str, signature: &Signature) -> Diagnostics {
    let mut problems = Vec::new();
    check_block(&signature.block, "", Purpose::Function, &mut problems);
    for nested in &signature.block.blocks {
        problems.push(format!(
            "\"{}\" is a block, which is not allowed in a function",
            nested.name
        ));
    }
    if signature.is_variadic && signature.variadic.is_none() {
        problems.push("it is variadic, but its last parameter is not a list".to_owned());
    }
    problems.into_iter().map(|problem| bug(owner, &problem)).collect()
}

/// Returns the faults of type names: names that core cannot use, and duplicates.
pub(crate) fn name_problems(kind: &str, names: &[&'static str]) -> Diagnostics {
    let mut seen = BTreeSet::new();
    let mut problems = Diagnostics::new();
    for name in names {
        if !is_identifier(name) {
            problems.push(bug(name, NOT_A_NAME));
        }
        if !seen.insert(name) {
            problems.push(bug(name, &format!("there are two {kind}s with this name")));
        }
    }
    problems
}

/// Returns the fault of type names with different first words. Terraform uses the first word as the name of a provider
/// (conformance rule S13).
pub(crate) fn prefix_problems(names: impl Iterator<Item = &'static str>) -> Diagnostics {
    let words: BTreeSet<_> = names.filter_map(|name| name.split('_').next()).collect();
    if words.len() < 2 {
        return Diagnostics::new();
    }
    let words: Vec<_> = words.into_iter().collect();
    let problem = format!(
        "its types begin with different words, {}, and Terraform uses the first word as the provider's name",
        words.join(" and ")
    );
    bug("the catalog", &problem).into()
}

/// Returns the faults of upgrades: stored states or identities (`what`) of users that cannot be upgraded
/// (conformance rules R5 and I4).
pub(crate) fn upgrade_problems(owner: &str, what: &str, present: i64, known: &[i64]) -> Diagnostics {
    let ways_from = |version: i64| known.iter().filter(|known| **known == version).count();
    let older = (0..present).filter_map(|version| match ways_from(version) {
        0 => Some(format!("there is no upgrade from version {version} of its {what}")),
        1 => None,
        _ => Some(format!(
            "there is more than one upgrade from version {version} of its {what}"
        )),
    });
    let strange = known.iter().filter(|version| !(0..present).contains(version));
    let strange = strange.map(|version| {
        format!("it has an upgrade from version {version} of its {what}, which is not older than {present}")
    });
    older.chain(strange).map(|problem| bug(owner, &problem)).collect()
}

/// Returns the faults of moves: moves that Terraform never requests, and moves that hide one another
/// (conformance rule R10).
pub(crate) fn move_problems(owner: &str, sources: &[MoveSource]) -> Diagnostics {
    let malformed = sources.iter().filter_map(|source| {
        let is_address = source.provider.split('/').filter(|part| !part.is_empty()).count() == 3;
        let has_versions = *source.versions.start() >= 0 && !source.versions.is_empty();
        let why = match (is_address, has_versions) {
            (true, true) => return None,
            (false, _) => "a provider address consists of a host, a namespace, and a name",
            (true, false) => "its version range is invalid",
        };
        Some(format!("a move from {source} is not possible: {why}"))
    });
    let hidden = sources.iter().enumerate().filter_map(|(index, source)| {
        let first = source.versions.start();
        let mut earlier = sources.iter().take(index);
        let hidden = earlier.any(|other| {
            other.covers(source.provider, source.type_name, *first)
                || source.covers(other.provider, other.type_name, *other.versions.start())
        });
        hidden.then(|| format!("there is more than one move from {source}"))
    });
    malformed.chain(hidden).map(|problem| bug(owner, &problem)).collect()
}

/// Returns the faults of a search, whose results core would reject (conformance rule S11).
pub(crate) fn list_problems(owner: &str, schema: &Schema, has_identity: bool) -> Diagnostics {
    let mut problems = problems_of(&format!("the search for {owner}"), schema, Purpose::List);
    if !has_identity {
        problems.push(bug(owner, "it has a list resource, but no identity"));
    }
    problems
}

fn bug(owner: &str, problem: &str) -> Diagnostic {
    Diagnostic::error(
        format!("Invalid schema of {owner}"),
        format!("This is a bug in the provider: {problem}."),
    )
}

fn check_block(block: &Block, inside: &str, purpose: Purpose, problems: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for name in names_of(block) {
        if !is_identifier(name) {
            problems.push(format!("\"{inside}{name}\": {NOT_A_NAME}"));
        }
        if !seen.insert(name) {
            problems.push(format!("\"{inside}{name}\" is defined twice"));
        }
    }
    for attribute in &block.attributes {
        let broken = attribute_problems(attribute).chain(purpose_problems(attribute, purpose));
        problems.extend(broken.map(|problem| format!("\"{inside}{}\" {problem}", attribute.name)));
    }
    for nested in &block.blocks {
        problems.extend(nested_problems(nested).map(|problem| format!("\"{inside}{}\" {problem}", nested.name)));
        check_block(&nested.block, &format!("{inside}{}.", nested.name), purpose, problems);
    }
}

/// A flag that is true if a rule is broken, and the message for this case.
type Finding = (bool, &'static str);

fn broken<const N: usize>(findings: [Finding; N]) -> impl Iterator<Item = &'static str> {
    findings
        .into_iter()
        .filter_map(|(broken, problem)| broken.then_some(problem))
}

fn attribute_problems(attribute: &AttributeSchema) -> impl Iterator<Item = &'static str> {
    let AttributeSchema {
        required,
        optional,
        computed,
        write_only,
        replaces,
        stable,
        ..
    } = *attribute;
    broken([
        (
            !(required || optional || computed),
            "is not required, optional, or computed",
        ),
        (
            required && (optional || computed),
            "is required and also optional or computed",
        ),
        (write_only && computed, "is write-only and also computed"),
        (
            write_only && replaces,
            "is write-only, so its changes are not detected and cannot force replacement",
        ),
        (
            replaces && computed && !optional,
            "is read-only and cannot force replacement",
        ),
        (stable && !computed, "is stable, but not computed"),
    ])
}

/// Returns the marks that are not allowed for the purpose. Some marks have a meaning only in a managed resource,
/// because only it is planned and stored (conformance rule E7).
fn purpose_problems(attribute: &AttributeSchema, purpose: Purpose) -> impl Iterator<Item = &'static str> {
    let is_planned = purpose == Purpose::Resource;
    let has_default = attribute.default.is_some();
    broken([
        (
            !is_planned && attribute.write_only,
            "is write-only, which is allowed only in a managed resource",
        ),
        (
            !is_planned && has_default,
            "has a default, which is allowed only in a managed resource",
        ),
        (
            !is_planned && (attribute.replaces || attribute.stable),
            "has the mark replace or stable, which is allowed only in a managed resource",
        ),
        (
            purpose == Purpose::Provider && attribute.computed && !has_default,
            "is computed, which is not allowed in a provider block",
        ),
        (
            purpose == Purpose::ProviderMeta && attribute.computed && !has_default,
            "is computed, which is not allowed in provider_meta",
        ),
        (
            purpose == Purpose::List && attribute.computed && !has_default,
            "is computed, which is not allowed in the configuration of a search",
        ),
        (
            purpose == Purpose::Action && attribute.computed && !has_default,
            "is computed, which is not allowed in an action",
        ),
        (
            purpose == Purpose::Function && attribute.computed && !has_default,
            "is computed, which is not allowed in a function",
        ),
        (
            purpose == Purpose::Function && (attribute.sensitive || attribute.deprecation.is_some()),
            "is sensitive or deprecated, which is not allowed in a function",
        ),
    ])
}

/// Returns the faults of an identity, which is flat, and wholly known from the creation on (conformance rule S9).
fn identity_problems(block: &Block) -> Vec<String> {
    let nested = block
        .blocks
        .iter()
        .map(|nested| format!("\"{}\" is a block, which is not allowed in an identity", nested.name));
    let attributes = block.attributes.iter().flat_map(|attribute| {
        let findings = broken([
            (
                !is_flat(&attribute.ty),
                "must be a string, a number, a bool, or a list of these",
            ),
            (attribute.computed, "is computed, which is not allowed in an identity"),
            (
                attribute.sensitive || attribute.deprecation.is_some(),
                "is sensitive or deprecated, which is not allowed in an identity",
            ),
        ]);
        findings.map(|problem| format!("\"{}\" {problem}", attribute.name))
    });
    let empty = block.attributes.is_empty().then(|| "it has no attributes".to_owned());
    nested.chain(attributes).chain(empty).collect()
}

/// True where core accepts the type in an identity: a plain type, or a list.
fn is_flat(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Number | Type::Bool => true,
        Type::List(element) => is_flat(element),
        Type::Dynamic | Type::Set(_) | Type::Map(_) | Type::Object(_) | Type::Tuple(_) => false,
    }
}

fn nested_problems(nested: &NestedBlock) -> impl Iterator<Item = &'static str> {
    let (min, max) = (nested.min_items, nested.max_items);
    let bounds = match nested.nesting {
        Nesting::Single => min == max && (0..=1).contains(&min),
        Nesting::Group | Nesting::Map => min == 0 && max == 0,
        Nesting::List | Nesting::Set => min >= 0 && max >= 0 && (max == 0 || min <= max),
    };
    let in_set = nested.nesting == Nesting::Set;
    broken([
        (!bounds, "has bounds that its nesting does not allow"),
        (
            in_set && any_attribute(&nested.block, &|attribute| attribute.write_only),
            "is a set that contains a write-only attribute",
        ),
        (
            in_set && any_attribute(&nested.block, &|attribute| has_dynamic(&attribute.ty)),
            "is a set that contains a dynamic attribute",
        ),
    ])
}

fn any_attribute(block: &Block, matches: &dyn Fn(&AttributeSchema) -> bool) -> bool {
    block.attributes.iter().any(matches) || block.blocks.iter().any(|nested| any_attribute(&nested.block, matches))
}

fn has_dynamic(ty: &Type) -> bool {
    match ty {
        Type::Dynamic => true,
        Type::String | Type::Number | Type::Bool => false,
        Type::List(element) | Type::Set(element) | Type::Map(element) => has_dynamic(element),
        Type::Object(attributes) => attributes.values().any(has_dynamic),
        Type::Tuple(elements) => elements.iter().any(has_dynamic),
    }
}

fn names_of(block: &Block) -> impl Iterator<Item = &str> {
    let attributes = block.attributes.iter().map(|attribute| attribute.name.as_str());
    attributes.chain(block.blocks.iter().map(|nested| nested.name.as_str()))
}

fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

const NOT_A_NAME: &str =
    "a name consists of lowercase letters, digits, and underscores, and does not begin with a digit";
