import type { ChangeSettingsBody } from '#shared/api/settings.ts';
import { type AgeingBucket, BUCKETS_TO_90, BUCKETS_TO_120, bucketsOfLastDays } from '#shared/domain/ageing.ts';
import type { Money } from '#shared/domain/money.ts';
import { DomainError } from '../errors.ts';

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

export interface TenantSettings extends CashSettings {
  readonly ageing: { readonly preset: AgeingPreset; readonly lastDays: readonly number[] };
}

const MAX_BUCKET_LIMITS = 12;
const MAX_LAST_DAY = 3_650;

/** What a company starts with: nothing posts by itself, nothing is written off. */
export const FIRST_CASH_SETTINGS: CashSettings = {
  autoPost: false,
  writeOffTolerance: [],
  matchingTolerance: { fraction: 0, amounts: [] },
  oldestFirst: false,
};

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

/** The settings with the changes made. Throws DomainError `settings_refused` with every change that does not fit. */
export function changedSettings(before: TenantSettings, changes: ChangeSettingsBody): TenantSettings {
  const { buckets, writeOffTolerance, matchingTolerance, autoPost, oldestFirst } = changes;
  const problems = [
    ...(Array.isArray(buckets) ? problemsOfLastDays(buckets) : []),
    ...problemsOfAmounts('writeOffTolerance', writeOffTolerance ?? []),
    ...problemsOfAmounts('matchingTolerance', matchingTolerance?.amounts ?? []),
  ];
  if (problems.length > 0) {
    const sentence = problems.map(({ field, problem }) => `${field} ${problem}`).join('; ');
    throw new DomainError('settings_refused', `Nothing was changed: ${sentence}.`, problems);
  }
  return {
    ageing: buckets === undefined ? before.ageing : chosenAgeing(buckets),
    autoPost: autoPost ?? before.autoPost,
    writeOffTolerance: aboveZero(writeOffTolerance ?? before.writeOffTolerance),
    matchingTolerance: matchingTolerance ?? before.matchingTolerance,
    oldestFirst: oldestFirst ?? before.oldestFirst,
  };
}

function chosenAgeing(buckets: NonNullable<ChangeSettingsBody['buckets']>): TenantSettings['ageing'] {
  return typeof buckets === 'string' ? ageingOf(buckets) : ageingOf('own', buckets);
}

function problemsOfLastDays(lastDays: readonly number[]) {
  const isRising = lastDays.every((day, place) => place === 0 || day > (lastDays[place - 1] ?? day));
  const isWhole = lastDays.every((day) => Number.isInteger(day) && day >= 0 && day <= MAX_LAST_DAY);
  const fits = isRising && isWhole && lastDays[0] === 0 && lastDays.length > 1 && lastDays.length <= MAX_BUCKET_LIMITS;
  if (fits) return [];
  const problem = `need 2 to ${MAX_BUCKET_LIMITS} whole last days that begin with 0 (what is not past due) and rise to at most ${MAX_LAST_DAY}, such as 0,15,30,60`;
  return [{ field: 'buckets', problem }];
}

function problemsOfAmounts(field: string, amounts: readonly Money[]) {
  const currencies = new Set(amounts.map(({ currency }) => currency));
  if (currencies.size < amounts.length) return [{ field, problem: 'names a currency twice' }];
  return amounts.some(({ minor }) => minor < 0) ? [{ field, problem: 'is below 0' }] : [];
}

function aboveZero(amounts: readonly Money[]): readonly Money[] {
  return amounts.filter(({ minor }) => minor > 0);
}

/** The amount of a list that is in a currency, in minor units; 0 where there is none. */
export function amountIn(currency: string, amounts: readonly Money[]): number {
  return amounts.find((amount) => amount.currency === currency)?.minor ?? 0;
}
