// A node that is told to stop, or is killed, while it works.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { PROGRAM, RealNode, eventually } from "./node.mjs";
import { ORGANISATION, PERSON, PRACTICE } from "./samples.mjs";
import { setUp } from "./set-up.mjs";

/** SECURITY R14: milliseconds from SIGTERM to the end. */
const STOPS_WITHIN = 20_000;
let node, token;
const acknowledged = new Set();

before(async () => {
  node = await RealNode.start();
  await setUp(node);
  const made = await node.command("--as", PERSON.login, "--org", ORGANISATION.handle, "token", "create", "stops", "--write");
  token = made.token;
});

after(() => node?.stop());

/** Publishes until `stop.now`; remembers what was acknowledged. What is refused or breaks off meanwhile was not. */
async function publish(lane, stop) {
  for (let number = 0; !stop.now; number += 1) {
    const title = `Practice ${lane}-${number}`;
    try {
      await node.api(token, "POST", "/practices", { ...PRACTICE, title });
      acknowledged.add(title);
    } catch {
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

test("r14 told to stop under load, it ends within 20 s and has everything that it acknowledged", { timeout: 180_000 }, async (t) => {
  for (let round = 0; round < 3; round += 1) {
    const stop = { now: false };
    const lanes = [0, 1, 2, 3].map((lane) => publish(`${round}-${lane}`, stop));
    const before = acknowledged.size;
    await eventually("it works", async () => acknowledged.size > before + 10);
    const began = Date.now();
    await node.halt();
    const took = Date.now() - began;
    stop.now = true;
    await Promise.all(lanes);
    assert.ok(took < STOPS_WITHIN, `${took} ms`);
    t.diagnostic(`ended after ${took} ms`);
    await node.run();
    const there = new Set(await node.titles());
    assert.deepEqual([...acknowledged].filter((title) => !there.has(title)), []);
  }
});

/** Starts a command and kills it after `pause` milliseconds; tells whether it was still at work. */
async function killed(pause, ...args) {
  const child = spawn(PROGRAM, ["--config", node.config, "--yes", ...args], { env: node.environment(), stdio: "ignore" });
  const ended = new Promise((done) => child.once("exit", (code, signal) => done(signal === "SIGKILL")));
  await new Promise((done) => setTimeout(done, pause));
  child.kill("SIGKILL");
  return ended;
}

test("r02 migrations that are killed again and again end whole, up or down", { timeout: 180_000 }, async (t) => {
  const before = await node.titles();
  await node.halt();
  let cuts = 0;
  for (let pause = 2; pause < 400; pause = Math.ceil(pause * 1.3)) {
    for (const way of ["down", "up"]) {
      if (await killed(pause, "migrate", way)) cuts += 1;
    }
  }
  t.diagnostic(`${cuts} times it was at work`);
  assert.ok(cuts >= 10, `only ${cuts}`);
  for (const [way, there] of [["down", false], ["up", true]]) {
    const migrations = await node.command("migrate", way);
    assert.equal(migrations.at(-1)[1], there, `${way}: ${JSON.stringify(migrations)}`);
  }
  await node.run();
  assert.deepEqual(await node.titles(), before);
});
