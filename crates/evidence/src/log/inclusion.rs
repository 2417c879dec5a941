//! Inclusion proofs (RFC 6962, 2.1.1): this entry is in that tree, at this place.

use super::{
    LogFault,
    tree::{Hash, Plan, node_hash, split},
};

/// How the proof for the entry at `index` in the tree of `size` entries is made; nothing when it is not in there.
#[must_use]
pub fn inclusion_plan(index: u64, size: u64) -> Option<Plan> {
    if index >= size {
        return None;
    }
    let (mut start, mut end) = (0, size);
    let mut siblings = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            siblings.push(middle..end);
            end = middle;
        } else {
            siblings.push(start..middle);
            start = middle;
        }
    }
    siblings.reverse();
    Some(Plan::of(&siblings))
}

/// Checks an inclusion proof (RFC 9162, 2.1.3.2, which reads the proofs of RFC 6962).
///
/// # Errors
/// [`LogFault::InclusionInvalid`].
pub fn verify_inclusion(index: u64, size: u64, leaf: &Hash, proof: &[Hash], root: &Hash) -> Result<(), LogFault> {
    let invalid = LogFault::InclusionInvalid;
    if index >= size {
        return Err(invalid);
    }
    let (mut node, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(invalid);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last == 0 && hash == *root {
        Ok(())
    } else {
        Err(invalid)
    }
}
