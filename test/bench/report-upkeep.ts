import { visitLastTouches } from '../../server/reporting/day-table/last-touches.ts';
import { LastTouch } from '../../server/reporting/facts/last-touch.ts';
import { LastTouchTable } from '../../server/reporting/facts/last-touch-table.ts';
import type { Target } from './bench-case.ts';
import { ownCpu } from './cpu-rounds.ts';
import { drawnNumbers, LAST_DAY, type ReportData } from './report-data.ts';
import { median } from './slice.ts';

const DAY_MS = 86_400_000;
const NO_ITEMS: readonly number[] = [];
/** One in ten contacts is told up to five days late, and every payment up to two. */
const [LATE_SHARE, LATE_CONTACT_MS, LATE_PAYMENT_MS] = [0.1, 5 * DAY_MS, 2 * DAY_MS];

/** Places of contacts, and after them of payments, in the order in which they are told. */
function toldInOrder({ contacts, payments }: ReportData): Int32Array {
  const drawn = drawnNumbers(11);
  const told = new Float64Array(contacts.length + payments.length);
  for (const [place, { at }] of contacts.entries()) {
    told[place] = at + (drawn() < LATE_SHARE ? drawn() * LATE_CONTACT_MS : 0);
  }
  for (const [place, { day }] of payments.entries()) {
    told[contacts.length + place] = day * DAY_MS + drawn() * LATE_PAYMENT_MS;
  }
  return Int32Array.from(told.keys()).sort((a, b) => (told[a] ?? 0) - (told[b] ?? 0));
}

/** T12: what it takes to keep the cash by last touch up event by event. Throws where the table is not, byte by byte, the one of the whole. */
export async function measureUpkeep(data: ReportData, rounds: number): Promise<{ targets: Target[]; notes: string[] }> {
  const order = toldInOrder(data);
  const events = eventsOf(data);
  const whole = wholeTable(data).bytes();
  const micros: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const { ms, result } = await ownCpu(() => replay(events, order));
    if (!Buffer.from(result.table.bytes()).equals(whole)) {
      throw new Error('The cash by last touch kept up event by event is not that of the whole.');
    }
    if (round > 0) micros.push((ms * 1_000) / Math.max(1, order.length));
  }
  const ratio = { median: median(micros), low: Math.min(...micros), high: Math.max(...micros) };
  return {
    targets: [{ id: 'T12', what: 'µs of CPU an event, kept up with late arrivals', ratio, wanted: { atMost: 2 } }],
    notes: [
      `T12: ${order.length} events, one contact in ten up to 5 days late, payments up to 2; the table is that of the whole, byte by byte.`,
    ],
  };
}

function eventsOf({ contacts, payments }: ReportData) {
  const touching = contacts.map(({ customer, collector, at }, seq) => {
    return { customer, collector, at, seq, day: Math.floor(at / DAY_MS), items: NO_ITEMS };
  });
  return { touching, parts: payments.map((payment) => ({ ...payment, item: -1, currency: 0 })) };
}

function replay({ touching, parts }: ReturnType<typeof eventsOf>, order: Int32Array): LastTouch {
  const touch = new LastTouch();
  for (let at = 0; at < order.length; at += 1) {
    const place = order[at] ?? 0;
    const contact = place < touching.length ? touching[place] : undefined;
    const part = contact === undefined ? parts[place - touching.length] : undefined;
    if (contact !== undefined) touch.addContact(contact);
    if (part !== undefined) touch.addPart(part);
  }
  return touch;
}

function wholeTable({ book }: ReportData): LastTouchTable {
  const numbers = Array.from({ length: book.collectors.count }, (_, place) => {
    return Number.parseInt(book.collectors.id(place).slice(1), 16);
  });
  const table = new LastTouchTable();
  visitLastTouches(book, { from: 0, to: LAST_DAY }, (collector, day, minor) => {
    if (collector >= 0) table.take(numbers[collector] ?? 0, { day, currency: 0, minor }, 1);
  });
  return table;
}
