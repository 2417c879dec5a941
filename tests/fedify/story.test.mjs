// A real node and a server of foreign make, built on Fedify, meet in a development network: each follows the other,
// everything that is published arrives with signatures that hold, and every gesture has its effect.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { RealNode, eventually, freePort } from "../real-node/node.mjs";
import { ORGANISATION, PERSON, PRACTICE } from "../real-node/samples.mjs";
import { setUp } from "../real-node/set-up.mjs";
import { startPeer } from "./start.mjs";

const ADVICE = "Two more tips for the rafts";
let node;
let peer;
let visitor;
let organisation;
let practice;

before(async () => {
  const port = await freePort();
  node = await RealNode.start({ name: "alpha", peers: { "social.test": `127.0.0.1:${port}` } });
  peer = await startPeer(port, { "alpha.test": node.address, "social.test": `127.0.0.1:${port}` });
  visitor = await setUp(node);
  const found = await peer.order("look", { uri: `@${ORGANISATION.handle}@alpha.test` });
  organisation = found.found.id;
});

after(async () => {
  peer?.process.kill();
  await node?.stop();
});

test("Fedify finds the organisation by its handle and reads all of its keys", async () => {
  const { found, kind, document } = await peer.order("look", { uri: `@${ORGANISATION.handle}@alpha.test` });
  assert.equal(kind, "Organization");
  assert.equal(found.name, ORGANISATION.name);
  assert.equal(new URL(found.id).host, "alpha.test");
  assert.equal(document.publicKey.id ?? document.publicKey[0].id, `${found.id}#main-key`);
  assert.equal(document.assertionMethod[0].controller, found.id);
});

for (const signature of ["cavage", "rfc9421"]) {
  test(`a Follow with a ${signature} signature is accepted, and its Undo ends it`, async () => {
    const mark = await peer.count();
    const follow = await peer.order("follow", { actor: organisation, signature });
    const accept = await peer.receives("an Accept", mark, (entry) => entry.type === "Accept");
    assertSigned(accept);
    assert.equal(accept.actor, organisation);
    assert.equal(accept.objectId, follow.id);
    assert.ok((await followers()).some((entry) => entry.actor.id === peer.actor), "the follower is listed");

    await peer.order("undo", { activity: follow.id, signature });
    await eventually("the follower is gone", async () => (await followers()).length === 0);
  });
}

test("a published practice arrives: signed with cavage, with an integrity proof that holds", async () => {
  await peer.order("follow", { actor: organisation });
  await eventually("the follower is listed", async () => (await followers()).length === 1);
  const mark = await peer.count();
  practice = await publish(PRACTICE);
  const create = await peer.receives("the Create", mark, (entry) => entry.type === "Create");
  assertSigned(create, "cavage");
  assertProven(create);
  assert.equal(create.objectType, "Article");
  assert.equal(create.objectId, practice.object);
  assert.equal(create.activity.object.name, PRACTICE.title);
  assert.equal(create.activity.object.attributedTo, organisation);
  assert.match(create.activity.object.summary, /river islands/);
  assert.match(create.activity.object.content, /bamboo poles/);
});

test("Fedify fetches the practice with a signature of either kind", async () => {
  for (const signature of ["cavage", "rfc9421"]) {
    const { found, kind } = await peer.order("look", { uri: practice.object, signature });
    assert.equal(kind, "Article");
    assert.equal(found.name, PRACTICE.title);
    assert.equal(found.attributedTo, organisation);
  }
});

test("a revision arrives as an Update, signed by RFC 9421 where cavage is refused", async () => {
  await peer.order("only", { signature: "rfc9421" });
  const mark = await peer.count();
  await revise({ ...PRACTICE, title: `${PRACTICE.title}, better` });
  const update = await peer.receives("the Update", mark, (entry) => entry.type === "Update" && entry.status === 202);
  assertSigned(update, "rfc9421");
  assertProven(update);
  assert.equal(update.activity.object.name, `${PRACTICE.title}, better`);
  assert.equal(update.objectId, practice.object);

  const knocks = (await peer.received(mark)).filter((entry) => entry.id === update.id);
  assert.deepEqual(knocks.map((entry) => [entry.signature, entry.status]), [["cavage", 401], ["rfc9421", 202]]);
});

test("the kind of signature that was taken is remembered", async () => {
  const mark = await peer.count();
  await revise({ ...PRACTICE, title: `${PRACTICE.title}, best` });
  const update = await peer.receives("the Update", mark, (entry) => entry.type === "Update");
  assertSigned(update, "rfc9421");
  assert.equal(update.status, 202);
  assert.equal((await peer.received(mark)).length, 1);
  await peer.order("only", {});
});

for (const signature of ["cavage", "rfc9421"]) {
  test(`like and share with ${signature} signatures are counted, and not any more after Undo`, async () => {
    const like = await peer.order("like", { to: organisation, object: practice.object, signature });
    const share = await peer.order("announce", { to: organisation, object: practice.object, signature });
    await eventually("like and share are counted", async () => (await counts()) === "1 1");

    await peer.order("undo", { activity: like.id, signature });
    await eventually("the like is taken back", async () => (await counts()) === "0 1");
    await peer.order("undo", { activity: share.id, signature });
    await eventually("the share is taken back", async () => (await counts()) === "0 0");
  });
}

