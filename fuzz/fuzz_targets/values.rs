//! Values in MessagePack, in JSON and in stored states.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| framework_fuzzing::values::read(input));
