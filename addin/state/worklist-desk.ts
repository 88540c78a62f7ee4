import { signal } from '@preact/signals';
import type { AnswerOf } from '#shared/api/operation.ts';
import { readWorklist } from '#shared/api/worklist.ts';
import { type Failure, failureOf } from './failure.ts';
import type { PaneApi } from './pane-api.ts';

export type Worklist = AnswerOf<typeof readWorklist>;

/** What is mine today, as far as it was read; `worklist` stays while it is asked for anew. */
export interface WorklistState {
  readonly worklist: Worklist | null;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
}

const NOTHING: WorklistState = { worklist: null, isBusy: false, failure: null };

/** The reader's own list of today. */
export class WorklistDesk {
  readonly state = signal<WorklistState>(NOTHING);
  /** Counts the questions, so that an answer to an earlier one is dropped. */
  private turn = 0;

  constructor(private readonly api: PaneApi) {}

  /** Asks for the list; the one on screen stays until the new one is there. */
  async refresh(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.state.value = { ...this.state.value, isBusy: true, failure: null };
    try {
      const worklist = await this.api.call(readWorklist, {});
      if (turn === this.turn) this.state.value = { worklist, isBusy: false, failure: null };
    } catch (error) {
      const failure = failureOf(error);
      if (turn === this.turn) this.state.value = { ...this.state.value, isBusy: false, failure };
    }
  }

  /** Another person may sign in next. */
  forget(): void {
    this.turn += 1;
    this.state.value = NOTHING;
  }
}
