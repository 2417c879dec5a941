// A node that was off for half a year and has a slow line: what it missed is pulled within an hour (R06). The line is
// measured, not imitated: bytes and requests of a pull of some practices, and what a thousand would take.

import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { after, before, test } from "node:test";
import { RealNode, eventually, freePort } from "./node.mjs";
import { ORGANISATION, PERSON, PRACTICE } from "./samples.mjs";
import { setUp } from "./set-up.mjs";

const MISSED = 60;
/** SECURITY R06: so many activities, over so many bytes a second, within so many seconds. */
const ACTIVITIES = 1000;
const BYTES_PER_SECOND = 64_000 / 8;
const WITHIN = 3600;
/** A round trip of a satellite or of 2G, in seconds; each connection costs two of them. */
const ROUND_TRIP = 2;
let alpha, beta, line;

/** Passes everything on to a port, and counts bytes (both ways) and connections. */
async function measuredLine(port) {
  const counted = { bytes: 0, connections: 0, requests: 0 };
  const server = createServer((client) => {
    counted.connections += 1;
    const peer = connect(port, "127.0.0.1");
    client.on("data", (bytes) => {
      counted.bytes += bytes.length;
      counted.requests += bytes.toString("latin1").split(/^(?:GET|POST) /m).length - 1;
    });
    peer.on("data", (bytes) => (counted.bytes += bytes.length));
    for (const [from, to] of [[client, peer], [peer, client]]) from.on("error", () => to.destroy()).pipe(to);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { counted, port: server.address().port, close: () => server.close() };
}

before(async () => {
  const [port, other] = [await freePort(), await freePort()];
  line = await measuredLine(port);
  const peers = { "alpha.test": `127.0.0.1:${port}`, "beta.test": `127.0.0.1:${other}` };
  alpha = await RealNode.start({ name: "alpha", port, peers });
  beta = await RealNode.start({ name: "beta", port: other, peers: { "alpha.test": `127.0.0.1:${line.port}`, "beta.test": `127.0.0.1:${other}` } });
  for (const node of [alpha, beta]) await setUp(node);
  await beta.command("--org", ORGANISATION.handle, "follow", `@${ORGANISATION.handle}@alpha.test`);
  await eventually("beta follows", async () => {
    return JSON.stringify(await beta.command("--org", ORGANISATION.handle, "following")).includes('"active"');
  });
  // From now on all comes by beta's asking.
  await alpha.command("peer", "pause", "beta.test");
});

after(async () => {
  for (const node of [alpha, beta]) await node?.stop();
  line?.close();
});

test("r06 a thousand missed activities are pulled within an hour at 64 kbit/s", { timeout: 300_000 }, async (t) => {
  const token = (await alpha.command("--as", PERSON.login, "--org", ORGANISATION.handle, "token", "create", "line", "--write")).token;
  for (let number = 0; number < MISSED; number += 1) {
    await alpha.api(token, "POST", "/practices", { ...PRACTICE, title: `Practice number ${number}` });
  }
  Object.assign(line.counted, { bytes: 0, connections: 0, requests: 0 });
  await eventually("everything has come", async () => {
    await beta.command("peer", "catch-up", "alpha.test");
    return (await beta.titles()).length === MISSED;
  }, 60_000);
  const { bytes, connections, requests } = line.counted;
  const each = bytes / MISSED;
  const seconds = (ACTIVITIES / MISSED) * (bytes / BYTES_PER_SECOND + (requests + 2 * connections) * ROUND_TRIP);
  t.diagnostic(`${Math.round(each)} bytes for each, ${requests} requests and ${connections} connections for ${MISSED}; a thousand: ${Math.round(seconds / 60)} min`);
  assert.ok(bytes > MISSED * 1000, "it was pulled over this line");
  assert.ok(seconds < WITHIN, `${Math.round(seconds)} s`);
});
