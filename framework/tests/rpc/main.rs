//! The calls of the protocol on the generated trait: the fields of a response in addition to the result of the
//! resource.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking, also in the functions they share"
)]

/// Makes a call that succeeds, and returns its response.
macro_rules! call {
    ($method:ident, $request:expr) => {
        shop()
            .$method(Request::new($request))
            .await
            .expect("the call is served")
            .into_inner()
    };
}

mod action;
mod apply;
mod bell;
mod config;
mod data_source;
mod deferral;
mod ephemeral;
mod function;
mod grove;
mod identity;
mod key;
mod label;
mod list;
mod log;
mod moved;
mod panic;
mod plan;
mod private;
mod read;
mod refusal;
mod schema;
mod shop;
mod stop;
mod value;
mod wire;
