//! Every code has a page, and every page agrees with the rules.

use super::*;
use crate::domain::{
    AnnouncedPrefix, Asn, Bandwidth, Calls, CompletedOn, CrossConnectSid, Exchange, InterfaceAddress, IpRoutes,
    LegPreference, LoaEntity, LoaRevision, MaxConcurrentRequests, MaxRetries, Md5KeyLength, PrefixLimit, Problem,
    RedundancyGroup, RedundancyIntent, RedundancyRole, RequestTimeout, RequiredMbps, RouterInterface, RouterPlatform,
    Timeout, UniqueName, VlanId, WaitFor,
};
use std::collections::BTreeSet;

fn pages() -> Vec<Page> {
    codes()
        .map(|code| Page::of(code).unwrap_or_else(|| panic!("{code} has no page, or a part of it is missing")))
        .collect()
}

fn text(page: &Page) -> String {
    page.parts().map(|(_, part)| part).join("\n\n")
}

#[test]
fn every_code_has_exactly_one_page_and_every_page_a_code() {
    let written: Vec<_> = TEXTS.iter().map(|(code, _)| *code).collect();
    assert_eq!(written, codes().collect::<Vec<_>>());
}

#[test]
fn every_page_has_the_four_parts_in_order_and_no_other() {
    for (code, text) in TEXTS {
        let headings: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, [MEANING, WHY, WHAT_TO_DO, EXAMPLE], "{code}");
        assert!(Page::of(code).is_some(), "{code} has an empty part");
    }
}

#[test]
fn every_file_of_pages_is_in_the_table() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/checks/pages");
    let files = std::fs::read_dir(folder).unwrap();
    let names: BTreeSet<_> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let expected: BTreeSet<_> = codes().map(|code| format!("{code}.md")).collect();
    assert_eq!(names, expected);
}

#[test]
fn no_page_names_a_code_that_does_not_exist() {
    for page in pages() {
        for named in codes_in(&text(&page)) {
            assert!(codes().any(|code| code == named), "{} names {named}", page.code);
        }
    }
}

