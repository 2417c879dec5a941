// A network with members, applications in every state, a referee and a personal link; and its pages.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PERSON } from "../real-node/samples.mjs";

/** Applicants come from many networks: the node believes this machine about their addresses. */
export const PROXIES = ["127.0.0.1"];
export const HANDLE = "climate_forum";

const NAMES = [
  ["Réseau des femmes du Sahel et des Grands Lacs", "NE", "fr", "women-led"],
  ["Blue Delta Institute", "BD", "en", "ngo-national"],
  ["جمعية واحات الجنوب للماء والأرض", "TN", "ar", "community-based"],
  ["Объединение горных общин Памира", "TJ", "ru", "community-based"],
  ["Conselho dos Povos do Rio", "BR", "pt", "indigenous-peoples-org"],
  ["Xəzər Sahil Təşəbbüsü", "AZ", "az", "youth-led"],
  ["Movimiento de Jóvenes por los Manglares", "EC", "es", "youth-led"],
  ["Pacific Atolls Climate Witness", "TV", "en", "network-coalition"],
];

/** What the n-th organisation writes into the form. */
export function application(number, more = {}) {
  const [name, country, language, kind] = NAMES[number % NAMES.length];
  const round = Math.floor(number / NAMES.length);
  return {
    legal_name: round === 0 ? name : `${name} ${round + 1}`,
    country,
    organisation_type: kind,
    founded: String(1990 + (number % 30)),
    registration: number % 3 === 0 ? "cannot-register-safely" : "registered",
    registration_reason: number % 3 === 0 ? "The register is closed to groups like ours." : "",
    register: number % 3 === 0 ? "" : "National register",
    register_number: number % 3 === 0 ? "" : `N-${1000 + number}`,
    website: `https://organisation-${number}.example`,
    sectors: ["water", "disaster-risk"],
    languages: [language],
    size: String(10 + number),
    contact: `office@organisation-${number}.example`,
    referees: ["Char Lands Forum", "Blue Delta Institute"],
    ties: number % 4 === 0 ? "One of us sits on the water council of her district." : "",
    conduct_accepted: true,
    listed: true,
    ...more,
  };
}

/** Applies by the API, as a program for somebody without an account does; answers with the private link. */
export async function apply(node, number, more = {}, language = "en") {
  const headers = { "content-type": "application/json", "x-forwarded-for": `10.0.${number % 250}.7` };
  const body = JSON.stringify({ application: application(number, more), language, send: true });
  const answer = await node.request("POST", `/api/bandung/v1/networks/${HANDLE}/applications`, headers, body);
  assert.equal(answer.status, 201, answer.text);
  return JSON.parse(answer.text).page;
}

/** Founds the network of the tests: one admin decides. */
export async function found(node, { comments = 0, referees = 0 } = {}) {
  const conduct = join(node.folder, "conduct.txt");
  await writeFile(conduct, "We share what works, and say what went wrong.\n\nWe put nobody in danger.");
  const rules = ["--deciding", "one-admin", "--comment-days", String(comments), "--referees", String(referees)];
  const about = "Organisations that protect people from floods, droughts and heat, and learn from each other.";
  await node.command(
    ...["--as", PERSON.login, "network", "create", HANDLE, "--name", "Climate Forum of the South", "--about", about],
    ...["--languages", "en,fr,ar", "--conduct", conduct, ...rules],
  );
}

/** The applications that wait, the oldest first. */
export function waiting(node) {
  return node.command("--as", PERSON.login, "member", "list", "--waiting");
}

const member = (node, ...what) => node.command("--as", PERSON.login, "member", ...what);

