import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { LogEntry } from '../../../../server/features/activities/activity-entry.ts';
import {
  type ContactSummary,
  contactSummaryOf,
  emptyContactSummary,
  needsWholeLog,
  withEntry,
} from '../../../../server/features/activities/contact-summary.ts';
import { type ActivityCode, codeDefinition, isPromise } from '../../../../shared/domain/activity-code.ts';
import { addDays, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { type Delivery, mayBecome } from '../../../../shared/domain/delivery.ts';
import type { ActivityId, CustomerId, ItemId, UserId } from '../../../../shared/domain/ids.ts';
import { money } from '../../../../shared/domain/money.ts';
import { promiseOf } from '../../../../shared/domain/promise-to-pay.ts';

const CUSTOMER = 'kestrel' as CustomerId;
const FIRST_DAY = calendarDate('2026-03-02');
const EUR = currencyCode('EUR');
const NO_NOTES: ReadonlyMap<ActivityId, string> = new Map();

function anEntry(seq: number, changes: Partial<LogEntry> = {}): LogEntry {
  const businessDay = changes.businessDay ?? addDays(FIRST_DAY, seq);
  const at = new Date(`${businessDay}T10:00:00.000Z`);
  return {
    id: `entry-${seq}` as ActivityId,
    seq,
    kind: 'activity',
    refersTo: null,
    clientKey: `key-${seq}`,
    actor: { id: 'ana' as UserId, name: 'Ana' },
    customerId: CUSTOMER,
    itemIds: [],
    itemNumbers: [],
    contact: null,
    channel: 'phone',
    code: 'phone_no_answer',
    outcome: 'call_again',
    reason: null,
    amount: null,
    date: null,
    client: 'outlook',
    message: null,
    delivery: null,
    dispatchId: null,
    gate: null,
    occurredAt: at,
    recordedAt: at,
    businessDay,
    dataAsOf: null,
    noteHash: null,
    bodyHash: null,
    ...changes,
  };
}

function aPromise(seq: number, itemIds: readonly string[], daysAhead: number): LogEntry {
  const date = addDays(FIRST_DAY, seq + daysAhead);
  const amount = money(5_000, EUR);
  return anEntry(seq, { code: 'phone_promise_to_pay', itemIds: itemIds as ItemId[], amount, date });
}

const stepByStep = (log: readonly LogEntry[], notes = NO_NOTES): ContactSummary =>
  log.reduce(
    (summary, entry, place) =>
      needsWholeLog(entry)
        ? contactSummaryOf(CUSTOMER, log.slice(0, place + 1), notes)
        : withEntry(summary, entry, notes.get(entry.id) ?? null),
    emptyContactSummary(CUSTOMER),
  );

const ids = (lines: readonly { activityId: ActivityId }[]) => lines.map(({ activityId }) => activityId);

describe('contact summary', () => {
  it('keeps the five latest attempts and contacts, and no notes or stopped messages', () => {
    const log = [1, 2, 3, 4, 5, 6].map((seq) => anEntry(seq));
    const others = [anEntry(7, { code: 'note', channel: 'none' }), anEntry(8, { kind: 'stop' })];
    const { lastContacts, seq } = stepByStep([...log, ...others]);
    expect(ids(lastContacts)).to.deep.equal(['entry-6', 'entry-5', 'entry-4', 'entry-3', 'entry-2']);
    expect(seq).to.equal(8);
  });

  it('puts a call that was logged late in the place where it happened', () => {
    const { lastContacts } = stepByStep([anEntry(1), anEntry(4), anEntry(5, { businessDay: addDays(FIRST_DAY, 2) })]);
    expect(ids(lastContacts)).to.deep.equal(['entry-4', 'entry-5', 'entry-1']);
  });

  it('lets a promise stand in the place of an earlier one for the same items, in whatever order they are named', () => {
    const { promises } = stepByStep([aPromise(1, ['a', 'b'], 9), aPromise(2, ['a'], 9), aPromise(3, ['b', 'a'], 9)]);
    expect(ids(promises)).to.deep.equal(['entry-2', 'entry-3']);
  });

  it('drops a promise once its day has passed', () => {
    const log = [aPromise(1, ['a'], 2), anEntry(3)];
    expect(ids(stepByStep(log).promises)).to.deep.equal(['entry-1']);
    expect(ids(stepByStep([...log, anEntry(4)]).promises)).to.deep.equal([]);
  });

  it('brings back what a withdrawn entry had taken the place of', () => {
    const undo = anEntry(3, { kind: 'withdrawal', refersTo: 'entry-2' as ActivityId });
    const { promises, lastContacts } = stepByStep([aPromise(1, ['a'], 9), aPromise(2, ['a'], 9), undo]);
    expect(ids(promises)).to.deep.equal(['entry-1']);
    expect(ids(lastContacts)).to.deep.equal(['entry-1']);
  });

  it('forgets a dispute that was resolved, and has the one again that it had taken the place of', () => {
    const raised = (seq: number) => anEntry(seq, { code: 'phone_dispute_raised', itemIds: ['a' as ItemId] });
    const resolved = (seq: number, of: number) =>
      anEntry(seq, { kind: 'resolution', refersTo: `entry-${of}` as ActivityId, resolution: 'rejected' });
    expect(ids(stepByStep([raised(1), raised(2)]).disputes)).to.deep.equal(['entry-2']);
    expect(ids(stepByStep([raised(1), raised(2), resolved(3, 2)]).disputes)).to.deep.equal(['entry-1']);
    expect(ids(stepByStep([raised(1), raised(2), resolved(3, 2), resolved(4, 1)]).disputes)).to.deep.equal([]);
  });

  it('keeps a promise with instalments until the day of the last', () => {
    const part = (ahead: number) => ({ amount: money(500, EUR), promisedFor: addDays(FIRST_DAY, ahead) });
    const { amount, promisedFor: date, ...rest } = promiseOf([part(9), part(3)]);
    const promise = anEntry(1, { code: 'email_promise_to_pay', channel: 'email', amount, date, ...rest });
    expect(stepByStep([promise, anEntry(9)]).promises[0]?.instalments).to.have.length(2);
    expect(stepByStep([promise, anEntry(10)]).promises).to.deep.equal([]);
  });

  it('says what became of a message, and forgets one that failed', () => {
    const mail = anEntry(1, { code: 'email_first_notice', channel: 'email', delivery: 'attempted' });
    const became = (seq: number, delivery: Delivery) =>
      anEntry(seq, { kind: 'delivery', refersTo: mail.id, code: mail.code, delivery });
    const confirmed = stepByStep([mail, became(2, 'confirmed')]);
    expect(confirmed.lastContacts[0]?.delivery).to.equal('confirmed');
    expect(confirmed.notices).to.have.length(1);
    const failed = stepByStep([mail, became(2, 'failed')]);
    expect(failed.lastContacts).to.deep.equal([]);
    expect(failed.notices).to.deep.equal([]);
    expect(stepByStep([mail, became(2, 'failed'), became(3, 'attempted')]).notices).to.have.length(1);
  });

  it('keeps the beginning of a long note', () => {
    const notes = new Map([['entry-1' as ActivityId, 'x'.repeat(2_000)]]);
    const [line] = stepByStep([anEntry(1)], notes).lastContacts;
    expect(line?.note).to.have.length(500);
    expect(line?.note?.endsWith('…')).to.equal(true);
  });

  it('is the same step by step as from the whole log, whatever is logged', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 40 }), (steps) => {
        const log = logOf(steps);
        expect(stepByStep(log)).to.deep.equal(contactSummaryOf(CUSTOMER, log, NO_NOTES));
      }),
      { numRuns: 1_000 },
    );
  });
});

