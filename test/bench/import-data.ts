import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { addDays, calendarDate } from '../../shared/domain/calendar-date.ts';
import { SeededChoice } from '../support/seeded-choice.ts';

/** Files with our own columns. The later ones say something else in one row of twenty. */
export interface ImportFiles {
  readonly invoices: string;
  readonly payments: string;
  readonly laterInvoices: string;
  readonly laterPayments: string;
  readonly rows: number;
}

export const INVOICE_COLUMNS = 'number,customer,customer_name,issued_on,due_on,amount,currency,reference';
export const PAYMENT_COLUMNS = 'payment,invoice,on,amount,currency,customer,reference';

const FIRST_DAY = calendarDate('2024-01-01');
const DAYS = 700;
/** One invoice in so many is paid in two parts, and one in so many not at all. */
const [IN_TWO_PARTS, OPEN] = [29, 200];
const CHANGED = 20;

/** Writes so many invoices and the payments of nearly all of them, each applied to its invoice; the same each time. */
export async function writeImportFiles(folder: string, invoices: number): Promise<ImportFiles> {
  const paths = {
    invoices: join(folder, 'invoices.csv'),
    payments: join(folder, 'payments.csv'),
    laterInvoices: join(folder, 'later-invoices.csv'),
    laterPayments: join(folder, 'later-payments.csv'),
  };
  const choice = new SeededChoice(5);
  const customers = Math.max(10, Math.floor(invoices / 20));
  const made = Array.from({ length: invoices }, (_, at) => invoice(at, { invoices, customers, choice }));
  const payments = made.flatMap(({ payments: own }) => own).map((line, at) => `P${1_000_000 + at},${line}`);
  const lines = made.map(({ line }) => line);
  await writeLines(paths.invoices, INVOICE_COLUMNS, lines);
  await writeLines(paths.laterInvoices, INVOICE_COLUMNS, lines.map(changed));
  await writeLines(paths.payments, PAYMENT_COLUMNS, payments);
  await writeLines(paths.laterPayments, PAYMENT_COLUMNS, payments.map(changed));
  return { ...paths, rows: lines.length + payments.length };
}

function invoice(
  at: number,
  { invoices, customers, choice }: { invoices: number; customers: number; choice: SeededChoice },
): { line: string; payments: string[] } {
  const number = `INV${1_000_000 + at}`;
  const customer = choice.below(customers);
  const issuedOn = addDays(FIRST_DAY, Math.floor((at * DAYS) / invoices));
  const dueOn = addDays(issuedOn, 30);
  const cents = 1_000 + choice.below(1_000_000);
  const line = `${number},${200_000 + customer},Customer ${customer} GmbH,${issuedOn},${dueOn},${decimal(cents)},EUR,PO-${at}`;
  const parts = at % IN_TWO_PARTS === 0 ? [Math.floor(cents / 3), cents - Math.floor(cents / 3)] : [cents];
  const payments = parts.map((part) => {
    const on = addDays(dueOn, choice.below(60) - 5);
    return `${number},${on},${decimal(part)},EUR,${200_000 + customer},invoice ${number}`;
  });
  return { line, payments: at % OPEN === 0 ? [] : payments };
}

/** The last column is free text. */
function changed(line: string, at: number): string {
  return at % CHANGED === 0 ? `${line} (changed)` : line;
}

function decimal(cents: number): string {
  return (cents / 100).toFixed(2);
}

async function writeLines(path: string, columns: string, lines: readonly string[]): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${columns}\n`);
  for (const line of lines) if (!file.write(`${line}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
}
