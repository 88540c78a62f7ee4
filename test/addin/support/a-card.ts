import type { ActivityView } from '../../../shared/api/activities.ts';
import type { CustomerCard, OpenItemView } from '../../../shared/api/customers.ts';
import type { DispatchView, FilledMessage, GateVerdict, TemplateView } from '../../../shared/api/dispatches.ts';
import type { Evidence, ThreadContext } from '../../../shared/api/thread-context.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';
import type { Money } from '../../../shared/domain/money.ts';

const EUR = currencyCode('EUR');

export function eur(minor: number): Money {
  return { minor, currency: EUR };
}

export function anItem(changes: Partial<OpenItemView> = {}): OpenItemView {
  return {
    id: 'item-1',
    number: '104233',
    kind: 'invoice',
    issuedOn: calendarDate('2026-09-10'),
    dueOn: calendarDate('2026-10-10'),
    daysPastDue: 41,
    amount: eur(120_000),
    left: eur(100_000),
    disputeStatus: 'none',
    hasDocument: false,
    ...changes,
  };
}

/** A card of the customer with that id; every figure is in it once. */
export function aCard(id = 'c1', changes: Partial<CustomerCard> = {}): CustomerCard {
  return {
    customer: { id, number: `10${id}`, name: `Contoso ${id}` },
    contacts: [{ name: 'Ana Ruiz', email: 'ana@contoso.example', phone: '', role: '', language: 'en' }],
    doNotContact: false,
    owner: 'ben.okafor@own.example',
    ownerName: 'Ben Okafor',
    creditLimit: eur(500_000),
    habit: { invoices: 34, medianDaysLate: 9 },
    asOf: calendarDate('2026-11-20'),
    dataAsOf: '2026-11-20T17:00:00.000Z',
    positions: [
      {
        currency: EUR,
        invoiceOpen: eur(250_000),
        unapplied: eur(-20_000),
        netOpen: eur(230_000),
        pastDue: eur(150_000),
        buckets: [
          { label: 'current', amount: eur(100_000) },
          { label: '1-30', amount: eur(50_000) },
          { label: '31-60', amount: eur(100_000) },
          { label: '61-90', amount: eur(0) },
          { label: '90+', amount: eur(0) },
        ],
      },
    ],
    oldestItems: [
      anItem(),
      anItem({ id: 'item-2', number: '104300', daysPastDue: 5, left: eur(50_000), dueOn: calendarDate('2026-11-15') }),
    ],
    openItemCount: 3,
    lastPayment: { on: calendarDate('2026-11-02'), amount: eur(75_000) },
    lastContacts: [],
    openPromises: [],
    openDisputes: [],
    ...changes,
  };
}

export function anActivity(changes: Partial<ActivityView> = {}): ActivityView {
  return {
    id: 'a1',
    seq: 1,
    customerId: 'c1',
    itemIds: [],
    itemNumbers: [],
    actor: { id: 'u1', name: 'Ana Reyes' },
    code: 'phone_no_answer',
    outcome: 'call_again',
    reason: null,
    amount: null,
    date: null,
    instalments: [],
    contact: null,
    note: null,
    delivery: null,
    client: 'outlook',
    occurredAt: '2026-11-20T09:30:00.000Z',
    recordedAt: '2026-11-20T09:30:00.000Z',
    businessDay: calendarDate('2026-11-20'),
    withdrawn: false,
    corrects: null,
    correctedBy: null,
    ...changes,
  };
}

export const OPEN_GATE: GateVerdict = { open: true, reasons: [], warnings: [], dataAsOf: null, state: 's1' };
export const CLOSED_GATE: GateVerdict = {
  open: false,
  reasons: [{ reason: 'promised', itemIds: ['item-1'], text: '104233 is promised for 27 Nov.' }],
  warnings: ['Ben Okafor called today at 09:10.'],
  dataAsOf: null,
  state: 's2',
};

export function aTemplate(changes: Partial<TemplateView> = {}): TemplateView {
  return { id: 't1', name: 'First notice, English', stage: 'first_notice', language: 'en', version: 1, ...changes };
}

export function aFilled(changes: Partial<FilledMessage> = {}): FilledMessage {
  return {
    subject: 'Open invoices',
    html: '<p>Dear Ana</p>',
    text: 'Dear Ana',
    parts: [{ kind: 'locked', text: 'Dear Ana' }],
    itemIds: ['item-1'],
    total: [eur(100_000)],
    attachments: [],
    ...changes,
  };
}

export function aDispatch(changes: Partial<DispatchView> = {}): DispatchView {
  return {
    id: 'd1',
    template: aTemplate(),
    filled: aFilled(),
    gate: OPEN_GATE,
    delivery: 'drafted',
    ticket: 'tenant.secret-secret-secret',
    internetMessageId: '<d1@duethread.example>',
    ...changes,
  };
}

/** The server has found the customer of that card. */
export function foundContext(card: CustomerCard, evidence: Evidence[] = []): ThreadContext {
  return { verdict: 'found', candidates: [{ customer: card.customer, evidence }], card };
}

/** The server has found nobody. */
export const UNKNOWN: ThreadContext = { verdict: 'unknown', candidates: [], card: null };
