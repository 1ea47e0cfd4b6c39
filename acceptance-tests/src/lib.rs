//! The real terraform against the mock API server.
