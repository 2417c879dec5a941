// Quotes as a server judges them that knows FEP-044f, with Fedify's own vocabulary: by the rules of Mastodon's
// `VerifyQuoteService`.

import * as vocab from "@fedify/vocab";

/** Reads a quoting post from its id, and says what holds of its permission to be there. */
export async function judgeQuote(context, documentLoader, uri) {
  const loaders = { documentLoader, contextLoader: context.contextLoader };
  const note = await vocab.Note.fromJsonLd((await documentLoader(uri)).document, loaders);
  const quoted = await note.getQuote({ ...loaders, crossOrigin: "trust" });
  const verdict = {
    note: note.id?.href,
    quote: note.quoteId?.href ?? null,
    quoteUrl: note.quoteUrl?.href ?? null,
    quotedKind: quoted?.constructor.name ?? null,
    quotedAuthor: quoted?.attributionId?.href ?? null,
    mayQuote: (quoted?.interactionPolicy?.canQuote?.automaticApprovals ?? []).map((who) => who.href),
    stamp: note.quoteAuthorizationId?.href ?? null,
  };
  if (!verdict.stamp) return { ...verdict, holds: "there is no stamp" };
  return { ...verdict, ...(await judgeStamp(context, documentLoader, verdict)) };
}

/** What holds of a stamp that is fetched from its own id; `holds` is "yes", or what is wrong. */
export async function judgeStamp(context, documentLoader, { stamp, note, quote, quotedAuthor }) {
  const { document } = await documentLoader(stamp);
  const read = await vocab.Object.fromJsonLd(document, { documentLoader, contextLoader: context.contextLoader });
  const rules = [
    ["it is not on the host of who is quoted", new URL(stamp).host === new URL(quotedAuthor).host],
    ["it has another id", read.id?.href === stamp],
    ["it is no QuoteAuthorization", read instanceof vocab.QuoteAuthorization],
    ["it is for another post", read.interactingObjectId?.href === note],
    ["it is to quote something else", read.interactionTargetId?.href === quote],
    ["it is by somebody else", read.attributionId?.href === quotedAuthor],
  ];
  return { document, holds: rules.find(([, holds]) => !holds)?.[0] ?? "yes" };
}