/** Members, one that is suspended, one that was declined, three that wait; `page` is of somebody who is an admin. */
export async function furnishNetwork(node, page) {
  await found(node, { referees: 1 });
  for (let number = 0; number < 7; number++) await apply(node, number);
  const admitted = await waiting(node);
  for (const { membership } of admitted.slice(0, 5)) await member(node, "admit", membership, "--tier", "member", "--reason", "Known.");
  await member(node, "suspend", admitted[1].membership, "--until", soon(60), "--reason", "Sold the list of members.");
  await member(node, "expel", admitted[2].membership, "--grounds", "Published the names of people at risk.");
  await member(node, "decline", admitted[5].membership, "--reason", "No referee has recommended you.");
  await place(node, page, admitted[0].membership, "femmes_sahel", NAMES[0]);
  await place(node, page, admitted[3].membership, "pamir", NAMES[3]);
  const link = await apply(node, 8, {}, "ar");
  await apply(node, 9, { legal_name: "Blue Deita Institute" });
  const [first] = await waiting(node);
  await member(node, "ask", first.membership, "Please tell us a page on which we can see your work.");
  const made = async (path, button, fields = {}) => {
    await page.goto(path);
    await button(page, fields);
    return new URL((await page.locator("main .secret").textContent()).trim()).pathname;
  };
  const referee = await made(`/admin/applications/${first.membership}`, async () => {
    await page.locator('button[value="referee-link"]').first().click();
    await page.waitForSelector("main .secret");
  });
  const voice = await made(`/admin/members/${admitted[0].membership}`, async () => {
    await page.locator("#do-voice summary").click();
    await page.locator('[name="voice-voice_name"]').fill("Aïssa Garba");
    await page.locator('[name="voice-voice_mail"]').fill("aissa@forum.example");
    await page.locator('#do-voice button[name="do"]').click();
    await page.waitForSelector("main .secret");
  });
  return { link, first: first.membership, member: admitted[0].membership, heard: admitted[2].membership, referee, voice };
}

/** Gives a member an organisation on this node, by the page of its admin: the roster names it from then on. */
async function place(node, page, membership, handle, [name, country, language]) {
  await node.command("org", "add", handle, "--name", name, "--country", country, "--language", language);
  await page.goto(`/admin/members/${membership}`);
  await page.locator("#do-place summary").click();
  await page.locator('[name="place-member_account"]').fill(`@${handle}@${node.domain}`);
  // Asked again only where five minutes have passed.
  const again = page.locator('#do-place [name="password_again"]');
  if (await again.count()) await again.fill(PERSON.password);
  await page.locator('#do-place button[name="do"]').click();
  await page.waitForURL(/done=/);
}

function soon(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

const at = (path) => () => path;

/** Who looks at which page. */
export const NETWORK_PAGES = {
  networks: { as: "visitor", path: at("/networks") },
  network: { as: "visitor", path: at(`/networks/${HANDLE}`) },
  "network-conduct": { as: "visitor", path: at(`/networks/${HANDLE}/conduct`) },
  "network-member": { as: "visitor", path: ({ network }) => `/networks/${HANDLE}/members/${network.member}` },
  "network-join": { as: "visitor", path: at(`/networks/${HANDLE}/join`) },
  application: { as: "visitor", path: ({ network }) => network.link },
  referee: { as: "visitor", path: ({ network }) => network.referee },
  voice: { as: "visitor", path: ({ network }) => network.voice },
  "settings-networks": { as: "member", path: at("/settings/networks") },
  applications: { as: "member", path: at("/admin/applications") },
  "application-review": { as: "member", path: ({ network }) => `/admin/applications/${network.first}` },
  "applications-past": { as: "member", path: at("/admin/applications-past") },
  members: { as: "member", path: at("/admin/members") },
  member: { as: "member", path: ({ network }) => `/admin/members/${network.member}` },
  "member-heard": { as: "member", path: ({ network }) => `/admin/members/${network.heard}` },
  roster: { as: "member", path: at("/admin/roster") },
  "networks-admin": { as: "member", path: at("/admin/networks") },
  "network-new": { as: "member", path: at("/admin/networks/new") },
  "network-settings": { as: "member", path: at(`/admin/networks/${HANDLE}`) },
};
