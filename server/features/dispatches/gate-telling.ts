import type { GateReason } from '#shared/api/dispatches.ts';
import { type ActivityCode, NON_PAYMENT_REASONS } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import type { Language, Sentences } from '#shared/words/catalogue.ts';
import { sentencesFor, tradeWordsFor } from '#shared/words/sentences.ts';
import type { OwedItem } from './debtor.ts';

/** How many item numbers a sentence names before it counts the rest. */
const NAMED_ITEMS = 3;

/** The gate's reasons in the reader's language. */
export class GateTelling {
  readonly words: Sentences['gate'];

  constructor(private readonly language: Language) {
    this.words = sentencesFor(language).gate;
  }

  /** A reason about some items; none where there are no items. */
  reason(
    reason: GateReason['reason'],
    items: readonly OwedItem[],
    text: (which: string, several: boolean) => string,
  ): GateReason[] {
    if (items.length === 0) return [];
    const sentence = text(this.named(items), items.length > 1);
    const capital = sentence.charAt(0).toLocaleUpperCase(this.language) + sentence.slice(1);
    return [{ reason, itemIds: items.map(({ id }) => id), text: capital }];
  }

  money(amount: Money): string {
    return formatMoney(amount, this.language);
  }

  day(day: CalendarDate): string {
    return this.format({ dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00.000Z`));
  }

  time(at: Date, zone: string): string {
    return this.format({ timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
  }

  code(code: ActivityCode): string {
    return tradeWordsFor(this.language).codes[code];
  }

  /** The log's reasons are codes of the catalogue, others are somebody's own words. */
  why(reason: string): string {
    const code = NON_PAYMENT_REASONS.find((one) => one === reason);
    return code === undefined ? reason.replaceAll('_', ' ') : tradeWordsFor(this.language).reasons[code];
  }

  private named(items: readonly OwedItem[]): string {
    const numbers = items.slice(0, NAMED_ITEMS).map(({ number }) => number);
    const more = items.length - numbers.length;
    const list = new Intl.ListFormat(this.language).format(more > 0 ? [...numbers, this.words.more(more)] : numbers);
    return this.words.items(
      list,
      items.length > 1,
      items.every(({ kind }) => kind === 'invoice'),
    );
  }

  /** English as in Europe: the day before the month, and a day of 24 hours. */
  private format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.language === 'en' ? 'en-GB' : this.language, options);
  }
}
