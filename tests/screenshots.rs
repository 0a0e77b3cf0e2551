//! The pictures of the README. `VISAVIS_UPDATE=1 cargo test --test screenshots` draws them anew, as SVG and, where
//! `rsvg-convert` is installed, as PNG; without it the test holds them to what the program shows.
#![allow(clippy::unwrap_used)]

mod support;

use std::{fs, path::PathBuf, process::Command};

use support::{Stage, svg};

/// A name, and the keys from the first screen.
const PICTURES: [(&str, &str); 12] = [
    ("reading-uk", "3 g enter ] ["),
    ("reading-ru", "2 g enter ] ["),
    ("reading-en", "1 g enter ] ["),
    ("why", "3 g enter ] [ w"),
    ("jump-uk", "3 g ctrl-p \"spilni\""),
    ("jump-ru", "2 g ctrl-p \"kfdhjd\""),
    ("jump-en", "1 g ctrl-p \"kerry\""),
    ("compare-uk", "3 g c j"),
    ("compare-ru", "2 g c"),
    ("compare-en", "1 g c"),
    ("matrix", "M l j j"),
    ("timeline", "3 g c T"),
];

#[test]
fn the_pictures_show_the_program_as_it_is() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("screenshots");
    let update = std::env::var_os("VISAVIS_UPDATE").is_some();
    fs::create_dir_all(&folder).unwrap();
    for (name, keys) in PICTURES {
        let picture = svg::picture(&Stage::sample(110, 32).keys(keys).buffer());
        let file = folder.join(name).with_extension("svg");
        if update {
            fs::write(&file, &picture).unwrap();
            png(&file);
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert!(kept == picture, "screenshots/{name}.svg is of another version: VISAVIS_UPDATE=1 draws it anew");
    }
}

fn png(svg: &PathBuf) {
    let made = Command::new("rsvg-convert").arg(svg).arg("-o").arg(svg.with_extension("png")).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("no PNG of {}: rsvg-convert (Debian: librsvg2-bin) is not there", svg.display());
    }
}
