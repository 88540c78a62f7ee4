import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { expectFrameAccessible, screenshot, useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { OutlookMailbox } from './outlook-mailbox.ts';

const ANA = 'ana.reyes@harbourlight.example';
const BEN = 'ben.okafor@harbourlight.example';
const CARLA = 'carla.lind@harbourlight.example';
const WINDOW = { width: 1366, height: 1000 };
/** What is left of such a window at 200 % zoom. */
const ZOOMED = { width: 683, height: 500 };

/** A state of the pane: whose mailbox, and how a person gets there from the state before. */
interface Look {
  readonly of: string;
  readonly owner: string;
  readonly go: (outlook: OutlookMailbox) => Promise<void>;
}

const LOOKS: readonly Look[] = [
  {
    of: 'no message, and what is mine today',
    owner: ANA,
    go: async (outlook) => {
      await outlook.heading(outlook.words.thread.absences.none.heading).waitFor();
      await outlook.text(outlook.words.worklist.heading).waitFor();
    },
  },
  { of: 'card', owner: ANA, go: (outlook) => cardOf(outlook, /payment reminder/) },
  {
    of: 'call, its codes',
    owner: ANA,
    go: async (outlook) => {
      await outlook.action('call').click();
      await outlook.text(outlook.words.call.codes).waitFor();
    },
  },
  {
    of: 'call, its outcomes',
    owner: ANA,
    go: async (outlook) => {
      await outlook.button(/Spoke with AP/).click();
      await outlook.text(outlook.words.call.outcomes).waitFor();
    },
  },
  {
    of: 'promise in instalments, with a field that is wrong',
    owner: ANA,
    go: async (outlook) => {
      const { promise, form } = outlook.words;
      await formOf(outlook, 'promise');
      await outlook.pane.getByText(promise.split, { exact: true }).click();
      await outlook.button(promise.splitNow).click();
      await outlook.pane.getByLabel(outlook.words.call.amount).first().fill('much');
      await outlook.button(form.save).click();
      await outlook.pane.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  { of: 'dispute', owner: ANA, go: (outlook) => formOf(outlook, 'dispute') },
  { of: 'task', owner: ANA, go: (outlook) => formOf(outlook, 'task') },
  { of: 'note', owner: ANA, go: (outlook) => formOf(outlook, 'note') },
  {
    of: 'form of another customer than the one on screen',
    owner: ANA,
    go: async (outlook) => {
      await outlook.pane.getByLabel(outlook.words.note.text, { exact: true }).fill('Half a sentence');
      await cardOf(outlook, /Remittance details/);
      await outlook.text(/Still writing for|Go on/).waitFor();
    },
  },
  {
    of: 'templates',
    owner: ANA,
    go: async (outlook) => {
      await outlook.button(new RegExp(outlook.words.writing.discard)).first().click();
      await cardOf(outlook, /payment reminder/);
      await outlook.action('template').click();
      await outlook.button(/^Second notice/).waitFor();
    },
  },
  {
    of: 'filled template',
    owner: ANA,
    go: async (outlook) => {
      await outlook.button(/^Second notice/).click();
      await outlook.text(/Nothing stands against|This should not go out/).waitFor();
    },
  },
  {
    of: 'line of time',
    owner: ANA,
    go: async (outlook) => {
      await outlook.closePanel();
      await outlook.button(outlook.words.card.timeline).click();
      await outlook.heading(/Line of time/).waitFor();
      await outlook.settled();
    },
  },
  {
    of: 'encrypted mail',
    owner: ANA,
    go: async (outlook) => {
      await outlook.openThread(/Quick question/);
      await outlook.text(outlook.words.thread.protected).waitFor();
    },
  },
  {
    of: 'meeting',
    owner: ANA,
    go: async (outlook) => {
      await outlook.openThread(/Meeting: open invoices/);
      await outlook.heading(outlook.words.thread.absences.not_a_message.heading).waitFor();
    },
  },
  {
    of: 'search without a message',
    owner: ANA,
    go: async (outlook) => {
      await outlook.button(outlook.words.thread.find).click();
      await outlook.pane.getByLabel(outlook.words.thread.searchLabel).first().fill('Ltd');
      await outlook.text(/customers found/).waitFor();
    },
  },
  {
    of: 'my figures',
    owner: ANA,
    go: async (outlook) => {
      await outlook.button(outlook.words.myFigures).click();
      await outlook.heading(/figures/i).waitFor();
    },
  },
  {
    of: 'several customers',
    owner: CARLA,
    go: async (outlook) => {
      await outlook.openConversation('conversation-t14');
      await outlook.heading(outlook.words.thread.ambiguous).waitFor();
    },
  },
  {
    of: 'colleagues alone',
    owner: CARLA,
    go: async (outlook) => {
      await outlook.openConversation('conversation-t29');
      await outlook.heading(outlook.words.thread.internal).waitFor();
    },
  },
  {
    of: 'nobody known',
    owner: BEN,
    go: async (outlook) => {
      await outlook.openConversation('conversation-t25');
      await outlook.heading(outlook.words.thread.unknown).waitFor();
    },
  },
  {
    of: 'no connection',
    owner: BEN,
    go: async (outlook) => {
      await outlook.page.context().setOffline(true);
      await outlook.openConversation('conversation-t09');
      await outlook.text(outlook.words.problem.offline).waitFor();
    },
  },
];

async function cardOf(outlook: OutlookMailbox, thread: RegExp): Promise<void> {
  await outlook.openThread(thread);
  await outlook.card();
}

async function formOf(outlook: OutlookMailbox, form: 'promise' | 'dispute' | 'task' | 'note'): Promise<void> {
  await outlook.action(form).click();
  await outlook.button(outlook.words.form.save).waitFor();
}

describe('how the Outlook sidebar looks', function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();
  const mailboxes = new Map<string, OutlookMailbox>();

  before(async () => {
    for (const owner of [ANA, BEN, CARLA]) {
      const context = await browser.newContext({ viewport: WINDOW });
      mailboxes.set(owner, await OutlookMailbox.open(context, demo.running(), { owner }));
    }
  });

  it('is accessible before the sign-in', async () => {
    for (const outlook of mailboxes.values()) {
      await outlook.button(outlook.words.signIn.button).waitFor();
      if (outlook === mailboxes.get(ANA)) await lookAll(outlook, 'sign-in');
      await outlook.signIn();
    }
  });

  for (const { of, owner, go } of LOOKS) {
    it(`is accessible: ${of}`, async () => {
      const outlook = mailboxes.get(owner);
      if (outlook === undefined) throw new Error('The mailbox is opened before the first test.');
      await go(outlook);
      await lookAll(outlook, of);
    });
  }

  /** One state in light, dark and forced colours, at 320 and 270 pixels, and at 200 % zoom. */
  async function lookAll(outlook: OutlookMailbox, of: string): Promise<void> {
    const { page } = outlook;
    for (const theme of ['light', 'dark'] as const) {
      await outlook.setTheme(theme);
      await look(outlook, `${of}, ${theme}`, 320);
      await look(outlook, `${of}, ${theme}`, 270);
    }
    // With forced colours the theme does not matter to the eye, but the examiner reads the author's colours.
    await outlook.setTheme('light');
    await page.emulateMedia({ forcedColors: 'active' });
    await look(outlook, `${of}, forced colours`, 320);
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize(ZOOMED);
    await look(outlook, `${of}, zoomed`, 320);
    await page.setViewportSize(WINDOW);
  }

  async function look(outlook: OutlookMailbox, what: string, width: number): Promise<void> {
    await outlook.page.locator('.add-in').evaluate((frame, pixels) => {
      frame.style.width = `${pixels}px`;
    }, width);
    const frame = await outlook.frame();
    await expectFrameAccessible(frame, `${what}, ${width} px`);
    const overflow = await frame.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow, `sideways scroll, ${what}, ${width} px`).to.equal(0);
    if (width === 320) await screenshot(outlook.page, `outlook-look-${what.replace(/[^a-z0-9]+/gi, '-')}`);
  }
});
