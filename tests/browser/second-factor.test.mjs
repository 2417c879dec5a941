// The second factor in a real browser: passkeys by a virtual authenticator, an app that shows codes without script.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { RealNode } from "../real-node/node.mjs";
import { PERSON } from "../real-node/samples.mjs";
import { setUp } from "../real-node/set-up.mjs";
import { fill, findings, launch, leave, openWindow, press, visit } from "./browser.mjs";

const PAGE = "/settings/second-factor";
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

/** An authenticator inside the browser, whose owner always agrees. */
async function authenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", { options });
  return { devtools, authenticatorId };
}

/** The code of an app at a moment (RFC 6238), from the secret as it is shown. */
function code(secret, seconds) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const hash = createHmac("sha1", key).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

const now = () => Math.floor(Date.now() / 1000);

async function password(page) {
  await visit(page, "/login");
  await fill(page, { login: PERSON.login, password: PERSON.password });
  await press(page, "/login");
}

async function look(page, name) {
  if (!process.env.PICTURES) return;
  await mkdir(process.env.PICTURES, { recursive: true });
  for (const [width, height] of [[320, 720], [1280, 900]]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(process.env.PICTURES, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}

/** Nothing stands out of the page, and axe finds nothing. */
async function sound(page) {
  await page.setViewportSize({ width: 320, height: 720 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${page.url()} is ${wide} wide`);
  assert.deepEqual(await findings(page), []);
  await page.setViewportSize({ width: 1280, height: 800 });
}

describe("passkeys", () => {
  let node;
  let window;
  let page;
  let virtual;
  let early;

  before(async () => {
    node = await RealNode.start();
    await setUp(node);
    window = await openWindow(browser, node);
    page = window.page;
    virtual = await authenticator(page);
  });

  after(async () => {
    await window?.context.close();
    await node?.stop();
  });

  test("a passkey is made, and ten recovery codes are shown once", async () => {
    await password(page);
    early = await page.context().cookies();
    await page.context().clearCookies();
    await password(page);
    await visit(page, PAGE);
    await sound(page);
    await look(page, "second-factor");
    await fill(page, { passkey_name: "My phone" });
    await leave(page, page.locator("[data-passkey=create] .make"));
    assert.equal(await page.locator(".secret").count(), 10);
    await sound(page);
    await look(page, "recovery-codes");
    await visit(page, PAGE);
    assert.match(await page.locator("main").innerText(), /My phone/);
    assert.equal(await page.locator(".secret").count(), 0);
  });

  test("a log-in asks for it, and it opens the door", async () => {
    await leave(page, page.locator('form[action="/logout"] button'));
    await password(page);
    assert.equal(await page.locator("main [name=waiting]").count(), 1);
    await sound(page);
    await look(page, "second-step");
    await leave(page, page.locator("[data-passkey=get] button"));
    assert.equal(new URL(page.url()).pathname, "/home");
  });

  test("within five minutes nothing is asked again; a login that never proved it is asked, and gets a new cookie", async () => {
    await visit(page, "/settings/team/hand-over");
    assert.equal(await page.locator("[name=password_again]").count(), 0);
    const fresh = await page.context().cookies();
    await page.context().clearCookies();
    await page.context().addCookies(early);
    await visit(page, "/settings/team/hand-over");
    await sound(page);
    await look(page, "step-up");
    await visit(page, "/settings/team/hand-over?lang=ar");
    await sound(page);
    await look(page, "step-up-arabic");
    await visit(page, "/settings/team/hand-over");
    await leave(page, page.locator("[data-passkey=get] button"));
    assert.equal(await page.locator(".secret").count(), 1, "the link is shown");
    const named = (list) => list.find((cookie) => cookie.name === "bandung").value;
    assert.notEqual(named(await page.context().cookies()), named(early));
    await page.context().clearCookies();
    await page.context().addCookies(early);
    await visit(page, "/home");
    assert.equal(new URL(page.url()).pathname, "/login", "the old value is dead");
    await page.context().clearCookies();
    await page.context().addCookies(fresh);
  });

  test("without the passkey the page says so and takes a recovery code", async () => {
    const { devtools, authenticatorId } = virtual;
    await visit(page, PAGE);
    await press(page, `${PAGE}/codes`);
    const codes = await page.locator(".secret").allInnerTexts();
    await devtools.send("WebAuthn.clearCredentials", { authenticatorId });
    await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await leave(page, page.locator('form[action="/logout"] button'));
    await password(page);
    await page.locator("[data-passkey=get] button").click();
    await page.locator("[data-passkey=get] [role=status]").filter({ hasText: "not used" }).waitFor();
    await fill(page, { password_again: codes[3] });
    await leave(page, page.locator('form[action="/login"] button:not([type=button])'));
    assert.equal(new URL(page.url()).pathname, "/home");
  });

  test("nothing was wrong on any page", async () => {
    await window.calm();
  });
});

describe("an app that shows codes, without script", () => {
  let node;
  let window;
  let page;

  before(async () => {
    node = await RealNode.start({ name: "beta" });
    await setUp(node);
    window = await openWindow(browser, node, { javaScriptEnabled: false });
    page = window.page;
  });

  after(async () => {
    await window?.context.close();
    await node?.stop();
  });

  test("it is set up, asked for, and taken away", async () => {
    await password(page);
    await visit(page, PAGE);
    assert.equal(await page.locator("[data-passkey]").first().isVisible(), false, "what needs script is not shown");
    const secret = (await page.locator("main").innerText()).match(/\b[A-Z2-7]{32}\b/)[0];
    await fill(page, { app_code: "000000" });
    await press(page, `${PAGE}/app`);
    assert.equal(await page.locator("main [role=alert]").count(), 1);
    await fill(page, { app_code: code(secret, now()) });
    await press(page, `${PAGE}/app`);
    const codes = await page.locator(".secret").allInnerTexts();
    assert.equal(codes.length, 10);

    await leave(page, page.locator('form[action="/logout"] button'));
    await password(page);
    await fill(page, { password_again: "000000" });
    await press(page, "/login");
    assert.equal(await page.locator("main [role=alert]").count(), 1);
    // The code of the present half minute was used up by the set-up.
    await fill(page, { password_again: code(secret, now() + 30) });
    await press(page, "/login");
    assert.equal(new URL(page.url()).pathname, "/home");

    await visit(page, PAGE);
    await press(page, `${PAGE}/end`);
    assert.equal(new URL(page.url()).pathname, PAGE);
    await leave(page, page.locator('form[action="/logout"] button'));
    await password(page);
    assert.equal(new URL(page.url()).pathname, "/home");
  });

  test("nothing was wrong on any page", async () => {
    await window.calm();
  });
});
