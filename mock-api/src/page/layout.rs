//! The frame of every page: head, navigation, clock, and foot.

use maud::{DOCTYPE, Markup, html};
use service::refusal::Refusal;

use crate::page::Content;
use crate::page::assets;
use crate::page::clock::Strip;
use crate::page::notice::{Message, sentence};
use crate::page::place::{self, Place, View};

/// The frame around the content of a page.
pub(super) struct Frame<'a> {
    /// The page.
    pub(super) place: &'a Place,
    /// The message above the content.
    pub(super) message: Option<Message>,
    /// The clock.
    pub(super) clock: Strip,
}

impl Frame<'_> {
    /// The whole document.
    pub(super) fn around(&self, content: &Content) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                (head(&content.title))
                body {
                    a.skip href="#content" { "Skip to the content" }
                    (self.banner())
                    (self.clock.shown(self.place))
                    main #content tabindex="-1" {
                        @if let Some(message) = &self.message { (message.shown()) }
                        (content.body)
                    }
                    (foot())
                }
            }
        }
    }

    fn banner(&self) -> Markup {
        html! {
            header {
                div.banner {
                    p.name { a href=(place::CIRCUITS) { "interconnect-mock" } }
                    nav aria-label="Pages" {
                        ul {
                            (self.link(place::CIRCUITS, "Circuits"))
                            (self.link(place::SESSIONS, "Sessions"))
                            (self.link(place::REQUESTS, "Requests"))
                            (self.link(place::FAULTS, "Faults"))
                        }
                    }
                }
                p.honest {
                    strong { "Not a Twilio API." }
                    " This is a mock of Interconnect v1, a contract of this project. It orders, connects, and bills nothing."
                }
            }
        }
    }

    fn link(&self, path: &str, name: &str) -> Markup {
        let is_here = match &self.place.view {
            View::Circuit(_) => path == place::CIRCUITS,
            View::Circuits | View::Sessions | View::Requests | View::Faults => self.place.view.path() == path,
        };
        html! { li { a href=(path) aria-current=[is_here.then_some("page")] { (name) } } }
    }
}

fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) " · interconnect-mock" }
            link rel="stylesheet" href=(assets::STYLE);
            script defer src=(assets::SCRIPT) {}
        }
    }
}

fn foot() -> Markup {
    html! {
        footer {
            p {
                "Every button is also a call: "
                a href="/_mock/openapi.json" { "controls" } " · "
                a href="/v1/openapi.json" { "contract" }
            }
        }
    }
}

/// A page that cannot be shown.
pub(super) fn refused(refusal: &Refusal) -> Content {
    Content {
        title: "Not found".to_owned(),
        body: html! {
            h1 { "This page cannot be shown" }
            p { (sentence(refusal.message())) }
            p { a href=(place::CIRCUITS) { "All circuits" } }
        },
    }
}
