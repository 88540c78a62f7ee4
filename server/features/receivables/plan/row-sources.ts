import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { LedgerRow } from '../ledger-row.ts';
import type { RowSource } from '../run.ts';

/** Rows in which a statement of what is left that names no day is of this one. */
export function withStatedDays(rows: RowSource, day: CalendarDate): RowSource {
  const dated = (row: LedgerRow): LedgerRow =>
    row.type === 'stated_left' && row.on === undefined ? { ...row, on: day } : row;
  return {
    count: rows.count,
    async *chunks() {
      for await (const chunk of rows.chunks()) yield chunk.map(dated);
    },
    pick: async (places) => (await rows.pick(places)).map(dated),
  };
}

/** Rows with more after them. */
export function withRows(rows: RowSource, more: readonly LedgerRow[]): RowSource {
  return {
    count: rows.count + more.length,
    async *chunks() {
      yield* rows.chunks();
      if (more.length > 0) yield more;
    },
    async pick(places) {
      const read = await rows.pick(places.filter((place) => place < rows.count));
      let at = 0;
      return places.map((place) => {
        const row = place < rows.count ? read[at++] : more[place - rows.count];
        if (row === undefined) throw new RangeError(`There is no row ${place}.`);
        return row;
      });
    },
  };
}
