// Judges the HTML parts of mails: mail-judges.mjs MODULES FOLDER, where MODULES holds npm's html-validate, caniemail, axe-core and puppeteer-core,
// FOLDER *.html files. axe looks at each in Chromium, 320 and 800 px wide, light and dark, and nothing of it is allowed.
// Prints what is not allowed below, and ends with 1 where there is anything. Each message is allowed for its reason, and only these.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const { HtmlValidate } = require("html-validate");
const { caniemail } = await import(pathToFileURL(join(modules, "node_modules/caniemail/dist/index.js")));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const clients = ["gmail.*", "outlook.*", "apple-mail.*", "yahoo.*", "thunderbird.*", "samsung-email.*"];

const tables = "mails are laid out by tables: Outlook knows nothing else";
const withoutIt = "where it is not known the mail loses an ornament, and nothing that is said";
const partly = "known in part (shorthands, units, negative values): what is used is among the known";
const allowed = {
  "html-validate no-inline-style": "some programs drop style sheets",
  "html-validate no-deprecated-attr": tables,
  "html-validate prefer-tbody": tables,
  "html-validate presentation-role-style": "the older name is known by more screen readers",
  "html-validate prefer-native-element": "programs drop <main> and <footer>, and keep the roles of <div>",
  "caniemail <body> element": "some make a <div> of it: the ground's color stands on the outer table too",
  "caniemail <style> element": "only dark and narrow screens need it; without it the mail is light and wide, and readable",
  "caniemail @media": "the same",
  "caniemail :root": "the same",
  "caniemail display:none": "where it is not known the preview line stands above the mail: it is among its titles",
  "caniemail opacity": "the same",
  "caniemail overflow": "the same",
  "caniemail role attribute": "where it is dropped the landmarks are, and the headings stay",
  "caniemail lang attribute": "where it is dropped a screen reader takes its own language",
  "caniemail align attribute": "where it is dropped the sheet stands left",
  "html-validate long-title": "the title is the subject",
  "caniemail border-radius": withoutIt,
  "caniemail letter-spacing": withoutIt,
  "caniemail text-decoration-thickness": withoutIt,
  "caniemail text-underline-offset": withoutIt,
  "caniemail max-width": "where it is not known the width attribute holds the sheet",
  "caniemail background": partly,
  "caniemail border": partly,
  "caniemail display": partly,
  "caniemail font-size": partly,
  "caniemail font-weight": partly,
  "caniemail height property": partly,
  "caniemail line-height": partly,
  "caniemail margin": partly,
  "caniemail padding": partly,
  "caniemail text-decoration": partly,
  "caniemail text-transform": partly,
  "caniemail width attribute": partly,
  "caniemail width property": partly,
};

const validator = new HtmlValidate({ extends: ["html-validate:recommended"], elements: ["html5"] });
const found = new Map();
const note = (what, said) => found.set(what, (found.get(what) ?? new Set()).add(said));
const files = readdirSync(folder).filter(name => name.endsWith(".html"));
for (const file of files) {
  const html = readFileSync(join(folder, file), "utf8");
  const report = await validator.validateString(html);
  for (const message of report.results.flatMap(result => result.messages)) {
    note(`html-validate ${message.ruleId}`, `${file}: ${message.message}`);
  }
  for (const byClient of Object.values(caniemail({ clients, html }).issues)) {
    for (const [client, issues] of byClient) {
      issues.forEach(issue => note(`caniemail ${issue.title}`, client));
    }
  }
}

const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const looks = [320, 800].flatMap(width => ["light", "dark"].map(scheme => ({ width, scheme })));
for (const file of files) {
  for (const { width, scheme } of looks) {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(pathToFileURL(join(folder, file)));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document));
    violations.forEach(one => note(`axe ${one.id}`, `${file} at ${width}, ${scheme}: ${one.nodes.map(node => node.target.join(" ")).slice(0, 3)}`));
    await page.close();
  }
}

await browser.close();
const bad = [...found].filter(([what]) => !(what in allowed)).sort();
bad.forEach(([what, said]) => console.log(`${what}: ${[...said].slice(0, 3).join("; ")}`));
console.log(`${files.length} HTML parts, ${found.size - bad.length} kinds of allowed messages, ${bad.length} others (axe in ${looks.length} settings)`);
process.exit(bad.length > 0 || files.length === 0 ? 1 : 0);
