use super::*;
use crate::api::Refusal;

/// Words that deny an effect. Only texts of [`Effect::None`] may contain them.
const DENIALS: [&str; 6] = ["was not", "did not", "No ", "Unable to", "as it was", "Nothing"];
/// Words that leave an effect open. Each text of [`Effect::Perhaps`] has one, and no other text.
const DOUBTS: [&str; 2] = ["may have been", "not confirmed"];
/// Words that assert an effect. Each text of [`Effect::Certain`] has one, and no other text.
const ASSERTIONS: [&str; 2] = ["The service ", "response was unreadable"];

fn each(check: impl Fn(Write<'_>)) {
    let cross_connect = CrossConnectSid::trusted(format!("XC{}", "1".repeat(32)));
    let session = BgpSessionSid::trusted(format!("BG{}", "2".repeat(32)));
    let name = UniqueName::trusted("voice-a");
    [
        Write::OrderCrossConnect(&name),
        Write::ChangeCrossConnect(&cross_connect),
        Write::ReportCompletion(&cross_connect),
        Write::ReissueLetter(&cross_connect),
        Write::DeleteCrossConnect(&cross_connect),
        Write::CreateBgpSession(&cross_connect),
        Write::ChangeBgpSession(&session),
        Write::DeleteBgpSession(&session),
    ]
    .into_iter()
    .for_each(check);
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[test]
fn each_text_says_what_its_effect_is_and_nothing_else() {
    each(|write| {
        for effect in [Effect::None, Effect::Perhaps, Effect::Certain] {
            for text in [write.title(effect), write.existing_objects(effect)] {
                assert_eq!(has(&text, &DENIALS), effect == Effect::None, "{effect:?}: {text}");
                assert_eq!(has(&text, &DOUBTS), effect == Effect::Perhaps, "{effect:?}: {text}");
            }
            let existing = write.existing_objects(effect);
            assert_eq!(
                has(&existing, &ASSERTIONS),
                effect == Effect::Certain,
                "{effect:?}: {existing}"
            );
        }
    });
}

#[test]
fn each_text_names_its_object() {
    each(|write| {
        for effect in [Effect::None, Effect::Perhaps, Effect::Certain] {
            let text = write.existing_objects(effect);
            assert!(has(&text, &["XC1111", "BG2222", "\"voice-a\""]), "{text}");
        }
    });
}

#[test]
fn what_has_the_place_of_a_lost_creation_is_named_with_its_block_and_not_taken_for_it() {
    let cross_connect = CrossConnectSid::trusted(format!("XC{}", "1".repeat(32)));
    let name = UniqueName::trusted("voice-a");
    for (write, address) in [
        (Write::OrderCrossConnect(&name), "twilio_cross_connect.NAME"),
        (Write::CreateBgpSession(&cross_connect), "twilio_bgp_session.NAME"),
    ] {
        for (effect, words) in [(Effect::Perhaps, "may have been"), (Effect::Certain, "The service ")] {
            let failed = WriteError {
                error: crate::api::Error::Interrupted,
                effect,
                sid: None,
            };
            let told: Vec<_> = write.failed_beside(&failed, "XC7").into_iter().collect();
            let detail = &told[0].detail;
            assert!(detail.contains(words) && !has(detail, &DENIALS), "{detail}");
            assert!(
                detail.contains("It is either this object or one that another team created"),
                "{detail}"
            );
            assert!(
                detail.ends_with("  id = \"XC7\"\n}") && detail.contains(address),
                "{detail}"
            );
        }
    }
}

fn conflict(message: &str) -> Error {
    Error::Conflict(Box::new(Refusal {
        status: 412,
        code: Some(20_412),
        message: message.to_owned(),
        request_id: None,
        more_info: None,
        existing_sid: None,
        bgp_session_sids: Vec::new(),
        parameter: None,
        problems: Vec::new(),
    }))
}

#[test]
fn the_refused_repetition_of_an_unanswered_attempt_is_nobody_elses_change() {
    let session = BgpSessionSid::trusted(format!("BG{}", "2".repeat(32)));
    let told = |effect| {
        let failed = WriteError {
            error: conflict("someone else changed it"),
            effect,
            sid: None,
        };
        let told: Vec<_> = Write::ChangeBgpSession(&session).failed(&failed).into_iter().collect();
        told[0].detail.to_lowercase()
    };
    assert!(told(Effect::None).contains("someone else changed it"));
    assert!(told(Effect::None).contains("someone else changed the object"));
    let perhaps = told(Effect::Perhaps);
    assert!(!has(&perhaps, &["someone", "somebody", "elsewhere"]), "{perhaps}");
    assert!(perhaps.contains("may have been changed"), "{perhaps}");
}
