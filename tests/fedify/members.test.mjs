// A network of two real nodes, and a server of foreign make, built on Fedify, that follows the network's Group actor: it
// receives what members publish, and nobody else's.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { RealNode, eventually, freePort } from "../real-node/node.mjs";
import { PERSON, PRACTICE } from "../real-node/samples.mjs";
import { setUp } from "../real-node/set-up.mjs";
import { startPeer } from "./start.mjs";

const APPLICATION = {
  legal_name: "Char Lands Forum",
  country: "BD",
  organisation_type: "community-based",
  registration: "registered",
  sectors: ["water"],
  languages: ["en"],
  conduct_accepted: true,
  listed: true,
};
let secretariat;
let member;
let peer;
let group;
let practice;

before(async () => {
  const [alpha, beta, social] = [await freePort(), await freePort(), await freePort()];
  const names = {
    "alpha.test": `127.0.0.1:${alpha}`,
    "beta.test": `127.0.0.1:${beta}`,
    "social.test": `127.0.0.1:${social}`,
  };
  const others = (own) => Object.fromEntries(Object.entries(names).filter(([host]) => host !== own));
  secretariat = await RealNode.start({ name: "alpha", port: alpha, peers: others("alpha.test") });
  member = await RealNode.start({ name: "beta", port: beta, peers: others("beta.test") });
  peer = await startPeer(social, names);
  await setUp(secretariat);
  await setUp(member);
  await found();
});

after(async () => {
  peer?.process.kill();
  await member?.stop();
  await secretariat?.stop();
});

test("Fedify finds the network by its handle, as a group", async () => {
  const { found, kind } = await peer.order("look", { uri: "@delta@alpha.test" });
  assert.equal(kind, "Group");
  assert.equal(found.name, "The delta network");
  group = found.id;
});

test("its Follow of the network is accepted", async () => {
  const mark = await peer.count();
  const follow = await peer.order("follow", { actor: group });
  const accept = await peer.receives("an Accept", mark, (entry) => entry.type === "Accept");
  assert.ok(accept.signatureHolds);
  assert.equal(accept.actor, group);
  assert.equal(accept.objectId, follow.id);
});

test("what somebody publishes who only applied is not passed on", async () => {
  await command(member, "network", "join", "@delta@alpha.test", "--application", await file(member, APPLICATION));
  await eventually("the application waits", async () => (await waiting()).length === 1);
  const mark = await peer.count();
  await publish({ ...PRACTICE, title: "Before we were members" });
  await eventually("it stands on the page of its node", async () => (await own()).length === 1);
  assert.equal((await peer.received(mark)).length, 0);
});

test("a member's practice arrives as an Announce by the group, signed, with a proof that holds", async () => {
  const [applicant] = await waiting();
  await command(secretariat, "member", "admit", applicant.membership, "--tier", "member", "--reason", "We know them.");
  await eventually("the member knows", async () => JSON.stringify(await list()).includes('"member"'));
  const mark = await peer.count();
  practice = await publish(PRACTICE);
  const announce = await peer.receives("an Announce", mark, (entry) => entry.type === "Announce");
  assert.ok(announce.signatureHolds);
  assert.equal(announce.proof, "holds");
  assert.equal(announce.actor, group);
  assert.equal(announce.objectId, practice.object);
  assert.equal(announce.status, 202);
});

test("Fedify fetches what was announced from the member's own node", async () => {
  const { found, kind } = await peer.order("look", { uri: practice.object });
  assert.equal(kind, "Article");
  assert.equal(found.name, PRACTICE.title);
  assert.equal(new URL(found.attributedTo).host, "beta.test");
});

test("a practice that is withdrawn is taken out of the network", async () => {
  const mark = await peer.count();
  await command(member, "practice", "withdraw", practice.slug, "--reason", "We counted wrong.");
  const undo = await peer.receives("an Undo", mark, (entry) => entry.type === "Undo");
  assert.ok(undo.signatureHolds);
  assert.equal(undo.actor, group);
});

test("nothing that the nodes sent was signed wrongly", async () => {
  for (const entry of await peer.received(0)) {
    assert.ok(entry.signatureHolds, `${entry.type} ${entry.id}`);
    assert.ok(["none", "holds"].includes(entry.proof), `${entry.type}: the proof ${entry.proof}`);
  }
});

/** The secretariat founds a network in which one admin decides at once. */
async function found() {
  const conduct = join(secretariat.folder, "conduct.txt");
  await writeFile(conduct, "Be fair.");
  const rules = ["--deciding", "one-admin", "--comment-days", "0", "--referees", "0"];
  await command(secretariat, "network", "create", "delta", "--name", "The delta network", "--conduct", conduct, ...rules);
}

function command(node, ...args) {
  return node.command("--as", PERSON.login, ...args);
}

function waiting() {
  return command(secretariat, "member", "list", "--waiting");
}

/** The networks of the member, and where it stands in them. */
function list() {
  return command(member, "network", "list");
}

function own() {
  return command(member, "practice", "list");
}

async function file(node, content) {
  const path = join(node.folder, "content.json");
  await writeFile(path, JSON.stringify(content));
  return path;
}

async function publish(content) {
  const done = await command(member, "practice", "publish", await file(member, content));
  return { ...done, slug: done.page.split("/").at(-1) };
}
