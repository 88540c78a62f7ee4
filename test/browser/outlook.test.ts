import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { expectAccessible, screenshot, useBrowser } from '../support/browser.ts';
import { type RunningDemo, useDemo } from '../support/demo.ts';

const ANA = 'ana.reyes@harbourlight.example';

interface Mailbox {
  readonly page: Page;
  readonly pane: FrameLocator;
}

async function openMailbox(context: BrowserContext, { demoUrl }: RunningDemo, owner: string): Promise<Mailbox> {
  const page = await context.newPage();
  await page.goto(`${demoUrl}/?as=${encodeURIComponent(owner)}`);
  await page.locator('.thread').first().waitFor();
  return { page, pane: page.frameLocator('.add-in iframe') };
}

async function signIn({ page, pane }: Mailbox, name: string): Promise<void> {
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    pane.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  await Promise.all([window.waitForEvent('close'), window.getByText(name).first().click()]);
}

async function openThread({ page }: Mailbox, subject: string): Promise<void> {
  await page.locator('.thread', { hasText: subject }).first().click();
}

describe('the Outlook sidebar in the demo mailbox', function () {
  this.timeout(120_000);
  const demo = useDemo();
  const browser = useBrowser();
  let mailbox: Mailbox;

  before(async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    mailbox = await openMailbox(context, demo.running(), ANA);
  });

  it('signs a collector in by the dialog and shows whose thread is open, and why', async () => {
    await openThread(mailbox, 'Payment of');
    await signIn(mailbox, 'Ana Reyes');
    await mailbox.pane.getByText('Net open').waitFor();
    expect(await mailbox.pane.locator('body').innerText()).to.match(/Because:.*invoice/s);
    await screenshot(mailbox.page, 'outlook-card');
    await expectAccessible(mailbox.page);
  });

  it('logs a call in two actions', async () => {
    const { pane } = mailbox;
    await pane.getByRole('button', { name: 'Log a call' }).click();
    await screenshot(mailbox.page, 'outlook-codes');
    await pane.getByRole('button', { name: /no answer/i }).click();
    await pane
      .getByText(/logged|recorded/i)
      .first()
      .waitFor();
    await screenshot(mailbox.page, 'outlook-logged');
  });
});
