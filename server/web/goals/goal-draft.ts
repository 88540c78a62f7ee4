import type { GoalBody } from '#shared/api/goals.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import { isCurrencyCode } from '#shared/domain/currency.ts';
import { moneyFromDecimal } from '#shared/domain/money.ts';

/** A goal as somebody types it. */
export interface GoalDraft {
  /** `company`, `team <id>` or `collector <id>`. */
  readonly owner: string;
  readonly measure: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly currency: string;
}

/** What a draft asks for, or a sentence for what in it cannot be read; the rest the server judges. A percentage is typed as such. */
export function goalOf(draft: GoalDraft): { goal: GoalBody } | { problem: string } {
  const { measure, from, to } = draft;
  if (measure === '') return { problem: 'Choose a measure.' };
  if (!isCalendarDate(from) || !isCalendarDate(to)) return { problem: 'Give its first and its last day.' };
  const target = targetOf(draft);
  if ('problem' in target) return target;
  return { goal: { for: ownerOf(draft.owner), measure, from, to, ...target } };
}

function targetOf({ unit, target, currency }: GoalDraft): Pick<GoalBody, 'target' | 'currency'> | { problem: string } {
  const text = target.trim().replace(',', '.');
  if (unit === 'money') {
    const code = currency.trim().toUpperCase();
    const amount = isCurrencyCode(code) ? moneyFromDecimal(text, code) : null;
    if (amount === null)
      return {
        problem: 'Give the currency by its three letters and the amount with a point, such as EUR and 5000.00.',
      };
    return { target: amount.minor, currency: amount.currency };
  }
  const number = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) return { problem: `“${target}” is no number.` };
  return { target: unit === 'fraction' ? Number((number / 100).toFixed(8)) : number };
}

function ownerOf(owner: string): GoalBody['for'] {
  const [kind, id = ''] = owner.split(' ');
  if (kind === 'team') return { kind, id };
  return kind === 'collector' ? { kind, id } : { kind: 'company' };
}

/** What a target is typed in. */
export function targetUnit(unit: string): string {
  return UNITS[unit] ?? '';
}

const UNITS: Readonly<Record<string, string>> = { fraction: '%', days: 'days', times: 'times', money: 'amount' };
