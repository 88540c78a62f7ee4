import type { KEPT_OF_MAIL } from '#shared/api/settings.ts';
import { type AgeingBucket, BUCKETS_TO_90, BUCKETS_TO_120, bucketsOfLastDays } from '#shared/domain/ageing.ts';
import type { BusinessCalendar, Weekday } from '#shared/domain/business-day.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';

export type AgeingPreset = 'to_90' | 'to_120' | 'own';

/** How money that comes in is matched and applied. */
export interface CashSettings {
  /** Whether what is certain posts by itself after each feed. */
  readonly autoPost: boolean;
  /** How much one decision may write off, by currency; a currency that is not named: nothing. */
  readonly writeOffTolerance: readonly Money[];
  /** How much of an invoice may be missing: the larger of a fraction of it and an amount of its currency. */
  readonly matchingTolerance: { readonly fraction: number; readonly amounts: readonly Money[] };
  /** Whether what names nothing is proposed for the oldest items. */
  readonly oldestFirst: boolean;
}

/** On which days a company works, how long it waits for a promise, and what it aims at. */
export interface FigureSettings {
  readonly calendar: { readonly weekend: readonly number[]; readonly holidays: readonly CalendarDate[] };
  /** Working days after a promised day within which the money may still come, 0 to 30. */
  readonly promiseGraceDays: number;
  /** In the measure's own unit, by the measure's key. */
  readonly targets: readonly { readonly measure: string; readonly value: number }[];
}

/** What of mail is logged, and whether a closed gate can be passed without a reason. */
export interface MailSettings {
  /** Addresses and mail domains, as `neverLogList` writes them. */
  readonly neverLog: readonly string[];
  readonly keptOfMail: (typeof KEPT_OF_MAIL)[number];
  readonly sendAnyway: boolean;
}

export interface TenantSettings extends CashSettings, FigureSettings, MailSettings {
  readonly ageing: { readonly preset: AgeingPreset; readonly lastDays: readonly number[] };
}

/** What a company starts with: nothing posts by itself, nothing is written off. */
export const FIRST_CASH_SETTINGS: CashSettings = {
  autoPost: false,
  writeOffTolerance: [],
  matchingTolerance: { fraction: 0, amounts: [] },
  oldestFirst: false,
};

/** Saturday and Sunday off, no holidays; three working days of grace. */
export const FIRST_FIGURE_SETTINGS: FigureSettings = {
  calendar: { weekend: [6, 7], holidays: [] },
  promiseGraceDays: 3,
  targets: [],
};

/** All mail to contacts is logged, with subject and recipients; a closed gate takes a reason. */
export const FIRST_MAIL_SETTINGS: MailSettings = {
  neverLog: [],
  keptOfMail: 'subject_and_recipients',
  sendAnyway: false,
};

/** The company's working days as the domain counts with them. */
export function businessCalendarOf({ calendar }: Pick<FigureSettings, 'calendar'>): BusinessCalendar {
  return { weekend: new Set(calendar.weekend as Weekday[]), holidays: new Set(calendar.holidays) };
}

export function bucketsOf({ preset, lastDays }: TenantSettings['ageing']): readonly AgeingBucket[] {
  if (preset === 'own') return bucketsOfLastDays(lastDays);
  return preset === 'to_120' ? BUCKETS_TO_120 : BUCKETS_TO_90;
}

/** The settings of a preset, or of last days of a company's own. */
export function ageingOf(preset: AgeingPreset, ownLastDays: readonly number[] = []): TenantSettings['ageing'] {
  if (preset === 'own') return { preset, lastDays: ownLastDays };
  const limited = bucketsOf({ preset, lastDays: [] }).filter(({ lastDay }) => Number.isFinite(lastDay));
  return { preset, lastDays: limited.map(({ lastDay }) => lastDay) };
}

/** The amount of a list that is in a currency, in minor units; 0 where there is none. */
export function amountIn(currency: string, amounts: readonly Money[]): number {
  return amounts.find((amount) => amount.currency === currency)?.minor ?? 0;
}
