//! Consistency proofs (RFC 6962, 2.1.2): the larger tree begins with the smaller one.

use super::{
    LogFault,
    tree::{Hash, Plan, node_hash, split},
};

/// How the proof between two sizes is made; nothing when `from` is larger. From nothing, or to the same size, the
/// proof is empty.
#[must_use]
pub fn consistency_plan(from: u64, to: u64) -> Option<Plan> {
    if from > to {
        return None;
    }
    if from == 0 || from == to {
        return Some(Plan::default());
    }
    let (mut start, mut end) = (0, to);
    let mut parts = Vec::new();
    // Down to the subtree that ends where the old tree ended.
    while from != end {
        let middle = start + split(end - start);
        if from <= middle {
            parts.push(middle..end);
            end = middle;
        } else {
            parts.push(start..middle);
            start = middle;
        }
    }
    // Where that subtree is the old tree itself, its root is known to the reader.
    if start != 0 {
        parts.push(start..end);
    }
    parts.reverse();
    Some(Plan::of(&parts))
}

/// Checks a consistency proof (RFC 9162, 2.1.4.2). From size 0 the proof is empty and everything is consistent.
///
/// # Errors
/// [`LogFault::ConsistencyInvalid`].
pub fn verify_consistency(
    from: u64,
    to: u64,
    from_root: &Hash,
    to_root: &Hash,
    proof: &[Hash],
) -> Result<(), LogFault> {
    let holds = match (from, to) {
        _ if from > to => false,
        _ if from == to => proof.is_empty() && from_root == to_root,
        (0, _) => proof.is_empty(),
        _ => roots(from, to, from_root, proof) == Some((*from_root, *to_root)),
    };
    if holds {
        Ok(())
    } else {
        Err(LogFault::ConsistencyInvalid)
    }
}

/// The two roots that a proof gives, for `0 < from < to`.
fn roots(from: u64, to: u64, from_root: &Hash, proof: &[Hash]) -> Option<(Hash, Hash)> {
    let (mut node, mut last) = (from - 1, to - 1);
    let skipped = node.trailing_ones();
    node >>= skipped;
    last >>= skipped;
    let (first, rest) = if from.is_power_of_two() {
        (from_root, proof)
    } else {
        proof.split_first()?
    };
    let (mut old, mut new) = (*first, *first);
    for part in rest {
        if last == 0 {
            return None;
        }
        if node & 1 == 1 || node == last {
            old = node_hash(part, &old);
            new = node_hash(part, &new);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, part);
        }
        node >>= 1;
        last >>= 1;
    }
    (last == 0).then_some((old, new))
}