const CODES: readonly ActivityCode[] = [
  'phone_no_answer',
  'phone_promise_to_pay',
  'phone_dispute_raised',
  'email_promise_to_pay',
  'email_dispute_raised',
  'email_first_notice',
  'email_second_notice',
  'note',
];

const aStep = fc.record({
  kind: fc.constantFrom<LogEntry['kind']>(
    'activity',
    'activity',
    'activity',
    'stop',
    'withdrawal',
    'delivery',
    'erasure',
    'resolution',
  ),
  isCorrected: fc.boolean(),
  instalments: fc.nat(3),
  code: fc.constantFrom(...CODES),
  items: fc.subarray(['a', 'b', 'c']),
  day: fc.integer({ min: 0, max: 30 }),
  ahead: fc.integer({ min: 0, max: 12 }),
  delivery: fc.constantFrom<Delivery>('attempted', 'confirmed', 'bounced', 'in_doubt', 'failed'),
  back: fc.nat(),
});
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

function logOf(steps: readonly Step[]): LogEntry[] {
  const log: LogEntry[] = [];
  for (const step of steps) {
    const activities = log.filter(({ kind }) => kind === 'activity');
    const target = activities[step.back % Math.max(activities.length, 1)];
    const seq = log.length + 1;
    if (step.kind === 'activity' || target === undefined) log.push(activityOf(step, seq));
    else if (step.kind === 'withdrawal' && step.isCorrected) log.push(...correctionOf(step, seq, target));
    else log.push(pointingBackOf(step, seq, { target, delivery: deliveryNow(log, target) }));
  }
  return log;
}

function activityOf({ code, items, day, ahead, delivery, instalments }: Step, seq: number): LogEntry {
  const businessDay = addDays(FIRST_DAY, day);
  const mail = codeDefinition(code).direction === 'out' && code.startsWith('email') ? delivery : null;
  const said = { code, itemIds: items as ItemId[], businessDay, delivery: mail };
  if (!isPromise(code)) return anEntry(seq, said);
  const parts = Array.from({ length: instalments + 1 }, (_, place) => ({
    amount: money(1_000, EUR),
    promisedFor: addDays(businessDay, ahead + place),
  }));
  const { amount, promisedFor: date, ...rest } = promiseOf(parts);
  return anEntry(seq, { ...said, amount, date, ...rest });
}

/** What a correction adds to the log: the withdrawal of the earlier entry, and one of the same day in its place. */
function correctionOf(step: Step, seq: number, { id: refersTo, businessDay, code }: LogEntry): LogEntry[] {
  const anew = { ...activityOf(step, seq + 1), businessDay, refersTo };
  return [anEntry(seq, { kind: 'withdrawal', code, refersTo, businessDay }), anew];
}

interface Target {
  readonly target: LogEntry;
  readonly delivery: Delivery | null;
}

function pointingBackOf({ kind, day, delivery }: Step, seq: number, known: Target): LogEntry {
  const businessDay = addDays(FIRST_DAY, day);
  const { id: refersTo, code } = known.target;
  if (kind !== 'delivery') return anEntry(seq, { kind, code, refersTo, businessDay });
  if (known.delivery === null || !mayBecome(known.delivery, delivery)) return anEntry(seq, { kind: 'stop', code });
  return anEntry(seq, { kind, code, refersTo, businessDay, delivery });
}

function deliveryNow(log: readonly LogEntry[], { id, delivery }: LogEntry): Delivery | null {
  return log.findLast(({ kind, refersTo }) => kind === 'delivery' && refersTo === id)?.delivery ?? delivery;
}
