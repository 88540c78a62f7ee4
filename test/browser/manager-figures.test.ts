import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { BrowserContext, Page } from 'playwright-core';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { ManagerTab } from './manager-tab.ts';

/** The amounts of a column, in minor units by currency as the page writes it; cells of other words count as nothing. */
async function sumsUnder(page: Page, title: string): Promise<Map<string, number>> {
  const titles = await page.locator('.scroll thead th').allInnerTexts();
  const column = titles.findIndex((text) => text.trim().startsWith(title)) + 1;
  expect(column, title).to.be.above(0);
  const sums = new Map<string, number>();
  for (const text of await page.locator(`.scroll tbody tr td:nth-child(${column})`).allInnerTexts()) {
    for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
      const currency = line.replace(/[\d.,\s-]/g, '');
      sums.set(currency, (sums.get(currency) ?? 0) + Number(line.replace(/[^\d-]/g, '')));
    }
  }
  return sums;
}

function inMinor(text: string): [currency: string, minor: number] {
  return [text.replace(/[\d.,\s-]/g, ''), Number(text.replace(/[^\d-]/g, ''))];
}

describe("the manager's figures", function () {
  this.timeout(240_000);
  const demo = useDemo();
  const browser = useBrowser();
  let context: BrowserContext;
  let tab: ManagerTab;
  let page: Page;

  before(async function () {
    this.timeout(400_000);
    context = await browser.newContext({ viewport: { width: 1366, height: 900 }, acceptDownloads: true });
    tab = await ManagerTab.signIn(context, demo.running().baseUrl, { as: 'Mira Hoffmann', path: '/' });
    page = tab.page;
  });

  it('are tiles with their unit, an earlier figure, how they are made, and open down to rows that add up to their inputs', async () => {
    const tile = page.locator('.tile', { has: page.getByRole('heading', { name: /^Receivables past due/ }) }).first();
    const [currency, figure] = inMinor(await tile.locator('.tile-value').innerText());
    expect(figure).to.be.above(0);
    await tile.getByText(/than .*: (better|worse)|as much as before/).waitFor();
    await tile.locator('summary').click();
    expect(await tile.locator('details').innerText()).to.match(/Variant/);
    await tile.getByRole('link', { name: /Rows behind/ }).click();
    await page.waitForURL(/measure-rows\?.*measure=receivables\.past_due/);
    await tab.showAllRows();
    expect((await sumsUnder(page, 'Past due')).get(currency)).to.equal(figure);
  });

  it('of the board open down to promises and cash that add up to them', async () => {
    await tab.open('/reports/collectors-board');
    const row = page.locator('.scroll tbody tr', { hasText: 'Ben Okafor' });
    const [currency, figure] = inMinor(await row.locator('td:nth-child(12) a').first().innerText());
    await row.locator('td:nth-child(12) a').first().click();
    await page.waitForURL(/cash-by-touch\?.*collector=/);
    await tab.showAllRows();
    expect((await sumsUnder(page, 'Amount')).get(currency)).to.equal(figure);
  });

  it('by class add up to the cash of the period, and a part opens down to its payments', async () => {
    await tab.open('/reports/payment-classes');
    const cash = await page.locator('.figure-group', { hasText: 'EUR' }).locator('dd').first().innerText();
    expect((await sumsUnder(page, 'Amount')).get('€')).to.equal(inMinor(cash)[1]);
    const bar = page.locator('.stacked a[aria-label^="Nobody touched it: €"]').first();
    const [, figure] = inMinor((await bar.getAttribute('aria-label'))?.replace(/.*: /, '') ?? '');
    await bar.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/payment-trail\?.*paymentClass=untouched/);
    await tab.showAllRows();
    expect((await sumsUnder(page, 'Amount')).get('€')).to.equal(figure);
  });

  it('are kept as a workbook', async () => {
    await tab.open('/reports/collectors-board');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as XLSX' }).click(),
    ]);
    expect(download.suggestedFilename()).to.match(/^collectors-board-\d{4}-\d\d-\d\d\.xlsx$/);
    const file = await readFile(await download.path());
    expect(file.subarray(0, 2).toString()).to.equal('PK');
  });

  it('say on paper whose they are, how narrowed and when printed, without the menu', async () => {
    await tab.open('/reports/promises?promiseState=broken');
    expect(await page.locator('.print-head').isVisible()).to.equal(false);
    await page.emulateMedia({ media: 'print' });
    const head = await page.locator('.print-head').innerText();
    expect(head).to.match(/Harbourlight/);
    expect(head).to.include('Promise state: broken');
    expect(head).to.match(/Printed at \d/);
    expect(await page.locator('.menu').isVisible()).to.equal(false);
    expect(await page.locator('.filters').first().isVisible()).to.equal(false);
    await page.emulateMedia({ media: 'screen' });
  });

  it('are compared with those of a year before, beside them', async () => {
    await tab.open('/reports/payment-classes');
    await page.getByLabel('Compared with').selectOption('year_before');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/compare=year_before/);
    await tab.ready();
    const compared = page.getByRole('region', { name: 'Compared' });
    expect(await compared.locator('tbody tr').count()).to.be.above(1);
  });
});

