//! The comparison of the checked-in code with the generator's output, and of the `.proto` files with the size of the
//! official protocol.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

use std::{fs, path::PathBuf};

use prost_build::{Config, Module};
use prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet};

const REGENERATE: &str = "UPDATE=1 cargo test -p proto --test generated";

#[test]
fn the_checked_in_code_is_what_the_generator_makes() {
    for (name, text) in generate() {
        let path = crate_folder().join("src/generated").join(name);
        if updating() {
            fs::write(&path, &text).unwrap();
        }
        let checked_in = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            checked_in == text,
            "{} is stale; regenerate it with: {REGENERATE}",
            path.display()
        );
    }
}

#[test]
fn the_provider_protocol_has_the_size_of_the_official_text() {
    let size = Size::of(&descriptors());
    let official = Size {
        messages: 122,
        fields: 253,
        enums: 4,
        methods: vec![("Provider", 28), ("Provisioner", 4)],
    };
    assert_eq!(size, official);
}

#[test]
fn two_methods_of_the_provider_answer_with_a_stream() {
    let set = descriptors();
    let provider = file(&set, "tfplugin5.proto")
        .service
        .iter()
        .find(|service| service.name() == "Provider")
        .unwrap();
    let streams: Vec<_> = provider
        .method
        .iter()
        .filter(|method| method.server_streaming())
        .map(|m| m.name())
        .collect();
    assert_eq!(streams, ["ListResource", "InvokeAction"]);
    assert!(provider.method.iter().all(|method| !method.client_streaming()));
}

/// Returns the generated files: each name inside `src/generated`, and its text.
fn generate() -> Vec<(String, String)> {
    let requests = descriptors()
        .file
        .into_iter()
        .filter(|file| !file.package().starts_with("google."));
    let requests = requests
        .map(|file| (Module::from_protobuf_package_name(file.package()), file))
        .collect();
    let modules = generator().generate(requests).unwrap();
    let mut files: Vec<_> = modules
        .iter()
        .map(|(module, code)| (module.to_file_name_or("_"), head(code)))
        .collect();
    files.sort();
    files
}

fn generator() -> Config {
    let mut config = Config::new();
    config
        .btree_map(["."])
        .skip_debug([".tfplugin5.DynamicValue", ".tfplugin5.RawState"])
        .service_generator(
            tonic_prost_build::configure()
                .generate_default_stubs(true)
                .service_generator(),
        );
    config
}

fn head(code: &str) -> String {
    format!("// Generated; do not edit. Made by: {REGENERATE}\n{code}")
}

fn descriptors() -> FileDescriptorSet {
    protox::compile(["tfplugin5.proto", "go_plugin.proto"], [crate_folder()]).unwrap()
}

fn file<'a>(set: &'a FileDescriptorSet, name: &str) -> &'a FileDescriptorProto {
    set.file.iter().find(|file| file.name() == name).unwrap()
}

fn crate_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the switch of this test is its own, and not the provider's"
)]
fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The numbers of declarations in `tfplugin5.proto`. The entries of map fields do not count as messages.
#[derive(Debug, PartialEq)]
struct Size {
    messages: usize,
    fields: usize,
    enums: usize,
    methods: Vec<(&'static str, usize)>,
}

impl Size {
    fn of(set: &FileDescriptorSet) -> Self {
        let file = file(set, "tfplugin5.proto");
        let messages: Vec<_> = file.message_type.iter().flat_map(with_nested).collect();
        let nested_enums: usize = messages.iter().map(|message| message.enum_type.len()).sum();
        let methods = |name| {
            file.service
                .iter()
                .find(|service| service.name() == name)
                .unwrap()
                .method
                .len()
        };
        Size {
            messages: messages.len(),
            fields: messages.iter().map(|message| message.field.len()).sum(),
            enums: file.enum_type.len() + nested_enums,
            methods: ["Provider", "Provisioner"].map(|name| (name, methods(name))).to_vec(),
        }
    }
}

fn with_nested(message: &DescriptorProto) -> Vec<&DescriptorProto> {
    let is_map_entry = message.options.as_ref().is_some_and(|options| options.map_entry());
    let nested = message.nested_type.iter().flat_map(with_nested);
    if is_map_entry {
        Vec::new()
    } else {
        std::iter::once(message).chain(nested).collect()
    }
}
