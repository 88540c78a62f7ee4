import type { CalendarDate } from '../domain/calendar-date.ts';
import type { CurrencyCode } from '../domain/currency.ts';
import { dateTimeFormat, numberFormat } from '../domain/intl-formatters.ts';
import { decimalOf, formatMoney, type Money, money, moneyFromDecimal } from '../domain/money.ts';

/** Dates and amounts as the reader writes them, in the company's zone. */
export class Formats {
  private readonly locale: string;
  private readonly decimal: string;
  private readonly group: string;

  /** A locale that nobody knows counts as English. */
  constructor(
    locale: string,
    private readonly zone: string,
  ) {
    this.locale = knownLocale(locale);
    const parts = numberFormat(this.locale).formatToParts(12_345_678.9);
    this.decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
    this.group = parts.find(({ type }) => type === 'group')?.value ?? ',';
  }

  money(amount: Money): string {
    return formatMoney(amount, this.locale);
  }

  /** A number with at most so many decimals. */
  number(value: number, decimals = 0): string {
    return numberFormat(this.locale, { maximumFractionDigits: decimals }).format(value);
  }

  /** A share of one, in per cent with at most one decimal. */
  percent(share: number): string {
    return numberFormat(this.locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
  }

  /** The size of a file, from bytes. */
  fileSize(bytes: number): string {
    const isLarge = bytes >= 1_000_000;
    const unit = { style: 'unit', unit: isLarge ? 'megabyte' : 'kilobyte', unitDisplay: 'short' } as const;
    const value = isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1_000);
    return numberFormat(this.locale, { ...unit, maximumFractionDigits: isLarge ? 1 : 0 }).format(value);
  }

  /** The name of a language, from its code; the code itself where nobody knows it. */
  language(code: string): string {
    try {
      return new Intl.DisplayNames([this.locale], { type: 'language' }).of(code) ?? code;
    } catch {
      return code;
    }
  }

  /** A day with its month in letters, so that it cannot be misread; the year only where it is not this one. */
  day(day: CalendarDate, today: CalendarDate): string {
    const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const };
    const options = { day: 'numeric', month: 'short', timeZone: 'UTC', ...year } as const;
    return dateTimeFormat(this.locale, options).format(new Date(`${day}T00:00:00Z`));
  }

  /** Day and time of an instant. */
  instant(instant: string): string {
    const options = {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: this.zone,
    } as const;
    return dateTimeFormat(this.locale, options).format(new Date(instant));
  }

  /** Reads an amount as the reader's locale writes it. Null where it is none, is not above zero, or could be read in two ways. */
  amountFrom(text: string, currency: CurrencyCode): Money | null {
    const typed = text.replace(/[\s\u00a0\u202f]/g, '');
    const [whole = '', fraction, ...more] = typed.split(this.decimal);
    const grouped = this.ungrouped(whole);
    if (grouped === null || more.length > 0 || !/^\d*$/.test(fraction ?? '')) return null;
    const amount = moneyFromDecimal(fraction ? `${grouped}.${fraction}` : grouped, currency);
    return amount === null || amount.minor <= 0 ? null : amount;
  }

  /** An amount as it is typed into a field: without the currency. */
  amountText(amount: Money): string {
    return decimalOf(amount).replace('.', this.decimal);
  }

  /** An example for who typed something else. */
  example(currency: CurrencyCode): string {
    return this.amountText(moneyFromDecimal('1250', currency) ?? money(0, currency));
  }

  private ungrouped(whole: string): string | null {
    if (/^\d+$/.test(whole)) return whole;
    const groups = whole.split(this.group);
    const [first = '', ...others] = groups;
    if (!/^\d{1,3}$/.test(first) || others.length === 0) return null;
    return others.every((group) => /^\d{3}$/.test(group)) ? groups.join('') : null;
  }
}

function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? 'en';
  } catch {
    return 'en';
  }
}
