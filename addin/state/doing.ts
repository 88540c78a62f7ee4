import { signal } from '@preact/signals';
import type { ActivityView } from '#shared/api/activities.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Formats } from '#shared/words/formats.ts';
import type { Clock } from '../host/clock.ts';
import type { Words } from '../words/pick-words.ts';
import { ColleagueList } from './colleague-list.ts';
import { DisputeDesk } from './dispute-desk.ts';
import { EntryDesk } from './entry-desk.ts';
import { inBackground } from './failure.ts';
import type { ContactRef } from './form-base.ts';
import { Outbox } from './outbox.ts';
import type { PaneApi } from './pane-api.ts';
import type { SidebarEvent } from './sidebar-state.ts';
import { TaskDesk } from './task-desk.ts';
import { UndoDesk } from './undo-desk.ts';
import { type FormPlace, WorkDesk } from './work-desk.ts';

export interface DoingParts {
  readonly api: PaneApi;
  readonly clock: Clock;
  readonly words: Words;
  readonly formats: () => Formats;
  /** The currency of a customer who has none yet. */
  readonly currency: () => CurrencyCode;
  readonly dispatch: (event: SidebarEvent) => void;
  readonly say: (words: string) => void;
  /** Called when something was logged, resolved or taken back: it may close or open the gate. */
  readonly logged: () => void;
  /** Called when tasks were changed. */
  readonly planned: () => void;
  /** How long to wait before each next try of what is not saved; the last one repeats. In milliseconds. */
  readonly retryAfterMs: readonly number[];
  /** How long a second of the undo bar is; null where the test counts them itself. */
  readonly undoSecondMs: number | null;
}

/** All that a collector does for a customer but sending mail: forms, what is not saved yet, undo, tasks, disputes. */
export class Doing {
  readonly outbox: Outbox;
  readonly undo: UndoDesk;
  readonly entries: EntryDesk;
  readonly work: WorkDesk;
  readonly tasks: TaskDesk;
  readonly disputes: DisputeDesk;
  readonly colleagues: ColleagueList;
  /** Whether a letter presses its button; who speaks to the machine may want none. */
  readonly hasLetters = signal(true);
  private dialled: { readonly place: FormPlace; readonly contact: ContactRef } | null = null;

  constructor(parts: DoingParts) {
    const { api, clock, words, say } = parts;
    this.outbox = new Outbox(parts.retryAfterMs);
    this.undo = new UndoDesk(parts.undoSecondMs);
    this.colleagues = new ColleagueList(api);
    const desk = { api, words, say, outbox: this.outbox, undo: this.undo };
    this.entries = new EntryDesk({
      ...desk,
      dispatch: parts.dispatch,
      recorded: (entry) => this.recorded(entry, parts),
      withdrawn: () => {
        say(words.entry.undoneSaid);
        parts.logged();
      },
    });
    this.tasks = new TaskDesk({ ...desk, changed: parts.planned });
    this.disputes = new DisputeDesk({
      ...desk,
      changed: (customerId) => {
        inBackground(this.entries.refreshCard(customerId));
        parts.logged();
      },
    });
    this.work = new WorkDesk({
      ...desk,
      clock,
      entries: this.entries,
      amountFrom: (text, currency) => parts.formats().amountFrom(text, currency),
      amountText: (amount) => parts.formats().amountText(amount),
      currency: parts.currency,
      taskTaken: (task) => this.tasks.taken(task),
    });
  }

  /** A number was dialled: the call form opens when the user comes back. */
  dial(place: FormPlace, contact: ContactRef): void {
    this.dialled = { place, contact };
  }

  /** The pane is looked at again, or the connection is back. */
  wake(): Promise<void> {
    const { dialled } = this;
    this.dialled = null;
    if (dialled !== null) this.work.open('call', dialled.place, dialled.contact);
    return this.outbox.wake();
  }

  /** Another message is open. What was written or done stays and says whose it is. */
  leaveItem(): void {
    this.work.itemChanged();
  }

  /** Another person signed in: nothing of what was done or seen is theirs. */
  forget(): void {
    this.dialled = null;
    this.outbox.clear();
    this.undo.dismiss();
    this.work.discardAll();
    this.entries.forget();
    this.tasks.lists.forget();
    this.disputes.forget();
    this.colleagues.forget();
  }

  private recorded(entry: ActivityView, { words, say, logged }: DoingParts): void {
    say(words.call.saved(words.codes[entry.code]));
    if (this.disputes.lists.of(entry.customerId) !== null) inBackground(this.disputes.lists.load(entry.customerId));
    logged();
  }
}
