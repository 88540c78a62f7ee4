import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import {
  listCashDecisions,
  listUnappliedPayments,
  type UnappliedPaymentView,
  undoCashDecision,
} from '../../shared/api/cash-application.ts';
import { ApiClient } from '../../shared/api/client.ts';
import { takeBackFeedRun, takeFeed } from '../../shared/api/feed-runs.ts';
import { readReport } from '../../shared/api/reports.ts';
import { changeSettings } from '../../shared/api/settings.ts';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { bankStatement } from './bank-statement.ts';
import { ManagerTab } from './manager-tab.ts';

const ADMIN = 'tomas.berg@harbourlight.example';

describe('the pages of cash application, its exceptions and the settings', function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();
  let tab: ManagerTab;
  let page: Page;
  let api: ApiClient;

  before(async function () {
    this.timeout(300_000);
    const { baseUrl, token } = demo.running();
    const own = await token(ADMIN);
    api = new ApiClient({ baseUrl, token: () => own });
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    tab = await ManagerTab.signIn(context, baseUrl, { as: 'Tomas Berg', path: '/cash-application' });
    page = tab.page;
  });

  // The sample company is shared: what a test that has failed left in it is undone.
  after(async () => {
    const { decisions } = await api.call(listCashDecisions, { query: {} });
    for (const { id } of decisions.filter(({ state }) => state === 'posted')) {
      const body = { reason: 'the test has ended' };
      await api.call(undoCashDecision, { params: { id }, body, idempotencyKey: crypto.randomUUID() });
    }
    const first = { buckets: 'to_90', writeOffTolerance: [], autoPost: false } as const;
    await api.call(changeSettings, { body: { ...first, writeOffTolerance: [] } });
  });

  async function payments(): Promise<readonly UnappliedPaymentView[]> {
    return (await api.call(listUnappliedPayments, { query: { limit: 200 } })).payments;
  }

  /** A payment with a proposal of one invoice, or with none. */
  async function paymentWith(proposals: 0 | 1): Promise<UnappliedPaymentView> {
    const found = (await payments()).find((payment) =>
      proposals === 0 ? payment.proposals.length === 0 : payment.proposals[0]?.items.length === 1,
    );
    if (found === undefined) throw new Error(`The sample company has payments with ${proposals} proposals.`);
    return found;
  }

  async function openNumbers(): Promise<unknown[]> {
    const { rows } = await api.call(readReport, { params: { name: 'open-items' }, query: {} });
    return rows.map(({ number }) => number);
  }

  const cardOf = ({ payment }: UnappliedPaymentView) =>
    page.getByRole('region', { name: `Payment ${payment.number}`, exact: true });
  const decisions = () => page.getByRole('region', { name: 'What was decided' });

  it('show what is proposed of each payment with its reasons; they fit and are accessible', async () => {
    const proposed = await paymentWith(1);
    const card = await cardOf(proposed).innerText();
    expect(card).to.include(`on ${proposed.proposals[0]?.items[0]?.number}`);
    for (const { sentence } of proposed.proposals[0]?.evidence ?? []) expect(card).to.include(sentence);
    await cardOf(proposed).getByText('Decide otherwise').click();
    await cardOf(proposed).getByRole('button', { name: 'Post these parts' }).waitFor();
    await tab.look('cash-application');
  });

  it('accept a proposal and undo it again by the keyboard alone, saying before what undoing does', async () => {
    const accepted = await paymentWith(1);
    const number = accepted.proposals[0]?.items[0]?.number;
    await cardOf(accepted)
      .getByRole('button', { name: /^Accept/ })
      .focus();
    await page.keyboard.press('Enter');
    await cardOf(accepted).waitFor({ state: 'detached' });
    const said = page.locator('.done');
    expect(await said.innerText()).to.include(`applied to ${number}`);
    expect(await said.evaluate((element) => element === document.activeElement)).to.equal(true);
    expect(await openNumbers()).to.not.include(number);

    const first = decisions().locator('li').first();
    await first.getByText(`applied to ${number}`).first().waitFor();
    await first.getByText('Undo this').focus();
    await page.keyboard.press('Enter');
    await first.getByText(/waits for a decision again/).waitFor();
    await tab.look('cash-undo');
    await first.getByText('Undo this').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('it was only a test');
    await page.keyboard.press('Enter');
    await page
      .locator('.done')
      .filter({ hasText: /^Undone/ })
      .waitFor();
    await cardOf(accepted).waitFor();
    await first.getByText(/Undone .* by Tomas Berg: it was only a test/).waitFor();
    expect(await openNumbers()).to.include(number);
  });

  it('split a payment over items by hand, part by part', async () => {
    const payment = await paymentWith(1);
    const card = cardOf(payment);
    await tab.open('/cash-application');
    await card.getByText('Decide otherwise').click();
    const item = payment.proposals[0]?.items[0]?.number;
    await card.getByLabel(`Paid of ${item}`).fill('1.00');
    await card.getByText(/of the payment stays unapplied/).waitFor();
    await card.getByLabel(/would stay open because of/).selectOption('bank_fee');
    await card.getByText(/Nothing is written off in/).waitFor();
    await card.getByRole('button', { name: 'Post these parts' }).click();
    await page
      .locator('.done')
      .filter({ hasText: `applied to ${item}` })
      .waitFor();
    const left = (await payments()).find(({ payment: { id } }) => id === payment.payment.id)?.payment.left.minor;
    expect(left).to.equal(payment.payment.left.minor - 100);
    const first = decisions().locator('li').first();
    await first.getByText('Undo this').click();
    await first.getByLabel('Why it is undone').fill('it was only a test');
    await first.getByRole('button', { name: 'Undo it' }).click();
    await page
      .locator('.done')
      .filter({ hasText: /^Undone/ })
      .waitFor();
  });

  it('leave a payment aside, show it when asked, and take it up again', async () => {
    const payment = await paymentWith(0);
    await tab.open('/cash-application');
    await cardOf(payment).getByText('Decide otherwise').click();
    await cardOf(payment).getByLabel('Leave it aside, because').fill('the customer is asked');
    await cardOf(payment).getByRole('button', { name: 'Leave it' }).click();
    await cardOf(payment).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Show what was left aside, too' }).click();
    await cardOf(payment)
      .getByText(/Left aside by Tomas Berg.*the customer is asked/)
      .waitFor();
    await tab.look('cash-left-aside');
    await cardOf(payment).getByRole('button', { name: 'Take it up again' }).click();
    await page
      .locator('.done')
      .filter({ hasText: /waits for a decision again/ })
      .waitFor();
    expect((await payments()).map(({ payment: { id } }) => id)).to.include(payment.payment.id);
  });

  it('say of a bank’s entry that the ERP has the same money already, so that it counts once', async () => {
    const known = (await payments()).find(({ payment: { left, amount, on } }) => {
      return left.minor === amount.minor && left.currency === 'EUR' && on === '2026-11-19';
    });
    if (known === undefined) throw new Error('The sample company has a payment of that day that is not applied.');
    const { number, amount } = known.payment;
    const text = bankStatement({
      number: 41,
      minor: amount.minor,
      bankReference: number,
      text: 'TRANSFER',
      payerName: 'Anybody',
    });
    const { id } = await api.call(takeFeed, { params: { profile: 'mt940' }, body: { fileName: 'same.sta', text } });
    try {
      await tab.open('/cash-application');
      const card = page.getByRole('region', { name: /^Payment / }).filter({ hasText: 'Anybody' });
      await card.getByText(`The ERP has it already, as payment ${number}`).waitFor();
      await card.getByRole('button', { name: /^It is the same money/ }).waitFor();
      expect(await card.innerText()).to.include('nobody knows yet whose');
      await card.getByText('Decide otherwise').click();
      await card.getByLabel('Number or name').fill(known.customer?.number ?? '');
      await card.getByRole('radio').first().check();
      await card.getByRole('button', { name: /’s money$/ }).waitFor();
      await tab.look('cash-same-money');
    } finally {
      await api.call(takeBackFeedRun, { params: { id }, body: { reason: 'the test has ended' } });
    }
  });

  it('show exceptions with as many rows of each kind as the figure over them says', async () => {
    await tab.open('/reports/exceptions?from=2026-10-01&to=2026-11-21&rows=all');
    await tab.look('exceptions');
    const figures = await page.getByRole('region', { name: 'EUR', exact: true }).locator('dt').allInnerTexts();
    expect(figures).to.not.deep.equal([]);
    const rows = await page.locator('tbody tr').allInnerTexts();
    for (const figure of figures) {
      const [, kind = '', count = ''] = /^(.*), (\d+)$/.exec(figure) ?? [];
      expect(
        rows.filter((row) => row.includes(kind) && row.includes('€')),
        kind,
      ).to.have.length(Number(count));
    }
  });

  it('change the settings: own buckets cut the ageing, and the change is kept with who made it', async () => {
    await tab.open('/');
    await page.getByRole('link', { name: 'Settings' }).click();
    await tab.ready();
    await page.getByLabel('buckets of your own').check();
    await page.getByLabel(/Last day past due of each/).fill('0, 15, x');
    await page.getByText('These are no whole numbers').waitFor();
    await page.getByLabel(/Last day past due of each/).fill('0, 15, 10');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'rise' }).waitFor();
    await page.getByLabel(/Last day past due of each/).fill('0, 15, 45');
    await page.getByText(/1-15 \| 16-45 \| 45\+/).waitFor();
    await page.getByRole('button', { name: 'Add a currency that may be written off' }).click();
    await page.getByLabel('Currency of line 1 that may be written off').fill('eur');
    await page.getByLabel(/^Amount in .* that may be written off/).fill('5.00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByText(/Written off up to: nothing → €5.00/).waitFor();
    await tab.look('settings');
    await tab.open('/reports/ageing');
    expect(await page.locator('thead').innerText()).to.match(/1-15[\s\S]*16-45[\s\S]*45\+/);
  });

  it('keep the settings from managers', async () => {
    const own = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    const manager = await ManagerTab.signIn(own, demo.running().baseUrl, { as: 'Mira Hoffmann', path: '/settings' });
    await manager.page.getByText('Only admins change them.').waitFor();
    expect(await manager.page.getByRole('button', { name: 'Save' }).count()).to.equal(0);
    expect(await manager.page.getByRole('link', { name: 'Settings' }).count()).to.equal(0);
    await own.close();
  });
});
