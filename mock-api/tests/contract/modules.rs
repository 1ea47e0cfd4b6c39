// The modules of the suite, for both of its programs.

mod access;
mod admission;
mod bgp_sessions;
mod client;
mod clock;
mod completion_notices;
mod controls;
mod cross_connects;
mod decisions;
mod description;
mod examples;
mod exchanges;
mod faults;
mod health;
mod idempotency;
mod letters;
mod openapi;
mod paging;
mod program;
mod readings;
mod request_log;
mod revisions;
mod seed;
mod state_file;
mod unplugged;
mod waiting;
