// Looks at every message before Fedify's own inbox does, and writes down what holds: the kind of HTTP signature, whether
// it verifies, and whether the integrity proofs of the activity and of the object inside it verify.

import { detachSignature, verifyObject, verifyRequest } from "@fedify/fedify";
import * as vocab from "@fedify/vocab";
import { signatureKind } from "./network.mjs";

const SPECS = { cavage: "draft-cavage-http-signatures-12", rfc9421: "rfc9421" };

/** A list that can be waited for. */
export class Journal {
  #entries = [];
  #waiting = new Set();

  add(entry) {
    this.#entries.push(entry);
    for (const wake of this.#waiting) wake();
  }

  /** The entries after the first `after` ones; waits at most `wait` milliseconds for the next. */
  async since(after, wait) {
    if (this.#entries.length <= after && wait > 0) {
      await new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, wait);
        this.#waiting.add(wake);
      });
    }
    return this.#entries.slice(after);
  }
}

/** Judges a POST to an inbox. */
export async function judge(request, loaders) {
  const signature = signatureKind(request.headers);
  const text = await request.clone().text();
  let activity;
  try {
    activity = JSON.parse(text);
  } catch {
    return { path: new URL(request.url).pathname, signature, signatureHolds: false, text };
  }
  const key =
    signature === "none" ? null : await verifyRequest(request.clone(), { ...loaders, spec: SPECS[signature] });
  const object = typeof activity.object === "object" ? activity.object : null;
  return {
    path: new URL(request.url).pathname,
    signature,
    signatureHolds: key !== null,
    key: key?.id?.href ?? null,
    type: activity.type,
    id: activity.id,
    actor: activity.actor,
    objectType: object?.type ?? null,
    objectId: object?.id ?? activity.object,
    proof: await proofHolds(vocab.Activity, activity, loaders),
    objectProof: await proofHolds(vocab.Object, object, loaders),
    activity,
  };
}

/** "none", "holds", or why not. */
export async function proofHolds(kind, document, loaders) {
  if (!document?.proof) return "none";
  try {
    // An old kind of signature inside the document is added after the proof and is no part of it.
    return (await verifyObject(kind, detachSignature(document), loaders)) ? "holds" : "does not hold";
  } catch (error) {
    return `cannot be checked: ${error.message}`;
  }
}
