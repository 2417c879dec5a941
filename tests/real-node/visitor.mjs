// Somebody with a browser of the simplest kind: keeps cookies, reads forms, sends them. No script.

export class Visitor {
  #cookies = new Map();

  constructor(node) {
    this.node = node;
  }

  /** Opens a page, following redirects of our own. */
  async open(path, language = "en") {
    const answer = await this.#send("GET", path, { "accept-language": language });
    return this.#arrive(path, answer);
  }

  /** Fills in the form of `page` whose action begins with `action`, and sends it. Lists take arrays. */
  async send(page, action, values = {}) {
    const form = page.forms.find((form) => form.action.startsWith(action));
    if (!form) throw new Error(`${page.path} has no form for ${action}; it has ${page.forms.map((f) => f.action)}`);
    const fields = form.fields.filter(([name]) => !(name in values));
    for (const [name, value] of Object.entries(values)) {
      for (const one of [value].flat()) fields.push([name, one]);
    }
    const { type, body } = form.multipart ? multipart(fields) : { type: "application/x-www-form-urlencoded", body: encoded(fields) };
    const headers = { "content-type": type, origin: this.node.pages, "accept-language": "en" };
    const answer = await this.#send("POST", form.action, headers, body);
    return this.#arrive(form.action, answer);
  }

  async #arrive(path, answer) {
    let [here, now] = [path, answer];
    for (let hops = 0; now.status >= 300 && now.status < 400 && now.headers.location; hops += 1) {
      if (hops > 5) throw new Error(`${path} leads in circles`);
      const target = new URL(now.headers.location, this.node.pages + here);
      here = target.pathname + target.search;
      now = await this.#send("GET", here, { "accept-language": "en" });
    }
    return { path: here, status: now.status, text: now.text, forms: forms(now.text, here) };
  }

  async #send(method, path, headers, body) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await this.node.request(method, path, { accept: "text/html", ...headers, ...(cookie && { cookie }) }, body);
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [pair] = line.split(";");
      const at = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
}

function encoded(fields) {
  return new URLSearchParams(fields).toString();
}

function multipart(fields) {
  const boundary = `----${crypto.randomUUID()}`;
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { type: `multipart/form-data; boundary=${boundary}`, body: `${parts.join("")}--${boundary}--\r\n` };
}

/** The forms of a page with the values that they would send untouched. */
function forms(html, here) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, inside]) => {
    const fields = [];
    const controls = /<input\b([^>]*)>|<(select|textarea)\b([^>]*)>([\s\S]*?)<\/\2>/g;
    for (const [, input, kind = "input", others, content] of inside.matchAll(controls)) {
      const attributes = input ?? others;
      const name = attribute(attributes, "name");
      const type = attribute(attributes, "type");
      if (!name || type === "file" || type === "submit") continue;
      if (["checkbox", "radio"].includes(type)) {
        if (/\schecked\b/.test(attributes)) fields.push([name, attribute(attributes, "value") ?? "on"]);
      } else if (kind === "select") {
        const chosen = content.match(/<option\b([^>]*\sselected\b[^>]*)>([^<]*)/) ?? content.match(/<option\b([^>]*)>([^<]*)/);
        if (chosen) fields.push([name, attribute(chosen[1], "value") ?? text(chosen[2])]);
      } else {
        fields.push([name, kind === "textarea" ? text(content ?? "").replace(/^\n/, "") : (attribute(attributes, "value") ?? "")]);
      }
    }
    return { action: attribute(head, "action") ?? here, multipart: head.includes("multipart/form-data"), fields };
  });
}

function attribute(attributes, name) {
  const found = attributes.match(new RegExp(`\\b${name}="([^"]*)"`));
  return found ? text(found[1]) : null;
}

function text(escaped) {
  return escaped
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
}
