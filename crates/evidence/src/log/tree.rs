//! The Merkle tree of RFC 6962 with SHA-256 (PL2), as perfect subtrees that never change once they are full.
//!
//! A node is named by level and index and covers the leaves `index · 2^level` up to the next one. A log keeps all of
//! them; every root and every proof is a fold over at most two times 64, so nothing here needs the whole tree.

use std::ops::Range;

use crate::keys::sha256;

impl NodeId {
    /// Index of the last leaf below this node: the entry that completes it.
    #[must_use]
    pub fn last_leaf(self) -> u64 {
        ((self.index + 1) << self.level) - 1
    }
}

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// A perfect subtree: level 0 is a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId {
    /// Height; the node covers 2^level leaves.
    pub level: u8,
    /// Place among the nodes of its level, from 0.
    pub index: u64,
}

/// Which perfect subtrees make which hashes: one inner list, from left to right, for each hash wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan(Vec<Vec<NodeId>>);

impl Plan {
    pub(super) fn of(ranges: &[Range<u64>]) -> Self {
        Self(ranges.iter().cloned().map(perfect_subtrees).collect())
    }

    /// The hashes of single nodes, one each.
    #[must_use]
    pub fn single(nodes: impl IntoIterator<Item = NodeId>) -> Self {
        Self(nodes.into_iter().map(|node| vec![node]).collect())
    }

    /// All nodes that must be at hand.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.0.iter().flatten().copied()
    }

    /// The hashes, or nothing when a node is missing.
    #[must_use]
    pub fn hashes(&self, node: impl Fn(NodeId) -> Option<Hash>) -> Option<Vec<Hash>> {
        self.0
            .iter()
            .map(|ids| {
                let hashes: Option<Vec<Hash>> = ids.iter().map(|id| node(*id)).collect();
                Some(fold(&hashes?))
            })
            .collect()
    }
}

/// The hash of an entry as a leaf.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    let mut bytes = Vec::with_capacity(entry.len() + 1);
    bytes.push(0);
    bytes.extend_from_slice(entry);
    sha256(&bytes)
}

/// The hash of two neighbours.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 65];
    for (place, byte) in bytes.iter_mut().skip(1).zip(left.iter().chain(right)) {
        *place = *byte;
    }
    sha256(&bytes)
}

/// The root of a tree of this size is the one hash of this plan.
#[must_use]
pub fn root_plan(size: u64) -> Plan {
    Plan(vec![perfect_subtrees(0..size)])
}

/// The nodes that must be at hand to append a leaf to a tree of this size: the full left neighbours, lowest first.
#[must_use]
pub fn append_needs(size: u64) -> Vec<NodeId> {
    (0..)
        .take(size.trailing_ones() as usize)
        .map(|level: u8| NodeId {
            level,
            index: (size >> level) - 1,
        })
        .collect()
}

/// The nodes that a new leaf completes, itself first. `needs` are the hashes of [`append_needs`], in that order.
#[must_use]
pub fn append_nodes(size: u64, leaf: Hash, needs: &[Hash]) -> Vec<(NodeId, Hash)> {
    let mut nodes = vec![(NodeId { level: 0, index: size }, leaf)];
    let mut hash = leaf;
    for (level, left) in (1..).zip(needs) {
        hash = node_hash(left, &hash);
        let id = NodeId {
            level,
            index: size >> level,
        };
        nodes.push((id, hash));
    }
    nodes
}

/// The right edge of a growing tree: all that is needed to append and to know the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// Roots of the perfect subtrees of the tree, largest first.
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The frontier of a tree whose perfect subtrees are known. `node` is asked once for each of them.
    #[must_use]
    pub fn of(size: u64, node: impl Fn(NodeId) -> Option<Hash>) -> Option<Self> {
        let peaks: Option<Vec<Hash>> = perfect_subtrees(0..size).into_iter().map(node).collect();
        peaks.map(|peaks| Self { size, peaks })
    }

    /// The frontier with these peaks, largest first; nothing when a tree of this size has another number of them.
    #[must_use]
    pub fn from_peaks(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        (size.count_ones() as usize == peaks.len()).then_some(Self { size, peaks })
    }

    /// Roots of the perfect subtrees, largest first.
    #[must_use]
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf and gives the nodes that it completes.
    pub fn push(&mut self, leaf: Hash) -> Vec<(NodeId, Hash)> {
        let lefts: Vec<Hash> = (0..self.size.trailing_ones())
            .filter_map(|_| self.peaks.pop())
            .collect();
        let nodes = append_nodes(self.size, leaf, &lefts);
        self.peaks.extend(nodes.last().map(|(_, hash)| *hash));
        self.size += 1;
        nodes
    }

    /// The root of the tree; of no leaves, the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold(&self.peaks)
    }
}

/// The maximal perfect subtrees that cover a range of leaves, from left to right.
fn perfect_subtrees(range: Range<u64>) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let fits = (range.end - start).ilog2();
        let level = start.trailing_zeros().min(fits);
        nodes.push(NodeId {
            level: u8::try_from(level).unwrap_or(63),
            index: start >> level,
        });
        start += 1 << level;
    }
    nodes
}

/// The hash of neighbouring perfect subtrees of falling size, joined from the right.
fn fold(peaks: &[Hash]) -> Hash {
    peaks
        .iter()
        .rev()
        .copied()
        .reduce(|right, left| node_hash(&left, &right))
        .unwrap_or_else(|| sha256(&[]))
}

/// The largest power of two below `size`, which is at least 2.
pub(super) fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}
