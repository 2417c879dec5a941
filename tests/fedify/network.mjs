// The development network: each name stands for an address on loopback, every other name for nothing at all.

import { Agent, buildConnector, setGlobalDispatcher } from "undici";

/**
 * Makes every fetch of this process go to the listed peers, over plain HTTP, and to nobody else.
 * @param {Record<string, string>} peers host → "address:port".
 * @param {(sent: {method: string, url: string, signature: string, status: number}) => void} onSent told of each answer.
 */
export function enterNetwork(peers, onSent) {
  const connect = buildConnector({});
  setGlobalDispatcher(
    new Agent({
      connect(options, callback) {
        const address = peers[options.hostname];
        if (!address) {
          callback(new Error(`${options.hostname} is no peer of this network`), null);
          return;
        }
        const [hostname, port] = address.split(":");
        connect({ ...options, hostname, host: address, port }, callback);
      },
    }),
  );

  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const asked = new Request(input, init);
    // Handles are always looked up over https; in this network there is none.
    const url = new URL(asked.url);
    const plain = url.protocol === "https:" && url.hostname in peers;
    if (plain) url.protocol = "http:";
    const request = plain ? new Request(url, asked) : asked;
    const signature = signatureKind(request.headers);
    const answer = await send(request);
    onSent({ method: request.method, url: request.url, signature, status: answer.status });
    return answer;
  };
}

/** Which of the two kinds of HTTP signature the headers carry. */
export function signatureKind(headers) {
  if (headers.has("signature-input")) return "rfc9421";
  return headers.has("signature") ? "cavage" : "none";
}
