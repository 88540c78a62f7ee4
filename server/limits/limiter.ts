import { createHash, randomBytes } from 'node:crypto';
import { Counter, type Registry } from 'prom-client';
import { DomainError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { firstShare, type Limit, type Taken, WINDOW_MS } from './limit.ts';
import type { LimitMemberRepository } from './limit-member-repository.ts';
import type { LimitRound, LimitRoundRepository, RoundChanges } from './limit-round-repository.ts';
import { LocalCount } from './local-count.ts';

/** A process says that it is there this often, */
const NOTE_EVERY_MS = 2_000;
/** and has to have said so this lately to give anything out unasked. */
const KNOWN_FOR_MS = 60_000;
/** From reading who takes part to calling a round in. */
const AGREED_WITHIN_MS = 1_500;
/** How long reports are waited for; then the whole share of who did not report counts as given out. */
const REPORT_LIMIT_MS = 3_000;
const REOPEN_AFTER_MS = 500;
/** No count changes hands so often. */
const MOST_ROUNDS = 200;

export interface LimiterParts {
  readonly rounds: LimitRoundRepository;
  readonly members: LimitMemberRepository;
  readonly clock: Clock;
  readonly registry: Registry;
  /** For how long others may not know of a process that came; more than the second and a half in which a round is called in, where processes come and go. */
  readonly newForMs: number;
}

/**
 * Counts what is limited, exactly, over all processes of one database: by the minute, and without a write for a request. How it is done stands in
 * `docs/decisions/limits-over-processes.md`. Until it has joined, a process counts for itself alone.
 */
export class Limiter {
  private readonly me = randomBytes(8).toString('hex');
  private readonly counts = new Map<string, LocalCount>();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly refusals: Counter;
  private readonly unsure: Counter;
  private joined: { readonly at: number; notedAt: number } | null = null;
  private changes: RoundChanges | null = null;
  private timer: NodeJS.Timeout | null = null;
  private sweptFor = 0;

  constructor(private readonly parts: LimiterParts) {
    const registers = [parts.registry];
    const labelNames = ['limit'];
    const refused = 'Requests that a limit refused.';
    const unsure = 'Requests whose count could not be had from the database.';
    this.refusals = new Counter({ name: 'duethread_limit_refused_total', help: refused, labelNames, registers });
    this.unsure = new Counter({ name: 'duethread_limit_unsure_total', help: unsure, labelNames, registers });
  }

  /** Takes part in the counts of all processes from now on. */
  async join(): Promise<void> {
    await this.parts.members.note(this.me);
    const at = performance.now();
    this.joined = { at, notedAt: at };
    this.counts.clear();
    this.watch();
    await this.catchUp();
    this.timer = setInterval(() => void this.note(), NOTE_EVERY_MS);
    this.timer.unref();
  }

  async leave(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.joined = null;
    await this.changes?.close();
  }

  /** Counts one deed of a subject. Throws DomainError `database_unavailable` where the count cannot be had and the limit refuses then. */
  async take(limit: Limit, subject: string): Promise<Taken> {
    const now = this.parts.clock.now().getTime();
    const count = this.countOf(limit, subject, now);
    const admitted = count.take() || (await this.takeOfOthers(limit, count));
    if (admitted) return { admitted };
    this.refusals.inc({ limit: limit.name });
    return { admitted, retryAfterSeconds: Math.max(1, Math.ceil((count.of.endsAt.getTime() - now) / 1_000)) };
  }

  private async takeOfOthers(limit: Limit, count: LocalCount): Promise<boolean> {
    if (this.joined === null || count.isSpent) return false;
    try {
      return await this.takeShared(count);
    } catch (cause) {
      this.unsure.inc({ limit: limit.name });
      if (limit.unsure === 'admit') return true;
      const failure = new DomainError('database_unavailable', 'The database cannot be reached; try again.');
      failure.cause = cause;
      throw failure;
    }
  }

  private async takeShared(count: LocalCount): Promise<boolean> {
    for (let turn = 0; turn < MOST_ROUNDS; turn += 1) {
      if (count.isSpent) return false;
      if (count.take() || (await this.getOn(count))) return true;
    }
    throw new Error('A limit did not come to an end.');
  }

  /** The next step to an answer; true where it was one already. */
  private async getOn(count: LocalCount): Promise<boolean> {
    if (count.isCalledIn) await this.once(count, () => this.awaitRound(count));
    else if (count.goesOneByOne) return this.takeOne(count);
    else await this.once(count, () => this.callIn(count));
    return false;
  }

  private async takeOne(count: LocalCount): Promise<boolean> {
    const { id } = count.of;
    const taken = await this.parts.rounds.takeOne(id, count.round);
    if (taken !== null) return true;
    await this.follow(await this.parts.rounds.find(id));
    return false;
  }

  /** Once for all who wait for it in this process. */
  private once({ of: { id } }: LocalCount, step: () => Promise<void>): Promise<void> {
    const under = this.underWay.get(id) ?? step().finally(() => this.underWay.delete(id));
    this.underWay.set(id, under);
    return under;
  }

  private async callIn(count: LocalCount): Promise<void> {
    const { rounds, members } = this.parts;
    const { of, round } = count;
    const began = performance.now();
    const known = await members.list();
    // Who came since then may have given something out by now, and is not among the holders.
    if (performance.now() - began > AGREED_WITHIN_MS) throw new Error('The database is too slow to agree on a count.');
    const there = [...new Set([...known.there, this.me])];
    const all = [...new Set([...known.all, this.me])];
    await this.follow(
      round === 0
        ? await rounds.callFirstIn(of, { all, there }, firstShare(of.most))
        : await rounds.callIn(of.id, round, there),
    );
  }

  private async awaitRound(count: LocalCount): Promise<void> {
    if (await count.nextRound(REPORT_LIMIT_MS)) return;
    const { rounds } = this.parts;
    const stands = await rounds.find(count.of.id);
    const isOpen = stands?.calledIn === true && stands.round === count.round;
    const closed = isOpen ? await rounds.closeRound(stands) : stands;
    // Null where another process was faster.
    await this.follow(closed ?? (await rounds.find(count.of.id)));
  }

  /** Follows a count as it stands, and reports where this process is asked to. */
  private async follow(stands: LimitRound | null): Promise<void> {
    if (stands === null) throw new Error('A count is no longer there.');
    const { _id: id, most, endsAt } = stands;
    const count = this.counts.get(id) ?? new LocalCount({ id, most, endsAt }, 'none');
    this.counts.set(id, count);
    const report = count.follow(stands, this.me);
    if (report === null) return;
    const after = await this.parts.rounds.report({ id, holder: this.me, ...report });
    if (after !== null) count.follow(after, this.me);
  }

  private countOf({ name, perMinute }: Limit, subject: string, now: number): LocalCount {
    const minute = Math.floor(now / WINDOW_MS);
    this.sweep(minute);
    const id = `${name}:${minute}:${createHash('sha256').update(subject).digest('base64url').slice(0, 22)}`;
    const known = this.counts.get(id);
    if (known !== undefined) return known;
    const of = { id, most: perMinute, endsAt: new Date((minute + 1) * WINDOW_MS) };
    const count = new LocalCount(of, this.first());
    this.counts.set(id, count);
    return count;
  }

  private first(): 'whole' | 'part' | 'none' {
    if (this.joined === null) return 'whole';
    const now = performance.now();
    const isKnown = now - this.joined.at > this.parts.newForMs && now - this.joined.notedAt < KNOWN_FOR_MS;
    return isKnown ? 'part' : 'none';
  }

  /** Once a minute what has ended goes. */
  private sweep(minute: number): void {
    if (minute <= this.sweptFor) return;
    this.sweptFor = minute;
    for (const [id, { of }] of this.counts) if (of.endsAt.getTime() < minute * WINDOW_MS) this.counts.delete(id);
  }

  private async note(): Promise<void> {
    const began = performance.now();
    await this.parts.members.note(this.me).then(
      () => {
        if (this.joined !== null) this.joined.notedAt = began;
      },
      // Who cannot say that it is there gives nothing out unasked after a while.
      () => undefined,
    );
  }

  private watch(): void {
    const changes = this.parts.rounds.watch();
    this.changes = changes;
    changes.on('change', (change) => {
      const stands = 'fullDocument' in change ? change.fullDocument : undefined;
      if (stands !== undefined && stands !== null) this.follow(stands).catch(() => undefined);
    });
    changes.on('error', () => {
      void changes.close();
      if (this.changes === changes && this.joined !== null) this.watchAgain();
    });
  }

  private watchAgain(): void {
    setTimeout(() => {
      if (this.joined === null) return;
      this.watch();
      this.catchUp().catch(() => undefined);
    }, REOPEN_AFTER_MS).unref();
  }

  /** What was called in before this process could hear of it. */
  private async catchUp(): Promise<void> {
    for (const stands of await this.parts.rounds.list(this.parts.clock.now())) await this.follow(stands);
  }
}
