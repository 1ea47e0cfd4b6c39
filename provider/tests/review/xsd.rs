//! The part of XML schema that `junit-10.xsd` requires: the permitted and required elements and attributes of an element.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The content that an element may have.
#[derive(Default)]
struct Element {
    children: Vec<String>,
    allowed: Vec<String>,
    required: Vec<String>,
}

/// The faults of a document: it is not well-formed, or it does not conform to the schema.
pub(crate) fn problems(document: &str) -> Vec<String> {
    let schema = schema();
    let (mut problems, mut open) = (Vec::new(), Vec::<String>::new());
    for (depth, start) in starts(document, &mut problems) {
        open.truncate(depth);
        let (name, attributes) = (name(&start), attributes(&start));
        match schema.get(&name) {
            Some(element) => problems.extend(wrong(&name, element, &attributes)),
            None => problems.push(format!("{name} is not in the schema")),
        }
        let parent = open.last().and_then(|parent| schema.get(parent));
        if parent.is_some_and(|parent| !parent.children.contains(&name)) {
            problems.push(format!("{name} is not allowed in {open:?}"));
        }
        open.push(name);
    }
    problems
}

fn wrong(name: &str, element: &Element, attributes: &BTreeMap<String, String>) -> Vec<String> {
    let missing = element
        .required
        .iter()
        .filter(|required| !attributes.contains_key(*required));
    let missing = missing.map(|required| format!("{name} has no {required}"));
    let unknown = attributes.keys().filter(|key| !element.allowed.contains(key));
    missing
        .chain(unknown.map(|key| format!("{name} may not have {key}")))
        .collect()
}

/// The elements of the schema by name.
fn schema() -> BTreeMap<String, Element> {
    let (mut elements, mut current) = (BTreeMap::<String, Element>::new(), String::new());
    let mut problems = Vec::new();
    for (depth, start) in starts(include_str!("schemas/junit-10.xsd"), &mut problems) {
        let attributes = attributes(&start);
        match (name(&start).as_str(), depth) {
            ("xs:element", 1) => current = attributes["name"].clone(),
            ("xs:element", _) => {
                let child = attributes.get("ref").or(attributes.get("name")).unwrap();
                elements
                    .entry(current.clone())
                    .or_default()
                    .children
                    .push(child.clone());
            }
            ("xs:attribute", _) => {
                let element = elements.entry(current.clone()).or_default();
                element.allowed.push(attributes["name"].clone());
                if attributes.get("use").is_some_and(|usage| usage == "required") {
                    element.required.push(attributes["name"].clone());
                }
            }
            _ => {}
        }
        elements.entry(current.clone()).or_default();
    }
    assert_eq!(problems, Vec::<String>::new());
    elements
}

/// The elements of a document, each with its depth.
fn starts(document: &str, problems: &mut Vec<String>) -> Vec<(usize, BytesStart<'static>)> {
    let mut reader = Reader::from_str(document);
    let (mut starts, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                starts.push((depth, start.into_owned()));
                depth += 1;
            }
            Ok(Event::Empty(start)) => starts.push((depth, start.into_owned())),
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                problems.push(error.to_string());
                break;
            }
        }
    }
    if depth != 0 {
        problems.push(format!("{depth} elements are not closed"));
    }
    starts
}

fn name(start: &BytesStart<'_>) -> String {
    start.name().as_ref().to_owned()
}

fn attributes(start: &BytesStart<'_>) -> BTreeMap<String, String> {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
    });
    attributes.collect()
}

#[test]
fn what_the_schema_does_not_have_is_found() {
    let problem = |document: &str| problems(document).join("; ");

    assert_eq!(
        problem("<testsuites><testcase name=\"a\"/></testsuites>"),
        "testcase is not allowed in [\"testsuites\"]"
    );
    assert_eq!(problem("<testcase/>"), "testcase has no name");
    assert_eq!(
        problem("<testcase name=\"a\" file=\"b\"/>"),
        "testcase may not have file"
    );
    assert_eq!(problem("<other/>"), "other is not in the schema");
    assert!(!problem("<testcase name=\"a\">").is_empty());
    assert_eq!(problem("<testcase name=\"a\"><skipped message=\"b\"/></testcase>"), "");
}
