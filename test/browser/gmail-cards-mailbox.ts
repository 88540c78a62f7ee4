import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'chai';
import express from 'express';
import { after, before } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import type { DemoUser } from '../../demo/company/people.ts';
import { DraftWindow } from '../../demo/google/draft-window.ts';
import { hostApi } from '../../demo/google/host-api.ts';
import { mailApi } from '../../demo/mail/mail-api.ts';
import { ANA, type GmailWorld } from '../gmail-addon/gmail-world.ts';
import { useBrowser } from '../support/browser.ts';
import { LocalServer } from '../support/http.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Tall enough for the longest card, so that a picture shows all of it. */
const TALL = { width: 1366, height: 3_000 };

/** The mailbox page over a small world of a test's own: the real add-on draws the cards, the real page shows them. */
export class CardsMailbox {
  constructor(readonly page: Page) {}

  get panel(): Locator {
    return this.page.locator('.columns > .gmail-panel');
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name, exact: typeof name === 'string' }).first();
  }

  /** Presses, and waits for the answer. */
  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.locator('.columns > .gmail-panel[aria-busy="false"]').waitFor();
  }

  async open(thread: string): Promise<void> {
    await this.page.locator(`.thread[data-conversation="conversation-${thread}"]`).click();
    await this.settled();
  }

  /** Keeps a picture of the panel alone in `screenshots/cards/`. Fails where something stands out of the panel, or its words are cut without a sign. */
  async picture(name: string): Promise<void> {
    expect(await this.panel.evaluate(whatStandsOut), name).to.deep.equal([]);
    const folder = resolve(ROOT, 'screenshots/cards');
    mkdirSync(folder, { recursive: true });
    const clip = await this.panel.evaluate(whereItIs);
    await this.page.screenshot({ path: resolve(folder, `${name}.png`), clip, fullPage: true });
  }
}

/** Runs in the page: the panel as far down as there is something in it. */
function whereItIs(panel: Element): { x: number; y: number; width: number; height: number } {
  const { x, y, width } = panel.getBoundingClientRect();
  const bottom = panel.lastElementChild?.getBoundingClientRect().bottom ?? y;
  return { x, y, width, height: bottom - y };
}

/** Runs in the page: what reaches beyond the panel's edge, or is wider inside than it is shown. */
function whatStandsOut(panel: Element): string[] {
  const { right } = panel.getBoundingClientRect();
  const beyond = [...panel.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > right + 1);
  const cut = [panel, ...panel.querySelectorAll('button, legend, h2, h3, li, p')].filter(
    (one) => one.scrollWidth > one.clientWidth + 1,
  );
  return [...beyond, ...cut].map((one) => `${one.tagName} ${one.textContent?.slice(0, 60)}`);
}

/** For a describe that looks at cards: a page for each mailbox that is opened. */
export function useCardsMailbox(world: GmailWorld): { open(email?: string): Promise<CardsMailbox> } {
  const pages = new LocalServer();
  const browser = useBrowser();
  before(() => pages.start());
  after(() => pages.stop());
  return {
    open: async (email = ANA.email) => {
      pages.use(mailboxPages(world));
      const context = await browser.newContext({ viewport: TALL });
      const page = await context.newPage();
      await page.goto(`${pages.url}/?as=${encodeURIComponent(email)}`);
      const mailbox = new CardsMailbox(page);
      await mailbox.settled();
      return mailbox;
    },
  };
}

function mailboxPages(world: GmailWorld): express.Express {
  const { store, postOffice, drafts, app, host } = world.parts;
  const people = ['ana', 'ben', 'zoe'].map(
    (name): DemoUser => ({ email: `${name}@brightwater.example`, name, role: 'collector', mailClient: 'gmail' }),
  );
  const pages = express();
  pages.use('/demo/api', mailApi({ store, postOffice, people }));
  pages.use('/demo/api/google', hostApi(host, new DraftWindow({ drafts, store, postOffice, clock: app.clock })));
  pages.use(express.static(resolve(ROOT, 'dist/demo')));
  return pages;
}
