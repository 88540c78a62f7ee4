import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { BrowserContext, Page } from 'playwright-core';
import { TestApp, useStore } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { LocalServer } from '../support/http.ts';

/** Where the server is for the browser. A page of the internet may not frame what is on this machine, so its requests are brought here. */
const BASE_URL = 'https://duethread.example';
const OUTLOOK = [
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.live.com',
  'https://outlook.cloud.microsoft',
];
const ELSEWHERE = [
  'https://evil.example',
  'https://outlook.office.com.evil.example',
  'https://mail.outlook.office.com',
  'http://outlook.office.com',
  'https://outlook.office.com:8443',
  'https://mail.google.com',
];

describe('what a browser makes of the headers', function () {
  this.timeout(180_000);
  useStore();
  const browser = useBrowser();
  const server = new LocalServer();
  const folder = mkdtempSync(join(tmpdir(), 'duethread-framed-'));
  let context: BrowserContext;

  before(async () => {
    for (const part of ['addin', 'web']) {
      mkdirSync(join(folder, part), { recursive: true });
      writeFileSync(join(folder, part, 'own.js'), "document.documentElement.dataset.own = 'ran';");
      const scripts = '<script src="own.js"></script><script>document.documentElement.dataset.inline = "ran";</script>';
      writeFileSync(join(folder, part, 'index.html'), `<!doctype html><title>${part}</title><p>${part}</p>${scripts}`);
    }
    await server.start();
    server.use(new TestApp({ environment: { BASE_URL }, app: { builtPages: folder } }).express);
    context = await browser.newContext();
    await context.route(`${BASE_URL}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const answer = await fetch(`${server.url}${pathname}${search}`);
      const body = Buffer.from(await answer.arrayBuffer());
      await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
    });
  });
  after(async () => {
    await context.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A page of an origin of others that shows one of ours in a frame. */
  async function framing(origin: string, inner: string): Promise<Page> {
    const page = await context.newPage();
    const html = `<!doctype html><iframe src="${inner}"></iframe>`;
    await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${origin}/frame`);
    await page.waitForLoadState('load');
    return page;
  }

  /** The words in the frame of a page; empty where the browser refused to show it. */
  async function framed(page: Page): Promise<string> {
    const inner = page.frames().at(-1);
    const isOurs = inner?.url().startsWith(BASE_URL) === true;
    return isOurs ? ((await inner?.locator('body').innerText()) ?? '') : '';
  }

  for (const origin of OUTLOOK) {
    it(`shows the pane in a frame of ${origin}`, async () => {
      const page = await framing(origin, `${BASE_URL}/addin/`);
      expect(await framed(page)).to.equal('addin');
      await page.close();
    });
  }

  for (const origin of ELSEWHERE) {
    it(`refuses the pane in a frame of ${origin}`, async () => {
      const page = await framing(origin, `${BASE_URL}/addin/`);
      expect(await framed(page)).to.equal('');
      await page.close();
    });
  }

  it('refuses the pane in a frame of Outlook that somebody else frames', async () => {
    const page = await context.newPage();
    const html = (inner: string) => `<!doctype html><iframe src="${inner}"></iframe>`;
    const shown = { contentType: 'text/html', body: html(`${BASE_URL}/addin/`) };
    await page.route('https://outlook.office.com/**', (route) => route.fulfill(shown));
    const outer = { contentType: 'text/html', body: html('https://outlook.office.com/frame') };
    await page.route('https://evil.example/**', (route) => route.fulfill(outer));
    await page.goto('https://evil.example/frame');
    await page.waitForLoadState('load');
    expect(page.frames()).to.have.length(3);
    expect(await framed(page)).to.equal('');
    await page.close();
  });

  for (const path of [
    '/',
    '/reports/ageing',
    '/admin/keys',
    '/account',
    '/sign-in',
    '/sign-in/link?secret=x',
    '/sign-out',
  ]) {
    it(`frames ${path} nowhere`, async () => {
      for (const origin of ['https://outlook.office.com', 'https://evil.example']) {
        const page = await framing(origin, BASE_URL + path);
        expect(await framed(page), origin).to.equal('');
        await page.close();
      }
    });
  }

  it('frames a page of ours not even in a page of ours', async () => {
    const page = await context.newPage();
    await page.route(`${BASE_URL}/outer`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><iframe src="${BASE_URL}/"></iframe>` }),
    );
    await page.goto(`${BASE_URL}/outer`);
    await page.waitForLoadState('load');
    const words = await page.frames().at(-1)?.locator('body').innerText();
    expect(words).not.to.equal('web');
    await page.close();
  });

  for (const path of ['/', '/addin/']) {
    it(`runs scripts of ours in ${path}, and none that stands in the page or is made of text`, async () => {
      const page = await context.newPage();
      await page.goto(BASE_URL + path);
      const ran = await page.evaluate(() => ({ ...document.documentElement.dataset }));
      expect(ran).to.deep.equal({ own: 'ran' });
      const added = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = "document.documentElement.dataset.added = 'ran';";
        document.body.append(script);
        const button = document.createElement('button');
        button.setAttribute('onclick', "document.documentElement.dataset.clicked = 'ran';");
        document.body.append(button);
        button.click();
        return { ...document.documentElement.dataset };
      });
      expect(added).to.deep.equal({ own: 'ran' });
      await page.close();
    });
  }
});
