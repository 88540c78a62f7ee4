import mongoose from 'mongoose';
import { DomainError } from '../../errors.ts';
import { Grouped, type GroupLimits } from '../../mongo/grouped.ts';
import { answersGiven, type GivenAnswer, type GroupedRequest, isDuplicateKey, keepAnswers } from '../../mongo/once.ts';
import type { LogEntry } from './activity-entry.ts';
import type { LogTurns } from './log-turns.ts';
import type { LogWriter } from './log-writer.ts';
import type { PreparedEntry } from './new-log-entry.ts';

/** What one caller wants logged, ready but for its numbers. With a request it is done once for its key, and the answer is kept with the entries. */
export interface LogWish {
  readonly prepared: readonly PreparedEntry[];
  readonly request: GroupedRequest | null;
  readonly answerOf: (entries: LogEntry[]) => unknown;
}

type Outcome = PromiseSettledResult<unknown>;
type Outcomes = Map<LogWish, Outcome>;

export interface GroupParts {
  readonly writer: LogWriter;
  readonly turns: LogTurns;
}

/** One group's entries fit into a transaction with room to spare; what waits is little memory, and a few seconds of work. */
export const LOG_LIMITS: GroupLimits = { atOnce: 500, underWay: 1, waiting: 5_000 };

/** Logs what many want at once in one transaction: all of it waits for the same commit. What one of them wants is done or refused by itself. */
export class LogGroups {
  private readonly groups: Grouped<LogWish, unknown>;
  /** Whether the last group had a key that came before, as when clients send again what they got no answer to; then the next one asks beforehand. */
  private expectsRepetitions = false;

  constructor(
    private readonly parts: GroupParts,
    limits: GroupLimits,
  ) {
    this.groups = new Grouped({
      work: (wishes) => this.log(wishes),
      limits,
      weigh: ({ prepared }) => prepared.length,
      refused: () =>
        new DomainError('log_busy', 'More is being logged than can be taken; nothing was saved, try again.'),
    });
  }

  /** The answer to a wish, once a majority has what it stands for. */
  async add(wish: LogWish): Promise<unknown> {
    return this.groups.ask(wish);
  }

  private async log(wishes: readonly LogWish[]): Promise<Outcome[]> {
    const outcomes: Outcomes = new Map();
    const { first, repeated } = byKey(wishes);
    const fresh = this.expectsRepetitions ? await this.withoutAnswered(first, outcomes) : first;
    this.expectsRepetitions = repeated.length > 0 || fresh.length < first.length;
    await this.commit(fresh, outcomes);
    const again = await this.withoutAnswered(repeated, outcomes);
    if (again.length > 0) await this.logInto(outcomes, again);
    return wishes.map((wish) => outcomes.get(wish) ?? rejected(new Error('A wish was left without an outcome.')));
  }

  private async commit(wishes: readonly LogWish[], outcomes: Outcomes): Promise<void> {
    if (wishes.length === 0) return;
    try {
      const answers = await this.parts.turns.take(() => this.write(wishes));
      for (const [place, wish] of wishes.entries()) outcomes.set(wish, { status: 'fulfilled', value: answers[place] });
    } catch (error) {
      await this.mend(wishes, outcomes, error);
    }
  }

  /** A key that was used before fails the group: the database says so as the answers are kept, and nobody is asked beforehand. Then the others go without it. */
  private async mend(wishes: readonly LogWish[], outcomes: Outcomes, error: unknown): Promise<void> {
    if (!isDuplicateKey(error)) return this.commitApart(wishes, outcomes, error);
    this.expectsRepetitions = true;
    const others = await this.withoutAnswered(wishes, outcomes);
    if (others.length === wishes.length) return this.commitApart(wishes, outcomes, error);
    await this.commit(others, outcomes);
  }

  /** Gives those whose key has an answer that answer; the others are left. */
  private async withoutAnswered(wishes: readonly LogWish[], outcomes: Outcomes): Promise<LogWish[]> {
    const given = await answersGiven(wishes.flatMap(({ request }) => request ?? []));
    return wishes.filter((wish) => {
      const outcome = givenOutcome(wish, given);
      if (outcome !== null) outcomes.set(wish, outcome);
      return outcome === null;
    });
  }

  /** Gives the answers in the order of the group. */
  private async write(wishes: readonly LogWish[]): Promise<unknown[]> {
    let answers: unknown[] = [];
    const all = wishes.flatMap(({ prepared }) => prepared);
    await this.parts.writer.commit(all, async (entries, session) => {
      answers = answersOf(wishes, entries);
      const kept = wishes.flatMap(({ request }, place) => {
        return request === null ? [] : [{ request, answer: answers[place] }];
      });
      await keepAnswers(kept, session);
    });
    return answers;
  }

  /** What fails in a group may be the fault of one: each is tried by itself. */
  private async commitApart(wishes: readonly LogWish[], outcomes: Outcomes, error: unknown): Promise<void> {
    for (const wish of wishes) {
      if (wishes.length === 1 || isUnreachable(error)) outcomes.set(wish, rejected(error));
      else await this.logInto(outcomes, [wish]);
    }
  }

  private async logInto(outcomes: Outcomes, wishes: readonly LogWish[]): Promise<void> {
    const those = await this.log(wishes);
    for (const [place, wish] of wishes.entries()) outcomes.set(wish, those[place] ?? rejected(null));
  }
}

/** Of wishes with the same key the first comes first; the others then find its answer, or try themselves if it failed. */
function byKey(wishes: readonly LogWish[]): { first: LogWish[]; repeated: LogWish[] } {
  const seen = new Set<string>();
  const first: LogWish[] = [];
  const repeated: LogWish[] = [];
  for (const wish of wishes) {
    const identity = wish.request?.identity;
    if (identity !== undefined && seen.has(identity)) repeated.push(wish);
    else first.push(wish);
    if (identity !== undefined) seen.add(identity);
  }
  return { first, repeated };
}

function answersOf(wishes: readonly LogWish[], entries: readonly LogEntry[]): unknown[] {
  let place = 0;
  return wishes.map(({ prepared, answerOf }) => {
    const own = entries.slice(place, place + prepared.length);
    place += prepared.length;
    return answerOf(own);
  });
}

function givenOutcome({ request }: LogWish, given: ReadonlyMap<string, GivenAnswer>): Outcome | null {
  const answer = request === null ? undefined : given.get(request.identity);
  if (answer === undefined || request === null) return null;
  try {
    return { status: 'fulfilled', value: answer.for(request) };
  } catch (error) {
    return rejected(error);
  }
}

function rejected(reason: unknown): Outcome {
  return { status: 'rejected', reason };
}

/** Then trying one by one would only wait once for each. */
function isUnreachable(error: unknown): boolean {
  const { MongoNetworkError, MongoServerSelectionError } = mongoose.mongo;
  return error instanceof MongoNetworkError || error instanceof MongoServerSelectionError;
}
