import { firstShare } from './limit.ts';
import type { CountOf, LimitRound } from './limit-round-repository.ts';

/** What this process has given out of one count, and what it still may without asking anybody. */
export class LocalCount {
  round = 0;
  /** Whether nothing is left for anybody until the minute ends. */
  isSpent = false;
  private share: number;
  private given = 0;
  private calledIn: number | null = null;
  private readonly waiting = new Set<() => void>();
  private isTooLittle = false;

  /** `whole` where this process is alone; `none` where it came a moment ago and others may not know of it. */
  constructor(
    readonly of: CountOf,
    first: 'whole' | 'part' | 'none',
  ) {
    this.share = { whole: of.most, part: firstShare(of.most), none: 0 }[first];
  }

  /** Whether the rest is too little to be shared out, and goes one by one. */
  get goesOneByOne(): boolean {
    return this.isTooLittle;
  }

  /** Whether a round is being called in, so that nothing can be given before the next one. */
  get isCalledIn(): boolean {
    return this.calledIn !== null;
  }

  /** Takes one of this process's share; false where it has none, or has been asked to give it back. */
  take(): boolean {
    if (this.calledIn !== null || this.given >= this.share) return false;
    this.given += 1;
    return true;
  }

  /** Follows what the processes agreed on. Gives what this one has to report, null for nothing. */
  follow(stands: LimitRound, me: string): { round: number; given: number } | null {
    if (stands.round < this.round) return null;
    if (stands.calledIn) return this.giveBack(stands, me);
    if (stands.round > this.round) this.begin(stands, me);
    if (stands.used >= stands.most) this.isSpent = true;
    this.goOn();
    return null;
  }

  /** Waits until a round that was called in is over, or for so long. */
  async nextRound(limitMs: number): Promise<boolean> {
    if (this.calledIn === null) return true;
    return new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(impatience);
        resolve(true);
      };
      const impatience = setTimeout(() => {
        this.waiting.delete(goOn);
        resolve(false);
      }, limitMs);
      this.waiting.add(goOn);
    });
  }

  private giveBack({ round, holders, reports }: LimitRound, me: string): { round: number; given: number } | null {
    const given = round === this.round ? this.given : 0;
    this.round = round;
    this.calledIn = round;
    return holders.includes(me) && reports[me] === undefined ? { round, given } : null;
  }

  private begin({ round, share, holders }: LimitRound, me: string): void {
    this.round = round;
    this.isTooLittle = share === 0;
    this.share = holders.includes(me) ? share : 0;
    this.given = 0;
    this.calledIn = null;
  }

  private goOn(): void {
    if (this.calledIn !== null) return;
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
