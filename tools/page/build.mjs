// Bundle kg/view/scripts into kg/view/assets/page.js: `node build.mjs [SCRIPTS BUNDLE]`. The bundle's first line holds a
// digest of the scripts (kg.view.test_scripts in tests/view), so that a test without Node sees that they belong together.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "..", "kg", "view");
const [scripts, bundle] = process.argv.length > 3 ? process.argv.slice(2) : [join(assets, "scripts"), join(assets, "assets", "page.js")];

const names = readdirSync(scripts, { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => name.split(sep).join("/")).sort();
const digest = createHash("sha256");
for (const name of names) digest.update(`${name}\n`).update(readFileSync(join(scripts, name), "utf8").replaceAll("\r\n", "\n")).update("\0");

await build({
  entryPoints: [join(scripts, "page", "main.js")],
  absWorkingDir: scripts,
  bundle: true,
  format: "esm", // scripts wait for data to be unpacked, which a plain script may do only in a scope of its own
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: `// Made by tools/page of kg/view/scripts, sha256 ${digest.digest("hex")}\n"use strict";\n(async () => {` },
  footer: { js: "})();" },
  outfile: relative(scripts, bundle),
});
