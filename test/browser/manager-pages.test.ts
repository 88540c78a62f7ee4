import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { before, describe, it } from 'mocha';
import type { BrowserContext, Page } from 'playwright-core';
import { expectAccessible, screenshot, useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';

const REPORTS = [
  'kpis',
  'measure-rows?measure=dso.countback',
  'excess-cash',
  'excess-episodes',
  'baseline-calibration',
  'payment-classes',
  'collectors-board',
  'touches',
  'cash-by-touch',
  'neglected-customers',
  'promises',
  'picked-easy',
  'dunned-twice',
  'contacted-after-paying',
  'reconciliation',
  'weekly-review',
  'collector-activity',
  'payment-trail',
  'untouched-payments',
  'exceptions',
  'untouched-past-due',
  'ageing',
  'open-items',
  'credit-exposure',
  'activities',
];

/** How each page is looked at; the colours of one width are those of the other. */
const LOOKS = [
  { width: 1366, colorScheme: 'light', isAudited: true },
  { width: 1366, colorScheme: 'dark', isAudited: false },
  { width: 320, colorScheme: 'light', isAudited: false },
  { width: 320, colorScheme: 'dark', isAudited: true },
] as const;

/** Every answer has come and is on the page. */
async function settled(page: Page): Promise<void> {
  await page.locator('.asked').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null);
}

/** Has every row of the report on one page, where they are not. */
async function showAllRows(page: Page): Promise<void> {
  const all = page.getByRole('link', { name: /All on one page/ });
  if ((await all.count()) === 0) return;
  await all.click();
  await page.waitForURL(/rows=all/);
  await page.waitForFunction(() => !/^1 to 50 of/.test(document.querySelector('.pager')?.textContent ?? ''));
  await settled(page);
}

/** The amounts of a column of the table, in minor units. */
async function amountsUnder(page: Page, title: string): Promise<number[]> {
  const titles = await page.locator('thead th').allInnerTexts();
  const column = titles.findIndex((text) => text.trim().startsWith(title)) + 1;
  return (await page.locator(`tbody tr td:nth-child(${column})`).allInnerTexts()).map(minorOf);
}

