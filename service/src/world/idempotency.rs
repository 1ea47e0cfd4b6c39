//! The memory of idempotency keys: the object that each key has created, for 24 hours.

use std::ops::RangeInclusive;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::code::Code;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::time;

/// The name of the header.
pub const HEADER: &str = "Idempotency-Key";

/// The allowed lengths of a key.
pub(crate) const KEY_LENGTHS: RangeInclusive<usize> = 1..=128;

/// The time for which a key is remembered.
const MEMORY: Duration = Duration::from_secs(24 * 60 * 60);

/// An idempotency key. Each kind of object has its own keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    scope: &'static str,
    key: String,
    fingerprint: String,
}

impl IdempotencyKey {
    /// The kind of object that the request creates: the prefix of its SID.
    pub fn scope(&self) -> &str {
        self.scope
    }

    /// The key itself.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Reads the header of a request. `scope` is the prefix of the SIDs that the call creates.
    ///
    /// # Errors
    /// 20422 unless the key has 1 to 128 printable ASCII characters.
    pub fn read(scope: &'static str, key: &str, parameters: &Parameters) -> Result<Self, Refusal> {
        let printable = key.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if !printable || !KEY_LENGTHS.contains(&key.len()) {
            let refusal = Refusal::new(
                Code::InvalidParameter,
                format!("{HEADER} must have 1 to 128 printable characters"),
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

/// A key with the object that it has created. Only a fingerprint of the parameters is stored, because they can contain a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remembered {
    scope: String,
    key: String,
    fingerprint: String,
    sid: String,
    at: Timestamp,
}

/// Every key of the last 24 hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Memory {
    keys: Vec<Remembered>,
}

impl Memory {
    /// The entry of a key, of any age.
    pub fn known(&self, key: &IdempotencyKey) -> Option<&Remembered> {
        self.keys
            .iter()
            .find(|known| known.scope == key.scope && known.key == key.key)
    }

    /// The SID of the object that the key created in the last 24 hours, if there is one.
    ///
    /// # Errors
    /// 20422 if the key was used with other parameters.
    pub fn recall(&self, key: &IdempotencyKey, now: Timestamp) -> Result<Option<&str>, Refusal> {
        match self.known(key).filter(|known| known.is_fresh(now)) {
            None => Ok(None),
            Some(known) if known.fingerprint == key.fingerprint => Ok(Some(&known.sid)),
            Some(_) => {
                let message = format!("this {HEADER} was already used with different parameters");
                Err(Refusal::new(Code::InvalidParameter, message).about(HEADER))
            }
        }
    }

    /// A memory with these keys.
    pub fn of(keys: Vec<Remembered>) -> Self {
        Self { keys }
    }

    /// The keys of the memory.
    pub fn keys(&self) -> &[Remembered] {
        &self.keys
    }

    /// The keys that are not in another memory.
    pub fn beyond(&self, other: &Self) -> Vec<Remembered> {
        let new = self.keys.iter().filter(|known| !other.keys.contains(known));
        new.cloned().collect()
    }

    /// Adds a key with the object that it has created.
    pub fn remember(&mut self, key: IdempotencyKey, sid: &str, now: Timestamp) {
        let IdempotencyKey {
            scope,
            key,
            fingerprint,
        } = key;
        self.keep(Remembered {
            scope: scope.to_owned(),
            key,
            fingerprint,
            sid: sid.to_owned(),
            at: now,
        });
    }

    /// Adds an entry in place of an older one of the key, and removes entries older than 24 hours.
    pub fn keep(&mut self, new: Remembered) {
        let is_same = |known: &Remembered| known.scope == new.scope && known.key == new.key;
        self.keys.retain(|known| known.is_fresh(new.at) && !is_same(known));
        self.keys.push(new);
    }
}

impl Remembered {
    /// The kind of object that the key has created: the prefix of its SID.
    pub fn scope(&self) -> &str {
        &self.scope
    }

    /// The key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The SID of the object that the key has created.
    pub fn sid(&self) -> &str {
        &self.sid
    }

    /// The instant of the creation.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The latest instant of entries that are expired when this one is new.
    pub fn forgotten_until(&self) -> Timestamp {
        self.at.checked_sub(MEMORY).unwrap_or(Timestamp::MIN)
    }

    fn is_fresh(&self, now: Timestamp) -> bool {
        time::later(self.at, MEMORY).is_none_or(|end| now < end)
    }
}

fn fingerprint(parameters: &Parameters) -> String {
    let mut hash = Sha256::new();
    for (name, value) in parameters.sorted() {
        hash.update(format!("{}:{name}{}:{value}", name.len(), value.len()));
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