describe("the manager's own pages", function () {
  this.timeout(240_000);
  const demo = useDemo();
  const browser = useBrowser();
  let tab: ManagerTab;
  let page: Page;

  before(async function () {
    this.timeout(400_000);
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    tab = await ManagerTab.signIn(context, demo.running().baseUrl, { as: 'Mira Hoffmann', path: '/teams' });
    page = tab.page;
  });

  it('make a team, set it a goal and show how it stands', async () => {
    await page.getByLabel('Name').fill('North');
    await page.getByRole('checkbox', { name: /Ana Reyes/ }).check();
    await page.getByRole('checkbox', { name: /Ben Okafor/ }).check();
    await page.getByRole('button', { name: 'Make the team' }).click();
    await page.getByRole('cell', { name: 'Ana Reyes, Ben Okafor' }).waitFor();
    await tab.look('manager-teams');
    await tab.open('/goals');
    await page.getByRole('combobox', { name: 'For' }).selectOption({ label: 'North' });
    await page.getByRole('combobox', { name: 'Measure' }).selectOption('activities.human');
    await page.getByLabel(/^Target/).fill('100000');
    const { lastDay } = demo.running();
    await page.getByLabel('From', { exact: true }).fill(`${lastDay.slice(0, 7)}-01`);
    await page.getByLabel('To', { exact: true }).fill(`${lastDay.slice(0, 4)}-12-31`);
    await page.getByRole('button', { name: 'Set the goal' }).click();
    await page.getByText('The goal is set.').waitFor();
    const row = page.locator('tbody tr', { hasText: 'North' });
    await row.waitFor();
    expect(await row.locator('.progress').getAttribute('aria-label')).to.match(
      /^[\d,]+ of 100,000, .* would be on the way: behind$/,
    );
    await tab.look('manager-goals');
  });

  it('go through the week with what there is to talk about, and keep the note of a talk', async () => {
    await tab.open('/weekly-review');
    const form = page.locator('.note-form').first();
    const name = await form.getAttribute('aria-label');
    await form.getByRole('textbox').fill('We look at the broken promises every Monday.');
    await form.getByRole('button', { name: 'Keep the note' }).click();
    const note = page.locator('.notes > li').first();
    await note.waitFor();
    expect(name).to.include(((await note.locator('h3').first().innerText()).split(',')[0] ?? '?').trim());
    await note.locator('summary').click();
    expect(await note.locator('.review-line').count()).to.be.above(0);
    await tab.look('manager-weekly-review-page');
  });

  it('save a view with its filters, which stands in the menu from then on', async () => {
    await tab.open('/reports/open-items?bucket=90%2B&currency=EUR');
    await page.getByText('Save this view').click();
    await page.getByLabel('Name').fill('Old euros');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved; it stands in the menu.').waitFor();
    await tab.open('/goals');
    await page.getByRole('link', { name: 'Old euros' }).click();
    await page.waitForURL(/bucket=90%2B&currency=EUR/);
    await tab.ready();
    expect(await page.locator('select[name="bucket"]').inputValue()).to.equal('90+');
    await tab.open('/saved-views');
    await tab.look('manager-saved-views');
    await page.getByRole('button', { name: 'Remove the view Old euros' }).click();
    await page.getByText('Nothing is saved yet').waitFor();
  });

  it('choose the digest and show it as it would leave now, refused by no policy', async () => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await tab.open('/digest');
    await page.getByRole('radio', { name: 'weekly' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByText(/You get it weekly\./).waitFor();
    await page.getByRole('button', { name: 'Show it as it would leave now' }).click();
    await page.frameLocator('iframe.preview').locator('body').waitFor();
    expect(await page.frameLocator('iframe.preview').locator('body').innerText()).to.match(/Harbourlight/);
    expect(said.filter((text) => /Content Security Policy|Refused/.test(text))).to.deep.equal([]);
    await tab.look('manager-digest');
  });

  it('have a menu that opens by the keyboard where there is little room', async () => {
    await tab.open('/goals');
    await page.setViewportSize({ width: 320, height: 900 });
    const link = page.getByRole('link', { name: 'Collectors’ board' });
    expect(await link.isVisible()).to.equal(false);
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    await link.waitFor();
    await tab.look('manager-menu');
    await page.setViewportSize({ width: 320, height: 900 });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/collectors-board/);
    await link.waitFor({ state: 'hidden' });
  });
});
