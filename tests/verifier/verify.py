#!/usr/bin/env python3
"""A second verifier of bundles and receipts, written from the protocol alone: it shares no code with the node.

    verify.py BUNDLE [--policy FILE]

Prints one JSON object. Exit 0: verified. 1: false, with the reason. 2: cannot be decided, with what is missing.
Needs no network and no clock. Outside the standard library: Ed25519 of the package `cryptography`.
"""

import argparse
import base64
import hashlib
import hmac
import json
import re
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

VOCABULARY = "https://w3id.org/bandung#"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
DIGEST_MEMBERS = (
    "attributedTo bandung:authenticLanguages bandung:digestProfile bandung:documentKind bandung:officialLanguages "
    "bandung:revises bandung:revision content contentMap id name nameMap summary summaryMap type"
).split()
KINDS = "open endorse record withdraw revoke erase snapshot close member key audit".split()
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NUMBER = re.compile(r"0|[1-9]\d{0,15}")


class Wrong(Exception):
    """The bundle says something that is not so."""


class Open(Exception):
    """Something is missing that would decide."""


def must(holds, reason):
    if not holds:
        raise Wrong(reason)


# --- JSON: strict and canonical (RFC 8785 for whole numbers) ---------------------------------------------------------


def read_json(data):
    def pairs(items):
        must(len({key for key, _ in items}) == len(items), "duplicate-member")
        return dict(items)

    def whole(text):
        must(abs(int(text)) < 2**53 and text != "-0", "number-range")
        return int(text)

    def refused(_):
        raise Wrong("number-range")

    try:
        text = data.decode("utf-8", "strict")
        value = json.loads(text, object_pairs_hook=pairs, parse_int=whole, parse_float=refused, parse_constant=refused)
        canonical(value)
    except (UnicodeError, json.JSONDecodeError, RecursionError) as fault:
        raise Wrong("json") from fault
    must(isinstance(value, dict), "json")
    return value


def canonical(value):
    if isinstance(value, dict):
        members = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return b"{" + b",".join(canonical(name) + b":" + canonical(value[name]) for name in members) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(canonical(item) for item in value) + b"]"
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "strict")


def without(document, *names):
    return canonical({name: value for name, value in document.items() if name not in names})


def sha256(data):
    return hashlib.sha256(data).digest()


# --- multibase, digests, signatures ------------------------------------------------------------------------------------


def to_base58(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text, length):
    must(isinstance(text, str) and text[:1] == "z" and set(text[1:]) <= set(ALPHABET), "proof-encoding")
    number = 0
    for letter in text[1:]:
        number = number * 58 + ALPHABET.index(letter)
    must(number.bit_length() <= 8 * length, "proof-encoding")
    data = number.to_bytes(length, "big")
    must("z" + to_base58(data) == text, "proof-encoding")
    return data


def multihash(data):
    return "z" + to_base58(b"\x12\x20" + sha256(data))


def digest_of(document):
    return multihash(without(document, "proof", "signature"))


def text_digest(article):
    return multihash(canonical({name: article[name] for name in DIGEST_MEMBERS if name in article}))


def signed_by(key, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False


def from_base64(text, length, reason):
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError) as fault:
        raise Wrong(reason) from fault
    must(base64.b64encode(data).decode() == text and (length is None or len(data) == length), reason)
    return data


