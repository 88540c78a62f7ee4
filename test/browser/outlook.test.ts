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
    outlook = await OutlookMailbox.open(context, demo.running(), { owner: ANA, nestedAppAuth: 'off' });
  });

  it('asks for a sign-in, and says what for', async () => {
    await outlook.text(outlook.words.signedOut.start).waitFor();
    await screenshot(outlook.page, 'outlook-sign-in');
    await expectAccessible(outlook.page);
    await outlook.signInByWindow('Ana Reyes');
    await outlook.heading(outlook.words.thread.absences.none.heading).waitFor();
  });

  it('shows the customer of the open thread, and why it thinks so', async () => {
    await outlook.openThread(/payment reminder/);
    await outlook.card();
    expect(await outlook.paneText()).to.match(/Because:.*invoice \d+ in the subject/s);
    await screenshot(outlook.page, 'outlook-card');
    await expectAccessible(outlook.page);
  });

  it('logs a call in two actions, and takes it back', async () => {
    const { codes, entry } = outlook.words;
    await outlook.action('call').click();
    await screenshot(outlook.page, 'outlook-codes');
    await outlook.button(/No answer/).click();
    await outlook.button(/Log: Call again/).click();
    await outlook.text(codes.phone_no_answer).waitFor();
    await outlook
      .button(/^Undo: .*no answer/i)
      .first()
      .click();
    await outlook.text(entry.undone).waitFor();
  });

  it('sends an approved template in the thread; the on-send handler logs it without another click', async () => {
    await outlook.replyWith('Second notice');
    await screenshot(outlook.page, 'outlook-reply');
    await outlook.send();
    await outlook.composeForm.waitFor({ state: 'detached' });
    await outlook.text(outlook.words.codes.email_second_notice).waitFor();
    await outlook.page.locator('.message', { hasText: 'Ana Reyes' }).last().waitFor();
    await screenshot(outlook.page, 'outlook-sent');
  });

  it('stops a notice at Send when a colleague took a promise meanwhile, and lets it go with a reason', async () => {
    const { templates, dispatch, codes } = outlook.words;
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
    await outlook.heading(dispatch.heading).click();
    await outlook.pane.getByLabel(templates.overrideLabel).fill('Agreed with the customer on the phone');
    await outlook.button(dispatch.giveReason).click();
    await outlook.text(dispatch.reasonKept).waitFor();
    await outlook.send();
    await outlook.composeForm.waitFor({ state: 'detached' });
    await outlook.text(codes.email_final_notice).waitFor();
  });

  it('shows the gate closed before a draft is opened', async () => {
    await outlook.action('template').click();
    await outlook.button(/^First notice/).click();
    await outlook.text(outlook.words.templates.gateClosed).waitFor();
    await screenshot(outlook.page, 'outlook-gate-closed');
    await expectAccessible(outlook.page);
    await outlook.closePanel();
  });

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
