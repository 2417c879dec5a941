// A node with something on every page, and the list of the pages that are looked at as pictures.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RealNode } from "../real-node/node.mjs";
import { PERSON, PRACTICE, PRACTICE_ARABIC } from "../real-node/samples.mjs";
import { setUp } from "../real-node/set-up.mjs";
import { fill, leave, openWindow, press } from "./browser.mjs";

/** Starts a node with two practices, a report, an answer, a draft and a peer that does not answer. */
export async function furnish(browser, { peers = {} } = {}) {
  const node = await RealNode.start({ peers });
  await setUp(node);
  const publish = async (content) => {
    const file = join(node.folder, "practice.json");
    await writeFile(file, JSON.stringify(content));
    return (await node.command("--as", PERSON.login, "practice", "publish", file)).page;
  };
  const practice = await publish(PRACTICE);
  const arabic = await publish(PRACTICE_ARABIC);

  const { page, context } = await openWindow(browser, node);
  await page.goto("/login");
  await fill(page, { login: PERSON.login, password: PERSON.password });
  await press(page, "/login");
  await page.goto(`${practice}/report`);
  await fill(page, { outcome: "partly-worked", country: "TN", started_month: "10", started_year: "2023", what_we_changed: "Gourds only." });
  await press(page, `${practice}/report`);
  await page.goto(practice);
  await page.locator("#reply textarea").fill("How long do the ropes last in salt water?");
  await leave(page, page.locator("#reply button"));
  await page.goto("/write");
  await press(page, "/write");
  const draft = new URL(page.url()).pathname;
  const cookies = await context.cookies();
  await context.close();
  return { node, practice, arabic, draft, cookies };
}

const at = (path) => () => path;

/** Who looks at which page. */
export const PAGES = {
  home: { as: "visitor", path: at("/") },
  practices: { as: "visitor", path: at("/practices?hazard=flood") },
  practice: { as: "visitor", path: ({ practice }) => practice },
  "practice-arabic": { as: "visitor", path: ({ arabic }) => arabic },
  history: { as: "visitor", path: ({ practice }) => `${practice}/history` },
  organisations: { as: "visitor", path: at("/organisations") },
  organisation: { as: "visitor", path: at("/@char_lands_forum") },
  country: { as: "visitor", path: at("/countries/BD") },
  about: { as: "visitor", path: at("/about") },
  accessibility: { as: "visitor", path: at("/accessibility") },
  display: { as: "visitor", path: at("/settings/display") },
  login: { as: "visitor", path: at("/login") },
  "not-found": { as: "visitor", path: at("/practices/there-is-no-such-practice"), status: 404 },
  timeline: { as: "member", path: at("/home") },
  "practice-as-author": { as: "member", path: ({ practice }) => practice },
  drafts: { as: "member", path: at("/drafts") },
  "write-1": { as: "member", path: ({ draft }) => draft },
  "write-3": { as: "member", path: ({ draft }) => `${draft}?step=3` },
  "write-4-errors": { as: "member", path: ({ draft }) => `${draft}?step=4&check=1` },
  "write-review-errors": { as: "member", path: ({ draft }) => `${draft}/review` },
  report: { as: "member", path: ({ practice }) => `${practice}/report` },
  following: { as: "member", path: at("/following") },
  followers: { as: "member", path: at("/followers") },
  deliveries: { as: "member", path: at("/admin/deliveries") },
};
