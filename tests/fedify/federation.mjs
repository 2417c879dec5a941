// A small server of the fediverse, built on Fedify: one person, her notes, her followers.

import { MemoryKvStore, createFederationBuilder, generateCryptoKeyPair } from "@fedify/fedify";
import * as vocab from "@fedify/vocab";

export const PERSON = "mila";

/** What the server keeps: all in memory. */
export class State {
  keys = null;
  followers = new Map();
  notes = new Map();
  accepted = new Set();
  rejected = new Set();
  /** Ids of actors that she was before, and where she went. */
  aliases = [];
  successor = null;

  async keyPairs() {
    this.keys ??= await Promise.all([generateCryptoKeyPair("RSASSA-PKCS1-v1_5"), generateCryptoKeyPair("Ed25519")]);
    return this.keys;
  }
}

/** Builds the server; `firstKnock` is the kind of HTTP signature that it tries first. */
export async function build(state, origin, firstKnock) {
  const builder = createFederationBuilder();
  builder
    .setActorDispatcher("/users/{identifier}", async (context, identifier) => {
      if (identifier !== PERSON) return null;
      const keys = await context.getActorKeyPairs(identifier);
      return new vocab.Person({
        id: context.getActorUri(identifier),
        preferredUsername: identifier,
        name: "Mila Ndlovu",
        summary: "Water, soil and people.",
        inbox: context.getInboxUri(identifier),
        outbox: context.getOutboxUri(identifier),
        followers: context.getFollowersUri(identifier),
        endpoints: new vocab.Endpoints({ sharedInbox: context.getInboxUri() }),
        publicKey: keys[0].cryptographicKey,
        assertionMethods: keys.map((pair) => pair.multikey),
        url: new URL(`/@${identifier}`, context.origin),
        aliases: state.aliases,
        successor: state.successor,
      });
    })
    .setKeyPairsDispatcher((_context, identifier) => (identifier === PERSON ? state.keyPairs() : []));

  builder.setObjectDispatcher(vocab.Note, "/users/{identifier}/notes/{note}", (_context, { note }) =>
    state.notes.get(note) ?? null,
  );
  builder.setFollowersDispatcher("/users/{identifier}/followers", () => ({ items: [...state.followers.values()] }));
  builder.setOutboxDispatcher("/users/{identifier}/outbox", () => ({ items: [] }));
  builder.setNodeInfoDispatcher("/nodeinfo/2.1", () => ({
    software: { name: "fedify-peer", version: "1.0.0" },
    protocols: ["activitypub"],
    usage: { users: { total: 1 }, localPosts: state.notes.size, localComments: 0 },
  }));

  builder
    .setInboxListeners("/users/{identifier}/inbox", "/inbox")
    .setSharedKeyDispatcher(() => ({ identifier: PERSON }))
    .onError((_context, error) => console.error(error))
    .on(vocab.Follow, async (context, follow) => {
      const follower = await follow.getActor(context);
      if (!follower?.id || !follower.inboxId) return;
      state.followers.set(follower.id.href, follower);
      const accept = new vocab.Accept({
        id: new URL(`/activities/${crypto.randomUUID()}`, context.origin),
        actor: follow.objectId,
        object: follow,
      });
      await context.sendActivity({ identifier: PERSON }, follower, accept);
    })
    .on(vocab.Undo, async (context, undo) => {
      const undone = await undo.getObject(context);
      if (undone instanceof vocab.Follow && undo.actorId) state.followers.delete(undo.actorId.href);
    })
    .on(vocab.Accept, (_context, accept) => void state.accepted.add(accept.objectId?.href))
    .on(vocab.Reject, (_context, reject) => void state.rejected.add(reject.objectId?.href))
    .on(vocab.Activity, () => {});

  return builder.build({ kv: new MemoryKvStore(), origin, firstKnock, allowPrivateAddress: true, skipSignatureVerification: false });
}
