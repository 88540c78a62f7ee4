import { readFileSync } from 'node:fs';
import { fileOnDisk } from '../../../../../server/features/erp-feed/feed-file.ts';
import type { ItemRow, ReversalRow } from '../../../../../server/features/receivables/ledger-row.ts';
import { decimalOf } from '../../../../../shared/domain/money.ts';
import { sharedData } from '../../../../support/shared-data.ts';
import { readText, readWhole, type WholeReading } from '../read-text.ts';

const FIXTURES = new URL('../../../../fixtures/feeds/bank/', import.meta.url);

/** A small bank file of the project's own, as text. */
export function bankFixture(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8');
}

/** Reads a small bank file of the project's own. */
export function readBank(profile: string, name: string, mapping: unknown = {}): Promise<WholeReading> {
  return readText(profile, bankFixture(name), mapping);
}

/** Reads a sample of a bank that lies beside the clone. */
export function readBankSample(profile: string, path: readonly string[], mapping: unknown = {}): Promise<WholeReading> {
  return readWhole(profile, fileOnDisk(sharedData('bank', ...path)), mapping);
}

export function paymentsOf({ rows }: Pick<WholeReading, 'rows'>): ItemRow[] {
  return rows.filter((row) => row.type === 'item');
}

export function reversalsOf({ rows }: Pick<WholeReading, 'rows'>): ReversalRow[] {
  return rows.filter((row) => row.type === 'reversal');
}

/** Payments as one line each: day, amount, payer, text. */
export function paymentLines(reading: Pick<WholeReading, 'rows'>): string[] {
  return paymentsOf(reading).map(
    ({ issuedOn, amount, receipt }) =>
      `${issuedOn} ${decimalOf(amount)} ${amount.currency} ${receipt?.payerName ?? ''} | ${receipt?.text ?? ''}`,
  );
}

export function numbersOf(reading: Pick<WholeReading, 'rows'>): string[] {
  return paymentsOf(reading).map(({ key }) => key.number);
}
