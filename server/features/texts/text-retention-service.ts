import { TEXT_KINDS, type TextKind } from '#shared/api/texts.ts';
import { addDays, type CalendarDate, dayInZone } from '#shared/domain/calendar-date.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { type Clock, today } from '../../ports.ts';
import type { ActivityEntries } from '../activities/activity-entries-service.ts';
import { textKindOf } from '../activities/text-erasure-service.ts';
import type { TextRemoval } from './text-removal-service.ts';
import type { TextRulesRepository } from './text-rules-repository.ts';
import type { TextsReadModel } from './texts-read-model.ts';

export interface RetentionParts {
  readonly rules: TextRulesRepository;
  readonly activityEntries: ActivityEntries;
  readonly texts: TextsReadModel;
  readonly textRemoval: TextRemoval;
  readonly adminLog: AdminLogService;
}

/** How many texts of each kind went, and how many messages that were never sent. */
export type SweptCounts = Record<TextKind | 'drafts', number>;

const AT_ONCE = 500;
const DAY_MS = 86_400_000;
const NOBODY = { id: 'retention' as UserId, name: 'Retention' };

/** Takes away what has been kept for as long as the company wants, except where it is held. Done again it does nothing. */
export class TextRetention {
  constructor(
    private readonly parts: RetentionParts,
    private readonly clock: Clock,
  ) {}

  /** Sweeps the current tenant, whose zone says when a day is over. */
  async sweep({ zone }: { readonly zone: string }): Promise<SweptCounts> {
    const { keptDays } = await this.parts.rules.read();
    const counts: SweptCounts = { template_mail: 0, other_mail: 0, call_note: 0, drafts: 0 };
    for (const kind of TEXT_KINDS) {
      const days = keptDays[kind];
      if (days !== null) counts[kind] = await this.sweepKind(kind, addDays(today(this.clock, zone), -days), zone);
    }
    const { template_mail: days } = keptDays;
    if (days !== null) counts.drafts = await this.sweepDrafts(days);
    await this.note(counts);
    return counts;
  }

  /** What was logged before the first day that is kept goes. The log is in the order in which it was written, so what was looked through once is not looked at again. */
  private async sweepKind(kind: TextKind, firstKept: CalendarDate, zone: string): Promise<number> {
    const { rules, activityEntries, textRemoval } = this.parts;
    let count = 0;
    let { seq, round } = await rules.sweptTo(kind);
    for (;;) {
      const entries = await activityEntries.after(seq, AT_ONCE);
      const end = entries.findIndex(({ recordedAt }) => dayInZone(recordedAt, zone) >= firstKept);
      const past = end === -1 ? entries : entries.slice(0, end);
      const last = past.at(-1);
      if (last === undefined) return count;
      const ids = past.filter((entry) => textKindOf(entry) === kind).map(({ id }) => id);
      const by = { actor: NOBODY, zone, client: 'job', clientKey: `retention ${firstKept}` } as const;
      count += (await textRemoval.ofEntries(ids, by)).length;
      seq = last.seq;
      // Where a hold was lifted meanwhile, the next sweep begins at the log's first entry.
      const isKept = await rules.keepSweptTo(kind, { seq, round });
      if (!isKept || past.length < AT_ONCE) return count;
    }
  }

  private async sweepDrafts(days: number): Promise<number> {
    const before = new Date(this.clock.now().getTime() - (days + 1) * DAY_MS);
    return this.parts.textRemoval.ofDrafts(await this.parts.texts.draftsBefore(before));
  }

  private async note(counts: SweptCounts): Promise<void> {
    if (Object.values(counts).every((count) => count === 0)) return;
    const deed = { by: 'retention', area: 'texts', deed: 'texts_past_their_time', subject: 'retention' } as const;
    await inTransaction((session) => this.parts.adminLog.note({ ...deed, before: null, after: counts }, session));
  }
}
