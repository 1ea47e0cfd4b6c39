//! A mock server of Interconnect v1.
