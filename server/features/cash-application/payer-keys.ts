import { nameKey, nameWords } from '#shared/domain/customer-name.ts';

/** An account as it is compared: capital letters and digits alone. Empty where there is none. */
export function accountKey(account: string): string {
  return account.toUpperCase().replace(/[^A-Z\d]+/g, '');
}

/** A payer's name as it is compared: its words without case, accents and legal form. Empty where there is none. */
export function payerNameKey(name: string): string {
  return nameKey(name) ?? nameWords(name).join(' ');
}
