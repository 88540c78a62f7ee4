import type { Receipt } from './ledger-row.ts';

/** By what money received by an account is found when the bank names it by a reference; no number of a document reads like it. */
export function receiptKey(account: string, reference: string): string {
  return `receipt:${account}/${reference}`;
}

/** The keys of a receipt: by the bank's reference, and by the payer's end-to-end id. */
export function receiptKeys({ account, bankReference, endToEndId }: Receipt): string[] {
  return [bankReference, endToEndId].filter((text) => text !== '').map((reference) => receiptKey(account, reference));
}
