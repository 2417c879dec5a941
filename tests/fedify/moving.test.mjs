// Organisations and people move between Bandung and a server of foreign make, with their followers (PA16).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { RealNode, eventually, freePort } from "../real-node/node.mjs";
import { ORGANISATION, PERSON } from "../real-node/samples.mjs";
import { setUp } from "../real-node/set-up.mjs";
import { startPeer } from "./start.mjs";

let alpha;
let beta;
let peer;
let ours;

before(async () => {
  const ports = [await freePort(), await freePort(), await freePort()];
  const names = Object.fromEntries(["alpha.test", "beta.test", "social.test"].map((host, n) => [host, `127.0.0.1:${ports[n]}`]));
  const others = (own) => Object.fromEntries(Object.entries(names).filter(([host]) => host !== own));
  alpha = await RealNode.start({ name: "alpha", port: ports[0], peers: others("alpha.test") });
  beta = await RealNode.start({ name: "beta", port: ports[1], peers: others("beta.test") });
  peer = await startPeer(ports[2], names);
  await setUp(alpha);
  await setUp(beta);
  ours = (await peer.order("look", { uri: `@${ORGANISATION.handle}@alpha.test` })).found.id;
});

after(async () => {
  peer?.process.kill();
  await beta?.stop();
  await alpha?.stop();
});

test("an organisation does not move to somebody who does not name it", async () => {
  await assert.rejects(command(alpha, "org", "move", `@${peer.handle}`), /add .* there as a former address first/);
});

test("Fedify gets the Move of an organisation that it names, and reads where it went", async () => {
  await peer.order("follow", { actor: ours });
  await eventually("the follower is listed", async () => (await command(alpha, "followers")).length === 1);
  await peer.order("was", { actors: [ours] });
  const mark = await peer.count();
  await command(alpha, "org", "move", `@${peer.handle}`);
  const update = await peer.receives("the Update", mark, (entry) => entry.type === "Update");
  const move = await peer.receives("the Move", mark, (entry) => entry.type === "Move");
  for (const entry of [update, move]) {
    assert.ok(entry.signatureHolds);
    assert.equal(entry.proof, "holds");
    assert.equal(entry.actor, ours);
    assert.equal(entry.status, 202);
  }
  assert.deepEqual([move.objectId, move.activity.target], [ours, peer.actor]);
  const { found } = await peer.order("look", { uri: ours });
  assert.equal(found.movedTo, peer.actor);
});

test("whoever follows somebody on Fedify follows the organisation to which she moves", async () => {
  await command(alpha, "org", "stay");
  await peer.order("was", { actors: [] });
  await command(beta, "follow", `@${peer.handle}`);
  await eventually("she is followed", async () => (await peer.state()).followers.length > 0);
  await eventually("and has accepted", async () => (await following())[peer.handle] === "active");
  await command(alpha, "org", "former", `@${peer.handle}`);
  const { found } = await peer.order("look", { uri: ours });
  assert.equal(found.alsoKnownAs, peer.actor, "one alias, in compact form");
  const follower = (await peer.order("look", { uri: `@${ORGANISATION.handle}@beta.test` })).found.id;
  await peer.order("move", { to: follower, target: ours });
  await eventually("the organisation is followed in her place", async () => {
    const now = await following();
    return now[`${ORGANISATION.handle}@alpha.test`] === "active" && !(peer.handle in now);
  });
});

/** Whom the organisation of beta follows, by handle, with the state. */
async function following() {
  const follows = await command(beta, "following");
  return Object.fromEntries(follows.map((follow) => [follow.actor.handle, follow.state]));
}

function command(node, ...args) {
  return node.command("--as", PERSON.login, ...args);
}
