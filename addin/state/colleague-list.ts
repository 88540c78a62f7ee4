import { signal } from '@preact/signals';
import { type Colleague, listColleagues } from '#shared/api/colleagues.ts';
import { type Failure, failureOf } from './failure.ts';
import type { PaneApi } from './pane-api.ts';

/** Who works here: asked for when somebody has to choose among them, then kept until sign-out. */
export class ColleagueList {
  /** By name; null until they were read. */
  readonly colleagues = signal<readonly Colleague[] | null>(null);
  readonly failure = signal<Failure | null>(null);
  private asking: Promise<void> | null = null;

  constructor(private readonly api: PaneApi) {}

  load(): Promise<void> {
    if (this.colleagues.value !== null) return Promise.resolve();
    this.asking ??= this.read().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  forget(): void {
    this.colleagues.value = null;
    this.failure.value = null;
  }

  private async read(): Promise<void> {
    this.failure.value = null;
    try {
      this.colleagues.value = (await this.api.call(listColleagues, {})).colleagues;
    } catch (error) {
      this.failure.value = failureOf(error);
    }
  }
}
