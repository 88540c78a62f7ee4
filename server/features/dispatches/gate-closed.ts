import type { GateVerdict } from '#shared/api/dispatches.ts';
import type { Language } from '#shared/words/catalogue.ts';
import { sentencesFor } from '#shared/words/sentences.ts';
import { DomainError } from '../../errors.ts';
import type { Dispatch } from './dispatch.ts';

/** How long the reasons may be together, in characters, where Outlook shows them as the user presses Send. */
const LONGEST_ALERT = 500;

/** A message that the gate kept back. Its problems are the reasons, each under the name of its kind. */
export class GateClosed extends DomainError {
  constructor(
    readonly dispatch: Dispatch,
    { reasons }: GateVerdict,
  ) {
    const problems = reasons.map(({ reason, text }) => ({ field: reason, problem: text }));
    super('gate_closed', `The message was not sent. ${reasons.map(({ text }) => text).join(' ')}`, problems);
  }
}

/** The reasons as short as Outlook's alert takes them, with a count of those that found no room. */
export function reasonsForAlert({ reasons }: Pick<GateVerdict, 'reasons'>, language: Language): string[] {
  const { moreReasons } = sentencesFor(language).gate;
  const shown: string[] = [];
  for (const [place, { text }] of reasons.entries()) {
    const left = reasons.length - place;
    const more = moreReasons(left);
    const room = LONGEST_ALERT - shown.join(' ').length - 1;
    const needed = left === 1 ? text.length : text.length + 1 + more.length;
    if (needed > room) return [...shown, place === 0 ? `${text.slice(0, room - more.length - 2)}… ${more}` : more];
    shown.push(text);
  }
  return shown;
}
