// A real node: the program `target/debug/bandung` with a data folder of its own, in a development network.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(import.meta.url), "../../..");
export const PROGRAM = process.env.BANDUNG_PROGRAM ?? join(ROOT, "target/debug/bandung");
/** Starting takes long on a slow machine that also builds something. */
const START_WITHIN = 60_000;

/** A port of loopback that is free now. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Asks until `ask` answers with something, for at most `within` milliseconds; then fails with what was expected. */
export async function eventually(what, ask, within = 30_000) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`it never came true that ${what}; at the end: ${last?.stack ?? last}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

export class RealNode {
  /**
   * Starts a node with the name `{name}.test`; `peers`: host → "address:port" of the others; `proxies`: addresses that
   * are believed about the address of a client; `disk`: a `Disk` that loses what was not synced when the power goes; `authority`: the file of the only authority of the network, which has TLS then.
   */
  static async start({ name = "alpha", peers = {}, port, proxies = [], disk = null, authority = null } = {}) {
    const node = new RealNode();
    node.name = name;
    node.domain = `${name}.test`;
    node.port = port ?? (await freePort());
    node.address = `127.0.0.1:${node.port}`;
    /** Where people find its pages. */
    node.host = `${name}.localhost:${node.port}`;
    node.pages = `http://${node.host}`;
    node.folder = await mkdtemp(join(tmpdir(), "bandung-node-"));
    node.data = join(node.folder, "data");
    node.config = join(node.folder, "node.toml");
    node.disk = disk;
    const listed = Object.entries(peers).map(([host, address]) => `"${host}" = "${address}"`);
    await writeFile(
      node.config,
      `[node]\ndomain = "${node.domain}"\ndata_dir = "${node.data}"\n\n[server]\nlisten = "${node.address}"\n` +
        `trusted_proxies = ${JSON.stringify(proxies)}\n\n` +
        `[log]\nlevel = "${process.env.BANDUNG_LOG_LEVEL ?? "info"}"\n\n[development]\npeers = { ${listed.join(", ")} }\n` +
        (authority ? `scheme = "https"\nextra_ca_file = "${authority}"\n` : ""),
    );
    await node.run();
    return node;
  }

  async run() {
    this.output = "";
    this.ended = null;
    const env = this.environment();
    this.process = spawn(PROGRAM, ["serve", "--config", this.config], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.process.on("error", (error) => (this.ended = `${PROGRAM} cannot be started: ${error.message}`));
    this.process.on("exit", (code, signal) => (this.ended ??= `the node ended with ${signal ?? code}`));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.output += text));
    }
    await eventually(
      "the node answers",
      async () => this.ended || (await this.request("GET", "/livez")).status === 200,
      START_WITHIN,
    );
    if (this.ended) throw new Error(`${this.ended}\n${this.output}`);
  }

  /** Only what the program needs: a proxy in the environment would be refused at start. */
  environment() {
    const disk = this.disk?.environment(this.data) ?? {};
    return { PATH: process.env.PATH, HOME: this.folder, ...disk };
  }

  /** Kills it at once, as a power cut does; what the disk of the machine has not written is lost with its `disk` only. */
  async losePower() {
    const gone = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGKILL");
    await gone;
    await this.disk?.losePower(this.data);
  }

  /** Stops it in good order. */
  async halt() {
    if (this.ended) return;
    const gone = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGTERM");
    await gone;
  }

  /** Stops it and removes its data. */
  async stop() {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A command of the command line, answered as JSON. */
  async command(...args) {
    const env = this.environment();
    return new Promise((done, fail) => {
      execFile(PROGRAM, ["--config", this.config, "--json", "--yes", ...args], { env }, (error, stdout, stderr) => {
        if (error) fail(new Error(`bandung ${args.join(" ")}: ${stderr || stdout || error.message}`));
        else done(stdout.trim() ? JSON.parse(stdout) : null);
      });
    });
  }

  /** The path of the set-up link, made anew. */
  async setupPath() {
    const printed = this.output.match(/\/admin\/setup\/[\w-]+/);
    if (printed) return printed[0];
    return JSON.stringify(await this.command("setup")).match(/\/admin\/setup\/[\w-]+/)[0];
  }

  /** One request; never follows a redirect. `body`: text. */
  request(method, path, headers = {}, body = null) {
    return new Promise((done, fail) => {
      const options = { host: "127.0.0.1", port: this.port, method, path, headers: { host: this.host, ...headers } };
      const asked = request(options, (answer) => {
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("error", fail);
        answer.on("end", () => {
          const bytes = Buffer.concat(parts);
          done({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString("utf8") });
        });
      });
      asked.on("error", fail);
      asked.end(body);
    });
  }

  /** Our API with a token: the JSON of the answer; fails on any other status than 2xx. */
  async api(token, method, path, body) {
    const headers = { authorization: `Bearer ${token}`, accept: "application/json", "idempotency-key": crypto.randomUUID() };
    if (body !== undefined) headers["content-type"] = "application/json";
    const text = body === undefined ? null : JSON.stringify(body);
    const answer = await this.request(method, `/api/bandung/v1${path}`, headers, text);
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    }
    return answer.text ? JSON.parse(answer.text) : null;
  }

  /** The titles of all practices that it shows, page by page: a practice that came twice is there twice. */
  async titles() {
    const all = [];
    for (let path = "/api/bandung/v1/practices"; path; ) {
      const page = JSON.parse((await this.request("GET", path, { accept: "application/json" })).text);
      all.push(...page.items.map((item) => item.title));
      path = page.next && `/api/bandung/v1/practices?after=${encodeURIComponent(page.next)}`;
    }
    return all;
  }
}
