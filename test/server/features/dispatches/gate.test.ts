import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ContactLine, PromiseLine } from '../../../../server/features/activities/contact-summary-service.ts';
import type { OwedItem } from '../../../../server/features/dispatches/debtor.ts';
import { type GateFacts, gateVerdict } from '../../../../server/features/dispatches/gate.ts';
import { reasonsForAlert } from '../../../../server/features/dispatches/gate-closed.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { TEMPLATE_STAGES } from '../../../../shared/domain/dunning.ts';
import type { ActivityId, CustomerId, ItemId, UserId } from '../../../../shared/domain/ids.ts';
import { money } from '../../../../shared/domain/money.ts';

const TODAY = calendarDate('2026-11-20');
const usd = (minor: number) => money(minor, currencyCode('USD'));
const eur = (minor: number) => money(minor, currencyCode('EUR'));

function anItem(number: string, changes: Partial<OwedItem> = {}): OwedItem {
  const issuedOn = calendarDate('2026-09-01');
  const dueOn = calendarDate('2026-10-01');
  return {
    id: number as ItemId,
    kind: 'invoice',
    number,
    issuedOn,
    dueOn,
    left: eur(10_000),
    disputeStatus: 'none',
    ...changes,
  };
}

const claim = { activityId: 'a1' as ActivityId, seq: 1, by: 'Ben', recordedAt: new Date('2026-11-10T09:00:00.000Z') };

function aPromise(itemIds: readonly string[], promisedFor = '2026-11-20'): PromiseLine {
  const activityId = `promise for ${itemIds.join()}` as ActivityId;
  return {
    ...claim,
    activityId,
    itemIds: itemIds as ItemId[],
    amount: eur(10_000),
    promisedFor: calendarDate(promisedFor),
  };
}

type Changes = Partial<Omit<GateFacts, 'debtor' | 'summary'>> & {
  readonly debtor?: Partial<GateFacts['debtor']>;
  readonly summary?: Partial<GateFacts['summary']>;
  readonly doNotContact?: boolean;
};

function facts({ debtor, summary, doNotContact = false, ...rest }: Changes = {}): GateFacts {
  const id = 'kestrel' as CustomerId;
  const customer = { id, number: '1', name: 'Kestrel', language: 'en', doNotContact, contacts: [] };
  return {
    stage: 'first_notice',
    debtor: { customer, items: [anItem('1'), anItem('2')], unapplied: [], dataAsOf: null, ...debtor },
    summary: { promises: [], disputes: [], lastContacts: [], ...summary },
    stated: null,
    today: TODAY,
    zone: 'Europe/Berlin',
    senderId: 'ana' as UserId,
    language: 'en',
    ...rest,
  };
}

