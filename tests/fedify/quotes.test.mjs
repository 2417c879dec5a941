// Quotes that are allowed (FEP-044f), asked of a server of foreign make: an endorsement is announced as a note that quotes
// the declaration with the owner's stamp, and whoever asks to quote something public gets a stamp (PE5, PE6).

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { RealNode, eventually, freePort } from "../real-node/node.mjs";
import { ORGANISATION, PERSON, PRACTICE } from "../real-node/samples.mjs";
import { setUp } from "../real-node/set-up.mjs";
import { startPeer } from "./start.mjs";

const DECLARATION = new URL("../../docs/examples/declaration.json", import.meta.url).pathname;
const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";
let owner;
let endorser;
let peer;
let declaration;
let ownerActor;
let endorserActor;
let announced;

before(async () => {
  const [alpha, beta, social] = [await freePort(), await freePort(), await freePort()];
  const names = {
    "alpha.test": `127.0.0.1:${alpha}`,
    "beta.test": `127.0.0.1:${beta}`,
    "social.test": `127.0.0.1:${social}`,
  };
  const others = (own) => Object.fromEntries(Object.entries(names).filter(([host]) => host !== own));
  owner = await RealNode.start({ name: "alpha", port: alpha, peers: others("alpha.test") });
  endorser = await RealNode.start({ name: "beta", port: beta, peers: others("beta.test") });
  peer = await startPeer(social, names);
  await setUp(owner);
  await setUp(endorser);
  ownerActor = (await peer.order("look", { uri: `@${ORGANISATION.handle}@alpha.test` })).found.id;
  endorserActor = (await peer.order("look", { uri: `@${ORGANISATION.handle}@beta.test` })).found.id;
  declaration = await declare();
});

after(async () => {
  peer?.process.kill();
  await endorser?.stop();
  await owner?.stop();
});

test("an endorsement arrives at a follower as a Note that quotes the declaration", async () => {
  await peer.order("follow", { actor: endorserActor });
  await eventually("the follower is listed", async () => (await command(endorser, "followers")).length === 1);
  const mark = await peer.count();
  await command(endorser, "--org", ORGANISATION.handle, "endorse", declaration.object);
  announced = await peer.receives("the Create", mark, (entry) => entry.type === "Create");
  assert.ok(announced.signatureHolds);
  assert.equal(announced.proof, "holds");
  assert.equal(announced.actor, endorserActor);
  assert.equal(announced.objectType, "Note");
  assert.equal(announced.status, 202);
  for (const entry of await peer.received(mark)) {
    assert.ok(["Create", "Accept"].includes(entry.type), `no special type goes to it: ${entry.type}`);
  }
});

test("Fedify reads quote and stamp of it, and the stamp holds by the rules of Mastodon", async () => {
  const verdict = await peer.order("judge", { note: announced.objectId });
  assert.equal(verdict.note, announced.objectId);
  assert.equal(verdict.quote, declaration.object);
  assert.equal(verdict.quoteUrl, declaration.object);
  assert.equal(verdict.quotedKind, "Article");
  assert.equal(verdict.quotedAuthor, ownerActor);
  assert.deepEqual(verdict.mayQuote, [PUBLIC]);
  assert.equal(new URL(verdict.stamp).host, "alpha.test");
  assert.equal(verdict.holds, "yes");
  assert.equal(verdict.document["bandung:authorizes"], "https://w3id.org/bandung#endorses");
  const served = announced.activity.object;
  assert.deepEqual([served.quote, served.quoteAuthorization], [verdict.quote, verdict.stamp]);
  assert.equal(await status(verdict.stamp), 200, "anybody can fetch it, without a signature");
});

test("a stamp serves no other post and nothing else that is quoted", async () => {
  const { stamp, note, quote, quotedAuthor } = await peer.order("judge", { note: announced.objectId });
  const judge = async (changed) => (await peer.order("judge", { stamp, note, quote, quotedAuthor, ...changed })).holds;
  assert.equal(await judge({ note: `${note}0` }), "it is for another post");
  assert.equal(await judge({ quote: `${quote}0` }), "it is to quote something else");
  assert.equal(await judge({ quotedAuthor: endorserActor }), "it is not on the host of who is quoted");
});

for (const asked of ["inlined", "id"]) {
  test(`a QuoteRequest for a declaration is accepted with a stamp that permits only to quote (${asked})`, async () => {
    const { stamp, ...of } = await ask(declaration.object, asked);
    const { document, holds } = await peer.order("judge", { stamp, ...of });
    assert.equal(holds, "yes");
    assert.equal(document["bandung:authorizes"], undefined);
    assert.equal(await status(stamp), 200, "anybody can fetch it, without a signature");
  });
}

test("a QuoteRequest for a practice is accepted with a stamp that holds", async () => {
  const file = join(owner.folder, "practice.json");
  await writeFile(file, JSON.stringify(PRACTICE));
  const practice = await command(owner, "practice", "publish", file);
  const { stamp, ...of } = await ask(practice.object, "id");
  const { holds } = await peer.order("judge", { stamp, ...of });
  assert.equal(holds, "yes");
});

test("when the quoting post is deleted its stamp answers 410, and that of another post stays", async () => {
  const [quoting, other] = [await ask(declaration.object, "id"), await ask(declaration.object, "id")];
  await peer.order("delete", { to: ownerActor, note: quoting.note });
  await eventually("the stamp is gone", async () => (await status(quoting.stamp)) === 410);
  assert.equal(await status(other.stamp), 200);
});

test("when the owner accepts the endorsement no more its stamp answers 410", async () => {
  const { stamp } = await peer.order("judge", { note: announced.objectId });
  const [row] = await command(owner, "endorsement", "list", declaration.slug, "--status", "stamped");
  await command(owner, "endorsement", "revoke", row.id, "--reason", "other");
  assert.equal(await status(stamp), 410);
});

test("nothing that the nodes sent was signed wrongly", async () => {
  for (const entry of await peer.received(0)) {
    assert.ok(entry.signatureHolds, `${entry.type} ${entry.id}`);
    assert.ok(["none", "holds"].includes(entry.proof), `${entry.type}: the proof ${entry.proof}`);
  }
});

/** Opens the declaration of the examples. */
async function declare() {
  const { id } = await command(owner, "declaration", "draft", DECLARATION);
  const { digest } = await command(owner, "declaration", "show", id);
  return command(owner, "declaration", "open", id, "--digest", digest);
}

/** A QuoteRequest of the person on the Fedify server, and what the stamp in its answer should say. */
async function ask(object, asked) {
  const mark = await peer.count();
  const request = await peer.order("requestQuote", { to: ownerActor, object, text: "Read this", asked });
  const accept = await peer.receives("an answer", mark, (entry) => ["Accept", "Reject"].includes(entry.type));
  assert.equal(accept.type, "Accept");
  assert.ok(accept.signatureHolds);
  assert.equal(accept.actor, ownerActor);
  assert.equal(accept.objectType, "QuoteRequest");
  assert.equal(accept.objectId, request.id, "the request is in it, by its id");
  return { stamp: accept.activity.result, note: request.instrument, quote: object, quotedAuthor: ownerActor };
}

/** What anybody gets for the id of a stamp. */
async function status(id) {
  const { host, pathname } = new URL(id);
  const node = host === "alpha.test" ? owner : endorser;
  return (await node.request("GET", pathname, { host, accept: "application/activity+json" })).status;
}

function command(node, ...args) {
  return node.command("--as", PERSON.login, ...args);
}
