// A node with something on every page, and the list of the pages that are looked at as pictures.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RealNode } from "../real-node/node.mjs";
import { PERSON, PRACTICE, PRACTICE_ARABIC } from "../real-node/samples.mjs";
import { setUp } from "../real-node/set-up.mjs";
import { fill, leave, openWindow, press } from "./browser.mjs";
import { furnishNetwork, NETWORK_PAGES, PROXIES } from "./furnished-network.mjs";

/** Starts a node with two practices, a report, an answer, a draft, a declaration with 1,084 signatures and a peer that
 * does not answer. */
export async function furnish(browser, { peers = {} } = {}) {
  const node = await RealNode.start({ peers, proxies: PROXIES });
  await setUp(node);
  const publish = async (content) => {
    const file = join(node.folder, "practice.json");
    await writeFile(file, JSON.stringify(content));
    return (await node.command("--as", PERSON.login, "practice", "publish", file)).page;
  };
  const practice = await publish(PRACTICE);
  const arabic = await publish(PRACTICE_ARABIC);

  const declaration = await declare(node);

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
  const actor = await actorOf(page);
  await page.goto(`/report?actor=${encodeURIComponent(actor)}`);
  await fill(page, { report_words: "The source says 30 families, not 312." });
  await press(page, "/report");
  await node.command("--as", PERSON.login, "domain", "block", "bad.example", "--note", "Spam, three warnings", "--reason", "Reports of March");
  await node.command("--as", PERSON.login, "domain", "silence", "loud.example", "--obfuscate");
  const [report] = await node.command("--as", PERSON.login, "report", "list");
  const declarationDraft = (await node.command("--as", PERSON.login, "declaration", "draft", sampleFile("declaration_sample.json"))).id;
  const names = await node.request("GET", `${declaration}/endorsements`);
  const proof = names.text.match(/\/endorsements\/[0-9a-f-]{36}/)[0];
  const signed = await sign(browser, node, declaration);
  const network = await furnishNetwork(node, page);
  const cookies = await context.cookies();
  await context.close();
  return { node, practice, arabic, draft, declaration, declarationDraft, proof, signed, network, cookies, actor, report: report.id };
}

function sampleFile(name) {
  return fileURLToPath(new URL(`../../crates/domain/data/${name}`, import.meta.url));
}

/** Opens the sample declaration, which stays open for two months, and imports its signatures; answers with its page. */
async function declare(node) {
  const as = ["--as", PERSON.login, "declaration"];
  const content = JSON.parse(await readFile(sampleFile("declaration_sample.json"), "utf8"));
  content.closes_at = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  const file = join(node.folder, "declaration.json");
  await writeFile(file, JSON.stringify(content));
  const { id } = await node.command(...as, "draft", file);
  const { digest } = await node.command(...as, "show", id);
  const { page, slug } = await node.command(...as, "open", id, "--digest", digest);
  await node.command(...as, "import-endorsements", slug, sampleFile("signatures_sample.csv"));
  return page;
}

/** Endorses by the form, without an account; answers with the private link. */
async function sign(browser, node, declaration) {
  const { page, context } = await openWindow(browser, node);
  await page.goto(`${declaration}/endorse`);
  await fill(page, {
    signatory_kind: "organisation",
    signatory_organisation: "جمعية الماء للجميع",
    signatory_country: "TN",
    signatory_person: "ليلى",
    consent: "yes",
  });
  await press(page, `${declaration}/endorse`);
  const link = new URL(page.url()).pathname;
  await context.close();
  return link;
}

/** The id of the organisation's actor, as its page names it. */
async function actorOf(page) {
  await page.goto("/@char_lands_forum");
  return page.locator('link[type="application/activity+json"]').getAttribute("href");
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
  declarations: { as: "visitor", path: at("/declarations") },
  declaration: { as: "visitor", path: ({ declaration }) => declaration },
  "declaration-arabic": { as: "visitor", path: ({ declaration }) => `${declaration}?text=ar` },
  endorse: { as: "visitor", path: ({ declaration }) => `${declaration}/endorse` },
  receipt: { as: "visitor", path: ({ signed }) => `${signed}?new=1` },
  "my-endorsement": { as: "visitor", path: ({ signed }) => signed },
  "own-node": { as: "visitor", path: ({ declaration }) => `${declaration}/own-node` },
  tally: { as: "visitor", path: ({ declaration }) => `${declaration}/tally` },
  "tally-g77": { as: "visitor", path: ({ declaration }) => `${declaration}/tally?list=g77&sort=total` },
  names: { as: "visitor", path: ({ declaration }) => `${declaration}/endorsements?country=EG` },
  proof: { as: "visitor", path: ({ proof }) => proof },
  "declarations-own": { as: "member", path: at("/admin/declarations") },
  "declaration-write": { as: "member", path: ({ declarationDraft }) => `/admin/declarations/${declarationDraft}` },
  "declaration-manage": { as: "member", path: ({ declaration }) => `/admin${declaration}` },
  "declaration-queue": { as: "member", path: ({ declaration }) => `/admin${declaration}/endorsements` },
  "declaration-import": { as: "member", path: ({ declaration }) => `/admin${declaration}/import` },
  "endorse-as-member": { as: "member", path: at("/endorse") },
  deliveries: { as: "member", path: at("/admin/deliveries") },
  ...NETWORK_PAGES,
  policy: { as: "visitor", path: at("/policy") },
  "policy-answer": { as: "visitor", path: at("/policy?who=sub.bad.example") },
  "report-to-moderators": { as: "member", path: ({ actor }) => `/report?actor=${encodeURIComponent(actor)}` },
  notices: { as: "member", path: at("/notices") },
  contacts: { as: "member", path: at("/settings/contacts") },
  moving: { as: "member", path: at("/settings/moving") },
  blocks: { as: "member", path: at("/admin/domains") },
  "block-import": { as: "member", path: at("/admin/domains/import") },
  trust: { as: "member", path: at("/admin/trust") },
  reports: { as: "member", path: at("/admin/reports") },
  case: { as: "member", path: ({ report }) => `/admin/reports/${report}` },
  audit: { as: "member", path: at("/admin/audit?action=domain") },
  panic: { as: "member", path: at("/admin/panic") },
};
