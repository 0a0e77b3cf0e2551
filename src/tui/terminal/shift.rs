//! Whether part of a frame is the one before, moved up or down: then the terminal can move it, and only the rest has to
//! be sent. Found by pieces of rows that turn up elsewhere in the same columns, and decided by counting bytes, so what
//! changes beside the text that moved (a mark, the document's place) is only one more thing to send.

use std::hash::{Hash, Hasher};

use ratatui::buffer::Cell;
use rustc_hash::{FxHashMap, FxHasher};

use super::pen::Pen;

/// Cells of a piece.
const PIECE: usize = 10;

/// Rows that may have the same piece; one that is everywhere tells nothing.
const ALIKE: usize = 3;

/// Moves that are weighed, the most likely ones.
const WEIGHED: usize = 3;

/// Bytes of the sequences that move rows.
const MOVING: usize = 26;

/// Frames that are cheaper than this are sent as they are.
const CHEAP: usize = 160;

/// Rows of the screen that move together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub top: usize,
    /// The first row below them.
    pub bottom: usize,
    /// Up by so many, or down with a minus.
    pub by: isize,
}

/// The move that saves most, if it saves a good part of the bytes at all.
pub fn find(shown: &[Vec<Cell>], next: &[Vec<Cell>]) -> Option<Shift> {
    let bytes = |from: &[Cell], to: &[Cell]| {
        let mut pen = Pen::new();
        pen.row(0, from, to);
        pen.take().len()
    };
    let stay: Vec<usize> = shown.iter().zip(next).map(|(from, to)| bytes(from, to)).collect();
    let all: usize = stay.iter().sum();
    if all < CHEAP {
        return None;
    }
    let moves = likely(shown, next);
    if moves.is_empty() {
        return None;
    }
    let blank = vec![Cell::default(); next.first().map_or(0, Vec::len)];
    let fresh: Vec<usize> = next.iter().map(|to| bytes(&blank, to)).collect();
    let weighed = moves.into_iter().filter_map(|by| {
        let from_there = next.iter().enumerate().map(|(row, to)| {
            let from = row.checked_add_signed(by).and_then(|from| shown.get(from));
            from.map(|from| bytes(from, to))
        });
        best(&stay, &from_there.collect::<Vec<_>>(), &fresh, by)
    });
    let (saved, shift) = weighed.max_by_key(|(saved, _)| *saved)?;
    // What was on the screen flashes where a terminal shows frames in parts, so a little is not worth it.
    (saved > all / 5).then_some(shift)
}

/// The distances that pieces of rows have moved by, the most frequent first.
fn likely(shown: &[Vec<Cell>], next: &[Vec<Cell>]) -> Vec<isize> {
    let mut places: FxHashMap<(usize, u64), Vec<usize>> = FxHashMap::default();
    for (row, cells) in shown.iter().enumerate() {
        for piece in pieces(cells) {
            places.entry(piece).or_default().push(row);
        }
    }
    let mut votes: FxHashMap<isize, usize> = FxHashMap::default();
    for (row, cells) in next.iter().enumerate() {
        for piece in pieces(cells) {
            let rows = places.get(&piece).map(Vec::as_slice).unwrap_or_default();
            if rows.len() <= ALIKE && !rows.contains(&row) {
                for from in rows {
                    *votes.entry(from.wrapping_sub(row).cast_signed()).or_default() += 1;
                }
            }
        }
    }
    let mut votes: Vec<(isize, usize)> = votes.into_iter().filter(|(_, count)| *count > 1).collect();
    votes.sort_unstable_by_key(|(by, count)| (usize::MAX - count, by.unsigned_abs(), *by));
    votes.into_iter().take(WEIGHED).map(|(by, _)| by).collect()
}

/// The pieces of a row that are not blank: column and what stands there, however it looks.
fn pieces(cells: &[Cell]) -> impl Iterator<Item = (usize, u64)> {
    cells.chunks(PIECE).enumerate().filter(|(_, piece)| piece.iter().any(|cell| cell.symbol() != " ")).map(
        |(column, piece)| {
            let mut hasher = FxHasher::default();
            for cell in piece {
                cell.symbol().hash(&mut hasher);
            }
            (column, hasher.finish())
        },
    )
}

/// The rows for which a move saves most: `stay`, `moved` and `fresh` are the bytes of each row of the next frame if it
/// is made from the same row, from the one that moves there, or from a blank one.
fn best(stay: &[usize], moved: &[Option<usize>], fresh: &[usize], by: isize) -> Option<(usize, Shift)> {
    let rows = stay.len();
    let far = by.unsigned_abs();
    let signed = |bytes: usize| i64::try_from(bytes).unwrap_or(i64::MAX);
    let gain = |row: usize, instead: usize| signed(stay.get(row).copied().unwrap_or(0)) - signed(instead);
    let of_moved = |row: usize| moved.get(row).copied().flatten().map_or(0, |instead| gain(row, instead));
    let of_fresh = |row: usize| fresh.get(row).map_or(0, |instead| gain(row, *instead));
    // The rows that come in stand below those that move up, and above those that move down. Either way the region is
    // gone through from its moved end, so that the rows that come in are the last ones.
    let at = |index: usize| if by > 0 { index } else { rows - 1 - index };
    let mut won: Option<(i64, usize, usize)> = None;
    let (mut sum, mut begin) = (0_i64, 0);
    let mut coming: i64 = (0..far.min(rows)).map(|index| of_fresh(at(index))).sum();
    for index in 0..rows.checked_sub(far)? {
        if sum <= 0 {
            (sum, begin) = (0, index);
        }
        sum += of_moved(at(index));
        // The fresh rows are the `far` ones after this one.
        coming += of_fresh(at(index + far)) - of_fresh(at(index));
        let total = sum.saturating_add(coming).saturating_sub(signed(MOVING + far));
        if total > 0 && won.is_none_or(|(most, ..)| total > most) {
            won = Some((total, begin, index + far + 1));
        }
    }
    let (total, begin, end) = won?;
    let (top, bottom) = if by > 0 { (begin, end) } else { (rows - end, rows - begin) };
    Some((usize::try_from(total).unwrap_or(0), Shift { top, bottom, by }))
}
