import {
  type ItemRow,
  type LedgerRow,
  type RunRequest,
  rowsInMemory,
} from '../../server/features/receivables/run-service.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import { type Money, money } from '../../shared/domain/money.ts';

export const SOURCE = 'erp';
export const EUR = currencyCode('EUR');

export function eur(minor: number): Money {
  return money(minor, EUR);
}

let nextLine = 1;

/** Rows are on lines of their own unless the test says otherwise; what a test says is best beyond any that it can come to by itself. */
function line(): number {
  nextLine += 1;
  return nextLine;
}

type Of<T extends LedgerRow['type']> = Extract<LedgerRow, { type: T }>;

export function customerRow(number: string, changes: Partial<Of<'customer'>> = {}): Of<'customer'> {
  return {
    type: 'customer',
    line: line(),
    number,
    name: `Customer ${number}`,
    otherNames: [],
    parentNumber: '',
    contacts: [],
    mailDomains: [],
    ownerEmail: '',
    creditLimit: null,
    paymentTerms: '',
    language: '',
    doNotContact: false,
    ...changes,
  };
}

type ItemChanges = Partial<Omit<ItemRow, 'key' | 'issuedOn' | 'dueOn'>> & {
  key?: Partial<ItemRow['key']>;
  issuedOn?: string;
  dueOn?: string;
};

/** An item of customer C1 over 100.00 EUR of 1 March 2026, due on the 31st. */
export function itemRow(
  number: string,
  { key, issuedOn = '2026-03-01', dueOn, ...changes }: ItemChanges = {},
): ItemRow {
  return {
    type: 'item',
    line: line(),
    key: { source: SOURCE, companyCode: '', documentType: '', number, fiscalYear: '', instalment: '', ...key },
    kind: 'invoice',
    customerNumber: 'C1',
    customerName: '',
    amount: eur(10_000),
    issuedOn: calendarDate(issuedOn),
    dueOn: calendarDate(dueOn ?? (issuedOn === '2026-03-01' ? '2026-03-31' : issuedOn)),
    disputeStatus: 'none',
    reference: '',
    ...changes,
  };
}

export function paymentRow(number: string, changes: ItemChanges = {}): ItemRow {
  const issuedOn = changes.issuedOn ?? '2026-03-20';
  return itemRow(number, { kind: 'payment', ...changes, issuedOn, dueOn: issuedOn });
}

interface ApplicationChanges {
  readonly id?: string;
  readonly on?: string;
  readonly line?: number;
  readonly debit?: Partial<ItemRow['key']>;
  readonly creditMinor?: Money;
}

/** Sets a payment against an invoice, both by their numbers alone. */
export function applicationRow(
  debit: string,
  credit: string,
  amount: Money,
  {
    id = `${credit}>${debit}`,
    on = '2026-03-20',
    creditMinor = amount,
    debit: named,
    ...changes
  }: ApplicationChanges = {},
): Of<'application'> {
  return {
    type: 'application',
    line: line(),
    id,
    debit: { source: SOURCE, number: debit, ...named },
    credit: { source: SOURCE, number: credit },
    debitAmount: amount,
    creditAmount: creditMinor,
    on: calendarDate(on),
    derived: false,
    ...changes,
  };
}

export function unapplicationRow(applicationId: string, on: string, id = `back ${applicationId}`): Of<'unapplication'> {
  return { type: 'unapplication', line: line(), id, applicationId, on: calendarDate(on) };
}

export function adjustmentRow(number: string, amount: Money, on: string, id = `adjusts ${number}`): Of<'adjustment'> {
  const item = { source: SOURCE, number };
  return { type: 'adjustment', line: line(), id, item, amount, on: calendarDate(on), reason: 'write_off' };
}

export function reversalRow(number: string, amount: Money, on: string, id = `reverses ${number}`): Of<'reversal'> {
  return { type: 'reversal', line: line(), id, item: { source: SOURCE, number }, amount, on: calendarDate(on) };
}

export function statedLeftRow(number: string, left: Money, on?: string): Of<'stated_left'> {
  const day = on === undefined ? {} : { on: calendarDate(on) };
  return { type: 'stated_left', line: line(), item: { source: SOURCE, number }, left, ...day };
}

export function mergeRow(customerNumber: string, intoNumber: string | null): Of<'merge'> {
  return { type: 'merge', line: line(), customerNumber, intoNumber };
}

export function identificationRow(number: string, customerNumber: string | null): Of<'identification'> {
  return { type: 'identification', line: line(), item: { source: SOURCE, number }, customerNumber };
}

let nextFile = 1;

/** A file with these rows, another one each time, as of an instant that it states. */
export function runRequest(rows: readonly LedgerRow[], changes: Partial<RunRequest> = {}): RunRequest {
  nextFile += 1;
  return {
    kind: 'feed',
    profile: 'test',
    source: SOURCE,
    fileName: `file-${nextFile}.csv`,
    fileHash: `hash of file ${nextFile}`,
    dataAsOf: new Date('2026-11-19T22:00:00.000Z'),
    dataAsOfStated: true,
    onProblem: 'refuse',
    dryRun: false,
    rows: rowsInMemory(rows),
    problems: [],
    controlTotals: { rows: rows.length, sums: [] },
    actor: 'test',
    ...changes,
  };
}
