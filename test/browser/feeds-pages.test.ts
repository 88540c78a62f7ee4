import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { ApiClient } from '../../shared/api/client.ts';
import { listFeedRuns, takeBackFeedRun } from '../../shared/api/feed-runs.ts';
import { readReport } from '../../shared/api/reports.ts';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { bankStatement } from './bank-statement.ts';
import { ManagerTab } from './manager-tab.ts';

const ADMIN = 'tomas.berg@harbourlight.example';

interface OpenInvoice {
  readonly number: string;
  readonly kind: string;
  readonly left: { readonly minor: number; readonly currency: string };
  readonly customer: { readonly number: string; readonly name: string };
  readonly disputeStatus: string;
}

describe('the pages of feeds', function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();
  let tab: ManagerTab;
  let page: Page;
  let api: ApiClient;
  let firstRuns: ReadonlySet<string>;

  before(async function () {
    this.timeout(300_000);
    const { baseUrl, token } = demo.running();
    const own = await token(ADMIN);
    api = new ApiClient({ baseUrl, token: () => own });
    firstRuns = new Set((await runs()).map(({ id }) => id));
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    tab = await ManagerTab.signIn(context, baseUrl, { as: 'Tomas Berg', path: '/feeds' });
    page = tab.page;
  });

  // The sample company is shared: what a test that has failed left in the ledger is taken back.
  after(takeBackTheLast);

  async function runs() {
    return (await api.call(listFeedRuns, { query: { limit: 200 } })).runs;
  }

  async function takeBackTheLast(): Promise<void> {
    const last = (await runs()).find(({ id, canBeTakenBack }) => canBeTakenBack && !firstRuns.has(id));
    if (last?.kind !== 'feed') return;
    await api.call(takeBackFeedRun, { params: { id: last.id }, body: { reason: 'the test has ended' } });
  }

  async function feed(profile: string, name: string, text: string): Promise<void> {
    await tab.open('/feeds');
    await page.getByLabel('What the file is').selectOption(profile);
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
    await page.getByLabel('File, up to').setInputFiles(file);
    await page.getByRole('button', { name: 'Feed the file' }).click();
    await page.waitForURL(/\/feeds\/[\w-]+$/);
    await tab.ready();
  }

  async function openInvoice(): Promise<OpenInvoice> {
    const query = { currency: 'EUR' as never };
    const { rows } = await api.call(readReport, { params: { name: 'open-items' }, query });
    const first = (rows as unknown as readonly OpenInvoice[]).find(
      ({ kind, disputeStatus }) => kind === 'invoice' && disputeStatus === 'none',
    );
    if (first === undefined) throw new Error('The sample company has open invoices.');
    return first;
  }

  it('show how each feed stands: how far it is behind, its rows and totals; they fit and are accessible', async () => {
    const status = await page.getByRole('region', { name: 'How each feed stands' }).first().innerText();
    expect(status).to.match(/invoices[\s\S]*payments/);
    expect(status).to.match(/payment €[\d,.]+/);
    expect(status).to.match(/\d+ (hour|day)s?/);
    await tab.look('feeds');
  });

  it('show the columns of a profile where it is chosen, and mark what was never tried', async () => {
    await page.getByLabel('What the file is').selectOption('xero-csv');
    const form = page.getByRole('form', { name: 'Feed a file' });
    await form.getByText('Untried:').waitFor();
    await form.locator('summary').click();
    const columns = form.getByRole('table', { name: 'Columns of xero-csv' });
    expect(await columns.locator('tbody tr').count()).to.be.above(5);
    await tab.look('feeds-columns');
    await page.getByLabel('What the file is').selectOption('camt');
    expect(await form.getByText('Untried:').count()).to.equal(0);
  });

  it('show a wrong row with its reason and the row of the file beside it; the rest is taken when asked for', async () => {
    const { customer } = await openInvoice();
    const head = 'type,on,payment,customer,amount,currency';
    const right = `payment,2026-11-19,PAGE-1,${customer.number},12.50,EUR`;
    const wrong = `payment,2026-11-19,PAGE-2,${customer.number},twelve,EUR`;
    await feed('payments', 'from-the-page.csv', `${head}\n${right}\n${wrong}\n`);
    const main = page.locator('main');
    await main.getByText('refused', { exact: true }).waitFor();
    const problems = await page.getByRole('region', { name: 'What is wrong' }).first().innerText();
    expect(problems).to.include('twelve').and.include(wrong);
    await page.getByText('The rows of the file').first().click();
    await page.getByRole('table', { name: 'The rows of the file' }).getByText(right).waitFor();
    await tab.look('feed-refused');
    await page.getByLabel('Leave wrong rows out').check();
    await page.getByRole('button', { name: 'Feed it again' }).click();
    await main.getByText('taken', { exact: true }).waitFor();
    await tab.ready();
    expect(await main.innerText()).to.match(/1 new/);
  });

  it('take the last run back by the keyboard alone, with a reason, as a run of its own', async () => {
    await tab.open('/feeds');
    await page.getByRole('link', { name: 'from-the-page.csv' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Take this run back').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('it was only a test');
    await page.keyboard.press('Enter');
    await page.getByText(/This run was taken back by run \d+/).waitFor();
    await tab.look('feed-taken-back');
    const [last] = await runs();
    expect(last).to.include({ kind: 'take_back', state: 'committed' });
    await tab.open('/feeds');
    await page.getByRole('link', { name: 'run taken back' }).first().click();
    await page.getByText(/it was only a test/).waitFor();
  });

  it('hold a statement that does not add up until an admin lets it pass; its money is proposed to the invoice it names', async () => {
    const invoice = await openInvoice();
    const paid = { number: 42, minor: invoice.left.minor, bankReference: 'PAGE-77', text: `Invoice ${invoice.number}` };
    await feed('mt940', 'statement.sta', bankStatement({ ...paid, payerName: invoice.customer.name }, 1_000));
    await page.locator('main').getByText('waits for a person', { exact: true }).waitFor();
    await tab.look('feed-held');
    await page.getByRole('button', { name: /I have looked at it/ }).click();
    await page.locator('main').getByText('taken', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'What a person let pass' }).waitFor();
    await tab.open('/cash-application');
    const card = page.getByRole('region', { name: /^Payment / }).filter({ hasText: `Invoice ${invoice.number}` });
    await card.waitFor();
    expect(await card.innerText()).to.include(invoice.customer.name);
    expect(await card.locator('.proposal').first().innerText()).to.include(`on ${invoice.number}`);
    await takeBackTheLast();
    await tab.open('/cash-application');
    expect(await card.count()).to.equal(0);
  });

  it('keep an admin’s acts from managers', async () => {
    const own = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    const manager = await ManagerTab.signIn(own, demo.running().baseUrl, { as: 'Mira Hoffmann', path: '/feeds' });
    await manager.page.getByRole('heading', { name: 'How each feed stands' }).waitFor();
    expect(await manager.page.getByRole('button', { name: 'Feed the file' }).count()).to.equal(0);
    await manager.page.getByRole('link', { name: 'statement.sta' }).first().click();
    await manager.ready();
    expect(await manager.page.locator('main').getByRole('button').count()).to.equal(0);
    await own.close();
  });
});
