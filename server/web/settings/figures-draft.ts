import type { ChangeSettingsBody, SettingsView } from '#shared/api/settings.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';

/** A target as somebody types it. */
export interface TargetDraft {
  readonly measure: string;
  readonly value: string;
}

/** What figures are made with, as the form holds it. */
export interface FiguresDraft {
  /** 1 for Monday to 7 for Sunday. */
  readonly weekend: readonly number[];
  /** Days as `2026-12-25`, with commas or lines between. */
  readonly holidays: string;
  readonly grace: string;
  readonly targets: readonly TargetDraft[];
}

export function figuresDraftOf({ calendar, promiseGraceDays, targets }: SettingsView): FiguresDraft {
  return {
    weekend: calendar.weekend,
    holidays: calendar.holidays.join(', '),
    grace: String(promiseGraceDays),
    targets: targets.map(({ measure, value }) => ({ measure, value: String(value) })),
  };
}

type FigureChanges = Pick<ChangeSettingsBody, 'calendar' | 'promiseGraceDays' | 'targets'>;

/** What a draft asks for, or a sentence for what in it cannot be read; the rest the server judges. */
export function figureChangesOf(draft: FiguresDraft): { changes: FigureChanges } | { problem: string } {
  const holidays = draft.holidays.split(/[\s,;]+/).filter((day) => day !== '');
  const strange = holidays.find((day) => !isCalendarDate(day));
  if (strange !== undefined) return { problem: `“${strange}” is no day; write it as 2026-12-25.` };
  if (!/^\d{1,3}$/.test(draft.grace.trim())) return { problem: `“${draft.grace}” is no number of working days.` };
  const written = draft.targets.filter(({ measure, value }) => measure.trim() !== '' || value.trim() !== '');
  const unread = written.find((target) => targetValueOf(target) === null);
  if (unread !== undefined) return { problem: `“${unread.value}” is no target for “${unread.measure}”.` };
  const targets = written.map((target) => ({ measure: target.measure.trim(), value: targetValueOf(target) ?? 0 }));
  const calendar = { weekend: [...draft.weekend], holidays: holidays.filter(isCalendarDate) };
  return { changes: { calendar, promiseGraceDays: Number(draft.grace), targets } };
}

function targetValueOf({ value }: TargetDraft): number | null {
  const number = Number(value.trim().replace(',', '.'));
  return value.trim() === '' || !Number.isFinite(number) ? null : number;
}
