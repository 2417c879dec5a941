// Case H09: what somebody gets into a page in spite of everything does not run.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { RealNode } from "../real-node/node.mjs";
import { SET_UP_FIELDS } from "../real-node/set-up.mjs";
import { fill, launch, press, visit } from "./browser.mjs";

const INJECTED = `
<script>window.ran = ["inline script"]</script>
<script src="data:text/javascript,window.ran=['script from data']"></script>
<script src="https://elsewhere.test/x.js"></script>
<img src="/no-such-picture" onerror="window.ran = ['event handler']">
<svg onload="window.ran = ['svg']"></svg>
<iframe srcdoc="<script>parent.ran = ['frame']</script>"></iframe>
<object data="data:text/html,<script>parent.ran=['object']</script>"></object>
<base href="https://elsewhere.test/">
<a id="bad" href="javascript:window.ran = ['link']">x</a>
<form id="stolen" action="https://elsewhere.test/take" method="get"><button>x</button></form>
<p id="styled" style="position: fixed">x</p>`;

let browser;
let node;

before(async () => {
  [browser, node] = await Promise.all([launch(), RealNode.start()]);
});

after(async () => {
  await browser?.close();
  await node?.stop();
});

test("h09 what is injected into a page does not run, load, or send anything elsewhere", async () => {
  const context = await browser.newContext({ baseURL: node.pages });
  const page = await context.newPage();
  await visit(page, await node.setupPath());
  await fill(page, SET_UP_FIELDS);
  await press(page, "/admin/setup");
  const elsewhere = [];
  const isElsewhere = (request) => new URL(request.url()).hostname === "elsewhere.test";
  context.on("requestfinished", (request) => isElsewhere(request) && elsewhere.push(request.url()));
  context.on("requestfailed", (request) => {
    const { errorText } = request.failure();
    // What the policy stops never leaves the browser; a name that leads nowhere would have been asked for.
    if (isElsewhere(request) && errorText !== "csp") elsewhere.push(`${errorText} ${request.url()}`);
  });
  await page.route("**/about", async (route) => {
    // Only browsers find out by themselves where names below localhost are.
    const headers = { ...route.request().headers(), host: node.host };
    const answer = await route.fetch({ url: `http://${node.address}/about`, headers });
    const body = (await answer.text()).replace("</main>", `${INJECTED}</main>`);
    await route.fulfill({ response: answer, body });
  });
  const answer = await page.goto("/about");
  assert.equal(answer.status(), 200);
  assert.equal(await page.locator("#bad").count(), 1, "the injection is in the page");

  await page.evaluate(() => document.querySelector("#bad").click());
  await page.evaluate(() => document.querySelector("#stolen button").click());
  await page.waitForTimeout(500);
  const late = await page.evaluate(() => {
    const script = document.createElement("script");
    try {
      script.textContent = "window.ran = ['added later']";
    } catch {
      // Trusted Types refuse it already here.
    }
    document.head.append(script);
    return window.ran ?? null;
  });
  assert.equal(late, null);
  assert.equal(new URL(page.url()).pathname, "/about", "the form goes nowhere");
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#styled")).position), "static");
  assert.equal(await page.evaluate(() => document.baseURI), page.url());
  assert.deepEqual(elsewhere, []);
  await context.close();
});