class Keys:
    """All keys that the actors of a bundle ever listed."""

    def __init__(self, actors):
        self.keys, self.recovery = {}, {}
        for actor in actors:
            self.add_recovery(actor)
            for method in actor.get("assertionMethod", []):
                if method.get("type") == "Multikey" and method.get("controller") == actor["id"]:
                    key = from_base58(method["publicKeyMultibase"], 34)
                    must(key[:2] == b"\xed\x01", "key-unknown")
                    self.keys[method["id"]] = (actor["id"], key[2:], method.get("expires"), method.get("revoked"))

    def add_recovery(self, actor):
        """An actor may have had several recovery keys, one after the other."""
        if isinstance(actor.get("bandung:recoveryKey"), str):
            key = from_base58(actor["bandung:recoveryKey"], 34)[2:]
            self.recovery.setdefault(actor["id"] + "#recovery-key", {})[key] = (actor["id"], key, None, None)

    def learn(self, update):
        """The recovery key that an `Update` shows, signed by a key that is known."""
        try:
            self.check(update, True)
        except (Wrong, Open):
            return
        if update["object"]["id"] == update["actor"]:
            self.add_recovery(update["object"])

    def signer(self, document):
        """The key that signed, if its proof holds."""
        try:
            self.check(document, True)
        except (Wrong, Open):
            return None
        method = document["proof"]["verificationMethod"]
        if method in self.keys:
            return self.keys[method][1]
        return next(key for key in self.recovery[method] if self.holds(document, key))

    @staticmethod
    def holds(document, key):
        proof = document["proof"]
        message = sha256(without(proof, "proofValue")) + sha256(without(document, "proof", "signature"))
        return signed_by(key, from_base58(proof["proofValue"], 64), message)

    def check(self, document, vouching=False):
        """The proof holds, made by the author's own key. False where that key was revoked before: disputed.

        The recovery key signs nothing but the author's word about its other keys (`vouching`)."""
        proof = document.get("proof")
        must(isinstance(proof, dict), "proof-missing")
        author = document.get("actor") or document.get("attributedTo")
        must(proof.get("@context") == document.get("@context"), "proof-context")
        must(proof.get("type") == "DataIntegrityProof" and proof.get("cryptosuite") == "eddsa-jcs-2022", "proof-suite")
        must(proof.get("proofPurpose") == "assertionMethod", "proof-purpose")
        must(set(proof) == {"@context", "type", "cryptosuite", "proofPurpose", "created", "verificationMethod",
                            "proofValue"}, "proof-option")
        created, method = proof["created"], proof["verificationMethod"]
        must(isinstance(created, str) and TIME.fullmatch(created), "proof-created")
        recovery = self.recovery.get(method, {}) if vouching else {}
        if any(self.holds(document, key) and owner == author for owner, key, _, _ in recovery.values()):
            return True
        if method not in self.keys:
            must(isinstance(method, str) and method.split("#")[0] == author, "key-owner")
            raise Open("key-unknown")
        owner, key, expires, revoked = self.keys[method]
        must(owner == author, "key-owner")
        must(expires is None or created < expires, "key-expired")
        must(self.holds(document, key), "proof-invalid")
        return revoked is None or created < revoked


# --- the log: RFC 6962 and C2SP ------------------------------------------------------------------------------------------


def leaf_hash(entry):
    return sha256(b"\0" + entry.encode())


