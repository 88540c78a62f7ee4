import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import type { RunningDemo } from '../support/demo.ts';

/** A collector's Outlook in the demo mailbox, with the pane beside it, as a person uses it. */
export class OutlookMailbox {
  readonly pane: FrameLocator;

  private constructor(readonly page: Page) {
    this.pane = page.frameLocator('.add-in iframe');
  }

  static async open(context: BrowserContext, { demoUrl }: RunningDemo, owner: string): Promise<OutlookMailbox> {
    const page = await context.newPage();
    await page.goto(`${demoUrl}/?as=${encodeURIComponent(owner)}`);
    await page.locator('.thread').first().waitFor();
    return new OutlookMailbox(page);
  }

  /** Signs in through the pane's window, by a click on the person's name. */
  async signIn(name: string): Promise<void> {
    const button = this.pane.getByRole('button', { name: 'Sign in' });
    const [window] = await Promise.all([this.page.waitForEvent('popup'), button.click()]);
    await Promise.all([window.waitForEvent('close'), window.getByText(name).first().click()]);
    await button.waitFor({ state: 'detached' });
  }

  async openThread(subject: RegExp): Promise<void> {
    await this.page.locator('.thread', { hasText: subject }).first().click();
  }

  async openConversation(conversation: string): Promise<void> {
    await this.page.locator(`.thread[data-conversation="${conversation}"]`).click();
  }

  button(name: string | RegExp) {
    return this.pane.getByRole('button', { name });
  }

  async closePanel(): Promise<void> {
    await this.pane.locator('body').press('Escape');
  }

  /** Fills a template of that name and opens the reply with it. */
  async replyWith(template: string): Promise<void> {
    await this.button('Use a template').click();
    await this.button(new RegExp(`^${template}`)).click();
    await this.button('Open reply').click();
    await this.composeForm.waitFor();
  }

  get composeForm() {
    return this.page.getByRole('form', { name: 'Message being written' });
  }

  async send(): Promise<void> {
    await this.composeForm.getByRole('button', { name: 'Send' }).click();
  }

  async paneText(): Promise<string> {
    return this.pane.locator('body').innerText();
  }
}
