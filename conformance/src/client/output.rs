//! The output of a process.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt},
    task::JoinHandle,
};

use super::patience::{PATIENCE, patiently};

/// The output of a process, collected while it runs.
pub struct Collected {
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: JoinHandle<()>,
}

impl Collected {
    pub(super) fn from(mut source: impl AsyncRead + Unpin + Send + 'static) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&bytes);
        let reader = tokio::spawn(async move {
            let mut chunk = [0; 4096];
            while let Ok(count @ 1..) = source.read(&mut chunk).await {
                sink.lock().unwrap().extend_from_slice(&chunk[..count]);
            }
        });
        Self { bytes, reader }
    }

    /// Returns the output so far.
    pub fn so_far(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().unwrap()).into_owned()
    }

    /// Waits until the output contains a text, and returns all of it.
    pub async fn until(&self, wanted: &str) -> String {
        let poll = async {
            while !self.so_far().contains(wanted) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let found = tokio::time::timeout(PATIENCE, poll).await;
        assert!(found.is_ok(), "{wanted:?} does not come; there is: {}", self.so_far());
        self.so_far()
    }

    /// Returns the output after every writer has closed it.
    pub async fn all(mut self) -> String {
        patiently(&mut self.reader).await.unwrap();
        self.so_far()
    }
}
