//! Data sources (conformance rules D1 to D3).

use async_trait::async_trait;
use framework::data_source::{DataSource, Found};
use framework::erased::{AnyDataSource, data_source};
use framework::resource::{Context, Validates};
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::told;
use crate::thing::{Word, text};

/// A place to find.
#[derive(Clone, Debug, Model)]
struct Place {
    /// The name.
    #[attr(required)]
    name: Attr<Word>,
    /// The address.
    #[attr(computed)]
    address: Attr<String>,
    /// The owner.
    #[attr(computed)]
    owner: Attr<String>,
}

/// A data source that finds places as the test defines.
struct Places(fn(Place) -> Result<Found<Place>, Diagnostics>);

#[async_trait]
impl DataSource for Places {
    type Model = Place;

    fn type_name(&self) -> &'static str {
        "test_place"
    }

    async fn read(&self, config: Place, _context: &Context) -> Result<Found<Place>, Diagnostics> {
        (self.0)(config)
    }

    fn validates(&self) -> Option<&dyn Validates<Place>> {
        Some(self)
    }
}

impl Validates<Place> for Places {
    fn validate(&self, config: &Place) -> Diagnostics {
        let summary = if config.name.is_unknown() {
            "Undecided"
        } else {
            "Decided"
        };
        Diagnostic::warning(summary, "The rules between attributes ran.").into()
    }
}

fn places(look_up: fn(Place) -> Result<Found<Place>, Diagnostics>) -> Box<dyn AnyDataSource> {
    data_source(Places(look_up))
}

fn named(name: &str) -> Value {
    Value::object([
        ("name", Value::string(name)),
        ("address", Value::Null),
        ("owner", Value::Null),
    ])
}

/// Holds D3.
#[tokio::test]
async fn what_is_found_keeps_the_users_spelling_of_what_was_asked() {
    let source = places(|config| {
        Ok(Found::new(Place {
            address: text("street 1"),
            ..config
        }))
    });

    let (found, diagnostics) = source.read(&named("HOME"), Context::default()).await;

    assert_eq!(told(&diagnostics), Vec::<String>::new());
    assert_eq!(found.get("name"), Some(&Value::string("HOME")));
    assert_eq!(found.get("address"), Some(&Value::string("street 1")));
}

/// Holds D2.
#[tokio::test]
async fn what_is_left_undecided_is_null_with_a_warning() {
    let source = places(|config| {
        Ok(Found::new(Place {
            address: text("street 1"),
            owner: Attr::Unknown,
            ..config
        }))
    });

    let (found, diagnostics) = source.read(&named("home"), Context::default()).await;

    assert_eq!(found.get("owner"), Some(&Value::Null));
    assert_eq!(
        told(&diagnostics),
        ["warning owner: Provider returned an unknown value"]
    );
}

/// Holds D2.
#[tokio::test]
async fn not_found_is_an_error_with_or_without_a_reason() {
    let not_found = places(|_| Err(Diagnostic::error("Not found", "No such place.").into()));
    let silent = places(|_| Err(Diagnostics::new()));

    let (nothing, diagnostics) = not_found.read(&named("home"), Context::default()).await;
    assert_eq!(nothing, Value::Null);
    assert_eq!(told(&diagnostics), ["error : Not found"]);
    let (_, diagnostics) = silent.read(&named("home"), Context::default()).await;
    assert!(diagnostics.has_errors());
}

#[tokio::test]
async fn a_bad_configuration_is_refused_and_nothing_is_looked_up() {
    let source = places(|_| panic!("no read is expected"));

    let (nothing, diagnostics) = source.read(&named("not home"), Context::default()).await;

    assert_eq!(nothing, Value::Null);
    assert_eq!(told(&diagnostics), ["error name: Not a word"]);
}

#[test]
fn a_configuration_is_checked_value_by_value_and_as_a_whole() {
    let source = places(|_| panic!("no read is expected"));

    assert_eq!(
        told(&source.validate(&named("not home"))),
        ["error name: Not a word", "warning : Undecided"]
    );
    assert_eq!(told(&source.validate(&named("home"))), ["warning : Decided"]);
}
