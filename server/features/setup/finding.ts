import type { SetupFinding } from '#shared/api/setup.ts';
import { type Answered, type OwnAddresses, Unreached } from './own-addresses.ts';

/** What an answer shows: a sentence for what is wrong with it, or null where nothing is. */
export type Judge = (answer: Answered) => string | null;

export interface Look {
  readonly what: string;
  readonly address: string;
  readonly method?: 'GET' | 'POST';
  /** What to say where all is well. */
  readonly well: string;
  readonly judge: Judge;
}

export function passed(what: string, sentence: string): SetupFinding {
  return { what, passed: true, sentence };
}

export function failed(what: string, sentence: string): SetupFinding {
  return { what, passed: false, sentence };
}

/** Passed where nothing is wrong. */
export function finding(what: string, wrong: string | null, well: string): SetupFinding {
  return wrong === null ? passed(what, well) : failed(what, wrong);
}

/** Asks one of our addresses and judges its answer; nothing of the answer's body gets into the finding. */
export async function look(
  addresses: OwnAddresses,
  { what, address, method, well, judge }: Look,
): Promise<SetupFinding> {
  try {
    const answer = await addresses.ask(address, method);
    const { status } = answer;
    if (status >= 300 && status < 400)
      return failed(what, `${address} redirects (${status}); it has to answer itself.`);
    return finding(what, judge(answer), well);
  } catch (error) {
    if (!(error instanceof Unreached)) throw error;
    return failed(what, `${address} gives no answer: ${error.message}.`);
  }
}

/** Whether an answer has that status, said as a sentence where it has not. */
export function statusWrong({ status }: Answered, expected = 200): string | null {
  return status === expected ? null : `It answers ${status}, not ${expected}.`;
}

/** The first thing that is wrong, asked in turn. */
export function firstWrong(answer: Answered, ...judges: readonly Judge[]): string | null {
  for (const judge of judges) {
    const wrong = judge(answer);
    if (wrong !== null) return wrong;
  }
  return null;
}

/** The body as JSON; null where it is none. */
export function jsonOf({ body }: Answered): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** A list in words, for a sentence. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