def root_of(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\1" + root_of(leaves[:split]) + root_of(leaves[split:]))


def root_by_inclusion(index, size, leaf, path):
    must(index < size, "inclusion-invalid")
    node, last, path = leaf, size - 1, list(path)
    while last:
        if index & 1 or index < last:
            must(path, "inclusion-invalid")
            other = path.pop(0)
            node = sha256(b"\1" + (other + node if index & 1 else node + other))
        index, last = index >> 1, last >> 1
    must(not path, "inclusion-invalid")
    return node


class Entry:
    """The seven lines of an entry."""

    def __init__(self, text):
        lines = text.split("\n")
        must(len(lines) == 8 and lines[7] == "" and len(text.encode()) <= 1024, "entry-malformed")
        version, self.kind, self.network, self.text, about, commitment, hour, _ = lines
        must(version == "bandung-entry/v1" and self.kind in KINDS, "entry-malformed")
        must(TIME.fullmatch(hour) and hour[14:] == "00:00Z", "entry-malformed")
        must(about == "-" or NUMBER.fullmatch(about), "entry-malformed")
        self.about = None if about == "-" else int(about)
        self.commitment = None if commitment == "-" else from_base64(commitment, 32, "entry-malformed")
        self.hour = hour

    def opens(self, document, salt):
        key = from_base64(salt, 32, "leaf-mismatch")
        expected = hmac.new(key, sha256(without(document, "proof", "signature")), "sha256").digest()
        return self.commitment is not None and hmac.compare_digest(expected, self.commitment)


class VerifierKey:
    """`name+hash+key` of a signed note."""

    def __init__(self, text, kind):
        self.name, hashed, key = text.split("+", 2)
        key = from_base64(key, 33, "unknown-log")
        self.hash = sha256(self.name.encode() + b"\n" + key)[:4]
        must(key[0] == kind and self.hash.hex() == hashed, "unknown-log")
        self.key = key[1:]


class Policy:
    """Which log is meant, and whose cosignatures are enough (tlog-policy)."""

    def __init__(self, text):
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, "none"
        for line in text.splitlines():
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            if words[0] == "log":
                self.logs.append(VerifierKey(words[1], 1))
            elif words[0] == "witness":
                self.witnesses[words[1]] = VerifierKey(words[2], 4)
            elif words[0] == "group":
                needed = {"any": 1, "all": len(words) - 3}.get(words[2]) or int(words[2])
                self.groups[words[1]] = (needed, words[3:])
            elif words[0] == "quorum":
                self.quorum = words[1]

    def reached(self, seen, name=None):
        name = name or self.quorum
        if name == "none":
            return True
        if name in self.groups:
            needed, members = self.groups[name]
            return sum(self.reached(seen, member) for member in members) >= needed
        return name in seen


def check_note(note, policy):
    """The checkpoint of a known log: (origin, size, root, names of witnesses)."""
    body, found, lines = note.partition("\n\n")
    must(found and body.count("\n") == 2, "checkpoint-signature")
    body += "\n"
    origin, size, root, _ = body.split("\n")
    must(NUMBER.fullmatch(size), "checkpoint-signature")
    logs = [key for key in policy.logs if key.name == origin]
    if not logs:
        raise Open("unknown-log")
    by_log, seen = False, set()
    for line in lines.splitlines():
        mark, name, signature = (line.split(" ") + ["", ""])[:3]
        must(mark == "\u2014", "checkpoint-signature")
        signature = from_base64(signature, None, "checkpoint-signature")
        for key in logs:
            if (name, signature[:4]) == (key.name, key.hash):
                must(signed_by(key.key, signature[4:], body.encode()), "checkpoint-signature")
                by_log = True
        for witness, key in policy.witnesses.items():
            if (name, signature[:4]) == (key.name, key.hash):
                time = int.from_bytes(signature[4:12], "big")
                message = f"cosignature/v1\ntime {time}\n{body}".encode()
                must(signed_by(key.key, signature[12:], message), "cosignature-invalid")
                seen.add(witness)
    must(by_log, "checkpoint-signature")
    return origin, int(size), from_base64(root, 32, "checkpoint-signature"), seen


# --- documents ---------------------------------------------------------------------------------------------------------------


def check_declaration(article):
    must(article.get("type") == "Article", "field-invalid")
    must(article.get("bandung:documentKind") == VOCABULARY + "Declaration", "field-invalid")
    official, authentic = article["bandung:officialLanguages"], article["bandung:authenticLanguages"]
    for one, many in (("name", "nameMap"), ("summary", "summaryMap"), ("content", "contentMap")):
        must(set(article[many]) == set(official), "language-set")
        must(article[one] == article[many][authentic[0]], "language-main")
    digest = text_digest(article)
    must(article["bandung:canonicalDigest"] == digest, "digest-mismatch")
    return digest


class Members:
    """What a network says of its members: who stands for which membership since when, by which keys, in which country.

    An entry is judged by what held in its hour."""

    def __init__(self):
        self.held, self.holders, self.since, self.keys, self.countries, self.recovery = {}, {}, {}, {}, {}, {}

    def hold(self, subject, membership, began, said=None):
        holders = self.holders.setdefault(membership, set())
        start = said if said and holders - {subject} else began or ""
        holders.add(subject)
        start = self.held.setdefault(subject, {}).setdefault(membership, start)
        self.since[subject] = min(start, self.since.get(subject, start))

    def take(self, item, said=None):
        """An entry of the roster, a line about it, or a membership."""
        subject = item["subject"]
        if subject.startswith("urn:bandung:hidden:"):
            return
        self.hold(subject, item["id"], item.get("startTime"), said)
        self.keys.setdefault(subject, set()).add(from_base58(item["bandung:key"], 34)[2:])
        if "bandung:country" in item:
            self.countries.setdefault(subject, set()).add(item["bandung:country"])

    def follow(self, update, signer):
        """Keys to which a pinned key, or the recovery key for which one vouched, hands on."""
        actor = update["object"]
        subject = actor["id"]
        trusted = self.keys.get(subject, set()) | self.recovery.get(subject, set())
        if update["actor"] == subject and subject in self.keys and signer in trusted:
            for method in actor.get("assertionMethod", []):
                if method.get("type") == "Multikey" and method.get("controller") == subject:
                    self.keys[subject].add(from_base58(method["publicKeyMultibase"], 34)[2:])
            if "bandung:recoveryKey" in actor:
                self.recovery.setdefault(subject, set()).add(from_base58(actor["bandung:recoveryKey"], 34)[2:])

    def was_member(self, subject, hour):
        return subject in self.since and self.since[subject] <= hour

    def trusts(self, subject, key, hour):
        return not self.was_member(subject, hour) or key in self.keys.get(subject, set())

    def unit(self, subject, hour):
        """What counts once: the membership for which an actor stood last, or the actor itself."""
        held = [(start, membership) for membership, start in self.held.get(subject, {}).items() if start <= hour]
        return max(held)[1] if held else subject

    def names(self, subject):
        """All that `unit` may give for an actor, at whatever time."""
        return {subject, *self.held.get(subject, {})}


def network_of(bundle, network, proved):
    """The members of the network: signed lines up to the number of the roster, the roster, later lines, memberships."""
    members = Members()
    pages = [bundle["roster"]] if "roster" in bundle else bundle.get("rosterPages", [])
    lines = sorted(bundle.get("rosterChanges", []), key=lambda line: line["bandung:sequence"])
    number = pages[0]["bandung:sequence"] if pages else 0
    items = [item for page in pages for item in page["items"]]
    if pages:
        must(len({page["bandung:sequence"] for page in pages}) == 1, "field-invalid")
        must(all(page["totalItems"] == len(items) for page in pages), "field-invalid")
        must(all(len({item[name] for item in items}) == len(items) for name in ("id", "subject")), "field-invalid")
    for page in pages:
        must(page["attributedTo"] == network, "not-owner")
        proved(page)

    def take_lines(chosen):
        for line in chosen:
            must(line["actor"] == network and line["type"] == "Update", "not-owner")
            proved(line)
            change = line.get("bandung:change", {})
            if change.get("type") == "Relationship":
                members.take(change, line["published"])
            elif "bandung:tier" in change:
                members.hold(change["subject"], change["id"], None, line["published"])

    take_lines(line for line in lines if line["bandung:sequence"] <= number)
    for item in items:
        members.take(item)
    take_lines(line for line in lines if line["bandung:sequence"] > number)
    for membership in bundle.get("memberships", []):
        must(membership["attributedTo"] == network, "not-owner")
        proved(membership)
        if membership["type"] == "Relationship":
            members.take(membership)
    return members


def check_endorsement(document, entry, declaration, digest, members):
    owner = declaration["attributedTo"]
    own = entry.kind == "endorse"
    must(document.get("type") == "Relationship", "field-invalid")
    must(document.get("relationship") == VOCABULARY + "endorses", "relationship-value")
    must(document["attributedTo"] == (document["subject"] if own else owner), "actor-mismatch")
    must(document["object"] == declaration["id"], "target-mismatch")
    must(document["bandung:endorsedDigest"] == digest == entry.text, "digest-mismatch")
    must(document["bandung:revision"] == declaration["bandung:revision"], "revision-mismatch")
    must(document.get("bandung:network") == declaration.get("bandung:network"), "network-mismatch")
    must(document["published"] >= declaration["bandung:opensAt"], "not-open")
    must(document["bandung:language"] in declaration["bandung:officialLanguages"], "language-set")
    reserved = document["bandung:stance"] == "with-reservations"
    must(reserved or document["bandung:stance"] == "full", "field-invalid")
    must(reserved == ("bandung:reservation" in document), "field-invalid")
    recorded = ("bandung:channel", "bandung:check", "bandung:visibility")
    must(all((name in document) != own for name in recorded), "field-invalid")
    signatory = document["bandung:signatory"]
    must(signatory["bandung:kind"] in declaration["bandung:mayEndorse"], "field-invalid")
    listed, country = members.countries.get(document["subject"]), signatory.get("bandung:country")
    if listed and country and members.was_member(document["subject"], entry.hour):
        must(country in listed, "country-mismatch")


def check_stamp(stamp, endorsement, index, salt, origin, declaration):
    must(stamp.get("type") == "QuoteAuthorization", "stamp-kind")
    must(stamp.get("bandung:authorizes") == VOCABULARY + "endorses", "stamp-kind")
    must(stamp["attributedTo"] == declaration["attributedTo"], "stamp-foreign")
    must(stamp["interactionTarget"] == declaration["id"], "target-mismatch")
    must(stamp["bandung:endorsement"] == endorsement["id"], "digest-mismatch")
    must(stamp["bandung:endorsementDigest"] == digest_of(endorsement), "digest-mismatch")
    receipt = stamp["bandung:receipt"]
    must(receipt["bandung:logOrigin"] == origin, "receipt-mismatch")
    must((receipt["bandung:logIndex"], receipt["bandung:logSalt"]) == (index, salt), "receipt-mismatch")


# --- the tally: what the log says, and nothing else ----------------------------------------------------------------------


def recount(entries, events, digest, declaration, disputed, members):
    """The figures, and whether documents of this tree have been destroyed since: then only their sum is certain."""
    owner = declaration["attributedTo"]
    live, standing, counts = {}, set(), {"withdrawn": 0, "revoked": 0, "erased": 0}
    ended, opened, closed = set(), False, False
    # Behind the end of one that stood a record may take its place, also after the closing: True or False as that one was late.
    late, vacant = set(), None
    statements = {}
    for index, entry in enumerate(entries):
        if entry.text != digest:
            continue
        event = events.get(index, {})
        document = event.get("document")
        before_it, vacant = vacant, None
        if entry.kind == "open":
            must(not opened, "conflict")
            opened = True
        elif entry.kind in ("endorse", "record"):
            must(opened, "not-open")
            takes_place = before_it is not None and entry.kind == "record"
            must(takes_place or not closed or declaration.get("bandung:lateEndorsements") == "shown-separately", "closed")
            if before_it if takes_place else closed:
                late.add(index)
            if document is None and not (event.get("undisclosed") or event.get("erased")):
                raise Open("event-missing")
            if document is not None:
                must(document["id"] not in ended, "withdrawn")
                key = (document["attributedTo"], document["bandung:sequence"])
                statements.setdefault(key, set()).add(digest_of(document))
            standing.add(index)
            if index not in late and index not in disputed:
                live[index] = document
        elif entry.kind in ("withdraw", "revoke", "erase"):
            must(entries[entry.about].kind in ("endorse", "record") and entries[entry.about].text == digest,
                 "target-mismatch")
            before = live.pop(entry.about, None)
            stood = entry.about in standing
            standing.discard(entry.about)
            replaces = entry.kind == "erase" or document is None or document.get("bandung:reason") == "replaced"
            if stood and entry.kind != "withdraw" and replaces:
                vacant = entry.about in late
            if entry.kind == "erase":
                counts["erased"] += 1
                continue
            if document is None:
                # What ended an endorsement that was erased later went with it.
                if not (event.get("erased") and events.get(entry.about, {}).get("erased")):
                    raise Open("event-missing")
                counts["withdrawn" if entry.kind == "withdraw" else "revoked"] += 1
                continue
            author = document.get("actor") or document.get("attributedTo")
            if entry.kind == "withdraw":
                must(before is None or author == before["attributedTo"], "not-owner")
                must(before is None or document["id"] == before["id"], "leaf-mismatch")
                counts["withdrawn"] += 1
            else:
                must(author == owner, "not-owner")
                counts["revoked"] += 1
            if before is not None:
                ended.add(before["id"])
        elif entry.kind == "close":
            closed = True
    must(opened, "not-open")
    units, counted, undisclosed = {}, {}, 0
    for index in sorted(live):
        document = live[index]
        if document is None:
            undisclosed += 1
        elif len(statements[document["attributedTo"], document["bandung:sequence"]]) == 1:
            subject, hour = document["subject"], entries[index].hour
            unit = members.unit(subject, hour)
            if all(other != subject and members.unit(other, hour) != unit for other in counted.get(unit, set())):
                units[index] = document
                for name in members.names(subject):
                    counted.setdefault(name, set()).add(subject)
    kinds = [unit["bandung:signatory"]["bandung:kind"] for unit in units.values()]
    places = [unit["bandung:signatory"].get("bandung:country") for unit in units.values()]
    by_country = {place: places.count(place) for place in sorted(set(filter(None, places)))}
    own = sum(unit["attributedTo"] == unit["subject"] for unit in units.values())
    return {
        "organisations": kinds.count("organisation"),
        "persons": len(kinds) - kinds.count("organisation"),
        "countries": len(by_country),
        "byCountry": by_country,
        "ownKey": own,
        "recorded": len(units) - own,
        "undisclosed": undisclosed,
        **counts,
    }, any(events.get(index, {}).get("erased") for index in live)


# --- bundles and receipts ----------------------------------------------------------------------------------------------------


def verify_bundle(bundle, policy):
    missing = []
    keys = Keys(bundle["actors"])
    declaration = bundle["declaration"]
    digest = check_declaration(declaration)
    texts = bundle["log"]["entries"]
    entries = [Entry(text) for text in texts]
    leaves = [leaf_hash(text) for text in texts]
    seen, quorum = set(), False
    try:
        origin, size, root, seen = check_note(bundle["log"]["checkpoint"], policy)
        must(origin == bundle["log"]["origin"], "checkpoint-origin")
        must(size == len(entries) and root_of(leaves) == root, "root-mismatch")
        quorum = policy.reached(seen)
        if not quorum:
            missing.append("quorum")
    except Open as fault:
        missing.append(str(fault))

    def proved(document, vouching=False):
        try:
            return keys.check(document, vouching)
        except Open as fault:
            missing.append(str(fault))
            return True

    proved(declaration)
    network = declaration.get("bandung:network")
    members = network_of(bundle, network, proved) if network else Members()
    events, disputed = {event["index"]: event for event in bundle["events"]}, set()
    must(len(events) == len(bundle["events"]) and all(0 <= index < len(entries) for index in events), "field-invalid")
    for index in sorted(events):
        if entries[index].kind == "key" and "document" in events[index]:
            update = events[index]["document"]
            keys.learn(update)
            signer = keys.signer(update)
            if signer:
                members.follow(update, signer)
    for index, event in events.items():
        must(event.get("undisclosed", True) is True and event.get("erased", True) is True, "field-invalid")
        document, entry = event.get("document"), entries[index]
        if document is None:
            continue
        must(entry.opens(document, event["salt"]), "leaf-mismatch")
        if entry.kind != "audit" and not proved(document, entry.kind == "key"):
            disputed.add(index)
        if entry.kind in ("endorse", "record"):
            check_endorsement(document, entry, declaration, digest, members)
            signer = keys.signer(document)
            if signer and not members.trusts(document["attributedTo"], signer, entry.hour):
                missing.append("key-mismatch")
        if entry.kind == "open":
            must(text_digest(document) == entry.text, "digest-mismatch")
        if "stamp" in event:
            check_stamp(event["stamp"], document, index, event["salt"], bundle["log"]["origin"], declaration)
            proved(event["stamp"])
    tally = bundle["tally"]
    must(tally["attributedTo"] == declaration["attributedTo"], "not-owner")
    must(tally["bandung:canonicalDigest"] == digest, "digest-mismatch")
    proved(tally)
    counted = tally["bandung:treeSize"]
    must(counted <= len(entries), "tally-mismatch")
    must(root_of(leaves[:counted]) == from_base64(tally["bandung:rootHash"], 32, "root-mismatch"), "root-mismatch")
    figures = {}
    try:
        figures, erased = recount(entries[:counted], events, digest, declaration, disputed, members)
        told = {name: tally.get("bandung:" + name, 0) for name in figures}
        sums = [sum(of[name] for name in ("organisations", "persons", "undisclosed")) for of in (told, figures)]
        must(sums[0] == sums[1] and (erased or told == figures), "tally-mismatch")
        figures, gone = recount(entries, events, digest, declaration, disputed, members)
        if gone:
            # Said to have been destroyed, and no entry erases it.
            missing.append("event-missing")
    except Open as fault:
        missing.append(str(fault))
    return missing, {
        "declaration": declaration["id"],
        "canonicalDigest": digest,
        "treeSize": len(entries),
        **figures,
        "witnesses": sorted(seen),
        "quorum": quorum,
    }


def verify_receipt(receipt, policy):
    missing = []
    keys = Keys(receipt["actors"])
    declaration, endorsement, stamp = receipt["declaration"], receipt["endorsement"], receipt["stamp"]
    digest = check_declaration(declaration)
    entry = Entry(receipt["entry"])
    head, found, note = receipt["proof"].partition("\n\n")
    lines = head.split("\n")
    must(found and lines[0] == "c2sp.org/tlog-proof@v1", "inclusion-invalid")
    must(lines[1].startswith("extra ") and lines[2].startswith("index "), "inclusion-invalid")
    salt, index = lines[1][6:], int(lines[2][6:])
    path = [from_base64(line, 32, "inclusion-invalid") for line in lines[3:]]
    check_endorsement(endorsement, entry, declaration, digest, Members())
    check_stamp(stamp, endorsement, index, salt, note.split("\n")[0], declaration)
    must(entry.opens(endorsement, salt), "leaf-mismatch")
    size, quorum = None, False
    try:
        _, size, root, seen = check_note(note, policy)
        must(root_by_inclusion(index, size, leaf_hash(receipt["entry"]), path) == root, "inclusion-invalid")
        quorum = policy.reached(seen)
        if not quorum:
            missing.append("quorum")
    except Open as fault:
        missing.append(str(fault))
    for document in (declaration, endorsement, stamp):
        try:
            keys.check(document)
        except Open as fault:
            missing.append(str(fault))
    return missing, {
        "endorser": endorsement["subject"],
        "declaration": declaration["id"],
        "revision": endorsement["bandung:revision"],
        "stance": endorsement["bandung:stance"],
        "index": index,
        "treeSize": size,
        "quorum": quorum,
    }


def verify(data, policy_text):
    """(exit, what is printed)."""
    forms = {VOCABULARY + "bundle-1": verify_bundle, VOCABULARY + "receipt-1": verify_receipt}
    try:
        document = read_json(data)
        must(document.get("format") in forms, "field-invalid")
        missing, facts = forms[document["format"]](document, Policy(policy_text))
    except Wrong as fault:
        return 1, {"result": "false", "exit": 1, "reason": str(fault)}
    except Open as fault:
        return 2, {"result": "undecidable", "exit": 2, "missing": [str(fault)]}
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        return 1, {"result": "false", "exit": 1, "reason": "field-invalid"}
    if missing:
        return 2, {"result": "undecidable", "exit": 2, "missing": sorted(set(missing)), **facts}
    return 0, {"result": "verified", "exit": 0, **facts}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("bundle")
    arguments.add_argument("--policy")
    given = arguments.parse_args()
    policy = ""
    if given.policy:
        with open(given.policy, encoding="utf-8") as file:
            policy = file.read()
    with open(given.bundle, "rb") as file:
        code, result = verify(file.read(), policy)
    print(json.dumps(result, indent=1, ensure_ascii=False))
    return code


if __name__ == "__main__":
    sys.exit(main())
