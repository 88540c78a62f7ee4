import { formatMoney, type Money } from '#shared/domain/money.ts';

/** An amount as the reader's locale writes it, with its currency. */
export function moneyText(amount: Money): string {
  return formatMoney(amount, navigator.language);
}

/** A whole number, grouped. */
export function countText(count: number): string {
  return new Intl.NumberFormat(navigator.language).format(count);
}

/** A day with its month in letters, so that it cannot be misread. */
export function dayText(day: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(navigator.language, options).format(new Date(`${day}T00:00:00Z`));
}

/** Day and time of an instant in the company's zone. */
export function instantText(instant: string, zone: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const;
  return new Intl.DateTimeFormat(navigator.language, options).format(new Date(instant));
}

/** A part of a whole as a percentage. */
export function shareText(part: number, whole: number): string {
  const options = { style: 'percent', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(navigator.language, options).format(whole === 0 ? 0 : part / whole);
}

/** A name of the code as words: `right_party_contact` as “right party contact”. */
export function wordsOf(name: string): string {
  return name.replaceAll('_', ' ');
}
