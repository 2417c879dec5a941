// The system's Chromium, and a watch over what its pages do: errors in the console, requests to other hosts.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });
}

/** A window of its own, watched. Call `calm()` at the end: it fails when something was wrong on any page. */
export async function openWindow(browser, node, options = {}) {
  const context = await browser.newContext({ baseURL: node.pages, locale: "en", viewport: { width: 1280, height: 800 }, ...options });
  const wrong = [];
  const pages = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.host !== node.host && !["data:", "blob:"].includes(url.protocol)) wrong.push(`asks another host: ${url}`);
  });
  context.on("page", (page) => {
    pages.push(page);
    // An answer that is meant to be an error (a form that is not complete, a page that does not exist) is reported by
    // Chromium as a failed resource; that is no error of the page.
    page.on("console", (message) => {
      const expected = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
      if (message.type() === "error" && !expected) wrong.push(`console of ${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => wrong.push(`script of ${page.url()}: ${error.message}`));
  });
  const page = await context.newPage();
  return {
    context,
    page,
    async calm() {
      await context.close();
      assert.deepEqual(wrong, []);
    },
  };
}

/** Opens an address and looks at the status. */
export async function visit(page, path, status = 200) {
  const answer = await page.goto(path, { waitUntil: "load" });
  assert.equal(answer.status(), status, `GET ${path}`);
}

/** Fills in fields by the names of the inputs. Lists tick several boxes. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]`);
    const kind = await field.first().evaluate((element) => (element.localName === "select" ? "select" : element.type));
    if (kind === "select") await field.selectOption(value);
    else if (kind === "checkbox" || kind === "radio") {
      for (const one of [value].flat()) await page.locator(`main [name="${name}"][value="${one}"]`).check();
    } else await field.fill(value);
  }
}

/** Presses the main button of the form for `action`, or the one with the value `go`. */
export async function press(page, action, go) {
  const form = page.locator(`form[method="post"][action^="${action}"]`).first();
  await leave(page, go ? form.locator(`button[name="go"][value="${go}"]`) : form.locator("button").first());
}

/** Presses something that leads to another page, and waits until that page is there. */
export async function leave(page, target) {
  const next = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
  await target.click();
  await next;
  await page.waitForLoadState("load");
}

/** What axe finds on the page, as readable lines. */
export async function findings(page) {
  // Evaluated by the debugger, so the page's content policy stays as it is.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.failureSummary?.split("\n").slice(1, 3).join(" ") ?? ""}`),
  );
}

/** What hangs over the side of the page: pixels, and the elements that do it. */
export function overhang(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (right > clientWidth + 0.5 || left < -0.5) && !element.closest(".scroll, .skip");
    });
    return `${scrollWidth - clientWidth} px: ${wide.map((element) => element.outerHTML.slice(0, 120)).join(" | ")}`;
  });
}
