//! What `Idempotency-Key` remembers: which object a key has created, for 24 hours.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock;
use crate::code::Code;
use crate::parameters::Parameters;
use crate::refusal::Refusal;

/// The request's header.
pub(crate) const HEADER: &str = "Idempotency-Key";

/// How long a key is remembered.
const MEMORY: Duration = Duration::from_secs(24 * 60 * 60);

/// A key under which something may have been created. Each kind of object has keys of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdempotencyKey {
    scope: &'static str,
    key: String,
    fingerprint: String,
}

impl IdempotencyKey {
    /// Reads the header of a request. `scope` is the prefix of the SIDs that the call creates.
    ///
    /// # Errors
    /// 20422 unless the key has 1 to 128 printable ASCII characters.
    pub(crate) fn read(scope: &'static str, key: &str, parameters: &Parameters) -> Result<Self, Refusal> {
        let printable = key.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if !printable || !(1..=128).contains(&key.len()) {
            let refusal = Refusal::new(
                Code::InvalidParameter,
                format!("{HEADER} needs 1 to 128 printable characters"),
            );
            return Err(refusal.about(HEADER));
        }
        Ok(Self {
            scope,
            key: key.to_owned(),
            fingerprint: fingerprint(parameters),
        })
    }
}

/// What a key has created. Only a fingerprint of the parameters is kept, because they may hold a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remembered {
    scope: String,
    key: String,
    fingerprint: String,
    sid: String,
    at: Timestamp,
}

/// Every key of the last 24 hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Memory {
    keys: Vec<Remembered>,
}

impl Memory {
    /// The SID that the key has created, if it has.
    ///
    /// # Errors
    /// 20422 when the key was used with other parameters.
    pub(crate) fn recall(&self, key: &IdempotencyKey, now: Timestamp) -> Result<Option<&str>, Refusal> {
        let same = |known: &&Remembered| known.scope == key.scope && known.key == key.key && known.is_fresh(now);
        match self.keys.iter().find(same) {
            None => Ok(None),
            Some(known) if known.fingerprint == key.fingerprint => Ok(Some(&known.sid)),
            Some(_) => {
                let message = format!("this {HEADER} was used with other parameters");
                Err(Refusal::new(Code::InvalidParameter, message).about(HEADER))
            }
        }
    }

    /// Remembers what a key has created, and forgets what is older than 24 hours.
    pub(crate) fn remember(&mut self, key: IdempotencyKey, sid: &str, now: Timestamp) {
        self.keys.retain(|known| known.is_fresh(now));
        let IdempotencyKey {
            scope,
            key,
            fingerprint,
        } = key;
        self.keys.push(Remembered {
            scope: scope.to_owned(),
            key,
            fingerprint,
            sid: sid.to_owned(),
            at: now,
        });
    }
}

impl Remembered {
    fn is_fresh(&self, now: Timestamp) -> bool {
        clock::later(self.at, MEMORY).is_none_or(|end| now < end)
    }
}

fn fingerprint(parameters: &Parameters) -> String {
    let mut hash = Sha256::new();
    for (name, value) in parameters.sorted() {
        hash.update(format!("{}:{name}{}:{value}", name.len(), value.len()));
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
