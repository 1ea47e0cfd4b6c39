//! The address of a resource, as Terraform prints it.

use std::fmt;

use hcl_edit::expr::{Expression, Traversal, TraversalOperator};
use hcl_edit::parser;

/// The most bytes of an address that is parsed. Addresses of Terraform are much shorter.
const LONGEST: usize = 16 * 1024;

/// The kind of block that declares the resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `resource`.
    Managed,
    /// `data`.
    Data,
    /// `ephemeral`.
    Ephemeral,
    /// `action`.
    Action,
}

impl Kind {
    /// The name of the block: `resource`, `data`, `ephemeral`, or `action`.
    pub fn block(self) -> &'static str {
        match self {
            Self::Managed => "resource",
            Self::Data => "data",
            Self::Ephemeral => "ephemeral",
            Self::Action => "action",
        }
    }

    /// The kind that an address begins with. The address of a managed resource begins without one.
    fn of_prefix(word: &str) -> Option<Self> {
        let kinds = [Self::Data, Self::Ephemeral, Self::Action];
        kinds.into_iter().find(|kind| kind.block() == word)
    }
}

/// The key of one instance, by `count` or by `for_each`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The index of `count`.
    Index(u64),
    /// The key of `for_each`, without quotes and with escapes resolved.
    Name(String),
}

/// A module call in the address of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleCall {
    /// The name of the `module` block.
    pub name: String,
    /// The instance of the module.
    pub key: Option<Key>,
}

/// The address of a resource instance: `module.us.twilio_cross_connect.leg["ashburn"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The module calls, the outermost first.
    pub modules: Vec<ModuleCall>,
    /// The kind of block.
    pub kind: Kind,
    /// The type of the resource.
    pub resource_type: String,
    /// The name of the resource.
    pub name: String,
    /// The instance of the resource.
    pub key: Option<Key>,
    text: String,
}

impl Address {
    /// Parses an address. Returns `None` for text that Terraform does not print as the address of a resource.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut steps = steps(parser::parse_expr(text).ok()?)?.into_iter().peekable();
        let mut modules = Vec::new();
        while steps
            .next_if(|step| step.name == "module" && step.key.is_none())
            .is_some()
        {
            modules.push(steps.next()?);
        }
        let first = steps.next()?;
        let kind = Kind::of_prefix(&first.name);
        let resource_type = if kind.is_some() { steps.next()? } else { first };
        let name = steps.next()?;
        let ends_here = steps.next().is_none() && resource_type.key.is_none();
        ends_here.then(|| Self {
            modules,
            kind: kind.unwrap_or(Kind::Managed),
            resource_type: resource_type.name,
            name: name.name,
            key: name.key,
            text: text.to_owned(),
        })
    }
}

/// Writes the address as it was parsed.
impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// The names between the dots, each with the key that follows it.
fn steps(expression: Expression) -> Option<Vec<ModuleCall>> {
    let Expression::Traversal(traversal) = expression else {
        return None;
    };
    let Traversal { expr, operators, .. } = *traversal;
    let first = expr.as_variable()?.to_string();
    let mut steps = vec![ModuleCall { name: first, key: None }];
    for operator in operators {
        match operator.into_value() {
            TraversalOperator::GetAttr(name) => steps.push(ModuleCall {
                name: name.to_string(),
                key: None,
            }),
            TraversalOperator::Index(index) => {
                let step = steps.last_mut().filter(|step| step.key.is_none())?;
                step.key = Some(key(&index)?);
            }
            TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) | TraversalOperator::LegacyIndex(_) => {
                return None;
            }
        }
    }
    Some(steps)
}

fn key(index: &Expression) -> Option<Key> {
    let number = || Some(Key::Index(index.as_number()?.as_u64()?));
    let name = || Some(Key::Name(index.as_str()?.to_owned()));
    number().or_else(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    fn named(name: &str) -> Option<Key> {
        Some(Key::Name(name.to_owned()))
    }

    #[test]
    fn an_address_is_modules_type_name_and_key() {
        let address = parsed("module.us.module.pair[2].twilio_cross_connect.leg[\"ashburn\"]");

        let calls: Vec<_> = address.modules.iter().map(|call| call.name.as_str()).collect();
        assert_eq!(calls, ["us", "pair"]);
        assert_eq!(address.modules[1].key, Some(Key::Index(2)));
        assert_eq!(
            (address.kind, address.resource_type.as_str(), address.name.as_str()),
            (Kind::Managed, "twilio_cross_connect", "leg")
        );
        assert_eq!(address.key, named("ashburn"));
    }

    #[test]
    fn a_key_may_hold_dots_brackets_escaped_quotes_and_doubled_markers() {
        let key = |text: &str| parsed(text).key;

        assert_eq!(key(r#"a_b.c["x.y[0].z"]"#), named("x.y[0].z"));
        assert_eq!(key(r#"a_b.c["\"]\\\n\u00e9"]"#), named("\"]\\\n\u{e9}"));
        assert_eq!(key(r#"a_b.c["$${x} %%{y}"]"#), named("${x} %{y}"));
        assert_eq!(key("a_b.c[0]"), Some(Key::Index(0)));
        assert_eq!(key("a_b.c"), None);
    }

    #[test]
    fn the_kind_is_told_by_the_word_before_the_type() {
        assert_eq!(parsed("data.twilio_exchanges.all").kind, Kind::Data);
        assert_eq!(parsed("module.m.action.twilio_reset.now").kind, Kind::Action);
        assert_eq!(parsed("ephemeral.twilio_md5_key.k").kind.block(), "ephemeral");
        assert_eq!(
            parsed("data.twilio_exchanges.all").to_string(),
            "data.twilio_exchanges.all"
        );
    }

    #[test]
    fn what_is_no_address_of_a_resource_is_none() {
        let others = [
            "",
            "a",
            "module.us",
            "module.us.a",
            "a.b.c",
            "a[0].b",
            "a.b[0][1]",
            "a.b[each.key]",
            "a.b[*]",
            "a.b[\"${c}\"]",
            "1.b",
            "a.b[-1]",
            "a.b[\"",
            "module.us[0",
            "a.b(1)",
        ];

        for text in others {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_hostile_address_is_refused_and_nothing_more() {
        for text in ["(", "[", "a[", "{", "\"${", "!"] {
            assert_eq!(Address::parse(&text.repeat(8_000)), None);
            assert_eq!(Address::parse(&text.repeat(80_000)), None);
        }
        assert_eq!(Address::parse(&format!("a.{}", "b".repeat(LONGEST))), None);
    }

    proptest! {
        #[test]
        fn any_text_is_an_address_or_none(text in ".*") {
            let _ = Address::parse(&text);
        }
    }
}
