//! Requests to each method of the provider's service.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| framework_fuzzing::calls::send(input));
