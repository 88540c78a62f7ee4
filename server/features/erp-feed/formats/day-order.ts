import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { TableProfile } from '../profile.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';

/** From this many rows on, days that are mostly out of order mean that two columns were taken for one another. */
const ROWS_TO_JUDGE = 10;

/** Counts the rows in which the due day is before the issue day. Real ledgers have such rows, and they are taken; in most rows of a file it means swapped columns. */
export class DayOrder {
  private dated = 0;
  private outOfOrder = 0;

  constructor(private readonly inOrder: TableProfile['inOrder']) {}

  add(values: Readonly<Record<string, unknown>>): void {
    const [issued = '', due = ''] = this.inOrder ?? [];
    const from = values[issued] as CalendarDate | null | undefined;
    const to = values[due] as CalendarDate | null | undefined;
    if (!from || !to) return;
    this.dated += 1;
    if (to < from) this.outOfOrder += 1;
  }

  /** What to say of it; null for nothing. Throws UnreadableFile where the columns seem to be swapped. */
  note(headerOf: (column: string) => string): string | null {
    const { dated, outOfOrder } = this;
    if (outOfOrder === 0) return null;
    const [issued = '', due = ''] = (this.inOrder ?? []).map(headerOf);
    const found = `In ${outOfOrder} of ${dated} rows ${due} is before ${issued}`;
    if (dated < ROWS_TO_JUDGE || outOfOrder <= dated / 2) return `${found}; taken as it stands.`;
    throw new UnreadableFile(1, `${found}: the two columns or their formats seem to be swapped.`, due);
  }
}
