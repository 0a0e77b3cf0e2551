//! `visavis export` as its users meet it: the same rows in every format, nothing of them acting on its own, and no
//! file lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;

use serde_json::Value;
use support::program::Desk;

const ALL: &str = "--corpus {railway} {railway}/articles";

/// The records of a CSV file, as RFC 4180 has them.
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    assert!(!quoted && field.is_empty() && record.is_empty(), "the last record ends");
    records
}

fn column(records: &[Vec<String>], name: &str) -> Vec<String> {
    let at = records[0].iter().position(|head| head == name).unwrap();
    records[1..].iter().map(|record| record[at].clone()).collect()
}

fn ids(pairs: &[Value], side: &str) -> Vec<String> {
    pairs.iter().map(|pair| pair[side]["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn an_export_has_the_rows_of_the_comparison() {
    let desk = Desk::new();
    for by in ["meeting", "topic"] {
        let compared = desk.run(&format!("compare --json --group-by {by} {ALL}")).objects();
        assert!(compared.iter().any(|pair| pair["left"].is_object() && pair["right"].is_object()));
        let exported = desk.run(&format!("export pairs --format jsonl --group-by {by} {ALL}")).objects();
        let csv = desk.run(&format!("export pairs --format csv --group-by {by} {ALL}")).fine();
        let csv = records(csv.strip_prefix('\u{feff}').unwrap());
        for side in ["left", "right"] {
            assert_eq!(ids(&exported, side), ids(&compared, side));
            assert_eq!(column(&csv, &format!("{side}.id")), ids(&compared, side));
        }
        let html = desk.run(&format!("export pairs --format html --group-by {by} {ALL}")).fine();
        assert_eq!(html.matches("<tbody>").count(), compared.len());
        let markdown = desk.run(&format!("export pairs --format md --group-by {by} {ALL}")).fine();
        assert_eq!(markdown.matches("\n---\n").count(), compared.len());
        for pair in &compared {
            for quotation in [&pair["left"], &pair["right"]].into_iter().filter(|side| side.is_object()) {
                let segment = quotation["segments"][0].as_str().unwrap();
                assert!(markdown.contains(segment), "{segment}");
            }
        }
    }
}

#[test]
fn an_exported_line_is_that_of_the_list_with_its_citation() {
    let desk = Desk::new();
    let listed = desk.run(&format!("quotes --json {ALL}")).objects();
    let exported = desk.run(&format!("export quotes --json {ALL}")).objects();
    assert_eq!(exported.len(), listed.len());
    for quotation in &listed {
        let cited = exported.iter().find(|cited| cited["id"] == quotation["id"]).unwrap();
        for (field, value) in quotation.as_object().unwrap() {
            assert_eq!(&cited[field], value, "{field}");
        }
    }
    let cited = exported.iter().find(|cited| cited["text"].as_str().unwrap().starts_with("Квитки")).unwrap();
    assert_eq!(
        cited["citation"],
        "Tomas Brandl, Director of the Valley Railway, Harwick, 15 March 2022. «Гарвік: тихі ночі з травня», «Вісті \
         долини», 16 March 2022, [2022-03-16-zhoda.md]"
    );
    let english = exported.iter().find(|cited| cited["speaker_id"] == "marten").unwrap();
    assert_eq!(english["url"], "https://gazette.example/2021/hearing?page=1&view=full");
    assert!(english["citation"].as_str().unwrap().ends_with(", https://gazette.example/2021/hearing?page=1&view=full"));
}

#[test]
fn filters_and_groups_hold_for_every_kind_of_row() {
    let desk = Desk::new();
    let of = |line: &str| desk.run(&format!("export {line} {ALL}"));
    let koval = of("quotes --json --speaker Коваль").objects();
    assert!(koval.len() > 3 && koval.iter().all(|cited| cited["speaker_id"] == "koval"));
    let fares = of("quotes --json --topic fares --kind direct --language uk --since 2022").objects();
    assert_eq!(fares.len(), 2);
    assert!(of("pairs --json --meeting 2022-03-15-harwick").objects().iter().all(|pair| {
        [&pair["left"], &pair["right"]].iter().all(|side| side.is_null() || side["meeting"] == "2022-03-15-harwick")
    }));
    let by_topic: Vec<Value> = of("quotes --json --group-by topic").objects();
    let first: Vec<&str> = by_topic.iter().map(|cited| cited["topics"][0].as_str().unwrap_or("none")).collect();
    let mut groups = first.clone();
    groups.dedup();
    assert_eq!(groups, ["noise", "fares", "none"]);
    let page = of("quotes --format html --group-by meeting").fine();
    assert_eq!(page.matches("<h2>").count(), 2);
    assert!(page.contains("<h2>2021-06-10 · Harwick · in person · Ilse Marten, Nadia Koval</h2>"), "{page}");
    assert_eq!(of("pairs --json --topic tunnels").status, 2);
    assert_eq!(
        of("pairs --format md --until 1999").fine(),
        "# The night trains of Harwick\n\nPairs by meeting · until 1999-12-31\n"
    );
}

#[test]
fn a_page_needs_nothing_else_and_is_well_formed() {
    let desk = Desk::new();
    for rows in ["pairs", "quotes"] {
        let page = desk.run(&format!("export {rows} --format html {ALL}")).fine();
        well_formed(&page);
        let elements: Vec<&str> = page.split('<').skip(1).map(|part| part.split('>').next().unwrap()).collect();
        for element in elements {
            for outside in ["script", "link", "img", "iframe", "object", "embed", "base", "form"] {
                assert!(!element.starts_with(outside), "{element}");
            }
            let acts = element.split_whitespace().skip(1).any(|part| part.starts_with("on") || part.starts_with("src"));
            assert!(!acts, "{element}");
        }
        assert!(!page.contains("url(") && !page.contains("@import"));
        assert!(page.contains("<a href=\"https://gazette.example/2021/hearing?page=1&amp;view=full\""), "{page}");
        assert!(page.contains("<blockquote lang=\"uk\""));
    }
    let page = desk.run(&format!("export pairs --format html {ALL}")).fine();
    assert!(page.contains("<mark>freight train</mark>"), "{page}");
    assert!(page.contains("<th scope=\"col\">Valley Railway</th><th scope=\"col\">Residents of Harwick</th>"));
}

/// Every element that opens closes, in order.
fn well_formed(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in page.split('<').skip(1) {
        let name = part.split(['>', ' ', '\n']).next().unwrap();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{part}"),
            None if matches!(name, "!DOCTYPE" | "meta") => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

const HOSTILE: &str = "\
---
title: \"=HYPERLINK(\\\"http://a.example\\\") <script>alert('t')</script> [x](javascript:1)\"
source: \"@SUM(A1:A9);=1+1\"
url: javascript:alert(document.cookie)
published: 2021-06-10
language: en
---

Ilse Marten met Nadia Koval in Harwick on 10 June 2021 for talks.

\"=cmd|' /C calc'!A0 &lt;img src=x onerror=alert(1)&gt; is what the noise of the night trains sounds like to all of us,\" Ilse Marten said.

\"We cannot sleep\u{1b}[31m; =1+1 \\*\\*with\\*\\* the noise of\u{202e} &amp;lt;b&amp;gt; this &lt;/td&gt;&lt;/table&gt; and nobody hears us,\" Nadia Koval said.
";

#[test]
fn hostile_words_do_nothing_in_any_format() {
    let desk = Desk::new();
    desk.write("=1+1;-2.txt", HOSTILE);
    let all = "--corpus {railway} =1+1;-2.txt";
    for rows in ["pairs", "quotes"] {
        for format in ["jsonl", "csv", "md", "html"] {
            let out = desk.run(&format!("export {rows} --format {format} {all}")).fine();
            assert!(out.contains("calc") && out.contains("hears us"), "{out}");
            let hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\r') || c == '\u{202e}';
            assert!(!out.contains(hidden), "{format}: {out}");
        }
        // The words themselves are what they should not act as.
        let said = desk.run(&format!("export {rows} --format jsonl {all}")).fine();
        for words in ["<img src=x onerror=alert(1)>", "**with**", "&lt;b&gt;", "</td></table>", "[x](javascript:1)"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let page = desk.run(&format!("export {rows} --format html {all}")).fine();
        well_formed(&page);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("href"), "{page}");
        let page = page.replace("<mark>", "").replace("</mark>", "");
        assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && page.contains("&amp;lt;b&amp;gt;"), "{page}");
        let markdown = desk.run(&format!("export {rows} --format md {all}")).fine();
        // A sign of markup counts for itself after a backslash.
        let markdown = markdown.replace("\\<", "");
        for raw in ["<script", "<img", " **with**", "[x](", " &lt;", "</td"] {
            assert!(!markdown.contains(raw), "{raw}: {markdown}");
        }
        // As a spreadsheet reads it, also one that parts its cells at semicolons.
        for line in [
            format!("export {rows} --format csv {all}"),
            format!("{} --csv {all}", if rows == "pairs" { "compare" } else { rows }),
            format!("documents --csv {all}"),
        ] {
            let csv = desk.run(&line).fine();
            let records = records(csv.trim_start_matches('\u{feff}'));
            for cell in records.iter().flatten().flat_map(|cell| cell.split(';')) {
                let told = cell.trim_start_matches([' ', '"']);
                assert!(!told.starts_with(['=', '+', '-', '@']), "{line}: {cell}");
            }
        }
        let csv = desk.run(&format!("export {rows} --format csv {all}")).fine();
        assert!(csv.contains("'=cmd|' /C calc'!A0"), "{csv}");
    }
    let shown = desk.run_in(&format!("compare {all}"), 120).fine();
    assert!(!shown.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn a_spreadsheet_opens_it_right() {
    let desk = Desk::new();
    let csv = desk.run(&format!("export quotes --format csv {ALL}")).fine();
    assert!(csv.starts_with("\u{feff}id,date,place,meeting,speaker,office,"), "Excel takes it for UTF-8 by its mark");
    assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count());
    let records = records(csv.strip_prefix('\u{feff}').unwrap());
    assert!(records.iter().all(|record| record.len() == records[0].len()));
    assert!(
        column(&records, "text").contains(&"Квитки не стануть дорожчі до кінця року, і це я обіцяю кожному".to_owned())
    );
    assert!(!desk.run(&format!("quotes --csv {ALL}")).fine().starts_with('\u{feff}'), "a list in a pipe has no mark");
}

#[test]
fn a_file_is_written_whole_and_none_is_lost() {
    let desk = Desk::new();
    let ran = desk.run(&format!("export pairs -o out.html {ALL}"));
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains(" rows in out.html"), "{}", ran.err);
    let page = desk.run(&format!("export pairs --format html {ALL}")).fine();
    assert_eq!(desk.read("out.html"), page);

    desk.write("mine.csv", "do not lose this");
    let refused = desk.run(&format!("export pairs -o mine.csv {ALL}"));
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("mine.csv") && refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(desk.read("mine.csv"), "do not lose this");
    // What cannot be exported writes over nothing either.
    assert_eq!(desk.run(&format!("export pairs -o mine.csv --force --topic tunnels {ALL}")).status, 2);
    assert_eq!(desk.read("mine.csv"), "do not lose this");
    desk.run(&format!("export pairs -o mine.csv --force {ALL}")).fine();
    assert!(desk.read("mine.csv").starts_with("\u{feff}meeting,"));

    assert_eq!(desk.run(&format!("export pairs -o nowhere/out.md {ALL}")).status, 2);
    assert_eq!(desk.run(&format!("export pairs -o out.txt {ALL}")).status, 2);
    assert_eq!(
        desk.run(&format!("export pairs -o - --format md {ALL}")).fine(),
        desk.run(&format!("export pairs --format md {ALL}")).fine()
    );
    let left: Vec<String> =
        fs::read_dir(desk.at("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(left.iter().all(|name| !name.starts_with(".visavis-")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_file_and_a_new_one_can_be_read_by_others() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    desk.write("real.md", "old");
    symlink("real.md", desk.at("link.md")).unwrap();
    assert_eq!(desk.run(&format!("export pairs -o link.md {ALL}")).status, 2);
    desk.run(&format!("export pairs -o link.md --force {ALL}")).fine();
    assert!(desk.at("link.md").is_symlink() && desk.read("real.md").starts_with("# The night trains"));
    desk.run(&format!("export pairs -o new.md {ALL}")).fine();
    desk.write("plain.txt", "");
    let mode = |name: &str| fs::metadata(desk.at(name)).unwrap().permissions().mode();
    assert_eq!(mode("new.md"), mode("plain.txt"));
    desk.run(&format!("export pairs -o /dev/null --format md --force {ALL}")).fine();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn what_could_not_be_read_is_named_and_the_rest_exported() {
    let desk = Desk::new();
    let ran = desk.run("export quotes --json --corpus {railway} {railway}/articles nowhere.md");
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("nowhere.md") && ran.out.lines().count() > 5);
}
