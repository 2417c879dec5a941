"""The second verifier on the protocol's bundles, and beside the node's own `bandung verify`."""

import copy
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import verify

VECTORS = pathlib.Path(__file__).parent.parent / "vectors"
PROGRAM = pathlib.Path(os.environ.get("BANDUNG_PROGRAM", pathlib.Path(__file__).parents[2] / "target/debug/bandung"))
POLICY = VECTORS / "log/policy.txt"


def rows():
    manifest = json.loads((VECTORS / "manifest.json").read_text(encoding="utf-8"))
    names = [row for row in manifest["files"] if row["kind"] == "bundle" and not row["file"].endswith("expected.json")]
    return [(row["file"], row.get("exit", 0)) for row in names]


def both(path, policy=POLICY):
    """What each of the two verifiers says: [(exit, JSON), (exit, JSON)]."""
    ran = subprocess.run(
        [PROGRAM, "verify", path, "--policy", policy, "--json"], capture_output=True, check=False, text=True
    )
    assert ran.returncode in (0, 1, 2), ran.stderr
    here = verify.verify(pathlib.Path(path).read_bytes(), pathlib.Path(policy).read_text(encoding="utf-8"))
    return here, (ran.returncode, json.loads(ran.stdout))


def leaves(value, path=()):
    if isinstance(value, dict):
        for name in value:
            yield from leaves(value[name], (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def changed(document, path):
    """A copy in which one value is another one."""
    document = copy.deepcopy(document)
    place = document
    for step in path[:-1]:
        place = place[step]
    value = place[path[-1]]
    if isinstance(value, bool):
        place[path[-1]] = not value
    elif isinstance(value, int):
        place[path[-1]] = value + 1
    else:
        middle = len(value) // 2
        place[path[-1]] = value[:middle] + ("0" if value[middle : middle + 1] != "0" else "1") + value[middle + 1 :]
    return document


def signed(document, by, key):
    """The document with a proof by a test key."""
    document = {name: value for name, value in document.items() if name != "proof"}
    proof = {"@context": document["@context"], "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022",
             "verificationMethod": by, "proofPurpose": "assertionMethod", "created": "2026-10-05T16:00:00Z"}
    message = verify.sha256(verify.canonical(proof)) + verify.sha256(verify.canonical(document))
    proof["proofValue"] = "z" + verify.to_base58(key.sign(message))
    return {**document, "proof": proof}


def with_pages(bundle):
    """The same bundle with its roster on pages of one entry each."""
    seeds = json.loads((VECTORS / "keys.json").read_text(encoding="utf-8"))["ed25519_seed_hex"]
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seeds["n"]))
    roster, pages = bundle["roster"], []
    for number, item in enumerate(roster["items"], 1):
        page = {**roster, "id": f"{roster['id']}?page={number}", "type": "CollectionPage", "partOf": roster["id"],
                "items": [item]}
        if number < len(roster["items"]):
            page["next"] = f"{roster['id']}?page={number + 1}"
        pages.append(signed(page, roster["proof"]["verificationMethod"], key))
    return {**{name: value for name, value in bundle.items() if name != "roster"}, "rosterPages": pages}


class Vectors(unittest.TestCase):
    def test_p08_every_bundle_gets_its_exit_code(self):
        for file, code in rows():
            with self.subTest(file):
                self.assertEqual(verify.verify((VECTORS / file).read_bytes(), POLICY.read_text())[0], code)

    def test_p08_the_figures_are_those_expected(self):
        expected = json.loads((VECTORS / "bundle/expected.json").read_text())
        for file, figures in expected.items():
            with self.subTest(file):
                self.assertEqual(verify.verify((VECTORS / "bundle" / file).read_bytes(), POLICY.read_text())[1], figures)

    def test_without_a_policy_nothing_is_decided(self):
        code, result = verify.verify((VECTORS / "bundle/declaration-bundle.json").read_bytes(), "")
        self.assertEqual((code, result["missing"]), (2, ["unknown-log"]))

    def test_every_changed_value_of_what_is_signed_or_logged_is_found(self):
        bundle = json.loads((VECTORS / "bundle/declaration-bundle.json").read_text())
        tried = 0
        for part in ("declaration", "log", "events", "tally", "memberships", "roster"):
            for path, _ in leaves(bundle[part], (part,)):
                with self.subTest(path):
                    data = json.dumps(changed(bundle, path)).encode()
                    self.assertNotEqual(verify.verify(data, POLICY.read_text())[0], 0)
                tried += 1
        self.assertGreater(tried, 300)


class BesideTheNode(unittest.TestCase):
    """The same files, two programs that share nothing."""

    def assert_agreed(self, here, there):
        self.assertEqual(here[0], there[0])
        self.assertEqual(here[1]["result"], there[1]["result"])
        if here[0] == 0:
            self.assertEqual(here[1], there[1])

    def test_both_say_the_same_of_every_vector(self):
        for file, _ in rows():
            with self.subTest(file):
                self.assert_agreed(*both(VECTORS / file))

    def test_both_refuse_changed_copies(self):
        bundle = json.loads((VECTORS / "bundle/declaration-bundle.json").read_text())
        paths = [path for part in ("log", "events", "tally") for path, _ in leaves(bundle[part], (part,))]
        with tempfile.TemporaryDirectory() as folder:
            for number, path in enumerate(paths[::7]):
                with self.subTest(path):
                    file = pathlib.Path(folder) / f"{number}.json"
                    file.write_text(json.dumps(changed(bundle, path)), encoding="utf-8")
                    here, there = both(file)
                    self.assertNotEqual(here[0], 0)
                    self.assert_agreed(here, there)

    def test_pm4_both_take_a_roster_of_several_pages_whole_or_not_at_all(self):
        bundle = with_pages(json.loads((VECTORS / "bundle/declaration-bundle.json").read_text()))
        pages = bundle["rosterPages"]
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "bundle.json"
            for given, code in ((pages, 0), (pages[:2], 1), (pages[1:], 1), ([pages[0], pages[0], pages[2]], 1)):
                file.write_text(json.dumps({**bundle, "rosterPages": given}), encoding="utf-8")
                here, there = both(file)
                self.assertEqual(here[0], code)
                self.assert_agreed(here, there)


if __name__ == "__main__":
    unittest.main()
