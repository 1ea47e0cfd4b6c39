//! The faults of one request on its way, with their frequency.

use fastrand::Rng;
use mock_api::FaultKind;

/// The fault of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No connection: nothing is sent.
    Refused,
    /// The request is lost on its way.
    LostBefore,
    /// The request is executed, and its answer is lost.
    LostAfter,
    /// The request is executed, and its answer does not come within the time limit.
    Late,
    /// The request is executed after the client has given up.
    LateEffect,
    /// The request arrives twice, and the answer is that of the second arrival.
    Doubled,
    /// An error answer, before or after the effect.
    Status {
        /// The HTTP status.
        status: u16,
        /// `Retry-After` in seconds.
        retry_after: Option<u64>,
        /// True where the request is executed.
        after_effect: bool,
    },
    /// The request is executed, and the body is damaged.
    Malformed(Malformed),
    /// The request is executed, and the next reads do not show it.
    Lag {
        /// The number of reads.
        reads: u32,
    },
}

/// The damage of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// The connection breaks in the middle of the body.
    Broken,
    /// A page of HTML.
    Html,
    /// An empty body.
    Empty,
    /// Numbers for texts, and texts for everything else.
    WrongTypes,
}

impl Fault {
    /// Returns the name of the kind, for the summary.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Refused => "refused connection",
            Self::LostBefore => "lost before the effect",
            Self::LostAfter => "lost after the effect",
            Self::Late => "late answer",
            Self::LateEffect => "late effect",
            Self::Doubled => "doubled",
            Self::Status { status: 429, .. } => "429",
            Self::Status { status: 400..=499, .. } => "4xx",
            Self::Status {
                after_effect: false, ..
            } => "5xx before the effect",
            Self::Status { .. } => "5xx after the effect",
            Self::Malformed(_) => "malformed body",
            Self::Lag { .. } => "lagging reads",
        }
    }

    fn draw(random: &mut Rng) -> Self {
        match random.u8(0..20) {
            0 | 1 => Self::Refused,
            2 | 3 => Self::LostBefore,
            4..=6 => Self::LostAfter,
            7 => Self::Late,
            8 => Self::LateEffect,
            9 => Self::Doubled,
            10..=12 => Self::status(random),
            13 | 14 => Self::Status {
                status: 429,
                retry_after: random.bool().then(|| random.u64(0..5)),
                after_effect: false,
            },
            15 => Self::Malformed(FORMS[random.usize(0..FORMS.len())]),
            _ => Self::Lag {
                reads: random.u32(1..=5),
            },
        }
    }

    fn status(random: &mut Rng) -> Self {
        let status = [500, 502, 503, 503, 400, 401][random.usize(0..6)];
        Self::Status {
            status,
            retry_after: (status == 503 && random.bool()).then(|| random.u64(0..5)),
            after_effect: status >= 500 && random.bool(),
        }
    }
}

const FORMS: [Malformed; 4] = [
    Malformed::Broken,
    Malformed::Html,
    Malformed::Empty,
    Malformed::WrongTypes,
];

/// A limit of concurrent requests at the service, in some lives.
pub(crate) fn limit(random: &mut Rng) -> Option<FaultKind> {
    (random.u8(0..4) == 0).then(|| FaultKind::Admits {
        requests: random.u32(1..4),
        milliseconds: random.u64(1..400),
        retry_after: random.bool().then(|| random.u64(0..3)),
    })
}

/// The generator of the fault of each request.
#[derive(Debug)]
pub(crate) struct Faults {
    random: Rng,
    percent: u8,
    /// True while faults occur.
    pub(crate) active: bool,
}

impl Faults {
    /// Makes faults occur for a share of the requests.
    pub(crate) fn new(seed: u64, percent: u8) -> Self {
        Self {
            random: Rng::with_seed(seed),
            percent,
            active: true,
        }
    }

    /// Returns the fault of the next request, if there is one.
    pub(crate) fn next(&mut self) -> Option<Fault> {
        (self.active && self.random.u8(0..100) < self.percent).then(|| Fault::draw(&mut self.random))
    }

    /// Returns the time to the service and back, each in milliseconds.
    pub(crate) fn latency(&mut self) -> (u64, u64) {
        (self.random.u64(1..180), self.random.u64(1..180))
    }
}
