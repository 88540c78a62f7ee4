import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'chai';
import { after, before } from 'mocha';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
} from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SCREENSHOTS = resolve(import.meta.dirname, '../../screenshots');
/** Without these Chromium looks for its maker's hosts at every start. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium of this machine. Throws where there is none: browser tests then fail, they are not left out. */
export function chromiumBinary(): string {
  const given = process.env.CHROMIUM_BINARY;
  if (given) return given;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const found = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new Error('No Chromium found. Install the package chromium, or name a binary in CHROMIUM_BINARY.');
}

/** For a describe that drives a browser. Pages open in a context of their own and are closed with it. */
export function useBrowser(): { newContext(options?: BrowserContextOptions): Promise<BrowserContext> } {
  let browser: Browser | undefined;

  before(async function () {
    this.timeout(60_000);
    browser = await chromium.launch({ executablePath: chromiumBinary(), args: ARGUMENTS });
  });
  after(async () => {
    await browser?.close();
  });

  return {
    newContext: async (options = {}) => {
      if (browser === undefined) throw new Error('The browser is started before the first test.');
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
      context.setDefaultTimeout(20_000);
      return context;
    },
  };
}

/** Fails with the rule and the place of each accessibility violation of WCAG 2.2 A and AA. `within` narrows it to a part of the page. */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  // No script runs in a frame that shows a stranger's mail, the examiner's neither.
  const builder = new AxeBuilder({ page }).withTags(WCAG).exclude('iframe[sandbox=""]');
  const { violations } = await (within === undefined ? builder : builder.include(within)).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, 'accessibility').to.deep.equal([]);
}

/** The examiner's own script. It is a part of @axe-core/playwright, which looks at whole pages only. */
const examinerSource = (): string => {
  const playwright = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
  return readFileSync(playwright.resolve('axe-core/axe.min.js'), 'utf8');
};

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

/** The same for one frame alone, which takes a tenth of the time; `what` names the state in the failure. */
export async function expectFrameAccessible(frame: Frame, what: string): Promise<void> {
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(examinerSource());
  const violations = await frame.evaluate(async (tags) => {
    const { run } = Reflect.get(globalThis, 'axe') as { run(of: Document, options: object): Promise<unknown> };
    return ((await run(document, { runOnly: tags })) as { violations: Finding[] }).violations;
  }, WCAG);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, `accessibility, ${what}`).to.deep.equal([]);
}

/** Keeps a picture of the page in `screenshots/`, for a person to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
