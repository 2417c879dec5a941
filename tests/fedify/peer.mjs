// A server of foreign make for Bandung's tests.  It speaks ActivityPub under its own name in a development network, and
// takes orders on a second port of loopback.
//
//   PEERS    {"alpha.test": "127.0.0.1:8081", …}: where the other names of the network listen
//   NAME     its own name, PORT its port; ORDERS_PORT the port for orders (0 = any; the chosen ones are printed as JSON)

import { createServer } from "node:http";
import { Readable } from "node:stream";
import { PERSON, State, build } from "./federation.mjs";
import { Gestures } from "./gestures.mjs";
import { enterNetwork, signatureKind } from "./network.mjs";
import { judgeQuote, judgeStamp } from "./quotes.mjs";
import { Journal, judge, proofHolds } from "./witness.mjs";
import * as vocab from "@fedify/vocab";

const name = process.env.NAME ?? "social.test";
const origin = `http://${name}`;
const sent = new Journal();
const received = new Journal();
enterNetwork(JSON.parse(process.env.PEERS ?? "{}"), (entry) => sent.add(entry));

const state = new State();
const gestures = new Gestures(state);
const servers = {
  cavage: await build(state, origin, "draft-cavage-http-signatures-12"),
  rfc9421: await build(state, origin, "rfc9421"),
};
/** The only kind of HTTP signature that the inbox takes; null: both. */
let only = null;

const world = createServer((incoming, outgoing) => {
  answer(incoming, outgoing, async () => {
    const request = toRequest(incoming, origin);
    if (request.method !== "POST") return servers.cavage.fetch(request, { contextData: undefined });
    const context = servers.cavage.createContext(new URL(origin), undefined);
    const entry = await judge(request, context);
    const refused = only && signatureKind(request.headers) !== only;
    const response = refused
      ? new Response("this server takes another kind of signature", { status: 401 })
      : await servers.cavage.fetch(request, { contextData: undefined });
    received.add({ ...entry, status: response.status });
    return response;
  });
});

const orders = createServer((incoming, outgoing) => {
  answer(incoming, outgoing, async () => {
    const url = new URL(incoming.url, "http://orders");
    const order = incoming.method === "POST" ? await toRequest(incoming, url.origin).json() : {};
    return Response.json(await obey(url, order));
  });
});

async function obey(url, order) {
  const after = Number(url.searchParams.get("after") ?? 0);
  const wait = Number(url.searchParams.get("wait") ?? 0);
  switch (url.pathname) {
    case "/received":
      return received.since(after, wait);
    case "/sent":
      return sent.since(after, wait);
    case "/state":
      return {
        followers: [...state.followers.keys()],
        accepted: [...state.accepted],
        rejected: [...state.rejected],
        actor: `${origin}/users/${PERSON}`,
        handle: `${PERSON}@${name}`,
      };
    case "/was":
      // Who she was before.
      state.aliases = order.actors.map((actor) => new URL(actor));
      return { aliases: order.actors };
    case "/only":
      only = order.signature ?? null;
      return { only };
    case "/look": {
      // What Fedify makes of somebody else's document: fetched with a signature, its proof checked.
      const context = servers[order.signature ?? "cavage"].createContext(new URL(origin), undefined);
      const documentLoader = await context.getDocumentLoader({ identifier: PERSON });
      const found = await context.lookupObject(order.uri, { documentLoader });
      if (!found) return { found: null };
      const { document } = await documentLoader(found.id.href);
      return {
        found: await found.toJsonLd({ format: "compact", contextLoader: context.contextLoader }),
        kind: found.constructor.name,
        document,
        proof: await proofHolds(vocab.Object, document, context),
      };
    }
    case "/judge": {
      // A quoting post, or a stamp of which it is known what it should say.
      const context = servers.cavage.createContext(new URL(origin), undefined);
      const loader = await context.getDocumentLoader({ identifier: PERSON });
      return order.stamp ? judgeStamp(context, loader, order) : judgeQuote(context, loader, order.note);
    }
    default: {
      const server = servers[order.signature ?? "cavage"];
      const context = server.createContext(new URL(origin), undefined);
      return gestures.run(context, url.pathname.slice(1), order);
    }
  }
}

async function answer(incoming, outgoing, make) {
  let response;
  try {
    response = await make();
  } catch (error) {
    console.error(error);
    response = Response.json({ error: error.message, status: error.statusCode, body: error.responseBody }, { status: 500 });
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function toRequest(incoming, base) {
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) headers.append(incoming.rawHeaders[i], incoming.rawHeaders[i + 1]);
  const body = ["GET", "HEAD"].includes(incoming.method) ? null : Readable.toWeb(incoming);
  return new Request(new URL(incoming.url, base), { method: incoming.method, headers, body, duplex: "half" });
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(Number(port ?? 0), "127.0.0.1", () => resolve(server.address().port));
  });
}

const ports = { port: await listen(world, process.env.PORT), orders: await listen(orders, process.env.ORDERS_PORT) };
console.log(JSON.stringify(ports));
