import { randomBytes } from 'node:crypto';
import type { LogEntry, NewActivity } from '../../server/features/activities/activity-log-service.ts';
import {
  type ContactSummary,
  emptyContactSummary,
  withEntry,
} from '../../server/features/activities/contact-summary.ts';
import { type PreparedEntry, prepareEntry } from '../../server/features/activities/new-log-entry.ts';
import { systemClock } from '../../server/ports.ts';
import type { ActivityCode } from '../../shared/domain/activity-code.ts';
import { addDays, dayInZone } from '../../shared/domain/calendar-date.ts';
import type { ActivityId, CustomerId } from '../../shared/domain/ids.ts';
import { eur } from '../support/ledger-rows.ts';
import type { BenchCustomer } from './bench-ledger.ts';
import type { BenchStore } from './bench-store.ts';
import type { BulkInsert } from './bulk-insert.ts';

const DAYS = 360;
const DAY_MS = 86_400_000;
/** What ten activities in a row at one customer are. */
const CODES = [
  'email_first_notice',
  'phone_no_answer',
  'email_second_notice',
  'phone_spoke_with_ap',
  'email_reply',
  'phone_left_voicemail',
  'phone_promise_to_pay',
  'email_statement',
  'phone_no_answer',
  'email_copy_of_invoice',
] as const satisfies readonly ActivityCode[];

const DETAILS: Partial<Record<ActivityCode, Partial<NewActivity>>> = {
  phone_no_answer: { outcome: 'call_again' },
  phone_left_voicemail: { outcome: 'awaiting_reply' },
  phone_spoke_with_ap: { outcome: 'information_given', note: 'Will look for the invoice and call back this week.' },
};

/** The collections that loadLog fills, but for the summaries and the peers' promises. */
export const LOG_COLLECTIONS = ['activities', 'activityTexts'] as const;
/** Promises as a program would keep them that has a collection for them; for the peers only. */
export const PEER_PROMISES = 'benchPromises';

export interface LogSize {
  readonly activities: number;
  readonly say: (line: string) => void;
}

/** The mail client's id of the thread of a customer's first messages. */
export function conversationOf(customer: BenchCustomer): string {
  return `conversation of ${customer.number}`;
}

export function messageIdOf(customer: BenchCustomer, round: number): string {
  return `<${customer.number}.${round}@mail.example>`;
}

/**
 * Loads so many activities over 360 days, one customer after another and round again. An entry is made by the function with which the log makes its entries, one of
 * each code and day, and gets its own number, id, customer and message; the contact summaries follow entry by entry by the log's own function.
 */
export async function loadLog(
  store: BenchStore,
  insert: BulkInsert,
  { customers, activities, say }: LogSize & { readonly customers: readonly BenchCustomer[] },
): Promise<void> {
  const tenantId = store.tenant.id;
  const modelFor = entryModels(store, activities);
  const summaries = new Map<CustomerId, ContactSummary>();
  for (let place = 0; place < activities; place += 1) {
    const round = Math.floor(place / customers.length);
    const customer = customers[place % customers.length];
    if (customer === undefined) throw new Error('The log of the bench needs a customer.');
    const model = modelFor(place, round);
    const entry = entryFor(model.entry, customer, { seq: place + 1, round });
    for (const [name, document] of storedParts(entry, model, tenantId)) await insert.add(name, document);
    const before = summaries.get(customer.id) ?? emptyContactSummary(customer.id);
    summaries.set(customer.id, withEntry(before, entry, model.texts?.note?.text ?? null));
    if (entry.seq % 100_000 === 0) say(`Loading: ${entry.seq} of ${activities} activities …`);
  }
  for (const summary of summaries.values()) {
    await insert.add('customerSummaries', { tenantId, part: 'contact', ...summary });
  }
  await insert.add('activityHeads', { tenantId, seq: activities });
}

/** Makes entries by code and day, each once. */
function entryModels(store: BenchStore, activities: number): (place: number, round: number) => PreparedEntry {
  const made = new Map<string, PreparedEntry>();
  const start = systemClock.now().getTime() - DAYS * DAY_MS;
  return (place, round) => {
    const day = Math.floor((place * DAYS) / activities);
    const code = CODES[round % CODES.length] as ActivityCode;
    const at = new Date(start + day * DAY_MS);
    const model = made.get(`${code} ${day}`) ?? prepareEntry(asked(store, code, at), at, new Map());
    made.set(`${code} ${day}`, model);
    return model;
  };
}

function storedParts(entry: LogEntry, { texts }: PreparedEntry, tenantId: string): [string, object][] {
  const { id, ...rest } = entry;
  const parts: [string, object][] = [['activities', { _id: id, tenantId, ...rest }]];
  if (texts !== null) parts.push(['activityTexts', { tenantId, ...texts, activityId: id }]);
  if (entry.code === 'phone_promise_to_pay') parts.push([PEER_PROMISES, promiseOf(entry, tenantId)]);
  return parts;
}

function asked({ collector, tenant }: BenchStore, code: ActivityCode, occurredAt: Date): NewActivity {
  const promised = addDays(dayInZone(occurredAt, tenant.zone), 14);
  return {
    kind: 'activity',
    actor: { id: collector.userId, name: collector.name },
    zone: tenant.zone,
    client: 'outlook',
    clientKey: '',
    customerId: '' as CustomerId,
    itemIds: [],
    code,
    occurredAt,
    dataAsOf: occurredAt,
    ...(code.startsWith('email_') ? { delivery: 'confirmed' as const } : {}),
    ...(code === 'phone_promise_to_pay'
      ? { outcome: 'promised_in_full' as const, amount: eur(50_000), date: promised }
      : {}),
    ...DETAILS[code],
  };
}

function entryFor(model: LogEntry, customer: BenchCustomer, { seq, round }: { seq: number; round: number }): LogEntry {
  const item = customer.open[round % customer.open.length];
  const { name, email } = customer.contact;
  const conversation = round < CODES.length ? conversationOf(customer) : `${conversationOf(customer)} ${round}`;
  return {
    ...model,
    id: randomBytes(12).toString('hex') as ActivityId,
    seq,
    clientKey: `bench-${seq}`,
    customerId: customer.id,
    itemIds: item === undefined ? [] : [item.id],
    itemNumbers: item === undefined ? [] : [item.number],
    contact: { name, email },
    message: model.channel === 'email' ? { conversation, internetMessageId: messageIdOf(customer, round) } : null,
  };
}

function promiseOf({ customerId, amount, date, actor, recordedAt, seq }: LogEntry, tenantId: string): object {
  return { tenantId, customerId, amount, promisedFor: date, by: actor.name, recordedAt, seq };
}
