use std::fs;
use std::path::PathBuf;

use super::*;
use crate::review::place::Position;

/// A temporary working tree on the disk, removed on drop.
struct Disk(PathBuf);

impl Disk {
    fn new<const N: usize>(files: [(&str, &str); N]) -> Self {
        static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("working-tree-{}-{number}", std::process::id()));
        for (name, text) in files {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(root)
    }

    fn place(&self, address: &str, attribute: Option<&str>) -> Option<Place> {
        let address = Address::parse(address).unwrap();
        WorkingTree::new(&self.0, &PathBuf::new()).place_of(&address, attribute)
    }

    /// The place as `file:line`, or an empty text.
    fn line(&self, address: &str, attribute: Option<&str>) -> String {
        let place = self.place(address, attribute);
        place.map_or_else(String::new, |place| format!("{}:{}", place.file, place.start.line))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const LEG: &str = "# Größe\nresource \"twilio_cross_connect\" \"leg\" {\n  for_each = {}\n  \
    unique_name = \"ä\"\n  letter = { a = 1\n    b = 2 }\n  completion {\n    reference = <<E\nx\nE\n  }\n  \
    dynamic \"route\" {\n    content {\n      cidr = 1\n    }\n  }\n}\n";

#[test]
fn a_resource_is_at_the_head_of_its_block() {
    let disk = Disk::new([("main.tf", LEG)]);

    let place = disk.place("twilio_cross_connect.leg[\"ashburn\"]", None).unwrap();
    let (start, end) = (Position { line: 2, column: 1 }, Position { line: 2, column: 38 });
    assert_eq!((place.file.as_str(), place.start, place.end), ("main.tf", start, end));
}

#[test]
fn an_attribute_is_on_its_own_line_in_code_points() {
    let disk = Disk::new([("main.tf", LEG)]);

    let place = disk.place("twilio_cross_connect.leg", Some("unique_name")).unwrap();
    let (start, end) = (Position { line: 4, column: 3 }, Position { line: 4, column: 20 });
    assert_eq!((place.start, place.end), (start, end));
}

#[test]
fn lines_that_end_as_on_windows_are_lines() {
    let disk = Disk::new([("main.tf", &LEG.replace('\n', "\r\n"))]);

    let place = disk.place("twilio_cross_connect.leg", Some("unique_name")).unwrap();
    assert_eq!((place.start.line, place.end.column), (4, 20));
}

#[test]
fn a_path_is_followed_into_blocks_objects_and_dynamic_blocks() {
    let disk = Disk::new([("main.tf", LEG)]);
    let line = |attribute| disk.line("twilio_cross_connect.leg", Some(attribute));

    assert_eq!(line("completion"), "main.tf:7");
    assert_eq!(line("completion.reference"), "main.tf:8");
    assert_eq!(line("completion[0].reference"), "main.tf:8");
    assert_eq!(line("letter.b"), "main.tf:6");
    assert_eq!(line("route.0.cidr"), "main.tf:14");
}

#[test]
fn an_attribute_that_is_not_written_is_at_its_block() {
    let disk = Disk::new([("main.tf", LEG)]);

    assert_eq!(disk.line("twilio_cross_connect.leg", Some("bandwidth")), "main.tf:2");
    assert_eq!(
        disk.line("twilio_cross_connect.leg", Some("completion.completed_on")),
        "main.tf:7"
    );
}

#[test]
fn an_attribute_of_many_lines_is_at_its_key() {
    let disk = Disk::new([("main.tf", LEG)]);

    let place = disk.place("twilio_cross_connect.leg", Some("letter")).unwrap();
    assert_eq!((place.start.line, place.end.line, place.end.column), (5, 5, 9));
}

#[test]
fn local_modules_are_followed() {
    let disk = Disk::new([
        ("main.tf", "module \"us\" {\n  source = \"./modules/region\"\n}\n"),
        (
            "modules/region/main.tf",
            "module \"pair\" {\n  source = \"../pair\"\n}\n",
        ),
        ("modules/pair/legs.tf", LEG),
    ]);

    let address = "module.us[\"x.y\"].module.pair[0].twilio_cross_connect.leg[\"a\"]";
    assert_eq!(disk.line(address, Some("unique_name")), "modules/pair/legs.tf:4");
}

#[test]
fn the_root_module_may_be_below_the_root_of_the_tree() {
    let disk = Disk::new([
        ("prod/main.tf", "module \"pair\" {\n  source = \"../modules/pair\"\n}\n"),
        ("modules/pair/legs.tf", LEG),
    ]);
    let address = Address::parse("module.pair.twilio_cross_connect.leg").unwrap();

    for root_module in [PathBuf::from("prod"), disk.0.join("prod")] {
        let place = WorkingTree::new(&disk.0, &root_module).place_of(&address, None);
        assert_eq!(place.unwrap().file, "modules/pair/legs.tf");
    }
    assert_eq!(
        WorkingTree::new(&disk.0.join("prod"), &disk.0).place_of(&address, None),
        None
    );
}

#[test]
fn what_is_not_in_a_tf_file_of_the_tree_is_at_the_innermost_call() {
    let call = |source: &str| format!("\nmodule \"m\" {{\n  source = \"{source}\"\n}}\n");
    let disk = Disk::new([
        ("tree/local.tf", &call("./inner").replace("\"m\"", "\"local\"")),
        ("tree/inner/main.tf", &call("interconnect/pair/twilio")),
        (
            "tree/git.tf",
            &call("git::https://example.com/a.git").replace("\"m\"", "\"git\""),
        ),
        ("tree/out.tf", &call("../outside").replace("\"m\"", "\"out\"")),
        (
            "tree/installed.tf",
            &call("./.terraform/modules/x").replace("\"m\"", "\"installed\""),
        ),
        ("tree/json.tf", &call("./json").replace("\"m\"", "\"json\"")),
        ("tree/gone.tf", &call("./gone").replace("\"m\"", "\"gone\"")),
        ("tree/.terraform/modules/x/main.tf", LEG),
        ("tree/json/main.tf.json", "{}"),
        ("outside/main.tf", LEG),
    ]);
    let tree = Disk(disk.0.join("tree"));
    let line = |module: &str| {
        tree.line(
            &format!("module.{module}.twilio_cross_connect.leg"),
            Some("unique_name"),
        )
    };

    assert_eq!(line("local.module.m"), "inner/main.tf:2");
    for module in ["git", "out", "installed", "json", "gone"] {
        assert_eq!(line(module), format!("{module}.tf:2"));
    }
    assert_eq!(line("unknown"), "");
}

#[test]
fn a_file_that_is_no_configuration_gives_no_place_and_does_not_hide_the_others() {
    let deep = format!("a = {}", "[".repeat(100_000));
    let disk = Disk::new([
        ("a.tf", "resource \"a\" {"),
        ("b.tf", &deep),
        ("c.tf", LEG),
        (
            "d.tf",
            &format!("# {}\nresource \"big\" \"big\" {{}}\n", "x".repeat(1024 * 1024)),
        ),
        ("e_override.tf", "resource \"small\" \"small\" {}\n"),
    ]);

    assert_eq!(disk.line("twilio_cross_connect.leg", None), "c.tf:2");
    assert_eq!(disk.line("small.small", None), "e_override.tf:1");
    assert_eq!(disk.line("big.big", None), "");
}

#[test]
fn modules_that_call_each_other_come_to_an_end() {
    let disk = Disk::new([("main.tf", "module \"m\" {\n  source = \"./.\"\n}\n")]);

    let address = format!("{}a_b.c", "module.m.".repeat(200));
    assert_eq!(disk.line(&address, None), "main.tf:1");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_tree_are_not_followed_and_links_within_it_are() {
    use std::os::unix::fs::symlink;

    let call = |name: &str| format!("module \"{name}\" {{\n  source = \"./{name}\"\n}}\n");
    let disk = Disk::new([
        ("tree/main.tf", &[call("out"), call("within"), call("turning")].concat()),
        ("tree/pair/main.tf", LEG),
        ("outside/main.tf", LEG),
    ]);
    let tree = Disk(disk.0.join("tree"));
    symlink(disk.0.join("outside"), tree.0.join("out")).unwrap();
    symlink("pair", tree.0.join("within")).unwrap();
    symlink("turning", tree.0.join("turning")).unwrap();
    symlink(disk.0.join("outside/main.tf"), tree.0.join("linked.tf")).unwrap();
    symlink("/dev/zero", tree.0.join("zero.tf")).unwrap();
    let line = |module: &str| tree.line(&format!("module.{module}.twilio_cross_connect.leg"), None);

    assert_eq!(line("out"), "main.tf:1");
    assert_eq!(line("within"), "within/main.tf:2");
    assert_eq!(line("turning"), "main.tf:7");
    assert_eq!(tree.line("twilio_cross_connect.leg", None), "");
}

#[test]
fn the_root_module_stands_at_its_terraform_block_or_its_first_file() {
    let place = |disk: &Disk| WorkingTree::new(&disk.0, &PathBuf::new()).root_place();
    let with_block = Disk::new([("a.tf", "\n"), ("versions.tf", "\nterraform {}\n")]);
    let without = Disk::new([("providers.tf", ""), ("z.tf", "")]);

    assert_eq!(
        (place(&with_block).file.as_str(), place(&with_block).start.line),
        ("versions.tf", 2)
    );
    assert_eq!(place(&without), Place::beginning_of("providers.tf"));
    let generated = Disk::new([("prod/main.tf.json", "{}")]);
    let of_json = WorkingTree::new(&generated.0, &PathBuf::from("prod")).root_place();
    assert_eq!(of_json, Place::beginning_of("prod/main.tf"));
    assert_eq!(
        place(&Disk(std::env::temp_dir().join("nowhere"))),
        Place::beginning_of("main.tf")
    );
}
