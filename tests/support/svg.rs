//! A drawn screen as an SVG picture: the cells as they are, in the letters of a terminal.

use std::fmt::Write;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

/// DejaVu Sans Mono at 15 pixels: its advance, and its ascent and descent, so that frames join.
const FONT: f32 = 15.0;
const WIDE: f32 = 9.03;
const HIGH: f32 = 17.46;
const ASCENT: f32 = 13.92;
const MARGIN: f32 = 10.0;

const PAPER: &str = "#1b1e24";
const INK: &str = "#d5d9e0";

/// The picture; the same screen gives the same bytes.
pub fn picture(buffer: &Buffer) -> String {
    let (width, height) = (f32::from(buffer.area.width) * WIDE, f32::from(buffer.area.height) * HIGH);
    let (width, height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, monospace\" font-size=\"{FONT}\" xml:space=\"preserve\">\n"
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let first = &buffer[(x, y)];
            let start = x;
            let mut text = String::new();
            while x < buffer.area.width && look(&buffer[(x, y)]) == look(first) {
                text.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut out, first, &text, start, y, x - start);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn look(cell: &Cell) -> (Color, Color, Modifier) {
    (cell.fg, cell.bg, cell.modifier)
}

fn run(out: &mut String, cell: &Cell, text: &str, x: u16, y: u16, cells: u16) {
    let (ink, paper) = (colour(cell.fg).unwrap_or(INK), colour(cell.bg));
    let (ink, paper) =
        if cell.modifier.contains(Modifier::REVERSED) { (paper.unwrap_or(PAPER), Some(ink)) } else { (ink, paper) };
    let (left, top) = (MARGIN + f32::from(x) * WIDE, MARGIN + f32::from(y) * HIGH);
    if let Some(paper) = paper {
        let width = f32::from(cells) * WIDE;
        writeln!(out, "<rect x=\"{left:.2}\" y=\"{top:.2}\" width=\"{width:.2}\" height=\"{HIGH}\" fill=\"{paper}\"/>")
            .unwrap();
    }
    let trimmed = text.trim_end();
    if trimmed.is_empty() {
        return;
    }
    let mut style = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if cell.modifier.contains(modifier) {
            style.push_str(attribute);
        }
    }
    // Blanks at the beginning are left out by moving on, because not every viewer keeps them.
    let blanks = trimmed.chars().take_while(|c| *c == ' ').count();
    let left = left + f32::from(u16::try_from(blanks).unwrap()) * WIDE;
    let words = trimmed.trim_start().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let base = top + ASCENT;
    writeln!(out, "<text x=\"{left:.2}\" y=\"{base:.2}\" fill=\"{ink}\"{style}>{words}</text>").unwrap();
}

fn colour(colour: Color) -> Option<&'static str> {
    Some(match colour {
        Color::Black => "#1b1e24",
        Color::Red => "#e06c75",
        Color::Green => "#98c379",
        Color::Yellow => "#e5c07b",
        Color::Blue => "#61afef",
        Color::Magenta => "#d58fe6",
        Color::Cyan => "#5fc9d6",
        Color::Gray | Color::White => "#d5d9e0",
        _ => return None,
    })
}
