// Two nodes behind a real nginx that ends TLS, with the settings of docker/nginx.conf.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { RealNode, eventually, freePort } from "./node.mjs";
import { ORGANISATION, PERSON, PRACTICE } from "./samples.mjs";
import { setUp } from "./set-up.mjs";

const run = promisify(execFile);
const NAMES = ["alpha", "beta"];
const nodes = {};
const ports = {};
let folder, nginx;

/** An authority of this test, and a certificate of it for both names. */
async function certificates() {
  const openssl = (...args) => run("openssl", args, { cwd: folder });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "90"];
  await openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Authority of a test");
  await openssl("req", "-x509", ...key, "-keyout", "key.pem", "-out", "certificate.pem", "-subj", "/CN=alpha.test",
    "-CA", "ca.pem", "-CAkey", "ca.key", "-addext", "basicConstraints=critical,CA:FALSE",
    "-addext", `subjectAltName=${NAMES.map((name) => `DNS:${name}.test`).join(",")}`);
}

/** The server block that we give to people, for a node of this test. */
async function block(name) {
  const given = await readFile(new URL("../../docker/nginx.conf", import.meta.url), "utf8");
  const changes = [
    ["listen 443 ssl http2;", `listen 127.0.0.1:${ports.nginx} ssl http2;`],
    ["listen [::]:443 ssl http2;", ""],
    ["server_name water.example.org;", `server_name ${name}.test;`],
    ["/etc/letsencrypt/live/water.example.org/fullchain.pem", `${folder}/certificate.pem`],
    ["/etc/letsencrypt/live/water.example.org/privkey.pem", `${folder}/key.pem`],
    ["http://127.0.0.1:8080", `http://127.0.0.1:${ports[name]}`],
  ];
  return changes.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `docker/nginx.conf has no ${from}`);
    return text.replace(from, to);
  }, given);
}

async function startNginx(change = (text) => text) {
  const blocks = (await Promise.all(NAMES.map(block))).map(change).join("\n");
  await mkdir(join(folder, "nginx"), { recursive: true });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/nginx/${kind};`);
  const file = join(folder, "nginx.conf");
  await writeFile(file, `pid ${folder}/nginx.pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\naccess_log off;\n${temporary.join("\n")}\n${blocks}}\n`);
  nginx = spawn("nginx", ["-c", file, "-g", "daemon off;"], { stdio: "inherit", env: { PATH: `${process.env.PATH}:/usr/sbin` } });
  await eventually("nginx listens", () => new Promise((done, fail) => {
    const asked = connect(ports.nginx, "127.0.0.1", () => done(asked.end() && true)).on("error", fail);
  }));
}

async function stopNginx() {
  if (!nginx || nginx.exitCode !== null) return;
  const gone = new Promise((done) => nginx.once("exit", done));
  nginx.kill("SIGTERM");
  await gone;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "bandung-proxy-"));
  // nginx, started by root, works as another user.
  await chmod(folder, 0o755);
  for (const name of ["nginx", ...NAMES]) ports[name] = await freePort();
  await certificates();
  await startNginx();
  const peers = Object.fromEntries(NAMES.map((name) => [`${name}.test`, `127.0.0.1:${ports.nginx}`]));
  for (const name of NAMES) {
    nodes[name] = await RealNode.start({ name, peers, port: ports[name], proxies: ["127.0.0.1"], authority: `${folder}/ca.pem` });
    await setUp(nodes[name]);
  }
});

after(async () => {
  for (const node of Object.values(nodes)) await node.stop();
  await stopNginx();
  await rm(folder, { recursive: true, force: true });
});

/** What the doctor says under a name. */
async function doctor(name) {
  // A failed check makes the exit code 1; the answer stands in the error then.
  const checks = await nodes.alpha.command("doctor").catch((error) => JSON.parse(error.message.slice(error.message.indexOf("["))));
  return checks.find((check) => check.name === name);
}

test("behind nginx a node is seen from outside, and what it signs arrives as it was signed", async () => {
  const seen = await doctor("seen from outside");
  assert.match(seen.text, /signed round trip/);
  assert.equal(seen.state, "ok");
  assert.match((await doctor("certificate")).text, /valid for (89|90) days/);
  assert.equal((await doctor("proxy")).state, "ok");
});

test("through nginx a practice reaches a follower", { timeout: 60_000 }, async () => {
  const handle = `@${ORGANISATION.handle}@alpha.test`;
  await nodes.beta.command("--org", ORGANISATION.handle, "follow", handle);
  await eventually("beta follows", async () => {
    return JSON.stringify(await nodes.beta.command("--org", ORGANISATION.handle, "following")).includes('"active"');
  });
  const token = (await nodes.alpha.command("--as", PERSON.login, "--org", ORGANISATION.handle, "token", "create", "proxy", "--write")).token;
  await nodes.alpha.api(token, "POST", "/practices", PRACTICE);
  await eventually("it arrives", async () => {
    if ((await nodes.beta.titles()).includes(PRACTICE.title)) return true;
    throw new Error(JSON.stringify(await nodes.alpha.command("peer", "show", "beta.test")));
  });
});

test("a proxy that changes the name is found by the doctor, with what to do", { timeout: 60_000 }, async () => {
  await stopNginx();
  await startNginx((text) => text.replace("proxy_set_header Host $http_host;", "proxy_set_header Host another.test;"));
  const seen = await doctor("seen from outside");
  assert.equal(seen.state, "fail");
  assert.match(seen.text, /does the proxy pass on every path, Host/);
});

test("a proxy that leaves out a header of the signature is found by the doctor, with what to do", { timeout: 60_000 }, async () => {
  await stopNginx();
  await startNginx((text) => text.replace('Connection "";', 'Connection "";\nproxy_set_header Digest "";'));
  const seen = await doctor("seen from outside");
  assert.equal(seen.state, "fail");
  assert.match(seen.text, /does not arrive as it was signed/);
});
