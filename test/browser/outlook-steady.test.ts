import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { DEMO_SEED, generateCompany } from '../../demo/company/generate-company.ts';
import { ApiClient } from '../../shared/api/client.ts';
import { findCustomers, readTimeline } from '../../shared/api/customers.ts';
import { addDays } from '../../shared/domain/calendar-date.ts';
import { screenshot, useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { OutlookMailbox } from './outlook-mailbox.ts';

const ANA = 'ana.reyes@harbourlight.example';
const CHANGES = 500;
/** So many quick changes lie between two notes. */
const BETWEEN_NOTES = 50;

type Seen = { readonly open: string; readonly shown: string };

/** The heading of another customer than the open thread's. A single look may fall between Outlook's change and its being drawn; a second one may not. */
function wrongAmong(seen: readonly Seen[], nameOf: Record<string, string>): readonly Seen[] {
  const names = new Set(Object.values(nameOf));
  const isWrong = ({ open, shown }: Seen) => names.has(shown) && nameOf[open] !== shown;
  return seen.filter((one, at) => {
    const before = seen[at - 1];
    return isWrong(one) && before?.open === one.open && before.shown === one.shown;
  });
}

describe('the Outlook sidebar when much happens at once', function () {
  this.timeout(240_000);
  const demo = useDemo();
  const browser = useBrowser();
  let outlook: OutlookMailbox;
  let token = '';

  before(async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 1000 } });
    outlook = await OutlookMailbox.open(context, demo.running(), { owner: ANA });
    await outlook.signIn();
    token = await demo.running().token(ANA);
  });

  it(`never shows or logs the wrong customer in ${CHANGES} quick item changes`, async () => {
    const nameOf = customerOfThread();
    const conversations = Object.keys(nameOf);
    await watch();
    const noted: string[] = [];
    for (let done = 0; done < CHANGES; done += BETWEEN_NOTES) {
      await changeQuickly(conversations, BETWEEN_NOTES, done);
      noted.push(await writeNote(nameOf[conversations[done % conversations.length] ?? ''] ?? ''));
    }
    const seen = await whatWasSeen();
    expect(new Set(seen.map(({ shown }) => shown)).size).to.be.above(conversations.length / 2);
    expect(wrongAmong(seen, nameOf)).to.deep.equal([]);
    expect(noted).to.have.length(CHANGES / BETWEEN_NOTES);
    for (const name of new Set(noted)) {
      const notes = (await loggedFor(name)).flatMap(({ note }) => (note !== null && noted.includes(note) ? note : []));
      expect(notes, name).to.deep.equal(noted.filter((one) => one === name));
    }
  });

  it('is right again when Outlook loses its events, once the pane is looked at', async () => {
    await outlook.openThread(/payment reminder/);
    const name = await outlook.card();
    const lose = outlook.page.getByRole('button', { name: 'Lose events' });
    await lose.click();
    await outlook.openThread(/Re: Invoice 105113/);
    await outlook.pane.locator('body').click({ position: { x: 1, y: 1 } });
    await outlook.pane.locator('h1', { hasNotText: name }).first().waitFor();
    await lose.click();
  });

  it('keeps three deeds while the connection is lost, says so, and saves them in their order', async () => {
    const { actions, note, form, tasks, writing } = outlook.words;
    const context = outlook.page.context();
    const name = customerOfThread()['conversation-t28'] ?? '';
    await outlook.openConversation('conversation-t28');
    await outlook.heading(name).waitFor();
    await context.setOffline(true);
    await outlook.action('call').click();
    await outlook.button(/Gatekeeper/).click();
    await outlook.button(/Log: Message taken/).click();
    await outlook.text(writing.unsaved(1)).waitFor();
    await outlook.action('note').click();
    await outlook.pane.getByLabel(note.text, { exact: true }).fill('Asked for the accounts desk');
    await outlook.button(form.save).click();
    await outlook.text(writing.unsaved(2)).waitFor();
    await outlook.button(actions.task.full).click();
    await outlook.pane.getByLabel(tasks.text).fill('Ring the accounts desk');
    await outlook.button(form.days.tomorrow).click();
    await outlook.button(form.save).click();
    await outlook.text(writing.unsaved(3)).waitFor();
    await screenshot(outlook.page, 'outlook-not-saved');
    await context.setOffline(false);
    await outlook.text(writing.unsaved(3)).waitFor({ state: 'detached' });
    await outlook.button(tasks.doneThis('Ring the accounts desk')).waitFor();
    const latest = (await loggedFor(name)).slice(0, 2);
    expect(latest.map(({ code }) => code)).to.deep.equal(['note', 'phone_gatekeeper']);
  });

  it('has kept nothing in the browser after all that', async () => {
    const frame = await outlook.frame();
    const kept = await frame.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
      document.cookie,
    ]);
    expect(kept).to.deep.equal([0, 0, 0, 0, '']);
    const cookies = await outlook.page.context().cookies(demo.running().baseUrl);
    expect(cookies).to.deep.equal([]);
  });

  /** The name of the customer by the conversation, of each thread of Ana's that has one. */
  function customerOfThread(): Record<string, string> {
    const { threads, customers } = generateCompany({ seed: DEMO_SEED, today: addDays(demo.running().lastDay, 1) });
    const own = threads.filter(({ mailboxes }) => mailboxes.some(({ owner }) => owner === ANA));
    const entries = own.map(({ conversation, expected }) => {
      const customer = customers.find(({ number }) => number === expected.customerNumber);
      return [conversation, customer?.name ?? ''];
    });
    return Object.fromEntries(entries);
  }

  /** Looks at the pane all the time, and keeps which thread was open and what heading stood in it. */
  async function watch(): Promise<void> {
    const frame = await outlook.frame();
    await frame.evaluate(() => {
      const seen: Seen[] = [];
      Reflect.set(globalThis, 'seen', seen);
      setInterval(() => {
        const open = String(Reflect.get(Office.context.mailbox.item ?? {}, 'conversationId'));
        seen.push({ open, shown: String(document.querySelector('h1')?.textContent) });
      }, 16);
    });
  }

  async function whatWasSeen(): Promise<readonly Seen[]> {
    return (await outlook.frame()).evaluate(() => Reflect.get(globalThis, 'seen') as Seen[]);
  }

  /** Opens so many threads as quickly as the page takes them, the last of them the one at that place. */
  async function changeQuickly(conversations: readonly string[], changes: number, last: number): Promise<void> {
    const order = Array.from(
      { length: changes },
      (_, at) => conversations[(last + changes - 1 - at) % conversations.length],
    );
    await outlook.page.evaluate(async (all) => {
      for (const conversation of all) {
        document.querySelector<HTMLElement>(`.thread[data-conversation="${conversation}"]`)?.click();
        // Between none and a few turns of the loop, so that changes fall into each step of the pane's work.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      }
    }, order);
  }

  /** Writes a note whose text is the customer that the pane showed, and gives that name. */
  async function writeNote(expected: string): Promise<string> {
    const { note, form, undo, codes } = outlook.words;
    await outlook.heading(expected).waitFor();
    await outlook.action('note').click();
    const heading = await outlook.heading(new RegExp(expected)).innerText();
    expect(heading).to.include(expected);
    await outlook.pane.getByLabel(note.text, { exact: true }).fill(expected);
    await outlook.button(form.save).click();
    const justDone = outlook.pane.getByRole('region', { name: undo.region });
    await justDone.getByText(`${codes.note}, ${expected}`).waitFor();
    await outlook.button(undo.close).first().click();
    return expected;
  }

  /** What the log has of a customer, latest first. */
  async function loggedFor(name: string): Promise<readonly { readonly code: string; readonly note: string | null }[]> {
    const { baseUrl } = demo.running();
    const api = new ApiClient({ baseUrl, token: () => token });
    const { customers } = await api.call(findCustomers, { query: { search: name } });
    const customer = customers.find((one) => one.name === name);
    const { entries } = await api.call(readTimeline, { params: { id: customer?.id ?? '' }, query: { limit: 200 } });
    return entries.flatMap((entry) => (entry.type === 'activity' ? entry.activity : []));
  }
});
