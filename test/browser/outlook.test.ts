import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { addDays } from '../../shared/domain/calendar-date.ts';
import { expectAccessible, screenshot, useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { OutlookMailbox } from './outlook-mailbox.ts';

const ANA = 'ana.reyes@harbourlight.example';
const BEN = 'ben.okafor@harbourlight.example';

describe('the Outlook sidebar in the demo mailbox', function () {
  this.timeout(120_000);
  const demo = useDemo();
  const browser = useBrowser();
  let outlook: OutlookMailbox;

  before(async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 1000 } });
    outlook = await OutlookMailbox.open(context, demo.running(), ANA);
  });

  it('asks for a sign-in, and says what for', async () => {
    await outlook.button('Sign in').waitFor();
    await screenshot(outlook.page, 'outlook-sign-in');
    await expectAccessible(outlook.page);
    await outlook.signIn('Ana Reyes');
    await outlook.pane.getByRole('heading', { name: 'No message is open' }).waitFor();
  });

  it('shows the customer of the open thread, and why it thinks so', async () => {
    await outlook.openThread(/payment reminder/);
    await outlook.pane.getByText('Net open').waitFor();
    expect(await outlook.paneText()).to.match(/Because:.*invoice \d+ in the subject/s);
    await screenshot(outlook.page, 'outlook-card');
    await expectAccessible(outlook.page);
  });

  it('logs a call in two actions, and takes it back', async () => {
    await outlook.button('Log a call').click();
    await screenshot(outlook.page, 'outlook-codes');
    await expectAccessible(outlook.page);
    await outlook.button(/No answer/).click();
    await outlook.button(/Log: Call again/).click();
    const entry = outlook.pane.getByText('Call: no answer').first();
    await entry.waitFor();
    await outlook
      .button(/^Undo: .*no answer/i)
      .first()
      .click();
    await outlook.pane.getByText('undone').first().waitFor();
  });

  it('logs a call by keys alone', async () => {
    await outlook.button('Log a call').focus();
    await outlook.page.keyboard.press('Enter');
    await outlook.button(/Left voicemail/).waitFor();
    await outlook.page.keyboard.press('2');
    await outlook.button(/Log: Awaiting a reply/).waitFor();
    await outlook.page.keyboard.press('1');
    await outlook.pane
      .getByText(/Logged: .*left voicemail/i)
      .first()
      .waitFor();
  });

  it('sends an approved template in the thread; the on-send handler logs it without another click', async () => {
    await outlook.replyWith('Second notice');
    await screenshot(outlook.page, 'outlook-reply');
    await outlook.send();
    await outlook.composeForm.waitFor({ state: 'detached' });
    await outlook.pane.getByText('Email: second notice').first().waitFor();
    await outlook.page.locator('.message', { hasText: 'Ana Reyes' }).last().waitFor();
    await screenshot(outlook.page, 'outlook-sent');
  });

  it('stops a notice at Send when a colleague took a promise meanwhile, and lets it go with a reason', async () => {
    await outlook.replyWith('Final notice');
    await takePromise(outlook);
    await outlook.send();
    const alert = outlook.page.getByRole('dialog');
    await alert
      .getByText(/promise/i)
      .first()
      .waitFor();
    await screenshot(outlook.page, 'outlook-stopped');
    await alert.getByRole('button', { name: 'Open Duethread' }).click();
    await outlook.pane.getByRole('heading', { name: 'Template in this message' }).click();
    const reason = outlook.pane.getByLabel(/reason for sending/i);
    await reason.fill('Agreed with the customer on the phone');
    await outlook.button('Keep this reason').click();
    await outlook.pane.getByText('Press Send again').first().waitFor();
    await outlook.send();
    await outlook.composeForm.waitFor({ state: 'detached' });
    await outlook.pane.getByText('Email: final notice').first().waitFor();
  });

  it('shows the gate closed before a draft is opened', async () => {
    await outlook.button('Use a template').click();
    await outlook.button(/^First notice/).click();
    await outlook.pane.getByText('This should not go out:').waitFor();
    await screenshot(outlook.page, 'outlook-gate-closed');
    await expectAccessible(outlook.page);
    await outlook.closePanel();
  });

  it('keeps what was typed when the connection is lost, says that it is not saved, and saves it later', async () => {
    const context = outlook.page.context();
    await outlook.button('Log a call').click();
    await outlook.button(/Gatekeeper/).click();
    await outlook.pane.getByLabel(/Note/).fill('Asked for the accounts desk');
    await context.setOffline(true);
    await outlook.button(/Log: Message taken/).click();
    await outlook.pane.getByText('Not saved yet').first().waitFor();
    await screenshot(outlook.page, 'outlook-not-saved');
    await context.setOffline(false);
    await outlook.pane.getByText('Asked for the accounts desk').first().waitFor();
  });

  it('shows the customer of the last of many quick item changes', async () => {
    const threads = outlook.page.locator('.thread');
    const count = await threads.count();
    for (let i = 0; i < 30; i += 1) await threads.nth(i % count).click();
    await outlook.openThread(/payment reminder/);
    await outlook.pane
      .getByText(/Email: final notice/)
      .first()
      .waitFor();
    await outlook.page.getByRole('button', { name: 'Close message' }).click();
    await outlook.pane.getByRole('heading', { name: 'No message is open' }).waitFor();
  });

  for (const width of [320, 270]) {
    it(`is accessible at ${width} px in the dark`, async () => {
      await setTheme('dark');
      await lookAtWidth(width, `outlook-dark-${width}`);
    });

    // With forced colours the theme does not matter to the eye, but the examiner reads the author's colours.
    it(`is accessible at ${width} px with forced colours`, async () => {
      await setTheme('light');
      await outlook.page.emulateMedia({ forcedColors: 'active' });
      await lookAtWidth(width, `outlook-forced-${width}`);
      await outlook.page.emulateMedia({ forcedColors: 'none' });
    });
  }

  async function setTheme(theme: 'light' | 'dark'): Promise<void> {
    const dark = outlook.page.getByRole('button', { name: 'Dark' });
    if ((await dark.getAttribute('aria-pressed')) !== String(theme === 'dark')) await dark.click();
  }

  async function lookAtWidth(width: number, name: string): Promise<void> {
    const { page, pane } = outlook;
    await page.locator('.add-in').evaluate((frame, pixels) => {
      frame.style.width = `${pixels}px`;
    }, width);
    await outlook.openThread(/payment reminder/);
    await pane.getByText('Net open').waitFor();
    await screenshot(page, name);
    await expectAccessible(page);
    const overflow = await pane.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow, 'sideways scroll').to.equal(0);
  }

  /** Ben takes a promise for the customer on screen, through the API. */
  async function takePromise({ page }: OutlookMailbox): Promise<void> {
    const { baseUrl, token, lastDay } = demo.running();
    const headers = { authorization: `Bearer ${await token(BEN)}`, 'content-type': 'application/json' };
    const number = /Customer (\S+)/.exec(await outlook.paneText())?.[1] ?? '';
    const found = await fetch(`${baseUrl}/api/customers?search=${number}`, { headers });
    const { customers } = (await found.json()) as { customers: { id: string }[] };
    const body = {
      customerId: customers[0]?.id,
      itemIds: [],
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_full',
      amount: { minor: 10_000, currency: 'EUR' },
      date: addDays(lastDay, 20),
      client: 'outlook',
    };
    const recorded = await fetch(`${baseUrl}/api/activities`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    expect(recorded.status, await recorded.text()).to.equal(201);
    await page.bringToFront();
  }
});
