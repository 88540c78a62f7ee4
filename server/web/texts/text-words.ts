import type { ErasureCounts, TextKind, TextReader } from '#shared/api/texts.ts';

export const KIND_WORDS: Readonly<Record<TextKind, string>> = {
  template_mail: 'Mail made from templates',
  other_mail: 'Other mail',
  call_note: 'Notes of calls, and of anything else',
};

export const READER_WORDS: Readonly<Record<TextReader, string>> = {
  collector: 'Collectors',
  manager: 'Managers',
  reader: 'Readers (sales, auditors)',
};

const COUNT_WORDS: readonly (readonly [keyof ErasureCounts, string])[] = [
  ['template_mail', 'messages made from templates'],
  ['other_mail', 'other mails'],
  ['call_note', 'notes of calls and other notes'],
  ['drafts', 'messages prepared and never sent'],
  ['tasks', 'tasks'],
  ['reviewNotes', 'notes of talks with a manager'],
];

/** What there is of each kind, in a line each; empty where there is nothing. */
export function countLines(counts: ErasureCounts): string[] {
  return COUNT_WORDS.filter(([kind]) => counts[kind] > 0).map(([kind, words]) => `${counts[kind]} ${words}`);
}

/** Days as they are typed: empty for ever. A sentence where they cannot be read. */
export function daysOf(text: string): { days: number | null } | { problem: string } {
  const typed = text.trim();
  if (typed === '') return { days: null };
  const days = Number(typed);
  if (Number.isInteger(days) && days >= 1 && days <= 36_500) return { days };
  return { problem: `“${typed}” is no whole number of days from 1 to 36500.` };
}
