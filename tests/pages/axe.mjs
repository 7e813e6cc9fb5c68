// Walks through every page and state of the booking pages in a real Chromium and
// reports what axe finds by the rules of WCAG 2.2 AA, what does not fit into 320
// pixels, targets below 24 pixels, and requests to foreign hosts.
//
//   node tests/pages/axe.mjs BASE OFFICE SERVICE[,SERVICE] [EXTRA_URL...]
//
// BASE is the address of the public listener, e.g. http://localhost:8080. The
// extra addresses are opened after the walk, for instance the links of mails:
// a confirm link is confirmed, a manage link moved, cancelled and looked at.
//
//   node tests/pages/axe.mjs BASE --states STATUS=PATH... [none=OFFICE/SERVICE]
//
// looks at single pages instead: each path is asked for until it answers with
// that status, ten times at most; "none" walks to the page that offers no time.
// CHROMIUM names the browser, SHOTS a folder for pictures. Exit 1 on findings.

import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(fileURLToPath(new URL('../../assets/package.json', import.meta.url)));
const { chromium } = require('playwright-core');
const { default: AxeBuilder } = require('@axe-core/playwright');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const [base, office, services, ...extra] = process.argv.slice(2);
if (!base || !office || !services) {
  console.error('usage: node axe.mjs BASE OFFICE SERVICE[,SERVICE] [EXTRA_URL...]');
  process.exit(2);
}
const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});
const findings = [];
let pages = 0;

function note(where, what) {
  findings.push(`${where}: ${what}`);
}

async function look(page, name, scheme) {
  pages += 1;
  const where = `${name} (${scheme})`;
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  for (const violation of violations) {
    for (const node of violation.nodes) note(where, `${violation.id}: ${node.target.join(' ')}`);
  }
  const measured = await page.evaluate(() => {
    const small = [];
    const targets = 'a[href], button, select, summary, label.time, input:not([type=hidden])';
    for (const element of document.querySelectorAll(targets)) {
      const box = element.getBoundingClientRect();
      const inText = getComputedStyle(element).display === 'inline';
      const isHidden = box.width === 0 || box.right < 0;
      if (!inText && !isHidden && (box.width < 24 || box.height < 24)) small.push(element.outerHTML.slice(0, 80));
    }
    return { small, lang: document.documentElement.lang, title: document.title };
  });
  for (const element of measured.small) note(where, `target below 24 px: ${element}`);
  if (measured.lang !== 'de') note(where, 'the language of the page is not declared');
  if (!measured.title) note(where, 'the page has no title');
  if (shots) await page.screenshot({ path: `${shots}/${scheme}-${String(pages).padStart(2, '0')}-${name}.png`, fullPage: true });
  await page.setViewportSize({ width: 320, height: 800 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) note(where, `${width} px wide on a screen of 320`);
  if (shots) {
    await page.screenshot({ path: `${shots}/${scheme}-${String(pages).padStart(2, '0')}-${name}-320.png`, fullPage: true });
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.screenshot({ path: `${shots}/${scheme}-${String(pages).padStart(2, '0')}-${name}-768.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function expect(page, status, name) {
  if (page.lastStatus !== status) note(name, `status ${page.lastStatus} instead of ${status}`);
}

const next = 'main form .actions button[type=submit]';

async function open(scheme) {
  // Without JavaScript of the page's own; axe runs its script by itself.
  const context = await browser.newContext({ colorScheme: scheme, locale: 'de-DE', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) note('network', request.url());
  });
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) page.lastStatus = response.status();
  });
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) note('policy', message.text());
  });
  return { context, page };
}

async function states(scheme, wanted) {
  const { context, page } = await open(scheme);
  for (const state of wanted) {
    const [kind, path] = state.split('=');
    if (kind === 'none') {
      const [where, service] = path.split('/');
      await page.goto(`${base}/${where}`);
      await page.check(`#service-${service}`);
      await page.click(next);
      await expect(page, 200, 'nothing-free');
      if (await page.$('input[name=time]')) note('nothing-free', 'there are free times');
      await look(page, 'nothing-free', scheme);
      continue;
    }
    const status = Number(kind);
    for (let tries = 0; tries < 10; tries += 1) {
      await page.goto(`${base}${path}`);
      if (page.lastStatus === status) break;
    }
    const name = `${status}${new URL(page.url()).pathname.replaceAll('/', '-')}`;
    await expect(page, status, name);
    await look(page, name, scheme);
  }
  await context.close();
}

async function walk(scheme, walkExtra) {
  const { context, page } = await open(scheme);
  const step = async (name, status) => {
    await expect(page, status, name);
    await look(page, name, scheme);
  };

  await page.goto(`${base}/${office}`);
  await step('concerns', 200);
  await page.click(next);
  await step('concerns-error', 422);
  for (const service of services.split(',')) await page.check(`#service-${service}`);
  await page.click('details summary');
  await look(page, 'concerns-chosen', scheme);
  await page.click(next);
  await step('time', 200);
  await page.click(next);
  await step('time-error', 422);
  await page.check('input[name=time] >> nth=0');
  await page.click(next);
  await step('contact', 200);
  await page.fill('#email', 'halb');
  await page.click('button[value=next]');
  await step('contact-error', 422);
  await page.fill('#name', 'Erika Mustermann');
  await page.fill('#email', `axe-${scheme}@example.org`);
  await page.click('button[value=extend]');
  await step('contact-extended', 200);
  if ((await page.inputValue('#name')) !== 'Erika Mustermann') note('contact-extended', 'the name is lost');
  await page.click('button[value=next]');
  await step('review', 200);
  await page.goBack();
  if ((await page.inputValue('#name')) !== 'Erika Mustermann') note('contact', 'back loses the name');
  await page.goForward();
  await page.click('button[value=send]');
  await step('sent', 200);
  await page.click(next);
  await step('sent-again-too-soon', 200);
  for (const name of ['impressum', 'datenschutz', 'barrierefreiheit']) {
    await page.goto(`${base}/${office}/${name}`);
    await step(name, 200);
  }
  await page.goto(`${base}/gibt-es-nicht`);
  await step('not-found', 404);
  await page.goto(`${base}/b/abgelaufen`);
  await step('link-unknown', 410);
  await context.clearCookies();
  await page.goto(`${base}/termin`);
  await step('link-closed', 410);

  for (const link of walkExtra) {
    await page.goto(link);
    const kind = new URL(page.url()).pathname;
    await look(page, `link${kind.replaceAll('/', '-')}`, scheme);
    if (kind === '/bestaetigen' && (await page.$(next))) {
      await page.click(next);
      await step('confirmed', 200);
    }
    if (kind === '/termin' && (await page.$(next))) {
      await page.click(next);
      await step('mail-again', 200);
    }
    if (kind !== '/termin' || !(await page.$('a[href="/termin/absagen"]'))) continue;
    await page.click('a[href="/termin/verschieben"]');
    await step('move', 200);
    await page.check('input[name=time] >> nth=-1');
    await page.click(next);
    await step('move-question', 200);
    await page.click(next);
    await step('moved', 200);
    await page.click('a[href="/termin/absagen"]');
    await step('cancel-question', 200);
    await page.click(next);
    await step('cancelled', 200);
  }
  await context.close();
}

try {
  if (office === '--states') {
    await states('light', [services, ...extra]);
    await states('dark', [services, ...extra]);
  } else {
    await walk('light', extra);
    await walk('dark', []);
  }
} finally {
  await browser.close();
}
for (const finding of new Set(findings)) console.log(finding);
console.log(`${pages} pages looked at, ${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