function minorOf(text: string): number {
  return Number(text.replace(/[^\d-]/g, ''));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

describe("the manager's pages", function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();
  let context: BrowserContext;
  let page: Page;
  const at = (path: string) => `${demo.running().baseUrl}${path}`;

  async function signIn(name: string, path = '/'): Promise<{ context: BrowserContext; page: Page }> {
    const own = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    const tab = await own.newPage();
    await tab.goto(at(path));
    await tab.getByRole('link', { name: 'Sign in' }).click();
    await tab.getByRole('link', { name: /Microsoft/ }).click();
    await tab.getByText(name).first().click();
    return { context: own, page: tab };
  }

  before(async function () {
    this.timeout(300_000);
    ({ context, page } = await signIn('Mira Hoffmann', '/reports/open-items?bucket=31-60'));
  });

  it('come back to the address that was asked for before the sign-in', async () => {
    await page.waitForURL(at('/reports/open-items?bucket=31-60'));
    await settled(page);
    expect(await page.locator('select[name="bucket"]').inputValue()).to.equal('31-60');
  });

  it('show nothing inline and nothing of others: the policy of the page refuses no part of it', async () => {
    const tab = await context.newPage();
    const said: string[] = [];
    tab.on('console', (message) => said.push(message.text()));
    await tab.goto(at('/'));
    await settled(tab);
    expect(said.filter((text) => /Content Security Policy|Refused/.test(text))).to.deep.equal([]);
    await tab.close();
  });

  for (const path of ['/', ...REPORTS.map((name) => `/reports/${name}`)]) {
    it(`${path} fits at 320 px and 1366 px, and is accessible, light and dark`, async () => {
      await page.goto(at(path));
      await settled(page);
      const name = path === '/' ? 'overview' : path.replace('/reports/', '').replace(/\?.*/, '');
      for (const { width, colorScheme, isAudited } of LOOKS) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(tooWide, `${width} px`).to.be.at.most(0);
        await screenshot(page, `manager-${name}-${width}-${colorScheme}`);
        if (isAudited) await expectAccessible(page);
      }
    });
  }

  describe('opening a figure', () => {
    before(async () => {
      await page.setViewportSize({ width: 1366, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
    });

    it('of ageing, by a bar and the keyboard alone, shows the rows that add up to it', async () => {
      await page.goto(at('/'));
      await settled(page);
      const bar = page.locator('.stacked a[aria-label^="31-60"]').first();
      const figure = minorOf((await bar.getAttribute('aria-label'))?.replace('31-60', '') ?? '');
      await bar.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/reports\/open-items\?.*bucket=31-60/);
      await settled(page);
      await showAllRows(page);
      expect(figure).to.be.above(0);
      expect(sum(await amountsUnder(page, 'Left'))).to.equal(figure);
    });

    it('of what a collector touched shows the parts of payments that add up to it', async () => {
      await page.goto(at('/reports/collector-activity'));
      await settled(page);
      const link = page.locator('tbody tr:not(.sub-row) td:last-child a').first();
      const figure = minorOf(await link.innerText());
      await link.click();
      await page.waitForURL(/\/reports\/payment-trail\?.*collector=/);
      await settled(page);
      await showAllRows(page);
      expect(sum(await amountsUnder(page, 'Amount'))).to.equal(figure);
    });

    it('of activities shows as many rows', async () => {
      await page.goto(at('/reports/collector-activity'));
      await settled(page);
      const link = page.locator('tbody tr.sub-row td:nth-child(2) a').first();
      const figure = minorOf(await link.innerText());
      await link.click();
      await page.waitForURL(/\/reports\/activities\?.*code=/);
      await settled(page);
      expect(await page.locator('.pager').innerText()).to.match(new RegExp(`of ${figure} activities`));
    });
  });

  describe('filters', () => {
    it('live in the address, survive a reload and are sorted with', async () => {
      await page.goto(at('/reports/open-items'));
      await settled(page);
      await page.getByLabel('Currency').selectOption('USD');
      await page.getByLabel('As of').fill('2026-10-31');
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await page.waitForURL(/asOf=2026-10-31.*currency=USD/);
      await settled(page);
      await page.getByRole('link', { name: 'Left' }).click();
      await page.waitForURL(/sort=left/);
      await page.reload();
      await settled(page);
      expect(await page.getByLabel('As of').inputValue()).to.equal('2026-10-31');
      expect(await page.locator('th[aria-sort="ascending"]').innerText()).to.match(/^Left/);
      const amounts = await amountsUnder(page, 'Left');
      expect(amounts).to.deep.equal([...amounts].sort((a, b) => a - b));
      expect(await page.locator('.figure-group h2').allInnerTexts()).to.deep.equal(['USD']);
    });

    it('that the API refuses are said in words, with a way out', async () => {
      await page.goto(at('/reports/payment-trail?from=2026-11-10&to=2026-11-01'));
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').innerText()).to.match(/is after the last day/);
      await screenshot(page, 'manager-refused');
      await page.getByRole('link', { name: 'Show it without filters' }).click();
      await settled(page);
    });
  });

  it('keep a report as CSV with every row of the question', async () => {
    await page.goto(at('/reports/untouched-past-due'));
    await settled(page);
    const [, rowCount = ''] = / of (\d+) items/.exec(await page.locator('.pager').innerText()) ?? [];
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).to.match(/^untouched-past-due-\d{4}-\d\d-\d\d\.csv$/);
    const rows: unknown[] = parse(await readFile(await download.path()), { columns: true, bom: true });
    expect(rows).to.have.length(Number(rowCount));
  });

  it('show a chart as its table', async () => {
    await page.goto(at('/reports/ageing'));
    await settled(page);
    await page.getByRole('button', { name: 'Show as table' }).first().click();
    expect(await page.locator('figure table tbody tr').count()).to.equal(5);
    await expectAccessible(page);
  });

  it('tell a collector who they are and where their work is, and show no figures', async () => {
    const collector = await signIn('Ana Reyes');
    await collector.page.getByText('Ana Reyes').waitFor();
    expect(await collector.page.locator('body').innerText()).to.match(/Outlook or Gmail/);
    expect(await collector.page.locator('table').count()).to.equal(0);
    await screenshot(collector.page, 'manager-not-for-collectors');
    await expectAccessible(collector.page);
    await collector.page.getByRole('button', { name: 'Sign out' }).click();
    await collector.page.waitForURL(/\/sign-in/);
    await collector.context.close();
  });

  it('say that there is nothing at an address that is none', async () => {
    await page.goto(at('/reports/no-such-report'));
    await page.getByRole('heading', { name: 'No such page' }).waitFor();
    await expectAccessible(page);
  });
});
