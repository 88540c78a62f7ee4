import type { CodeLine, CodesView, CompanyCodes, LABEL_LANGUAGES } from '#shared/api/codes.ts';
import type { ActivityCode } from '#shared/domain/activity-code.ts';

export type LabelLanguage = (typeof LABEL_LANGUAGES)[number];

/** One code as somebody edits it. */
export interface CodeDraft {
  readonly line: CodeLine;
  readonly isOff: boolean;
  /** What the company calls it, by language; empty for the standard's term. */
  readonly names: Readonly<Record<LabelLanguage, string>>;
}

/** The list as it is edited, in the order in which codes are offered. */
export function draftOf({ own, lines }: CodesView): CodeDraft[] {
  const nameOf = (code: ActivityCode, language: LabelLanguage) =>
    own.labels.find((one) => one.code === code && one.language === language)?.label ?? '';
  return lines.map((line) => ({
    line,
    isOff: line.isOff,
    names: { en: nameOf(line.code, 'en'), de: nameOf(line.code, 'de') },
  }));
}

/** What the draft asks for. An order is said only where codes were moved against that of the standard. */
export function codesOf(drafts: readonly CodeDraft[], standard: readonly ActivityCode[]): CompanyCodes {
  const order = drafts.map(({ line }) => line.code);
  const isMoved = order.some((code, place) => code !== standard[place]);
  return {
    off: drafts.filter(({ isOff }) => isOff).map(({ line }) => line.code),
    order: isMoved ? order : [],
    labels: drafts.flatMap(({ line, names }) => {
      const given = (['en', 'de'] as const).map((language) => ({ language, label: names[language].trim() }));
      return given.filter(({ label }) => label !== '').map((one) => ({ code: line.code, ...one }));
    }),
  };
}

/** The list with one code moved up by a place (−1) or down (1). */
export function moved(drafts: readonly CodeDraft[], place: number, by: -1 | 1): CodeDraft[] {
  const [one, other] = [drafts[place], drafts[place + by]];
  if (one === undefined || other === undefined) return [...drafts];
  return drafts.map((draft, at) => {
    if (at === place) return other;
    return at === place + by ? one : draft;
  });
}

/** What a code stands for and asks for, in words. */
export function meaningOf({ direction, channel, reach, outcomes, amount, date, reason }: CodeLine): string {
  const asks = Object.entries({ amount, date, reason })
    .filter(([, need]) => need !== 'none')
    .map(([what, need]) => (need === 'required' ? what : `${what} if known`));
  const how =
    channel === 'none' ? 'no contact' : `${channel}, ${direction === 'in' ? 'from the customer' : 'to the customer'}`;
  return [
    `${how}; counts as ${reach.replaceAll('_', ' ')}`,
    ...(outcomes.length === 0 ? [] : [`ends with ${outcomes.map((one) => one.replaceAll('_', ' ')).join(', ')}`]),
    ...(asks.length === 0 ? [] : [`asks for ${asks.join(', ')}`]),
  ].join('; ');
}
