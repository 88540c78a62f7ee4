import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { expectAccessible, screenshot, useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';

const DEV = 'dev.patel@harbourlight.example';
const PANEL = '.gmail-panel';

describe('the Gmail add-on in the demo mailbox', function () {
  this.timeout(120_000);
  const demo = useDemo();
  const browser = useBrowser();
  let page: Page;

  const panel = () => page.locator(PANEL);
  const button = (name: string | RegExp) => panel().getByRole('button', { name }).first();
  const title = () => panel().locator('.card-header h2');
  const settled = () => page.locator(`${PANEL}[aria-busy="false"]`).waitFor();

  /** Opens threads from the top until the panel shows a customer who owes something past due. */
  const openCustomer = async () => {
    const threads = page.locator('.thread');
    for (let at = 0; at < (await threads.count()); at += 1) {
      await threads.nth(at).click();
      await settled();
      if ((await panel().getByText('Net open').count()) > 0) return;
    }
    throw new Error('No thread of this mailbox has a customer.');
  };

  before(async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 1000 } });
    page = await context.newPage();
    await page.goto(`${demo.running().demoUrl}/?as=${encodeURIComponent(DEV)}`);
    await page.locator('.thread').first().waitFor();
  });

  it('says who is signed in while no message is open', async () => {
    await panel().getByText('Dev Patel, Harbourlight Instruments').waitFor();
    await screenshot(page, 'gmail-home');
    await expectAccessible(page);
  });

  it('shows the customer of the open thread, in light and dark', async () => {
    await openCustomer();
    expect(await panel().innerText())
      .to.contain('Because')
      .and.to.contain('Past due');
    await screenshot(page, 'gmail-card');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Dark' }).click();
    await screenshot(page, 'gmail-card-dark');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Dark' }).click();
  });

  it('splits a promise into instalments, logs a call, and takes it back', async () => {
    const customer = await title().innerText();
    await button('Log a call').click();
    await button('Call: promise to pay').waitFor();
    await screenshot(page, 'gmail-codes');
    await expectAccessible(page);
    await button('Call: promise to pay').click();
    const amount = panel().getByLabel('Amount', { exact: true });
    await amount.fill('10.00');
    await button('Save').click();
    await panel().getByText('Give the day.').waitFor();
    expect(await amount.inputValue(), 'what was typed stays').to.equal('10.00');
    await screenshot(page, 'gmail-promise');
    await expectAccessible(page);
    await button('Split evenly').click();
    await panel().getByLabel('Amount, Part 3').waitFor();
    expect(await panel().getByLabel('Amount, Part 1').inputValue()).to.equal('3.34');
    await screenshot(page, 'gmail-instalments');
    await expectAccessible(page);
    await button('Back').click();
    await button('Call: no answer').click();
    await button('Log: Call again').waitFor();
    await screenshot(page, 'gmail-call');
    await expectAccessible(page);
    await button('Log: Call again').click();
    await panel().getByText('Logged: Call: no answer').first().waitFor();
    expect(await title().innerText()).to.equal(customer);
    await screenshot(page, 'gmail-logged');
    await button(/^Undo: Call/).click();
    await panel().getByText('Undone.').first().waitFor();
  });

  it('shows the other forms, and the line of time', async () => {
    for (const [press, name] of [
      ['Record a dispute', 'gmail-dispute'],
      ['Put down a task', 'gmail-task'],
      ['Whole line of time', 'gmail-timeline'],
      ['Mine today', 'gmail-mine-today'],
    ] as const) {
      await button(press).click();
      await button('Back').waitFor();
      await settled();
      await screenshot(page, name);
      await expectAccessible(page);
      await button('Back').click();
      await button('Log a call').waitFor();
    }
  });

  it('sends a template in the thread, where it appears', async () => {
    const messages = page.locator('.message');
    const before = await messages.count();
    await button('Use a template').click();
    await panel().getByText('Templates').waitFor();
    await screenshot(page, 'gmail-templates');
    await expectAccessible(page);
    await button(/^Preview: .*[Ss]tatement/).click();
    await button('Send in this thread').waitFor();
    await screenshot(page, 'gmail-preview');
    await expectAccessible(page);
    await button('Send in this thread').click();
    await panel().getByText('Sent in this thread, and logged.').first().waitFor();
    await messages.nth(before).waitFor();
    await screenshot(page, 'gmail-sent');
    await expectAccessible(page);
    expect(await panel().innerText()).to.contain('Email: statement');
  });
});
