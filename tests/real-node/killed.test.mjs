// Power cuts: three nodes are killed (SIGKILL) again and again while one publishes and the others receive. Nothing that
// was acknowledged is lost, and everything has its effect once (R01).

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before, test } from "node:test";
import { RealNode, eventually, freePort } from "./node.mjs";
import { ORGANISATION, PERSON, PRACTICE } from "./samples.mjs";
import { setUp } from "./set-up.mjs";

/** Practices that are published; each is delivered to two nodes, which makes 1,000 deliveries. */
const PRACTICES = 500;
/** A long time for a slow machine: a peer that did not answer is tried again after half a minute, then after one. */
const ARRIVES_WITHIN = 600_000;
const NAMES = ["alpha", "beta", "gamma"];
const RECEIVERS = ["beta", "gamma"];
const HANDLE = `@${ORGANISATION.handle}@alpha.test`;
const nodes = {};
let token;

before(async () => {
  const ports = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await freePort()])));
  const peers = Object.fromEntries(NAMES.map((name) => [`${name}.test`, `127.0.0.1:${ports[name]}`]));
  for (const name of NAMES) {
    nodes[name] = await RealNode.start({ name, peers, port: ports[name] });
    await setUp(nodes[name]);
  }
  const made = await nodes.alpha.command("--as", PERSON.login, "--org", ORGANISATION.handle, "token", "create", "cuts", "--write");
  token = made.token;
  for (const name of RECEIVERS) {
    await nodes[name].command("--org", ORGANISATION.handle, "follow", HANDLE);
    await eventually(`${name} follows`, async () => {
      const follows = await nodes[name].command("--org", ORGANISATION.handle, "following");
      return JSON.stringify(follows).includes('"active"');
    });
  }
});

after(async () => {
  for (const node of Object.values(nodes)) await node.stop();
});

/** Publishes until it is acknowledged; the key makes a repeat harmless. */
async function publish(number) {
  const body = JSON.stringify({ ...PRACTICE, title: `Practice number ${number}` });
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "idempotency-key": `practice-${number}`,
  };
  await eventually(`practice ${number} is acknowledged`, async () => {
    const answer = await nodes.alpha.request("POST", "/api/bandung/v1/practices", headers, body);
    if (answer.status >= 400 && answer.status < 500) throw new Error(answer.text);
    return answer.status >= 200 && answer.status < 300;
  }, 60_000);
}

/** Pulls the plug of one node after the other until `stop.now`; gives how often. */
async function cutPower(stop) {
  let cuts = 0;
  while (!stop.now) {
    await new Promise((done) => setTimeout(done, randomInt(50, 900)));
    const node = nodes[NAMES[randomInt(NAMES.length)]];
    await node.losePower();
    await node.run();
    cuts += 1;
  }
  return cuts;
}

test("r01 kill -9 at random moments during 1,000 deliveries: all arrive, each once", { timeout: 1_200_000 }, async (t) => {
  const stop = { now: false };
  const cutting = cutPower(stop);
  const numbers = Array.from({ length: PRACTICES }, (_, number) => number);
  try {
    for (const number of numbers) await publish(number);
  } finally {
    stop.now = true;
  }
  const cuts = await cutting;
  t.diagnostic(`${cuts} times the plug was pulled`);
  assert.ok(cuts >= 5, `only ${cuts} cuts`);

  const expected = numbers.map((number) => `Practice number ${number}`).sort();
  assert.deepEqual((await nodes.alpha.titles()).sort(), expected, "what was acknowledged is there, once");
  for (const name of RECEIVERS) {
    await eventually(`everything has arrived at ${name}`, async () => {
      for (const peer of RECEIVERS) await nodes.alpha.command("peer", "retry", `${peer}.test`);
      return (await nodes[name].titles()).length >= PRACTICES;
    }, ARRIVES_WITHIN);
    assert.deepEqual((await nodes[name].titles()).sort(), expected, `each practice is at ${name} once`);
  }
});
