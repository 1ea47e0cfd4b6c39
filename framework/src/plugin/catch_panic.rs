//! A service that converts a panic in a call to the response of that call, so that other calls continue
//! (conformance rule H14). It is the last resort, after the diagnostics that `crate::rpc` makes of panics. Deliberately
//! not here: the report of the panic, which is in the panic hook.

use std::{
    convert::Infallible,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
};

use tonic::{
    Status,
    body::Body,
    codegen::{BoxFuture, Service, http},
    server::NamedService,
};

/// A service whose panics become the status `Internal`.
#[derive(Clone, Debug)]
pub(super) struct CatchPanic<S>(pub(super) S);

impl<S: NamedService> NamedService for CatchPanic<S> {
    const NAME: &'static str = S::NAME;
}

impl<S> Service<http::Request<Body>> for CatchPanic<S>
where
    S: Service<
            http::Request<Body>,
            Response = http::Response<Body>,
            Error = Infallible,
            Future = BoxFuture<http::Response<Body>, Infallible>,
        >,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Guarded;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: http::Request<Body>) -> Guarded {
        Guarded(self.0.call(request))
    }
}

/// A call in flight whose panics are caught.
pub(super) struct Guarded(BoxFuture<http::Response<Body>, Infallible>);

impl Future for Guarded {
    type Output = Result<http::Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // A call that panicked is not polled again, so its incomplete state is not observed.
        let polled = catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Poll::Ready(Ok(crashed())))
    }
}

fn crashed() -> http::Response<Body> {
    Status::internal("the provider crashed during this call; see the lines that start with \"panic:\" in the log")
        .into_http()
}
