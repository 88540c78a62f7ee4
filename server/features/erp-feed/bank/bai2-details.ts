import { Bai2Fields, type Bai2Record, fieldsOf } from './bai2-records.ts';

/** What a transaction (16) says. */
export interface Bai2Detail {
  readonly code: string;
  readonly amount: string;
  readonly valuedOn: string;
  readonly bankReference: string;
  readonly customerReference: string;
  readonly text: string;
}

/** Reads a transaction. Its text may hold commas and go on over several lines. */
export function detailOf({ pieces }: Bai2Record): Bai2Detail {
  const fields = new Bai2Fields(pieces);
  const [code, amount] = [fields.next(), fields.next()];
  const valuedOn = valueDayOf(fields);
  return {
    code,
    amount,
    valuedOn,
    bankReference: fields.nextOrNone(),
    customerReference: fields.nextOrNone(),
    text: fields.text().replace(/\/$/, '').trim(),
  };
}

/** Reads past what is said of the funds' availability; the value day where that is what is said. */
function valueDayOf(fields: Bai2Fields): string {
  const type = fields.next();
  if (type === 'V') {
    const day = fields.next();
    fields.next();
    return day;
  }
  const more = availabilityFields(type, type === 'D' ? fields.next() : '') - (type === 'D' ? 1 : 0);
  for (let at = 0; at < more; at += 1) fields.next();
  return '';
}

/** An account's summary: code, amount, count and availability, again and again. */
export function summaryOf(record: Bai2Record): { code: string; amount: string }[] {
  const fields = fieldsOf(record).slice(2);
  const summary: { code: string; amount: string }[] = [];
  let at = 0;
  while (at < fields.length) {
    summary.push({ code: fields[at] ?? '', amount: fields[at + 1] ?? '' });
    at += 4 + availabilityFields(fields[at + 3] ?? '', fields[at + 4] ?? '');
  }
  return summary;
}

function availabilityFields(type: string, count: string): number {
  switch (type) {
    case 'V':
      return 2;
    case 'S':
      return 3;
    case 'D':
      return 1 + 2 * (/^\d{1,3}$/.test(count) ? Number(count) : 0);
    default:
      return 0;
  }
}
