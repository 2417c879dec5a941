// Fifty applications are reviewed in one evening, from the keyboard alone (UX 4.5): j and k go on and back, a asks, the
// rest is Tab and Enter. No mouse is touched after the log-in.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { RealNode } from "../real-node/node.mjs";
import { PERSON } from "../real-node/samples.mjs";
import { setUp } from "../real-node/set-up.mjs";
import { fill, launch, openWindow, press, visit } from "./browser.mjs";
import { apply, found, PROXIES, waiting } from "./furnished-network.mjs";

const APPLICATIONS = 50;
/** What a person does with the n-th one. */
const choice = (number) => ["approve", "approve", "decline", "approve", "ask"][number % 5];

let browser;
let node;
let window;
let page;

before(async () => {
  browser = await launch();
  node = await RealNode.start({ proxies: PROXIES });
  await setUp(node);
  await found(node);
  for (let number = 0; number < APPLICATIONS; number++) await apply(node, number);
  window = await openWindow(browser, node);
  page = window.page;
  await visit(page, "/login");
  await fill(page, { login: PERSON.login, password: PERSON.password });
  await press(page, "/login");
});

after(async () => {
  await browser?.close();
  await node?.stop();
});

let strokes = 0;
const key = async (name) => {
  strokes += 1;
  await page.keyboard.press(name);
};
const type = async (text) => {
  strokes += text.length;
  await page.keyboard.type(text);
};
/** Presses a key that leads to another page, and waits for that page. */
const go = async (name) => {
  const next = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
  await key(name);
  await next;
  await page.waitForLoadState("load");
};
/** What has the focus: `do` of a button, name of a field, text of a summary or link. */
const focused = () =>
  page.evaluate(() => {
    const { activeElement: it } = document;
    return it.value && it.name === "do" ? `do:${it.value}` : it.name || it.getAttribute("href") || it.closest("details")?.id || it.localName;
  });
/** Tabs until something has the focus; fails when that takes longer than a person would put up with. */
const tabTo = async (wanted, most = 12) => {
  for (let times = 0; times < most; times++) {
    await key("Tab");
    if ((await focused()) === wanted) return;
  }
  assert.fail(`${wanted} was not reached with ${most} tabs; the focus is on ${await focused()}`);
};

/** Leads from the heading of a case to the first field of the decision. */
const toDecision = async () => {
  // The first page is opened from the list: its menu comes first.
  await tabTo("#decide", 30);
  await key("Enter");
};

/** Proves who it is where that is asked (not again within five minutes), and decides. */
const confirm = async (button) => {
  if (await page.locator("[name=password_again]").count()) {
    await tabTo("password_again", 4);
    await type(PERSON.password);
  } else {
    await tabTo(`do:${button}`, 4);
  }
  await go("Enter");
};

const decide = {
  async approve() {
    await toDecision();
    await tabTo("approve-tier");
    await confirm("approve");
  },
  async decline() {
    await toDecision();
    await tabTo("do-decline");
    await key("Enter");
    await tabTo("decline-template", 2);
    await key("ArrowDown");
    await confirm("decline");
  },
  async ask() {
    await key("a");
    assert.equal(await focused(), "ask-template", "the key opens the question");
    await key("ArrowDown");
    await tabTo("do:ask", 3);
    await go("Enter");
  },
};

test("fifty applications are reviewed from the keyboard alone", { timeout: 600_000 }, async (t) => {
  await visit(page, "/admin/applications");
  const began = Date.now();
  await go("j");
  const seen = new Set();
  for (let number = 0; number < APPLICATIONS; number++) {
    const { pathname } = new URL(page.url());
    assert.match(pathname, /^\/admin\/applications\/./, `after ${number} cases: ${pathname}`);
    seen.add(pathname);
    assert.equal(await page.evaluate(() => document.activeElement.id || (document.querySelector(":target")?.id ?? "")), number ? "case" : "");
    if (number === 3) {
      // A look at the next one, and back: those that were decided are in the list no more.
      await go("j");
      await go("k");
      assert.equal(new URL(page.url()).pathname, pathname);
    }
    await decide[choice(number)]();
    assert.equal(await page.locator("main .note.done").count(), 1, `case ${number} was not taken: ${await page.locator("main .note.wrong").allTextContents()}`);
  }
  const seconds = (Date.now() - began) / 1000;
  t.diagnostic(`${strokes / APPLICATIONS} keys and ${(seconds / APPLICATIONS).toFixed(1)} s of the machine for each`);
  assert.equal(seen.size, APPLICATIONS, "each one once");
  assert.ok(strokes / APPLICATIONS < 60, `${strokes} keys`);
  // A person has three minutes for each; the pages take next to nothing of it.
  assert.ok(seconds / APPLICATIONS < 10, `${seconds} s`);

  const left = await waiting(node);
  assert.equal(left.length, 10, "those that were asked wait");
  const members = await node.command("--as", PERSON.login, "member", "list");
  assert.equal(members.length, 30);
  await window.calm();
});

test("the keys can be switched off, and then do nothing", async () => {
  const other = await openWindow(browser, node);
  await visit(other.page, "/login");
  await fill(other.page, { login: PERSON.login, password: PERSON.password });
  await press(other.page, "/login");
  await visit(other.page, "/admin/applications");
  const first = other.page.waitForEvent("framenavigated");
  await other.page.keyboard.press("j");
  await first;
  await other.page.waitForLoadState("load");
  await other.page.locator("#keys button").click();
  const here = other.page.url();
  await other.page.keyboard.press("j");
  await other.page.keyboard.press("a");
  assert.equal(other.page.url(), here);
  assert.equal(await other.page.locator("#do-ask[open]").count(), 0);
  await other.calm();
});
