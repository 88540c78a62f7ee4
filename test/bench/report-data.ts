import { NEVER_DAY } from '../../server/reporting/facts/facts.ts';
import { FactsBook } from '../../server/reporting/facts/facts-book.ts';
import type { ActivityCode } from '../../shared/domain/activity-code.ts';
import { calendarDate, dayNumber } from '../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../shared/domain/currency.ts';

/** How large the company of the report's bench is at full scale. */
const CUSTOMERS = 10_000;
const INVOICES_EACH = 20;
const ACTIVITIES = 1_000_000;
const COLLECTORS = 50;
const DAY_MS = 86_400_000;
/** A year of days, and a last one on which the reports are asked. */
const FIRST_DAY = dayNumber(calendarDate('2024-10-01'));
export const LAST_DAY = dayNumber(calendarDate('2025-09-30'));
const DAYS = LAST_DAY - FIRST_DAY + 1;
/** Of ten activities six reach out, as in the field's logs that perf targets were drawn from. */
const CODES: readonly ActivityCode[] = [
  'email_first_notice',
  'note',
  'phone_no_answer',
  'note',
  'email_second_notice',
  'phone_spoke_with_ap',
  'note',
  'phone_left_voicemail',
  'note',
  'email_final_notice',
];
const EUR = currencyCode('EUR');

/** The same company twice: in the columns of the reports, and as rows for a database beside. */
export interface ReportData {
  readonly book: FactsBook;
  readonly customers: number;
  readonly invoices: number;
  readonly payments: readonly PaymentLine[];
  readonly contacts: readonly ContactLine[];
  readonly activities: number;
}

export interface PaymentLine {
  readonly customer: number;
  readonly day: number;
  readonly minor: number;
}

export interface ContactLine {
  readonly customer: number;
  readonly collector: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Makes it, always the same for a scale (1 is the whole). */
export function makeReportData(scale: number): ReportData {
  const customers = Math.max(10, Math.round(CUSTOMERS * scale));
  const drawn = drawnNumbers(7);
  const book = new FactsBook();
  const payments: PaymentLine[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    book.putCustomer({
      id: idOf('c', customer),
      number: String(100_000 + customer),
      name: `Customer ${customer}`,
      owner: `collector${customer % COLLECTORS}@brightwater.example`,
      parentId: null,
      mergedInto: null,
    });
    for (let at = 0; at < INVOICES_EACH; at += 1) putInvoice(book, payments, { customer, at, drawn });
  }
  const activities = Math.round(ACTIVITIES * scale);
  const contacts = putActivities(book, { customers, activities, drawn });
  book.standAt(1, activities);
  return { book, customers, invoices: customers * INVOICES_EACH, payments, contacts, activities };
}

/** An invoice of the year and, where it came by the last day, the payment that settles it. */
function putInvoice(
  book: FactsBook,
  payments: PaymentLine[],
  { customer, at, drawn }: { readonly customer: number; readonly at: number; readonly drawn: () => number },
): void {
  const minor = 10_000 + Math.floor(drawn() * 900_000);
  const issuedOn = FIRST_DAY - 40 + Math.floor(drawn() * (DAYS + 40));
  const dueOn = issuedOn + 30;
  const paidOn = dueOn - 8 + Math.floor(drawn() * 45);
  const isPaid = paidOn <= LAST_DAY;
  const place = customer * INVOICES_EACH + at;
  const common = { customerId: idOf('c', customer), currency: EUR, minor, dispute: 'none', company: null } as const;
  const settledOn = isPaid ? paidOn : NEVER_DAY;
  const movements = isPaid ? [{ day: paidOn, minor: -minor }] : [];
  const debitId = idOf('i', place);
  const number = String(300_000_000 + place);
  book.putItem({ ...common, id: debitId, number, kind: 'invoice', issuedOn, dueOn, settledOn, movements });
  if (!isPaid) return;
  const creditId = idOf('p', place);
  const dates = { issuedOn: paidOn, dueOn: paidOn, settledOn };
  book.putItem({ ...common, id: creditId, number: `P${place}`, kind: 'payment', ...dates, movements });
  const amounts = { debitMinor: minor, creditMinor: minor, from: paidOn, until: NEVER_DAY, bounced: [] };
  book.putApplication({ id: idOf('a', place), debitId, creditId, ...amounts });
  payments.push({ customer, day: paidOn, minor });
}

/** Activities over the year in the order of time, as a log has them; those that reach out are contacts. */
function putActivities(
  book: FactsBook,
  { customers, activities, drawn }: { customers: number; activities: number; drawn: () => number },
): ContactLine[] {
  const contacts: ContactLine[] = [];
  for (let place = 0; place < activities; place += 1) {
    const at = Math.floor((FIRST_DAY + (place * DAYS) / activities) * DAY_MS);
    const customer = Math.floor(drawn() * customers);
    const collector = Math.floor(drawn() * COLLECTORS);
    const code = CODES[place % CODES.length] ?? 'note';
    book.putActivity({
      id: idOf('e', place),
      seq: place + 1,
      customerId: idOf('c', customer),
      collector: { id: idOf('u', collector), name: `Collector ${collector}` },
      day: Math.floor(at / DAY_MS),
      occurredAt: at,
      recordedAt: at,
      code,
      outcome: null,
      delivery: code.startsWith('email_') ? 'confirmed' : null,
      isAutomatic: false,
      itemIds: [],
      amount: null,
      date: null,
      templateId: null,
    });
    if (code !== 'note') contacts.push({ customer, collector, at });
  }
  return contacts;
}

/** As long as the product's own ids. */
function idOf(kind: string, place: number): string {
  return kind + place.toString(16).padStart(23, '0');
}

/** Numbers from 0 up to 1, the same for a seed (mulberry32). */
export function drawnNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
