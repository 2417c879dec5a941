//! Tiles and bundles of entries (C2SP `tlog-tiles`): the log as files that never change.

use std::fmt;

use super::{
    LogFault,
    entry::LONGEST_ENTRY,
    tree::{Hash, NodeId},
};

/// Hashes of a full tile, and entries of a full bundle.
pub const TILE_WIDTH: u64 = 256;
/// The highest level: tiles of level 7 already cover 2^64 entries.
const HIGHEST_LEVEL: u8 = 7;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileContent {
    /// The entries themselves.
    Entries,
    /// Hashes; level 0 are those of the leaves, each further level is one full tile a hash.
    Hashes(u8),
}

/// The address of a tile, below the prefix of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TilePath {
    /// What it holds.
    pub content: TileContent,
    /// Place among the tiles of its level.
    pub index: u64,
    /// How many, 1 to 256.
    pub width: u64,
}

impl TilePath {
    /// Reads what follows `tile/`: `{L}/{N}[.p/{W}]` or `entries/{N}[.p/{W}]`.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (content, rest) = path.split_once('/')?;
        let content = match content {
            "entries" => TileContent::Entries,
            level => TileContent::Hashes(
                u8::try_from(super::read_number(level)?)
                    .ok()
                    .filter(|level| *level <= HIGHEST_LEVEL)?,
            ),
        };
        let (index, width) = match rest.split_once(".p/") {
            Some((index, width)) => (
                index,
                super::read_number(width).filter(|width| (1..TILE_WIDTH).contains(width))?,
            ),
            None => (rest, TILE_WIDTH),
        };
        Some(Self {
            content,
            index: read_index(index)?,
            width,
        })
    }

    /// The full tile or, at the right edge of a tree of `size` entries, the part of it that there is.
    #[must_use]
    pub fn in_tree(content: TileContent, index: u64, size: u64) -> Option<Self> {
        let there = hashes_at(content, size).checked_sub(index.checked_mul(TILE_WIDTH)?)?;
        (there > 0).then_some(Self {
            content,
            index,
            width: there.min(TILE_WIDTH),
        })
    }

    /// Whether a tree of `size` entries has all of it.
    #[must_use]
    pub fn is_in(&self, size: u64) -> bool {
        self.first()
            .checked_add(self.width)
            .is_some_and(|end| end <= hashes_at(self.content, size))
    }

    /// Number of the first hash or entry on its level.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.index.saturating_mul(TILE_WIDTH)
    }

    /// The nodes of the tree whose hashes it holds, in order.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + use<> {
        let level = match self.content {
            TileContent::Entries => 0,
            TileContent::Hashes(level) => level * 8,
        };
        let first = self.first();
        (0..self.width).map(move |n| NodeId {
            level,
            index: first + n,
        })
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content {
            TileContent::Entries => f.write_str("tile/entries")?,
            TileContent::Hashes(level) => write!(f, "tile/{level}")?,
        }
        let mut groups = vec![format!("/{:03}", self.index % 1000)];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(format!("/x{:03}", rest % 1000));
            rest /= 1000;
        }
        groups.iter().rev().try_for_each(|group| f.write_str(group))?;
        if self.width < TILE_WIDTH {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

/// Joins hashes.
#[must_use]
pub fn hashes_to_bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.concat()
}

/// Reads a tile of exactly `width` hashes.
///
/// # Errors
/// [`LogFault::LeafMismatch`].
pub fn read_hashes(bytes: &[u8], width: u64) -> Result<Vec<Hash>, LogFault> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    if rest.is_empty() && hashes.len() as u64 == width {
        Ok(hashes.to_vec())
    } else {
        Err(LogFault::LeafMismatch)
    }
}

/// Joins entries, each after its length in two bytes. An entry is never longer than [`LONGEST_ENTRY`].
#[must_use]
pub fn entries_to_bytes<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in entries {
        let length = u16::try_from(entry.len()).unwrap_or(u16::MAX);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    bytes
}

/// Reads a bundle of exactly `width` entries.
///
/// # Errors
/// [`LogFault::EntryMalformed`].
pub fn read_entries(bytes: &[u8], width: u64) -> Result<Vec<&[u8]>, LogFault> {
    let malformed = LogFault::EntryMalformed;
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<2>().ok_or(malformed)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(malformed)?;
        if length > LONGEST_ENTRY || entries.len() as u64 == width {
            return Err(malformed);
        }
        entries.push(entry);
        rest = after;
    }
    if entries.len() as u64 == width {
        Ok(entries)
    } else {
        Err(malformed)
    }
}

/// How many hashes or entries there are on a level of a tree of this size.
fn hashes_at(content: TileContent, size: u64) -> u64 {
    match content {
        TileContent::Entries => size,
        TileContent::Hashes(level) => size.checked_shr(u32::from(level) * 8).unwrap_or(0),
    }
}

/// Reads `x001/x234/067`: groups of three digits, all but the last after an `x`, none of them needless.
fn read_index(text: &str) -> Option<u64> {
    let groups: Vec<&str> = text.split('/').collect();
    let (last, front) = groups.split_last()?;
    (front.len() < 6 && front.first() != Some(&"x000")).then_some(())?;
    let mut index = 0;
    for group in front.iter().map(|group| group.strip_prefix('x')).chain([Some(*last)]) {
        let group = group.filter(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))?;
        index = index * 1000 + group.parse::<u64>().ok()?;
    }
    (index <= super::LARGEST / TILE_WIDTH).then_some(index)
}
