// Power cuts in which the disk loses what was not synced: what the node has said is there (R03).

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { Disk } from "./disk.mjs";
import { RealNode, eventually, freePort } from "./node.mjs";
import { ORGANISATION, PERSON, PRACTICE } from "./samples.mjs";
import { setUp } from "./set-up.mjs";

const run = promisify(execFile);
const PHOTO = new URL("../../docs/screenshots/practice.png", import.meta.url);
const DECLARATION = new URL("../../docs/examples/declaration.json", import.meta.url).pathname;
const FOR = ["--as", PERSON.login, "--org", ORGANISATION.handle];
/** How often the power goes while the node publishes. */
const CUTS = 10;
let disk, alpha, beta, token;

before(async () => {
  disk = await Disk.build();
  const ports = { alpha: await freePort(), beta: await freePort() };
  const peers = { "alpha.test": `127.0.0.1:${ports.alpha}`, "beta.test": `127.0.0.1:${ports.beta}` };
  alpha = await RealNode.start({ name: "alpha", peers, port: ports.alpha, disk });
  beta = await RealNode.start({ name: "beta", peers, port: ports.beta });
  for (const node of [alpha, beta]) await setUp(node);
  token = (await alpha.command(...FOR, "token", "create", "cuts", "--write")).token;
  for (const [node, other] of [[alpha, "beta"], [beta, "alpha"]]) {
    const handle = `@${ORGANISATION.handle}@${other}.test`;
    await node.command("--org", ORGANISATION.handle, "follow", handle);
    await eventually(`${node.name} follows`, async () => {
      return JSON.stringify(await node.command("--org", ORGANISATION.handle, "following")).includes('"active"');
    });
  }
});

after(async () => {
  for (const node of [alpha, beta]) await node?.stop();
  await disk?.remove();
});

async function loseThePower() {
  await alpha.losePower();
  await alpha.run();
}

test("the disk of these tests loses what was not synced, and nothing else", async () => {
  const folder = join(disk.folder, "tried");
  const own = Object.assign(new Disk(), { ...disk, synced: join(disk.folder, "tried-synced") });
  await mkdir(folder);
  const write = (...how) => run("dd", ["if=/dev/zero", "bs=1000", ...how], { env: { PATH: process.env.PATH, ...own.environment(folder) } });
  const file = (name) => join(folder, name);
  await write("count=1", `of=${file("synced")}`, "conv=fsync");
  await write("count=1", `of=${file("grown")}`, "conv=fsync");
  await write("count=1", `of=${file("grown")}`, "seek=1");
  await write("count=1", `of=${file("lost")}`);
  await own.losePower(folder);
  assert.equal((await readFile(file("synced"))).length, 1000);
  assert.equal((await readFile(file("grown"))).length, 1000);
  await assert.rejects(readFile(file("lost")));
  await rm(folder, { recursive: true });
});

test("r03 what was published, and its photo, is there after a power loss", { timeout: 300_000 }, async () => {
  const expected = [];
  for (let number = 0; number < CUTS; number += 1) {
    const headers = { authorization: `Bearer ${token}`, "content-type": "image/png" };
    const stored = await alpha.request("POST", "/api/bandung/v1/media", headers, await readFile(PHOTO));
    assert.equal(stored.status, 201, stored.text);
    const photo = JSON.parse(stored.text);
    const title = `Practice number ${number}`;
    const media = [{ id: photo.id, alt: "A page with a practice", people_agreed: true }];
    const published = await alpha.api(token, "POST", "/practices", { ...PRACTICE, title, media });
    await loseThePower();
    expected.unshift(title);
    assert.deepEqual(await alpha.titles(), expected);
    const page = await alpha.request("GET", new URL(published.page, alpha.pages).pathname, { accept: "text/html" });
    const address = page.text.match(/\/media\/[\w.-]+/)[0];
    assert.equal((await alpha.request("GET", address)).status, 200, "the photo");
  }
});

test("r03 what was answered with 202 is there after a power loss", { timeout: 120_000 }, async () => {
  const own = (await beta.command(...FOR, "token", "create", "cuts", "--write")).token;
  await beta.api(own, "POST", "/practices", { ...PRACTICE, title: "From beta" });
  await eventually("beta has delivered it", async () => {
    const [peer] = await beta.command("peer", "show", "alpha.test");
    return peer.waiting === 0;
  });
  await loseThePower();
  const timeline = JSON.stringify(await alpha.command("--org", ORGANISATION.handle, "timeline"));
  assert.ok(timeline.includes("From beta"), timeline);
});

test("r03 an endorsement with a receipt, and a checkpoint that was shown, are there after a power loss", { timeout: 120_000 }, async () => {
  const draft = await alpha.command(...FOR, "declaration", "draft", DECLARATION);
  const frozen = await alpha.command(...FOR, "declaration", "show", String(draft.id));
  const opened = await alpha.command(...FOR, "declaration", "open", "--digest", frozen.digest, String(draft.id));
  await eventually("the declaration arrives at beta", async () => {
    return JSON.stringify(await beta.command("declaration", "list")).includes(opened.object);
  });
  await beta.command(...FOR, "endorse", opened.object);
  await eventually("beta has the receipt", async () => {
    const given = await beta.command(...FOR, "endorsement", "list");
    return given.some((endorsement) => endorsement.status === "stamped");
  });
  await loseThePower();
  const tally = await alpha.command("declaration", "tally", opened.slug);
  assert.equal(tally.figures.counted.organisations, 1, JSON.stringify(tally));

  const checkpoint = async () => (await alpha.request("GET", "/ap/log/1/checkpoint")).text.split("\n").slice(0, 3);
  const shown = await eventually("the checkpoint has an entry", async () => {
    const lines = await checkpoint();
    return Number(lines[1]) > 0 && lines;
  });
  await loseThePower();
  assert.deepEqual(await checkpoint(), shown);
});
