import type { BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import type { NestedAppAuth } from '../../demo/web/outlook/frame-name.ts';
import { type ClientName, PROFILES } from '../../demo/web/outlook/host-profile.ts';
import { languageOf } from '../../shared/words/catalogue.ts';
import * as de from '../../shared/words/de.ts';
import * as en from '../../shared/words/en.ts';
import type { RunningDemo } from '../support/demo.ts';

export interface OutlookChoices {
  readonly owner: string;
  readonly client?: ClientName;
  /** BCP 47. */
  readonly language?: string;
  readonly nestedAppAuth?: NestedAppAuth;
}

/** A form of the pane, by its place in the words. */
export type FormName = 'call' | 'promise' | 'dispute' | 'task' | 'note' | 'template';

/** A collector's Outlook in the demo mailbox, with the pane beside it, as a person uses it. What the pane says is taken from its own catalogue. */
export class OutlookMailbox {
  readonly pane: FrameLocator;
  readonly words;

  private constructor(
    readonly page: Page,
    private readonly choices: Required<OutlookChoices>,
  ) {
    this.pane = page.frameLocator('.add-in iframe');
    const { trade, pane } = languageOf(choices.language) === 'de' ? de : en;
    this.words = { ...trade, ...pane };
  }

  /** Opens the mailbox; with nested app authentication unless the choice is another. */
  static async open(context: BrowserContext, { demoUrl }: RunningDemo, given: OutlookChoices): Promise<OutlookMailbox> {
    const choices = { client: 'web', language: 'en-GB', nestedAppAuth: 'works', ...given } as const;
    const page = await context.newPage();
    const { owner, client, language, nestedAppAuth } = choices;
    const address = new URLSearchParams({ as: owner, client, lang: language, naa: nestedAppAuth });
    await page.goto(`${demoUrl}/?${address}`);
    await page.locator('.thread').first().waitFor();
    return new OutlookMailbox(page, choices);
  }

  get isPhone(): boolean {
    return PROFILES[this.choices.client].form === 'mobile';
  }

  /** Signs in by the sign-in that Outlook has itself. */
  async signIn(): Promise<void> {
    const button = this.button(this.words.signIn.button);
    await button.click();
    await button.waitFor({ state: 'detached' });
  }

  /** Signs in through the pane's own window, by a click on the person's name. */
  async signInByWindow(name: string): Promise<void> {
    const button = this.button(this.words.signIn.button);
    const [window] = await Promise.all([this.page.waitForEvent('popup'), button.click()]);
    await Promise.all([window.waitForEvent('close'), window.getByText(name).first().click()]);
    await button.waitFor({ state: 'detached' });
  }

  /** The latest message of the thread is opened; a phone closes the pane with the message before, so that it is opened again. */
  async openThread(subject: RegExp): Promise<void> {
    await this.open(this.page.locator('.thread', { hasText: subject }).first());
  }

  async openConversation(conversation: string): Promise<void> {
    await this.open(this.page.locator(`.thread[data-conversation="${conversation}"]`));
  }

  async closeMessage(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close message' }).click();
  }

  /** Selects one more thread beside those that are. */
  async selectAlso(subject: RegExp): Promise<void> {
    await this.page
      .locator('.thread', { hasText: subject })
      .first()
      .click({ modifiers: ['Control'] });
  }

  async setTheme(theme: 'light' | 'dark'): Promise<void> {
    const dark = this.page.getByRole('button', { name: 'Dark', exact: true });
    if ((await dark.getAttribute('aria-pressed')) !== String(theme === 'dark')) await dark.click();
  }

  button(name: string | RegExp): Locator {
    return this.pane.getByRole('button', { name, exact: typeof name === 'string' });
  }

  heading(name: string | RegExp): Locator {
    return this.pane.getByRole('heading', { name, exact: typeof name === 'string' }).first();
  }

  text(text: string | RegExp): Locator {
    return this.pane.getByText(text).first();
  }

  /** Waits until a customer's card is on screen, and gives the customer's name. */
  async card(): Promise<string> {
    await this.text(this.words.card.netOpen).waitFor();
    return this.pane.locator('h1').first().innerText();
  }

  /** Waits until nothing in the pane is on its way any more. */
  async settled(): Promise<void> {
    const frame = await this.frame();
    await frame.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  }

  action(form: FormName): Locator {
    return this.button(this.words.actions[form].full);
  }

  async closePanel(): Promise<void> {
    await this.pane.locator('body').press('Escape');
  }

  /** Fills a template of that name and opens the reply with it. */
  async replyWith(template: string): Promise<void> {
    await this.action('template').click();
    await this.button(new RegExp(`^${template}`)).click();
    await this.button(/^Open reply/).click();
    await this.composeForm.waitFor();
  }

  get composeForm(): Locator {
    return this.page.getByRole('form', { name: 'Message being written' });
  }

  async send(): Promise<void> {
    await this.composeForm.getByRole('button', { name: 'Send' }).click();
  }

  async paneText(): Promise<string> {
    return this.pane.locator('body').innerText();
  }

  /** The frame itself, to run something in it. */
  async frame(): Promise<Frame> {
    const element = await this.page.locator('.add-in iframe').elementHandle();
    const frame = await element?.contentFrame();
    if (!frame) throw new Error('The pane is not open.');
    return frame;
  }

  private async open(thread: Locator): Promise<void> {
    // On a phone the pane covers the list.
    const close = this.page.getByRole('button', { name: /^Close Duethread/ });
    if (this.isPhone && (await close.count()) > 0) await close.click();
    await thread.click();
    const openPane = this.page.getByRole('button', { name: 'Duethread', exact: true });
    if (this.isPhone && (await openPane.isEnabled())) await openPane.click();
  }
}
