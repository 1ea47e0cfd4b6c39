//! The environment and the command line of the process.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| framework_fuzzing::launch::read(input));