describe('gateVerdict', () => {
  it('is open for money that is owed, and not paid, disputed or promised', () => {
    expect(gateVerdict(facts())).to.include({ open: true, dataAsOf: null });
  });

  const closed: readonly (readonly [why: string, changes: Changes, reason: string, items: string[], words: RegExp])[] =
    [
      [
        'an item is settled',
        { debtor: { items: [anItem('1'), anItem('2', { left: eur(0) })] } },
        'paid',
        ['2'],
        /^Invoice 2 is settled\.$/,
      ],
      [
        'money that is not applied would cover an item',
        { debtor: { unapplied: [eur(10_000)], items: [anItem('1'), anItem('2', { left: eur(10_001) })] } },
        'paid',
        ['1'],
        /€100\.00 of the customer's money is not applied yet and would cover invoice 1\./,
      ],
      [
        'the ERP has an item as disputed',
        { debtor: { items: [anItem('1', { disputeStatus: 'disputed' }), anItem('2')] } },
        'disputed',
        ['1'],
        /^Invoice 1 is disputed\.$/,
      ],
      [
        'a colleague recorded a dispute on an item',
        { summary: { disputes: [{ ...claim, itemIds: ['2' as ItemId], amount: null, reason: 'cash_flow' }] } },
        'disputed',
        ['2'],
        /2 is disputed \(Cash flow, recorded by Ben\)/,
      ],
      [
        'a dispute names no item',
        {
          summary: {
            disputes: [{ ...claim, activityId: 'a2' as ActivityId, itemIds: [], amount: null, reason: 'deduction' }],
          },
        },
        'disputed',
        ['1', '2'],
        /^Invoices 1 and 2 are disputed/,
      ],
      [
        'an item is promised for today',
        { summary: { promises: [aPromise(['1'])] } },
        'promised',
        ['1'],
        /€100\.00 is promised for 20 Nov 2026, which covers invoice 1 \(recorded by Ben\)/,
      ],
      [
        'a promise names no item',
        { summary: { promises: [aPromise([])] } },
        'promised',
        ['1', '2'],
        /covers invoices 1 and 2/,
      ],
      [
        'the customer is not to be contacted',
        { doNotContact: true },
        'do_not_contact',
        [],
        /Kestrel is not to be contacted/,
      ],
      ['nothing is past due', { debtor: { items: [] } }, 'nothing_open', [], /Nothing is past due/],
      [
        'the message says another amount',
        {
          stated: new Map([
            ['1', eur(10_000)],
            ['2', eur(9_000)],
          ] as [ItemId, ReturnType<typeof eur>][]),
        },
        'data_changed',
        ['2'],
        /another amount than is left of invoice 2/,
      ],
    ];
  for (const [why, changes, reason, itemIds, words] of closed) {
    it(`is closed where ${why}`, () => {
      const { open, reasons } = gateVerdict(facts(changes));
      expect(open).to.equal(false);
      expect(reasons).to.have.length(1);
      expect(reasons[0]).to.deep.include({ reason, itemIds });
      expect(reasons[0]?.text).to.match(words);
    });
  }

  const open: readonly (readonly [why: string, changes: Changes])[] = [
    ['a promise whose day has passed', { summary: { promises: [aPromise(['1'], '2026-11-19')] } }],
    ['a promise for other items', { summary: { promises: [aPromise(['3'])] } }],
    ['a dispute that the ERP has resolved', { debtor: { items: [anItem('1', { disputeStatus: 'resolved' })] } }],
    ['unapplied money of another currency', { debtor: { unapplied: [usd(50_000)] } }],
    ['unapplied money that covers no item whole', { debtor: { unapplied: [eur(9_999)] } }],
    [
      'a promise for an item that is settled besides none open',
      {
        stated: new Map([
          ['1', eur(10_000)],
          ['2', eur(10_000)],
        ] as never),
      },
    ],
  ];
  for (const [why, changes] of open) {
    it(`is open with ${why}`, () => expect(gateVerdict(facts(changes)).reasons).to.deep.equal([]));
  }

  it('lets through whatever does not dun', () => {
    const everything: Changes = {
      doNotContact: true,
      debtor: { items: [anItem('1', { left: eur(0) })], unapplied: [eur(1)] },
      summary: { promises: [aPromise([])] },
    };
    for (const stage of TEMPLATE_STAGES) {
      expect(gateVerdict(facts({ ...everything, stage })).open, stage).to.equal(!stage.endsWith('_notice'));
    }
  });

  it('warns of a colleague who was in contact today, and not of oneself or of yesterday', () => {
    const contact = (name: string, day: string) =>
      ({
        actor: { id: name.toLowerCase(), name },
        code: 'phone_left_voicemail',
        occurredAt: new Date(`${day}T09:42:00.000Z`),
        businessDay: day,
      }) as ContactLine;
    const lastContacts = [contact('Ben', '2026-11-20'), contact('Ana', '2026-11-20'), contact('Cem', '2026-11-19')];
    expect(gateVerdict(facts({ summary: { lastContacts } })).warnings).to.deep.equal([
      'Ben was in contact today at 10:42 (Call: left voicemail).',
    ]);
  });

  it('warns of money that is not applied and covers no item whole', () => {
    expect(gateVerdict(facts({ debtor: { unapplied: [eur(9_999)] } })).warnings[0]).to.contain('€99.99');
  });

  it('names a few items and counts the rest', () => {
    const mixed = [anItem('1', { left: eur(0) }), anItem('2', { kind: 'debit_memo', left: eur(0) })];
    expect(gateVerdict(facts({ debtor: { items: mixed } })).reasons[0]?.text).to.equal('Items 1 and 2 are settled.');
    const items = ['1', '2', '3', '4', '5'].map((number) => anItem(number, { left: eur(0) }));
    expect(gateVerdict(facts({ debtor: { items } })).reasons[0]?.text).to.equal(
      'Invoices 1, 2, 3, and 2 more are settled.',
    );
  });

  it('has a state that changes with what the verdict rests on, and with nothing else', () => {
    const state = (changes: Changes = {}) => gateVerdict(facts(changes)).state;
    const same: Changes[] = [
      {},
      { debtor: { dataAsOf: new Date(0) } },
      { debtor: { items: [anItem('2'), anItem('1')] } },
      { summary: { promises: [aPromise(['1'], '2026-11-19')] } },
    ];
    for (const changes of same) expect(state(changes)).to.equal(state());
    const others = [...closed.map(([, changes]) => changes), { debtor: { unapplied: [eur(1)] } }]
      .filter(({ stated }) => stated === undefined)
      .map(state);
    expect(new Set([...others, state()]).size).to.equal(others.length + 1);
  });
});

describe('reasonsForAlert', () => {
  const reasons = (...texts: string[]) => ({
    reasons: texts.map((text) => ({ reason: 'paid' as const, itemIds: [], text })),
  });

  it('gives the reasons whole where they have room', () => {
    expect(reasonsForAlert(reasons('One.', 'Two.'), 'en')).to.deep.equal(['One.', 'Two.']);
    expect(reasonsForAlert(reasons('x'.repeat(499)), 'en')).to.deep.equal(['x'.repeat(499)]);
  });

  for (const lengths of [[200, 200, 200], [500, 500], [700], [499, 1], [450, 40, 300], Array(60).fill(30)]) {
    it(`keeps within 500 characters for reasons of ${lengths.slice(0, 3).join(', ')} characters, and says that there are more`, () => {
      const shown = reasonsForAlert(reasons(...lengths.map((length) => 'x'.repeat(length))), 'en');
      expect(shown.join(' ').length).to.be.at.most(500);
      if (lengths.reduce((sum, length) => sum + length + 1, -1) > 500) expect(shown.at(-1)).to.contain('more:');
    });
  }
});