test("a reply waits for a first look, is shown, changed and taken back", async () => {
  const reply = await peer.order("reply", {
    to: organisation,
    object: practice.object,
    text: ADVICE,
    mention: `@${ORGANISATION.handle}@alpha.test`,
  });
  const held = await eventually("the reply arrives", async () => (await shown()).replies.find(({ held }) => held));
  assert.equal(held.object, reply.object);
  assert.ok(!(await publicPage()).includes(ADVICE), "nobody else sees it before");

  const page = await visitor.open(practice.page);
  await visitor.send(page, `/posts/${held.id}/show`);
  await eventually("everybody sees the reply", async () => (await publicPage()).includes(ADVICE));

  await peer.order("update", { to: organisation, note: reply.object, text: `${ADVICE}, and a third`, signature: "rfc9421" });
  await eventually("everybody sees the change", async () => (await publicPage()).includes("and a third"));

  await peer.order("delete", { to: organisation, note: reply.object });
  await eventually("the reply is gone", async () => !(await publicPage()).includes(ADVICE));
});

test("we find the person on the Fedify server, follow her, and read what she writes", async () => {
  const mark = await peer.count();
  await node.command("--as", PERSON.login, "follow", `@${peer.handle}`);
  const follow = await peer.receives("our Follow", mark, (entry) => entry.type === "Follow");
  assertSigned(follow);
  assert.equal(follow.objectId, peer.actor);
  await eventually("she said yes", async () => {
    const following = await node.command("--as", PERSON.login, "following");
    return following.some((entry) => entry.actor.id === peer.actor && entry.state === "active");
  });

  await peer.order("reply", { to: organisation, text: "The river is rising at Gaibandha" });
  await eventually("it stands in the timeline", async () => {
    const timeline = await node.command("--as", PERSON.login, "timeline");
    return timeline.some((post) => post.content_html.includes("The river is rising"));
  });

  await node.command("--as", PERSON.login, "unfollow", `@${peer.handle}`);
  const undo = await peer.receives("our Undo", mark, (entry) => entry.type === "Undo");
  assertSigned(undo);
  await eventually("she has no follower", async () => (await peer.state()).followers.length === 0);
});

test("a withdrawn practice arrives as a Delete, and its address says that it is gone", async () => {
  const mark = await peer.count();
  await node.command("--as", PERSON.login, "practice", "withdraw", practice.slug, "--reason", "We counted wrong.");
  const gone = await peer.receives("the Delete", mark, (entry) => entry.type === "Delete");
  assertSigned(gone);
  assert.equal(gone.proof, "holds");
  assert.equal(gone.objectId, practice.object);
  const answer = await node.request("GET", new URL(practice.object).pathname, {
    host: "alpha.test",
    accept: "application/activity+json",
  });
  assert.equal(answer.status, 410);
  assert.equal(JSON.parse(answer.text).type, "Tombstone");
});

test("nothing that the node sent was signed wrongly, and nothing had to be refused", async () => {
  const entries = await peer.received(0);
  assert.ok(entries.length > 8, `only ${entries.length} messages arrived`);
  for (const entry of entries) {
    assert.ok(entry.signatureHolds, `${entry.type} ${entry.id}`);
    assert.ok(["none", "holds"].includes(entry.proof), `${entry.type}: the proof ${entry.proof}`);
    assert.ok(["none", "holds"].includes(entry.objectProof), `${entry.type}: the object's proof ${entry.objectProof}`);
    assert.equal(entry.status, entry.signature === "cavage" && entry.status === 401 ? 401 : 202);
  }
  for (const sent of (await peer.sent()).filter(({ method }) => method === "POST")) {
    assert.equal(sent.status, 202, JSON.stringify(sent));
  }
});

function assertSigned(entry, kind) {
  assert.ok(entry.signatureHolds, `the HTTP signature of ${entry.type} does not hold`);
  if (kind) assert.equal(entry.signature, kind);
}

function assertProven(entry) {
  assert.equal(entry.proof, "holds", `proof of the ${entry.type}`);
}

async function file(content) {
  const path = join(node.folder, "practice.json");
  await writeFile(path, JSON.stringify(content));
  return path;
}

async function publish(content) {
  const done = await node.command("--as", PERSON.login, "practice", "publish", await file(content));
  return { ...done, slug: done.page.split("/").at(-1) };
}

async function revise(content) {
  await node.command("--as", PERSON.login, "practice", "revise", practice.slug, await file(content));
}

async function shown() {
  return node.command("--as", PERSON.login, "practice", "show", practice.slug);
}

async function counts() {
  const { likes, boosts } = await shown();
  return `${likes} ${boosts}`;
}

async function followers() {
  return node.command("--as", PERSON.login, "followers");
}

/** The page as somebody sees it who is not logged in. */
async function publicPage() {
  return (await node.request("GET", practice.page, { accept: "text/html", "accept-language": "en" })).text;
}
