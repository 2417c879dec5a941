use ct_merkle::{ConsistencyProof, InclusionProof, mem_backed_tree::MemoryBackedTree};
use proptest::prelude::*;
use sha2::Sha256;

use super::{
    Frontier, Hash, LogFault, NodeId, consistency_plan, inclusion_plan, leaf_hash, root_plan, verify_consistency,
    verify_inclusion,
};
use std::collections::HashMap;

/// Our tree, with all perfect subtrees, beside that of an independent implementation.
#[derive(Default)]
struct Trees {
    frontier: Frontier,
    nodes: HashMap<NodeId, Hash>,
    roots: Vec<Hash>,
    leaves: Vec<Hash>,
    oracle: MemoryBackedTree<Sha256, Vec<u8>>,
}

impl Trees {
    fn of(entries: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut trees = Self::default();
        trees.roots.push(trees.frontier.root());
        for entry in entries {
            let leaf = leaf_hash(&entry);
            trees.leaves.push(leaf);
            trees.nodes.extend(trees.frontier.push(leaf));
            trees.roots.push(trees.frontier.root());
            trees.oracle.push(entry);
        }
        trees
    }

    fn numbered(size: usize) -> Self {
        Self::of((0..size).map(|n| format!("entry {n}\n").into_bytes()))
    }

    fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        let plan = inclusion_plan(index, size).unwrap();
        plan.hashes(|node| self.nodes.get(&node).copied()).unwrap()
    }

    fn consistency(&self, from: u64, to: u64) -> Vec<Hash> {
        let plan = consistency_plan(from, to).unwrap();
        plan.hashes(|node| self.nodes.get(&node).copied()).unwrap()
    }

    fn root(&self, size: u64) -> Hash {
        self.roots[usize::try_from(size).unwrap()]
    }

    fn leaf(&self, index: u64) -> Hash {
        self.leaves[usize::try_from(index).unwrap()]
    }

    /// The proofs of both implementations are the same, byte for byte.
    fn agree_with_the_oracle(&self, index: usize, additions: usize) {
        let size = self.size();
        assert_eq!(self.root(size)[..], self.oracle.root().as_bytes()[..]);
        let theirs: InclusionProof<Sha256> = self.oracle.prove_inclusion(index);
        assert_eq!(self.inclusion(index as u64, size).concat(), theirs.as_bytes());
        let theirs: ConsistencyProof<Sha256> = self.oracle.prove_consistency(additions);
        assert_eq!(
            self.consistency(size - additions as u64, size).concat(),
            theirs.as_bytes()
        );
    }
}

/// What a proof may be turned into without becoming right.
fn spoilt(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all: Vec<Vec<Hash>> = (0..proof.len())
        .map(|place| {
            let mut changed = proof.to_vec();
            changed[place][0] ^= 1;
            changed
        })
        .collect();
    all.push([proof, &[[7; 32]]].concat());
    all.push([&[[7; 32]], proof].concat());
    if let Some((_, shorter)) = proof.split_last() {
        all.push(shorter.to_vec());
        all.push(Vec::new());
    }
    if proof.len() > 1 && proof[0] != proof[1] {
        let mut exchanged = proof.to_vec();
        exchanged.swap(0, 1);
        all.push(exchanged);
    }
    all
}

#[test]
fn e12_p06_all_trees_up_to_64_have_the_roots_and_proofs_of_another_implementation() {
    for size in 1..=64 {
        let trees = Trees::numbered(size);
        for index in 0..size {
            trees.agree_with_the_oracle(index, index);
        }
    }
}

