// The pictures of the README, made from a real node with sample content.  Usage: node screenshots.mjs

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, openWindow } from "./browser.mjs";
import { furnish } from "./furnished.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/screenshots", import.meta.url));
const PICTURES = [
  { name: "home", path: () => "/", width: 1000, height: 640 },
  { name: "practice", path: ({ practice }) => practice, width: 1000, height: 760 },
  { name: "practice-phone-arabic-dark", path: ({ arabic }) => `${arabic}?lang=ar`, width: 360, height: 640, colorScheme: "dark" },
  { name: "declaration", path: ({ declaration }) => declaration, width: 800, height: 900 },
  { name: "tally", path: ({ declaration }) => `${declaration}/tally`, width: 800, height: 900 },
  { name: "endorse-phone-arabic", path: ({ declaration }) => `${declaration}/endorse?lang=ar`, width: 360, height: 720 },
  { name: "tally-map-dark", path: ({ declaration }) => `${declaration}/tally/map.svg`, width: 900, height: 421, colorScheme: "dark" },
  { name: "network", path: () => "/networks/climate_forum", width: 800, height: 900 },
  { name: "review", path: ({ network }) => `/admin/applications/${network.first}`, width: 800, height: 900, member: true },
  { name: "roster", path: () => "/admin/roster", width: 1000, height: 1060, member: true },
  { name: "policy-phone-arabic-dark", path: () => "/policy?who=sub.bad.example&lang=ar", width: 360, height: 720, colorScheme: "dark" },
  { name: "write-phone", path: ({ draft }) => draft, width: 360, height: 640, member: true },
];

const browser = await launch();
const furnished = await furnish(browser);
try {
  await mkdir(FOLDER, { recursive: true });
  for (const { name, path, width, height, colorScheme = "light", member = false } of PICTURES) {
    const { page, context, calm } = await openWindow(browser, furnished.node, { colorScheme, viewport: { width, height } });
    if (member) await context.addCookies(furnished.cookies);
    await page.goto(path(furnished));
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await calm();
    console.log(`docs/screenshots/${name}.png`);
  }
} finally {
  await browser.close();
  await furnished.node.stop();
}
