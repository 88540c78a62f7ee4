import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { readActivityText, withdrawActivity } from '../../../shared/api/activities.ts';
import { readCustomerCard, readTimeline, type TimelineEntry } from '../../../shared/api/customers.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aCard, anActivity, eur } from '../support/a-card.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';

const MAIL = anActivity({ id: 'a1', code: 'email_first_notice', outcome: null, delivery: 'confirmed' });
const CALL = anActivity({ id: 'a2', itemNumbers: ['104233'] });
const FIRST: TimelineEntry[] = [
  { type: 'activity', on: calendarDate('2026-11-20'), at: CALL.occurredAt, activity: CALL },
  { type: 'activity', on: calendarDate('2026-11-20'), at: MAIL.occurredAt, activity: MAIL },
  {
    type: 'payment',
    kind: 'payment',
    on: calendarDate('2026-11-02'),
    number: 'P-77',
    amount: eur(75_000),
    applied: eur(70_000),
    itemNumbers: ['104100', '104101'],
  },
];
const SECOND: TimelineEntry[] = [
  {
    type: 'payment',
    kind: 'credit_memo',
    on: calendarDate('2026-10-12'),
    number: 'C-5',
    amount: eur(1_000),
    applied: eur(0),
    itemNumbers: [],
  },
  {
    type: 'invoice',
    kind: 'invoice',
    on: calendarDate('2025-09-10'),
    number: '104233',
    amount: eur(120_000),
    dueOn: calendarDate('2025-10-10'),
  },
];

/** A line of time in two pages. */
function answering({ api }: DrawnPane): void {
  api.on(readTimeline, ({ query }) => ({
    customer: aCard().customer,
    entries: query.before === undefined ? FIRST : SECOND,
    nextBefore: query.before === undefined ? calendarDate('2026-11-02') : null,
  }));
}

async function opened(): Promise<DrawnPane> {
  const pane = await drawnPane();
  answering(pane);
  fireEvent.click(button(pane, 'Whole line of time'));
  await pane.findByText('Payment P-77');
  return pane;
}

describe('TimelineView', () => {
  useDom();

  it('shows money and contact in one line, a page at a time', async () => {
    const pane = await opened();
    expect(document.activeElement?.textContent).to.equal('Line of time of Contoso c1');
    expect(pane.getAllByText('20 Nov, 10:30', { exact: false })).to.have.length(2);
    pane.getByText('2 Nov, €700.00 applied to 104100, 104101');
    fireEvent.click(button(pane, 'Earlier'));
    await pane.findByText('Credit memo C-5');
    pane.getByText('12 Oct, not applied yet');
    pane.getByText('10 Sept 2025, due 10 Oct 2025');
    pane.getByText('This is the beginning.');
    expect(pane.api.of(readTimeline).map(({ query }) => query.before)).to.deep.equal([undefined, '2026-11-02']);
    expect(pane.getAllByText('Payment P-77')).to.have.length(1);
  });

  it('shows what a message said when somebody wants to know', async () => {
    const pane = await opened();
    expect(pane.api.of(readActivityText)).to.deep.equal([]);
    pane.api.on(readActivityText, () => ({
      note: null,
      message: {
        subject: 'Open invoices',
        recipients: ['ana@contoso.example'],
        text: 'Dear Ana',
        rewritten: [{ name: 'greeting', original: 'Dear Sirs', written: 'Dear Ana' }],
        files: [{ fileName: 'Statement.pdf', size: 26_000, sha256: '0'.repeat(64) }],
      },
    }));
    const said = button(pane, 'What was said: Email: first notice, 20 Nov, 10:30');
    fireEvent.click(said);
    await pane.findByText('Dear Ana');
    pane.getByText('To ana@contoso.example');
    pane.getByText('Written anew; the approved words were: Dear Sirs');
    pane.getByText('With it: Statement.pdf, 26 kB');
    expect(pane.api.of(readActivityText)[0]?.path).to.equal('/api/activities/a1/text');
    fireEvent.click(said);
    await eventually(() => pane.queryByText('Dear Ana') === null);
  });

  it('says where nothing is kept of it, or it may not be read', async () => {
    const pane = await opened();
    const said = button(pane, /^What was said/);
    pane.api.on(readActivityText, () => ({ note: null, message: null }));
    fireEvent.click(said);
    await pane.findByText('Nothing is kept of what was said.');
    fireEvent.click(said);
    pane.api.on(readActivityText, () => {
      throw new Refusal('not_allowed');
    });
    fireEvent.click(said);
    await pane.findByText('Your role does not allow this.');
  });

  it('shows what is undone or logged beside it', async () => {
    const pane = await opened();
    const line = () => pane.getByText('Call: no answer').parentElement;
    expect(line()?.tagName).to.equal('LI');
    pane.api.on(withdrawActivity, () => ({ ...CALL, withdrawn: true }));
    pane.api.on(readCustomerCard, () =>
      aCard('c1', { lastContacts: [anActivity({ id: 'a9', code: 'phone_refused' })] }),
    );
    fireEvent.click(button(pane, /^Undo.*no answer/));
    await eventually(() => line()?.tagName === 'S');
    await pane.findByText('Call: refused');
    pane.getByText('Payment P-77');
  });

  it('goes back to the card, and the focus with it', async () => {
    const pane = await opened();
    fireEvent.keyDown(pane.getByRole('heading', { level: 2 }), { key: 'Escape' });
    await eventually(() => document.activeElement?.textContent === 'Whole line of time');
    expect(pane.queryByText('Payment P-77')).to.equal(null);
    fireEvent.click(button(pane, 'Whole line of time'));
    fireEvent.click(await pane.findByRole('button', { name: 'Back to the card' }));
    await eventually(() => document.activeElement?.textContent === 'Whole line of time');
  });

  it('keeps what it has where the next page does not come, and asks for that page again', async () => {
    const pane = await opened();
    pane.api.isAway = true;
    fireEvent.click(button(pane, 'Earlier'));
    await pane.findByText('No connection');
    pane.getByText('Payment P-77');
    pane.api.isAway = false;
    fireEvent.click(button(pane, 'Try again'));
    await pane.findByText('Credit memo C-5');
    expect(pane.getAllByText('Payment P-77')).to.have.length(1);
  });
});
