// Whole journeys of people, each with script and without: from the set-up link to a practice that others try.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { RealNode } from "../real-node/node.mjs";
import { ORGANISATION, PERSON, PRACTICE, STEPS } from "../real-node/samples.mjs";
import { SET_UP_FIELDS } from "../real-node/set-up.mjs";
import { fill, launch, leave, openWindow, press, visit } from "./browser.mjs";
import { photoWithPosition } from "./photo.mjs";

const ALT = "A long green raft on still water, reeds behind it";
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

for (const javaScriptEnabled of [true, false]) {
  describe(javaScriptEnabled ? "with script" : "without script", () => {
    let node;
    let window;
    let page;
    let practice;

    before(async () => {
      node = await RealNode.start();
      window = await openWindow(browser, node, { javaScriptEnabled });
      page = window.page;
    });

    after(async () => {
      await window?.context.close();
      await node?.stop();
    });

    test("a volunteer sets the node up with the link", async () => {
      const link = await node.setupPath();
      await visit(page, link);
      await fill(page, SET_UP_FIELDS);
      await press(page, "/admin/setup");
      await visit(page, "/");
      await visit(page, link, 404);
    });

    test("a wrong password is told without saying which part was wrong, the right one opens the door", async () => {
      await visit(page, "/login");
      await fill(page, { login: PERSON.login, password: "not the right one at all" });
      await press(page, "/login");
      assert.equal(await page.locator("main [role=alert]").count(), 1);
      assert.equal(await page.locator("main [name=login]").inputValue(), PERSON.login);
      await fill(page, { login: PERSON.login, password: PERSON.password });
      await press(page, "/login");
      assert.equal(new URL(page.url()).pathname, "/home");
    });

    test("what is missing is told at the field, and what was typed stays", async () => {
      await visit(page, "/write");
      await press(page, "/write");
      await fill(page, { title: STEPS[0].title });
      await press(page, "/write/", "save");
      const draft = new URL(page.url()).pathname;
      await visit(page, `${draft}/review`);
      assert.ok((await page.locator("#faults a").count()) > 3);
      assert.equal(await page.locator(`form[action$="/publish"]`).count(), 0);
      await leave(page, page.locator("#faults a").first());
      assert.ok((await page.locator("main [aria-invalid=true]").count()) > 0);
      await visit(page, draft);
      assert.equal(await page.locator("[name=title]").inputValue(), STEPS[0].title);
    });

    test("a field officer writes a practice with a photo and publishes it", async () => {
      await visit(page, "/drafts");
      await leave(page, page.locator('main a[href^="/write/"]').first());
      for (const step of STEPS.slice(0, 3)) {
        await fill(page, step);
        await press(page, "/write/", "next");
      }
      const photo = await photoWithPosition(page);
      assert.ok(photo.includes("Exif") && photo.length < 10_000_000);
      await fill(page, STEPS[3]);
      await page.locator("[name=photo]").setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: photo });
      if (javaScriptEnabled) {
        const size = async () => page.locator("[name=photo]").evaluate((input) => input.files[0].size);
        for (let round = 0; round < 100 && (await size()) > 90_000; round += 1) await page.waitForTimeout(100);
        assert.ok((await size()) <= 90_000, "the photo is shrunk before it travels");
      }
      await press(page, "/write/", "next");
      assert.equal(await page.locator("main figure img").count(), 1);
      await fill(page, { photo_alt_0: ALT, photo_people_0: "yes" });
      await press(page, "/write/", "next");
      assert.equal(new URL(page.url()).pathname.split("/").at(-1), "review");
      assert.equal(await page.locator("#faults").count(), 0, await page.locator("main").innerText());
      await leave(page, page.locator('form[action$="/publish"] button'));
      practice = new URL(page.url()).pathname;
      assert.match(practice, /^\/practices\/floating-beds/);
      assert.equal(await page.locator("h1").innerText(), PRACTICE.title);
    });

    test("the published photo says nothing about the place where it was taken", async () => {
      await visit(page, practice);
      const picture = page.locator('main img[src^="/media/"]').first();
      assert.equal(await picture.getAttribute("alt"), ALT);
      const links = await page.locator('main a[href^="/media/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
      for (const path of [await picture.getAttribute("src"), ...links]) {
        const { status, bytes } = await node.request("GET", path);
        assert.equal(status, 200);
        assert.ok(bytes.length > 500 && bytes.length <= 200_000, `${bytes.length} bytes`);
        for (const block of ["Exif", "EXIF", "XMP ", "ICCP"]) assert.ok(!bytes.includes(block), `${path} holds ${block}`);
      }
    });

    test("a visitor finds it by word and by filter, and does not find it by others", async () => {
      const visitor = await openWindow(browser, node, { javaScriptEnabled });
      const found = async (query) => {
        await visit(visitor.page, `/practices?${query}`);
        return (await visitor.page.locator(`main a[href="${practice}"]`).count()) > 0;
      };
      await visit(visitor.page, "/practices");
      await visitor.page.locator("[name=q]").fill("hyacinth");
      await leave(visitor.page, visitor.page.locator('form[role="search"] button').first());
      assert.equal(await visitor.page.locator(`main a[href="${practice}"]`).count() > 0, true);
      assert.ok(await found("hazard=flood&sector=food-agriculture&country=BD"));
      assert.ok(await found("q=VEGETÁBLES"));
      assert.ok(!(await found("hazard=drought")));
      assert.ok(!(await found("q=zeppelin")));
      assert.ok(!(await found("hazard=no-such-hazard")));
      await visitor.calm();
    });

    test("a revision is a new version, and the history shows what changed", async () => {
      await visit(page, practice);
      await press(page, `${practice}/revise`);
      await fill(page, { title: `${PRACTICE.title}, revised` });
      await press(page, "/write/", "next");
      await visit(page, `${new URL(page.url()).pathname.replace(/\?.*/, "")}/review`);
      await leave(page, page.locator('form[action$="/publish"] button'));
      assert.equal(new URL(page.url()).pathname, practice, "the address stays");
      assert.equal(await page.locator("h1").innerText(), `${PRACTICE.title}, revised`);
      await visit(page, `${practice}/history`);
      assert.equal(await page.locator("main ol > li").count(), 2);
      assert.match(await page.locator("main ins").first().innerText(), /revised/);
    });

    test("somebody tried it and reports that it worked with changes", async () => {
      await visit(page, `${practice}/report`);
      await fill(page, {
        outcome: "worked-with-changes",
        country: "KE",
        started_month: "03",
        started_year: "2024",
        what_we_changed: "Old canoes instead of hyacinth.",
      });
      await press(page, `${practice}/report`);
      await visit(page, practice);
      assert.match(await page.locator("main").innerText(), /Old canoes instead of hyacinth/);
    });

    test("an answer under the practice is shown", async () => {
      await visit(page, practice);
      await page.locator("#reply textarea").fill("How long do the ropes last?");
      await leave(page, page.locator("#reply button"));
      await visit(page, practice);
      assert.match(await page.locator("main").innerText(), /How long do the ropes last/);
    });

    test("a like and a share are shown as done, and can be taken back", async () => {
      await visit(page, practice);
      for (const [does, undoes] of [["like", "unlike"], ["boost", "unboost"]]) {
        const button = (action) => page.locator(`#replies ~ .row form[action$="/${action}"] button`);
        await leave(page, button(does));
        assert.equal(new URL(page.url()).pathname, practice);
        assert.equal(await button(does).count(), 0);
        await leave(page, button(undoes));
        assert.equal(await button(does).count(), 1);
      }
    });

    test("following an address that does not exist is told in plain words", async () => {
      await visit(page, "/following");
      await fill(page, { actor: "@nobody@elsewhere.test" });
      await press(page, "/following");
      assert.equal(await page.locator("#actor-wrong").count(), 1);
      assert.equal(await page.locator("[name=actor]").inputValue(), "@nobody@elsewhere.test");
    });

    test("the operator sees the deliveries, a visitor does not know that the page exists", async () => {
      await visit(page, "/admin/deliveries");
      const visitor = await openWindow(browser, node, { javaScriptEnabled });
      const answer = await visitor.page.goto("/admin/deliveries");
      assert.ok([404, 401].includes(answer.status()) || new URL(visitor.page.url()).pathname === "/login");
      await visitor.calm();
    });

    test("a withdrawal asks for its reason, and the address says from then on that it is gone and why", async () => {
      await visit(page, practice);
      await leave(page, page.locator(`main a[href="${practice}/withdraw"]`));
      await fill(page, { reason: "The beds sank in the flood of 2026." });
      await press(page, `${practice}/withdraw`);
      await visit(page, practice, 410);
      assert.match(await page.locator("main").innerText(), /The beds sank in the flood of 2026/);
      await visit(page, "/practices");
      assert.equal(await page.locator(`main a[href="${practice}"]`).count(), 0);
    });

    test("after logging out the pages of members are closed, and nothing was wrong on any page", async () => {
      await visit(page, "/");
      await press(page, "/logout");
      await page.goto("/drafts");
      assert.equal(new URL(page.url()).pathname, "/login");
      await window.calm();
    });
  });
}
