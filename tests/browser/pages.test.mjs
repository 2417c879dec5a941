// Every kind of page as a picture: light and dark, English and Arabic, on a phone and on a desk. Nothing may hang over,
// point the wrong way or shut anybody out. The pictures lie in target/screenshots to be looked at.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { findings, launch, openWindow, overhang } from "./browser.mjs";
import { furnish, PAGES } from "./furnished.mjs";

const PICTURES = fileURLToPath(new URL("../../target/screenshots", import.meta.url));
let browser;
let furnished;

before(async () => {
  await mkdir(PICTURES, { recursive: true });
  browser = await launch();
  furnished = await furnish(browser);
});

after(async () => {
  await browser?.close();
  await furnished?.node.stop();
});

for (const language of ["en", "ar"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 1280]) {
      test(`all pages, ${language}, ${colorScheme}, ${width} px wide`, async (t) => {
        const direction = language === "ar" ? "rtl" : "ltr";
        const viewport = { width, height: width === 320 ? 640 : 800 };
        const { node, cookies } = furnished;
        const windows = {
          visitor: await openWindow(browser, node, { colorScheme, viewport, locale: language }),
          member: await openWindow(browser, node, { colorScheme, viewport, locale: language }),
        };
        await windows.member.context.addCookies(cookies);
        for (const [name, { as, path, status = 200 }] of Object.entries(PAGES)) {
          await t.test(name, async () => {
            const { page } = windows[as];
            const answer = await page.goto(await path(furnished));
            assert.equal(answer.status(), status);
            assert.deepEqual(
              await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
              [language, direction],
            );
            assert.equal(await page.locator("h1").count(), 1, "one h1");
            assert.ok((await page.title()).length > 3, "a title");
            await page.screenshot({ path: join(PICTURES, `${name}-${language}-${colorScheme}-${width}.png`), fullPage: true });
            assert.equal(await overhang(page), null, "nothing hangs over");
            assert.deepEqual(await findings(page), []);
          });
        }
        await windows.visitor.calm();
        await windows.member.calm();
      });
    }
  }
}

test("on a line of 50 kbit/s the first text stands after 6 seconds at most", async () => {
  const { page, context, calm } = await openWindow(browser, furnished.node, { viewport: { width: 320, height: 640 } });
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  const [kilobits, latency] = [50, 700];
  const speed = (kilobits * 1000) / 8;
  await line.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: speed, uploadThroughput: speed });
  for (const path of ["/", "/practices", furnished.practice]) {
    await page.goto(path, { waitUntil: "load", timeout: 60_000 });
    const paint = await page.evaluate(firstText);
    assert.ok(paint < 6000, `${path}: first text after ${Math.round(paint)} ms`);
  }
  await calm();
});

/** Runs in the page: when the first text was painted, in milliseconds; waits for it. */
function firstText() {
  return new Promise((done) => {
    new PerformanceObserver((list) => {
      const paint = list.getEntriesByName("first-contentful-paint")[0];
      if (paint) done(paint.startTime);
    }).observe({ type: "paint", buffered: true });
  });
}
