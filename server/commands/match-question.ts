import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { MatchingRules, OpenInvoice, OpenPayment } from '../features/cash-application/matching/match.ts';
import { CommandFailed } from './command-context.ts';
import { AmountUnits } from './match-amounts.ts';
import type { TableRow } from './read-table.ts';

/** What is asked of the matching, and how its amounts are written. */
export interface MatchQuestion {
  readonly invoices: readonly OpenInvoice[];
  readonly payments: readonly OpenPayment[];
  readonly units: AmountUnits;
  readonly notes: readonly string[];
}

const NUMBERS = ['number', 'assignment_number', 'billing_number', 'other_number'] as const;

/** Makes the rows of the two files into what the matching knows. Throws CommandFailed where an id stands twice. */
export function matchQuestion(invoiceRows: readonly TableRow[], paymentRows: readonly TableRow[]): MatchQuestion {
  const units = new AmountUnits([...invoiceRows, ...paymentRows].map((row) => text(row, 'amount')));
  const invoices = invoiceRows.map((row) => invoiceOf(row, units));
  const payments = paymentRows.map((row) => paymentOf(row, units));
  requireOnce('invoice', invoices);
  requireOnce('payment', payments);
  const owed = invoices.filter(({ left }) => left > 0);
  const received = payments.filter(({ left }) => left > 0);
  return {
    invoices: owed,
    payments: received,
    units,
    notes: [
      ...leftOut(units.rounded, `amounts are rounded to ${units.decimals} decimals, as the others have them`),
      ...leftOut(invoices.length - owed.length, 'invoices of no more than 0 are left out'),
      ...leftOut(payments.length - received.length, 'payments of no more than 0 are left out'),
    ],
  };
}

/** The rules with an amount in the units of the files. */
export function rulesIn({ decimals }: AmountUnits, rules: MatchingRules): MatchingRules {
  return { ...rules, toleranceAmount: Math.round(rules.toleranceAmount * 10 ** decimals) };
}

function invoiceOf(row: TableRow, units: AmountUnits): OpenInvoice {
  const numbers = NUMBERS.map((name) => text(row, name)).filter((number) => number !== '');
  const issuedOn = row.values.issued_on as CalendarDate;
  const name = text(row, 'customer_name');
  return {
    id: text(row, 'id'),
    number: numbers[0] ?? '',
    otherNumbers: numbers.slice(1),
    customerId: text(row, 'customer'),
    customerNames: name === '' ? [] : [name],
    companyCode: text(row, 'company_code'),
    currency: text(row, 'currency'),
    left: units.of(text(row, 'amount')),
    issuedOn,
    dueOn: (row.values.due_on as CalendarDate | null) ?? issuedOn,
    disputed: false,
    discounts: [],
  };
}

function paymentOf(row: TableRow, units: AmountUnits): OpenPayment {
  const number = text(row, 'number');
  return {
    id: text(row, 'id'),
    currency: text(row, 'currency'),
    left: units.of(text(row, 'amount')),
    on: row.values.paid_on as CalendarDate,
    payerName: text(row, 'payer_name'),
    payerAccount: text(row, 'payer_account'),
    text: text(row, 'text'),
    remittance: number === '' ? [] : [{ number, amount: null }],
    customerId: text(row, 'customer') || null,
  };
}

/** A value that is a text, or null for nothing. */
function text({ values }: TableRow, column: string): string {
  const value = values[column];
  return typeof value === 'string' ? value : '';
}

function requireOnce(thing: string, all: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of all) {
    if (seen.has(id))
      throw new CommandFailed(`Two rows have the ${thing} id "${id}"; each has to have one of its own.`);
    seen.add(id);
  }
}

function leftOut(count: number, sentence: string): string[] {
  return count === 0 ? [] : [`${count} ${sentence}.`];
}
