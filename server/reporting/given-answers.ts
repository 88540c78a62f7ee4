import type { ReportAnswer } from '#shared/api/reports.ts';

export interface AnswerLimits {
  readonly answers: number;
  readonly rows: number;
}

interface GivenAnswer {
  readonly answer: Promise<ReportAnswer>;
  /** 0 while it is being made. */
  rows: number;
}

const LIMITS: AnswerLimits = { answers: 200, rows: 200_000 };

/** Answers that were given, for those who ask the same of the same data. A few; the longest unasked go first. */
export class GivenAnswers {
  private readonly given = new Map<string, GivenAnswer>();

  constructor(private readonly limits: AnswerLimits = LIMITS) {}

  /** The answer to what the key says in full; made once, also for those who ask while it is being made. One that fails is not kept. */
  async answerTo(key: string, make: () => Promise<ReportAnswer>): Promise<ReportAnswer> {
    const known = this.given.get(key);
    if (known !== undefined) {
      this.given.delete(key);
      this.given.set(key, known);
      return known.answer;
    }
    const made: GivenAnswer = { answer: make(), rows: 0 };
    this.given.set(key, made);
    try {
      const answer = await made.answer;
      made.rows = answer.rows.length;
      this.forget();
      return answer;
    } catch (error) {
      if (this.given.get(key) === made) this.given.delete(key);
      throw error;
    }
  }

  private forget(): void {
    let rows = [...this.given.values()].reduce((sum, one) => sum + one.rows, 0);
    for (const [key, one] of this.given) {
      if (rows <= this.limits.rows && this.given.size <= this.limits.answers) return;
      this.given.delete(key);
      rows -= one.rows;
    }
  }
}
