import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type CallForm, NOTHING_CHOSEN } from '../../addin/state/call-form.ts';
import { formId } from '../../addin/state/forms.ts';
import type { Sidebar } from '../../addin/state/sidebar.ts';
import { useGmailWorld } from '../gmail-addon/gmail-world.ts';
import { typed } from '../gmail-addon/panel-driver.ts';
import { openPane } from './open-pane.ts';
import { EQUAL_THREADS, threadNamed } from './thread-set.ts';

const THREAD = 'number-subject';
const SAID = ['kind', 'code', 'outcome', 'reason', 'contact', 'itemIds', 'amount', 'date', 'businessDay'];

describe('a call that is corrected to another code', function () {
  this.timeout(240_000);
  const { world, case: a } = useGmailWorld({ cardLimitMs: 60_000, threads: EQUAL_THREADS.map(({ thread }) => thread) });

  const openedPane = (): Promise<Sidebar> => openPane({ world, case: a(), thread: threadNamed(THREAD) });

  it('says the same from the Outlook pane and from the Gmail cards', async () => {
    await inPane();
    const panel = await (await (await world.open(THREAD)).press('Call')).press('Call: no answer');
    await panel.press('Log: Call again', typed({ note: 'rang long' }));
    await panel.press('Correct');
    await panel.press('Other code', typed({ code: 'phone_refused' }));
    await panel.press('Log: Refused', typed({ reason: 'cash_flow' }));

    const log = await a().log();
    const [fromPane, fromCards] = [log.slice(0, log.length / 2), log.slice(log.length / 2)].map((entries) =>
      entries.map(said),
    );
    expect(fromPane?.map(({ kind, code }) => `${kind} ${code}`)).to.deep.equal([
      'activity phone_no_answer',
      'withdrawal phone_no_answer',
      'activity phone_refused',
    ]);
    expect(fromCards).to.deep.equal(fromPane);
    expect(await notes()).to.deep.equal(['rang long', 'rang long', 'rang long', 'rang long']);
  });

  async function inPane(): Promise<void> {
    const first = await openedPane();
    first.openForm('call');
    const call = () => first.work.form(formId(a().customerId, 'call')) as CallForm;
    first.work.chooseCode(call(), 'phone_no_answer');
    first.work.change(call(), { note: 'rang long' });
    await first.work.log(call(), 'call_again');

    const sidebar = await openedPane();
    const { value } = sidebar.state;
    const [entry] = value.at === 'customer' ? value.card.lastContacts : [];
    if (entry === undefined) throw new Error('The pane shows no entry.');
    await sidebar.correct(entry);
    const form = () => sidebar.work.form(`correct-${entry.id}`) as CallForm;
    sidebar.work.change(form(), NOTHING_CHOSEN);
    sidebar.work.chooseCode(form(), 'phone_refused');
    sidebar.work.change(form(), { reason: 'cash_flow' });
    await sidebar.work.log(form(), 'refused');
  }

  async function notes(): Promise<unknown[]> {
    const written = (await a().log()).filter(({ kind }) => kind === 'activity');
    const texts = written.map(({ _id }) => a().get(`/api/activities/${_id}/text`));
    return (await Promise.all(texts)).map(({ body }) => body.note);
  }
});

function said(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(SAID.map((name) => [name, entry[name] ?? null]));
}
