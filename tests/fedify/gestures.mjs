// What the person on the Fedify server can do: follow, write, answer, like, share, and take each of them back.

import { Temporal } from "@js-temporal/polyfill";
import * as vocab from "@fedify/vocab";
import { PERSON } from "./federation.mjs";

export class Gestures {
  #state;
  #done = new Map();

  constructor(state) {
    this.#state = state;
  }

  /** Does what is asked; answers with the id of the activity and of its object. */
  async run(context, kind, order) {
    const make = this[kind];
    if (typeof make !== "function" || kind === "run") throw new Error(`no such gesture: ${kind}`);
    const activity = await make.call(this, context, order);
    const to = order.to ?? order.actor ?? this.#done.get(order.activity)?.to;
    this.#done.set(activity.id.href, { activity, to });
    const recipient = await this.#recipient(context, to);
    await context.sendActivity({ identifier: PERSON }, recipient, activity, { preferSharedInbox: false });
    const instrument = activity.instrumentId?.href ?? null;
    return { id: activity.id.href, object: activity.objectId?.href ?? null, instrument };
  }

  follow(context, { actor }) {
    return new vocab.Follow({ ...this.#head(context, "follow"), object: new URL(actor), to: new URL(actor) });
  }

  reply(context, { to, object, text, mention }) {
    const name = crypto.randomUUID();
    const note = this.#note(context, name, { to, object, text, mention });
    this.#state.notes.set(name, note);
    return new vocab.Create({ ...this.#head(context, "create"), object: note, tos: note.toIds, ccs: note.ccIds });
  }

  update(context, { note, text }) {
    const name = note.split("/").at(-1);
    const before = this.#state.notes.get(name);
    const after = before.clone({ content: `<p>${text}</p>`, updated: Temporal.Now.instant() });
    this.#state.notes.set(name, after);
    return new vocab.Update({ ...this.#head(context, "update"), object: after, tos: after.toIds, ccs: after.ccIds });
  }

  delete(context, { note }) {
    const name = note.split("/").at(-1);
    const gone = new vocab.Tombstone({ id: new URL(note), deleted: Temporal.Now.instant() });
    this.#state.notes.set(name, null);
    return new vocab.Delete({ ...this.#head(context, "delete"), object: gone, to: vocab.PUBLIC_COLLECTION });
  }

  /** She goes on as somebody else. */
  move(context, { to, target }) {
    this.#state.successor = new URL(target);
    return new vocab.Move({
      ...this.#head(context, "move"),
      object: context.getActorUri(PERSON),
      target: new URL(target),
      to: new URL(to),
    });
  }

  like(context, { to, object }) {
    return new vocab.Like({ ...this.#head(context, "like"), object: new URL(object), to: new URL(to) });
  }

  announce(context, { to, object }) {
    return new vocab.Announce({
      ...this.#head(context, "announce"),
      object: new URL(object),
      to: vocab.PUBLIC_COLLECTION,
      ccs: [new URL(to), context.getFollowersUri(PERSON)],
      published: Temporal.Now.instant(),
    });
  }

  /** Asks whether a new note may quote something; `asked`: "inlined" gives the note in the request, else its id. */
  requestQuote(context, { to, object, text, asked }) {
    const name = crypto.randomUUID();
    const note = this.#note(context, name, { to, text }).clone({ quote: new URL(object), quoteUrl: new URL(object) });
    this.#state.notes.set(name, note);
    return new vocab.QuoteRequest({
      ...this.#head(context, "quote-request"),
      object: new URL(object),
      instrument: asked === "inlined" ? note : note.id,
      to: new URL(to),
    });
  }

  undo(context, { activity }) {
    const done = this.#done.get(activity);
    return new vocab.Undo({ ...this.#head(context, "undo"), object: done.activity, to: new URL(done.to) });
  }

  #note(context, name, { to, object, text, mention }) {
    return new vocab.Note({
      id: context.getObjectUri(vocab.Note, { identifier: PERSON, note: name }),
      attribution: context.getActorUri(PERSON),
      content: `<p>${text}</p>`,
      replyTarget: object ? new URL(object) : null,
      published: Temporal.Now.instant(),
      to: vocab.PUBLIC_COLLECTION,
      ccs: [new URL(to), context.getFollowersUri(PERSON)],
      tags: mention ? [new vocab.Mention({ href: new URL(to), name: mention })] : [],
      url: new URL(`/@${PERSON}/${name}`, context.origin),
    });
  }

  #head(context, kind) {
    return {
      id: new URL(`/activities/${kind}-${crypto.randomUUID()}`, context.origin),
      actor: context.getActorUri(PERSON),
    };
  }

  async #recipient(context, actor) {
    const found = await context.lookupObject(actor);
    if (!found?.inboxId) throw new Error(`${actor} was not found, or has no inbox`);
    return found;
  }
}