/// Words of a text that have the form of a code.
fn codes_in(text: &str) -> Vec<&str> {
    let found = text.match_indices("TWX");
    found
        .map(|(place, _)| {
            let rest = &text[place..];
            let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric());
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

#[test]
fn every_example_is_a_configuration_and_what_terraform_prints_with_the_code() {
    for page in pages() {
        assert_eq!(blocks(page.example, "hcl").len(), 1, "{}", page.code);
        let printed = blocks(page.example, "text");
        let code = format!("[{}]", page.code);
        let first = printed
            .first()
            .and_then(|block| block.lines().next())
            .unwrap_or_default();
        assert!(first.ends_with(&code), "{} prints {printed:?}", page.code);
    }
}

#[test]
fn the_severity_of_an_example_is_what_the_plan_gives_it() {
    for page in pages() {
        let Source::Check(check) = page.source else { continue };
        let printed = blocks(page.example, "text").concat();
        let is_open = matches!(check.in_plan, InPlan::Partly);
        let word = if check.default == Severity::Error && !is_open {
            "Error: "
        } else {
            "Warning: "
        };
        assert!(printed.starts_with(word), "{} prints {printed}", page.code);
    }
}

#[test]
fn every_block_of_hcl_can_be_parsed() {
    for page in pages() {
        for block in blocks(&text(&page), "hcl") {
            let parsed = hcl_edit::parser::parse_body(&block);
            assert!(parsed.is_ok(), "{}: {block}\n{:?}", page.code, parsed.err());
        }
    }
}

#[test]
fn every_resource_block_has_what_is_required() {
    const REQUIRED: [(&str, &[&str]); 2] = [
        (
            "resource \"twilio_cross_connect\"",
            &["unique_name", "exchange", "bandwidth_mbps", "loa_entity"],
        ),
        ("resource \"twilio_bgp_session\"", &["cross_connect_sid", "ip_routes"]),
    ];
    for page in pages() {
        for block in blocks(&text(&page), "hcl") {
            for (resource, required) in REQUIRED {
                let lacking = required.iter().find(|name| !block.contains(*name));
                assert!(
                    !block.contains(resource) || lacking.is_none(),
                    "{} lacks {lacking:?}",
                    page.code
                );
            }
        }
    }
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fenced = text.split("```").skip(1).step_by(2);
    fenced
        .filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'))
        .map(str::to_owned)
        .collect()
}

/// The text without its fenced blocks.
fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn pages_are_short_and_fit_a_terminal() {
    for (code, text) in TEXTS {
        let limit = if code.starts_with("TWX1") { 600 } else { 1200 };
        assert!(text.len() <= limit, "{code} has {} bytes", text.len());
        for line in prose(text).lines() {
            assert!(line.len() <= 80, "{code}: {line}");
        }
    }
}

#[test]
fn sentences_have_at_most_twenty_five_words() {
    for page in pages() {
        let prose = prose(&text(&page)).replace("\n- ", ". ");
        let on_one_line = prose.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
        for paragraph in on_one_line {
            for sentence in paragraph.split(". ") {
                let words = sentence.split_whitespace().count();
                assert!(words <= 25, "{}: {words} words in {sentence}", page.code);
            }
        }
    }
}

#[test]
fn the_words_that_are_not_used_do_not_occur() {
    const NOT_USED: [&str; 22] = [
        " shall ",
        "as it was",
        "speaks",
        "stands in",
        "gives way",
        "second way",
        "says it of",
        "how it goes on",
        "see how it stands",
        "works in the meet-me",
        "nothing is wrong",
        "as this should be",
        "in the way",
        "in clear",
        "dear to",
        "to be had",
        "whoever",
        "none of them would",
        "centre",
        "fibre",
        "stays is",
        "issue #",
    ];
    for (code, text) in TEXTS {
        let prose = prose(text).replace('\n', " ");
        for word in NOT_USED {
            assert!(!prose.contains(word), "{code} has {word:?}");
        }
    }
}

#[test]
fn no_page_has_a_link_that_a_terminal_cannot_follow() {
    for (code, text) in TEXTS {
        assert!(!text.contains("]("), "{code}");
    }
}

/// The problems that the rules give for the values in the examples of their pages.
fn printed() -> Vec<Problem> {
    let exchange = Exchange::trusted("ashburn-ix");
    let routes = |texts: &[&str]| IpRoutes::parse(texts).unwrap_err().remove(0).problem;
    let address = |text: &str| InterfaceAddress::parse(text).unwrap_err().remove(0);
    let link = IpRoutes::parse(&["52.1.9.0/30"]).unwrap();
    let (ours, theirs) = (
        InterfaceAddress::parse("52.1.9.1/30").unwrap(),
        InterfaceAddress::parse("52.1.9.9/30").unwrap(),
    );
    vec![
        Exchange::parse("ashburn").unwrap_err().remove(0),
        Bandwidth::trusted(500).problem_at(&exchange).unwrap(),
        LoaEntity::parse("").unwrap_err().remove(0),
        UniqueName::parse("ashburn primary").unwrap_err().remove(0),
        RedundancyGroup::parse("us/east").unwrap_err().remove(0),
        CompletedOn::parse("5 January 2026").unwrap_err().remove(0),
        CrossConnectSid::parse("XC123").unwrap_err().remove(0),
        RedundancyRole::parse("secondary").unwrap_err().remove(0),
        LoaRevision::parse("0").unwrap_err().remove(0),
        routes(&[]),
        routes(&["52.1.2.0"]),
        routes(&["52.1.2.0/24", "2001:db8::/32"]),
        routes(&["52.1.2.0/23"]),
        routes(&["52.1.2.9/24"]),
        routes(&["10.0.0.0/24"]),
        routes(&["100.64.1.0/24"]),
        routes(&["52.1.2.0/24", "52.1.2.0/25"]),
        routes(&["168.86.128.0/24"]),
        link.problems_with(ours).remove(0).problem,
        Asn::parse("0").unwrap_err().remove(0),
        Asn::parse_customer("23456").unwrap_err().remove(0),
        Asn::parse_customer("64512").unwrap_err().remove(0),
        Asn::parse_customer("394434").unwrap_err().remove(0),
        address("52.1.9.1"),
        address("10.0.0.1/30"),
        address("52.1.9.0/30"),
        address("168.86.128.1/30"),
        ours.peer_problem(theirs).unwrap(),
        Md5KeyLength::parse("5").unwrap_err().remove(0),
        WaitFor::parse("available").unwrap_err().remove(0),
        Timeout::parse("soon").unwrap_err().remove(0),
        MaxRetries::parse("-1").unwrap_err().remove(0),
        RequestTimeout::parse("never").unwrap_err().remove(0),
        MaxConcurrentRequests::parse("0").unwrap_err().remove(0),
        RequiredMbps::parse("0").unwrap_err().remove(0),
        Calls::parse("12000").unwrap_err().remove(0),
        Exchange::trusted("sydney-ix").partner().unwrap_err(),
        RouterPlatform::parse("cisco-asa").unwrap_err().remove(0),
        RouterInterface::parse("eth 1").unwrap_err().remove(0),
        Asn::parse_router("64496").unwrap_err().remove(0),
        VlanId::parse("4095").unwrap_err().remove(0),
        LegPreference::parse("first").unwrap_err().remove(0),
        PrefixLimit::parse("1", &AnnouncedPrefix::all_at(&Exchange::trusted("ashburn-ix")).unwrap())
            .unwrap_err()
            .remove(0),
        RedundancyIntent::parse("geografic").unwrap_err().remove(0),
    ]
}

#[test]
fn examples_of_input_rules_print_what_the_rules_say() {
    for problem in printed() {
        let page = Page::of(problem.rule.code).unwrap();
        assert!(
            page.example.contains(&problem.to_string()),
            "{problem} is not in the example of {}:\n{}",
            page.code,
            page.example
        );
    }
}
