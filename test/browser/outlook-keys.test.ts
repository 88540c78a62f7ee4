import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { OutlookMailbox } from './outlook-mailbox.ts';

const CARLA = 'carla.lind@harbourlight.example';
const MOST_TABS = 150;

describe('the Outlook sidebar by keys alone', function () {
  this.timeout(120_000);
  const demo = useDemo();
  const browser = useBrowser();
  let outlook: OutlookMailbox;

  before(async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 1000 } });
    outlook = await OutlookMailbox.open(context, demo.running(), { owner: CARLA });
  });

  /** Waits until a part of the pane has the focus: no key is pressed before. */
  async function hasFocus(part: Locator): Promise<void> {
    await outlook.pane.locator(':focus').and(part).waitFor();
  }

  async function isFocused(part: Locator): Promise<boolean> {
    return (await outlook.pane.locator(':focus').and(part).count()) > 0;
  }

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await outlook.page.keyboard.press(key);
  }

  /** Tabs until a part of the pane has the focus, as a person would who sees only where it is. */
  async function tabTo(part: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await part.waitFor();
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await isFocused(part)) return;
      await press(key);
    }
    throw new Error(`The focus does not come to ${part}.`);
  }

  /** The last deed, with its undo. */
  function justDone(): Locator {
    return outlook.pane.getByRole('region', { name: outlook.words.undo.region });
  }

  it('signs in, and comes to the actions', async () => {
    const { signIn, actions } = outlook.words;
    await outlook.page.getByRole('button', { name: 'Pin' }).focus();
    await tabTo(outlook.button(signIn.button));
    await press('Enter');
    await outlook.button(signIn.button).waitFor({ state: 'detached' });
    await outlook.openThread(/Delivery last week/);
    await outlook.card();
    await outlook.page.getByRole('button', { name: 'Pin' }).focus();
    await tabTo(outlook.button(actions.call.full));
  });

  it('sends a template with words of its own and a statement', async () => {
    const { templates } = outlook.words;
    await press('m');
    const chosen = outlook.button(/^First notice/);
    await chosen.waitFor();
    await hasFocus(outlook.pane.locator('[data-first]'));
    await tabTo(chosen);
    await press('Enter');
    const free = outlook.pane.getByLabel(templates.freePart('remark'));
    await tabTo(free);
    await press('Control+a');
    await outlook.page.keyboard.type('We spoke about this on Monday.');
    const statement = outlook.pane.getByRole('checkbox', { name: new RegExp(`^${templates.statement}`) });
    await tabTo(statement, 'Shift+Tab');
    await press('Space');
    expect(await statement.isChecked()).to.equal(true);
    await outlook.text(templates.renewing).waitFor({ state: 'detached' });
    await press('Control+Enter');
    await outlook.composeForm.waitFor();
    const written = outlook.composeForm.getByRole('textbox', { name: 'Text' });
    await written.getByText('We spoke about this on Monday.').waitFor();
    await outlook.composeForm
      .getByRole('list', { name: 'Attachments' })
      .getByText(/\.pdf$/)
      .waitFor();
    await outlook.composeForm.getByRole('button', { name: 'Send' }).focus();
    await press('Enter');
    await outlook.composeForm.waitFor({ state: 'detached' });
    await outlook.page
      .locator('.message')
      .last()
      .getByRole('link', { name: /\.pdf$/ })
      .waitFor();
  });

  it('logs a call in two keys after its letter, and the focus comes back', async () => {
    const { actions, codes } = outlook.words;
    await outlook.openThread(/Delivery last week/);
    await outlook.card();
    await outlook.page.getByRole('button', { name: 'Pin' }).focus();
    await tabTo(outlook.button(actions.call.full));
    await press('c');
    await hasFocus(outlook.pane.locator('[data-first]'));
    await press('2');
    await hasFocus(outlook.button(/Log: Awaiting a reply/));
    await press('1');
    await justDone().getByText(codes.phone_left_voicemail).waitFor();
    await hasFocus(outlook.button(actions.call.full));
  });

  it('takes it back within the ten seconds, which wait for the focus', async () => {
    const { entry } = outlook.words;
    await tabTo(justDone().getByRole('button', { name: /Undo/ }), 'Shift+Tab');
    await press('Enter');
    await outlook.text(entry.undone).waitFor();
  });

  it('takes a promise in three instalments', async () => {
    const { actions, promise, codes } = outlook.words;
    await tabTo(outlook.button(actions.call.full));
    await press('p');
    await hasFocus(outlook.pane.locator('[data-first]'));
    await tabTo(outlook.pane.locator('summary', { hasText: promise.split }));
    await press('Enter');
    await tabTo(outlook.button(promise.splitNow));
    await press('Enter');
    await outlook.pane.getByRole('group', { name: promise.part(3) }).waitFor();
    await press('Control+Enter');
    await justDone().getByText(codes.phone_promise_to_pay).waitFor();
    await outlook.text(/\(part 3 of 3\)/).waitFor();
    await hasFocus(outlook.button(actions.promise.full));
  });

  it('records a dispute', async () => {
    const { actions, disputes, codes } = outlook.words;
    await press('d');
    await hasFocus(outlook.pane.getByLabel(disputes.reason));
    await press('ArrowDown');
    await tabTo(outlook.pane.getByLabel(disputes.amount));
    await outlook.page.keyboard.type('10');
    await press('Control+Enter');
    await justDone().getByText(codes.phone_dispute_raised).waitFor();
    await hasFocus(outlook.button(actions.dispute.full));
  });

  it('puts down a task for tomorrow, and is done with it', async () => {
    const { actions, tasks, form } = outlook.words;
    await press('t');
    await hasFocus(outlook.pane.getByLabel(tasks.text));
    await outlook.page.keyboard.type('Send the delivery note');
    await tabTo(outlook.button(form.days.tomorrow));
    await press('Space');
    await press('Control+Enter');
    await hasFocus(outlook.button(actions.task.full));
    await tabTo(outlook.button(tasks.doneThis('Send the delivery note')));
    await press('Enter');
    await outlook.text(tasks.states.done('Send the delivery note')).waitFor();
  });

  it('writes a note', async () => {
    const { actions, note, codes } = outlook.words;
    await outlook.page.getByRole('button', { name: 'Pin' }).focus();
    await tabTo(outlook.button(actions.note.full));
    await press('n');
    await hasFocus(outlook.pane.getByLabel(note.text, { exact: true }));
    await outlook.page.keyboard.type('Prefers to be called in the morning');
    await press('Control+Enter');
    await justDone().getByText(codes.note).waitFor();
    await hasFocus(outlook.button(actions.note.full));
  });
});
