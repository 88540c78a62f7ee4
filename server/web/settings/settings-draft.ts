import type { ChangeSettingsBody, SettingsView } from '#shared/api/settings.ts';
import { AGEING_PRESETS, bucketsOfLastDays } from '#shared/domain/ageing.ts';
import { type CurrencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import { decimalOf, type Money, moneyFromDecimal } from '#shared/domain/money.ts';
import { type FiguresDraft, figureChangesOf, figuresDraftOf } from './figures-draft.ts';
import { type MailDraft, mailChangesOf, mailDraftOf } from './mail-draft.ts';

/** An amount as somebody types it. */
export interface AmountDraft {
  readonly currency: string;
  readonly amount: string;
}

/** The settings as the form holds them, texts and all. */
export interface SettingsDraft extends FiguresDraft, MailDraft {
  readonly preset: SettingsView['ageing']['preset'];
  /** The company's own last days past due, with commas between. */
  readonly lastDays: string;
  readonly autoPost: boolean;
  readonly oldestFirst: boolean;
  readonly writeOff: readonly AmountDraft[];
  readonly percent: string;
  readonly missing: readonly AmountDraft[];
}

export function draftOf(settings: SettingsView): SettingsDraft {
  const { ageing, autoPost, oldestFirst, writeOffTolerance, matchingTolerance } = settings;
  return {
    preset: ageing.preset,
    lastDays: ageing.lastDays.join(', '),
    autoPost,
    oldestFirst,
    writeOff: writeOffTolerance.map(amountDraftOf),
    // A fraction such as 0.07 times 100 is 7.000000000000001.
    percent: String(Number((matchingTolerance.fraction * 100).toFixed(6))),
    missing: matchingTolerance.amounts.map(amountDraftOf),
    ...figuresDraftOf(settings),
    ...mailDraftOf(settings),
  };
}

/** The labels of the buckets that a draft stands for; null where its last days are no list of numbers. */
export function labelsOf({ preset, lastDays }: Pick<SettingsDraft, 'preset' | 'lastDays'>): readonly string[] | null {
  if (preset !== 'own') return AGEING_PRESETS[preset].map(({ label }) => label);
  const days = daysIn(lastDays);
  return days === null ? null : bucketsOfLastDays(days).map(({ label }) => label);
}

/** What a draft asks for, or a sentence for what in it cannot be read; the rest the server judges. */
export function changesOf(draft: SettingsDraft): { changes: ChangeSettingsBody } | { problem: string } {
  const cash = cashChangesOf(draft);
  const figures = figureChangesOf(draft);
  if ('problem' in cash) return cash;
  if ('problem' in figures) return figures;
  return { changes: { ...cash.changes, ...figures.changes, ...mailChangesOf(draft) } };
}

function cashChangesOf(draft: SettingsDraft): { changes: ChangeSettingsBody } | { problem: string } {
  const days = daysIn(draft.lastDays);
  if (draft.preset === 'own' && days === null) {
    return { problem: 'The last days are whole numbers with commas between, such as 0, 15, 30, 60.' };
  }
  const percent = Number(draft.percent.trim().replace(',', '.') || '0');
  if (Number.isNaN(percent)) return { problem: `“${draft.percent}” is no percentage.` };
  const written = [...draft.writeOff, ...draft.missing].find((amount) => isWritten(amount) && moneyOf(amount) === null);
  if (written !== undefined) {
    const words = 'Give the currency by its three letters and the amount with a point, such as EUR and 5.00.';
    return { problem: `“${written.currency} ${written.amount}” is no amount. ${words}` };
  }
  return {
    changes: {
      buckets: draft.preset === 'own' ? (days ?? []) : draft.preset,
      autoPost: draft.autoPost,
      oldestFirst: draft.oldestFirst,
      writeOffTolerance: amountsOf(draft.writeOff),
      matchingTolerance: { fraction: Number((percent / 100).toFixed(8)), amounts: amountsOf(draft.missing) },
    },
  };
}

function amountDraftOf(amount: Money): AmountDraft {
  return { currency: amount.currency, amount: decimalOf(amount) };
}

function amountsOf(drafts: readonly AmountDraft[]): Money[] {
  return drafts.flatMap((draft) => (isWritten(draft) ? (moneyOf(draft) ?? []) : []));
}

/** A line that was left empty says nothing. */
function isWritten({ currency, amount }: AmountDraft): boolean {
  return currency.trim() !== '' || amount.trim() !== '';
}

function moneyOf({ currency, amount }: AmountDraft): Money | null {
  const code = currency.trim().toUpperCase();
  if (!isCurrencyCode(code)) return null;
  return moneyFromDecimal(amount.trim().replace(',', '.'), code satisfies CurrencyCode);
}

function daysIn(text: string): number[] | null {
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => /^\d{1,5}$/.test(part)) ? parts.map(Number) : null;
}