#[test]
fn e12_p06_inclusion_proofs_hold_and_every_changed_one_is_refused() {
    let trees = Trees::numbered(64);
    let invalid = Err(LogFault::InclusionInvalid);
    for size in 1..=64 {
        let root = trees.root(size);
        for index in 0..size {
            let (leaf, proof) = (trees.leaf(index), trees.inclusion(index, size));
            assert_eq!(verify_inclusion(index, size, &leaf, &proof, &root), Ok(()));
            for wrong in spoilt(&proof) {
                assert_eq!(
                    verify_inclusion(index, size, &leaf, &wrong, &root),
                    invalid,
                    "{index} of {size}"
                );
            }
            for other in [index.wrapping_sub(1), index + 1, size, u64::MAX] {
                assert_eq!(
                    verify_inclusion(other, size, &leaf, &proof, &root),
                    invalid,
                    "{index} as {other}"
                );
            }
            for other in [size - 1, size + 1, 0, u64::MAX] {
                let found = verify_inclusion(index, other, &leaf, &proof, &root);
                // Two sizes may have paths of one shape; then the root is another, which the signature covers.
                let other_root = trees.roots.get(usize::try_from(other).unwrap_or(usize::MAX));
                if let Some(other_root) = other_root {
                    assert!(verify_inclusion(index, other, &leaf, &proof, other_root).is_err() || other == size);
                }
                let same_shape = inclusion_plan(index, other).map(|plan| plan.nodes().count() > 0)
                    == inclusion_plan(index, size).map(|plan| plan.nodes().count() > 0)
                    && found.is_ok();
                assert!(found == invalid || same_shape, "{index} of {size} as of {other}");
            }
            let mut flipped = leaf;
            flipped[31] ^= 0x80;
            assert_eq!(verify_inclusion(index, size, &flipped, &proof, &root), invalid);
        }
    }
}

#[test]
fn e12_p06_consistency_proofs_hold_and_every_changed_one_is_refused() {
    let trees = Trees::numbered(64);
    let invalid = Err(LogFault::ConsistencyInvalid);
    for to in 0..=64 {
        for from in 0..=to {
            let (old, new) = (trees.root(from), trees.root(to));
            let proof = trees.consistency(from, to);
            assert_eq!(
                verify_consistency(from, to, &old, &new, &proof),
                Ok(()),
                "{from} to {to}"
            );
            for wrong in spoilt(&proof) {
                assert_eq!(
                    verify_consistency(from, to, &old, &new, &wrong),
                    invalid,
                    "{from} to {to}"
                );
            }
            if from == to {
                assert_eq!(verify_consistency(from, to, &old, &[1; 32], &proof), invalid);
                continue;
            }
            assert_eq!(
                verify_consistency(to, from, &new, &old, &proof),
                invalid,
                "sizes exchanged"
            );
            if from > 0 {
                for other in [from - 1, from + 1].into_iter().filter(|other| (1..to).contains(other)) {
                    assert_eq!(
                        verify_consistency(other, to, &old, &new, &proof),
                        invalid,
                        "{from} as {other}"
                    );
                }
                assert_eq!(verify_consistency(from, to, &[1; 32], &new, &proof), invalid);
                assert_eq!(verify_consistency(from, to, &old, &[1; 32], &proof), invalid);
            }
        }
    }
}

#[test]
fn a_root_comes_from_the_stored_subtrees_as_from_the_right_edge() {
    let trees = Trees::numbered(64);
    for size in 1..=64 {
        let node = |id: NodeId| trees.nodes.get(&id).copied();
        assert_eq!(root_plan(size).hashes(node).unwrap(), [trees.root(size)]);
        let frontier = Frontier::of(size, node).unwrap();
        assert_eq!(
            Frontier::from_peaks(size, frontier.peaks().to_vec()).unwrap().root(),
            trees.root(size)
        );
        assert_eq!(
            Frontier::from_peaks(size + 1, frontier.peaks().to_vec()).is_some(),
            (size + 1).count_ones() == size.count_ones()
        );
    }
    assert_eq!(Frontier::default().root(), trees.root(0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn e12_random_trees_have_the_proofs_of_another_implementation(
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..600),
        place in any::<prop::sample::Index>(),
        additions in any::<prop::sample::Index>(),
    ) {
        let trees = Trees::of(entries);
        let size = trees.leaves.len();
        trees.agree_with_the_oracle(place.index(size), additions.index(size));
        let (index, size) = (place.index(size) as u64, size as u64);
        let proof = trees.inclusion(index, size);
        prop_assert_eq!(verify_inclusion(index, size, &trees.leaf(index), &proof, &trees.root(size)), Ok(()));
        for wrong in spoilt(&proof) {
            prop_assert!(verify_inclusion(index, size, &trees.leaf(index), &wrong, &trees.root(size)).is_err());
        }
    }

    #[test]
    fn e12_arbitrary_proofs_are_refused_without_panic(
        from in any::<u64>(), to in any::<u64>(), proof in prop::collection::vec(any::<Hash>(), 0..70),
        leaf in any::<Hash>(), root in any::<Hash>(),
    ) {
        prop_assert!(verify_inclusion(from, to, &leaf, &proof, &root).is_err());
        prop_assert!(from == 0 || verify_consistency(from, to, &leaf, &root, &proof).is_err());
    }
}
