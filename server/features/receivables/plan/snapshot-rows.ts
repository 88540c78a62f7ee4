import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { leftOn } from '#shared/domain/ledger-movement.ts';
import { money } from '#shared/domain/money.ts';
import type { ItemKind } from '#shared/domain/open-item.ts';
import type { ItemVersionRepository, OpenItemVersion } from '../item-version-repository.ts';
import type { StatedLeftRow } from '../ledger-row.ts';
import type { SaidSnapshot } from '../snapshot-said-repository.ts';
import type { KeyedFile } from './keyed-rows.ts';
import { numberHash } from './number-index.ts';
import { NONE } from './row-table.ts';

/** Rows that no line of the file has. */
const NO_LINE = 0;

/** As of when a snapshot names what is open, on which day that is, and the run of the ledger that it is held against. */
export interface SnapshotTime {
  readonly asOf: Date;
  readonly day: CalendarDate;
  readonly run: number;
}

/** What a snapshot leaves out of what the ledger holds open of its source. */
export interface MissingItems {
  /** That nothing is left of them. */
  readonly rows: readonly StatedLeftRow[];
  /** How many items of the source are open in the ledger, among those that the snapshot could name. */
  readonly open: number;
  /** What it named, for what comes later and speaks of an earlier day. */
  readonly said: SaidSnapshot;
}

/**
 * What follows from what a snapshot does not name: that nothing is left, at the end of its day, of an item of its source, and of one of its company codes where it has
 * any, that the ledger holds open. A payment counts as missing only where the snapshot lists payments. What the source first spoke of after the snapshot's
 * time is not missing from it.
 */
export async function missingFromSnapshot(
  file: KeyedFile,
  items: ItemVersionRepository,
  { asOf, day, run }: SnapshotTime,
): Promise<MissingItems> {
  const covered = await coverageOf(file);
  const missing: OpenItemVersion[] = [];
  let open = 0;
  for await (const item of items.eachOpen(file.source, day, run)) {
    if (!covered.covers(item) || leftOn(item, item.movements, day) === 0) continue;
    open += 1;
    if (file.table.find(item.itemId) === NONE && !covered.states(item)) missing.push(item);
  }
  const later = missing.filter(({ sourceAsOf }) => sourceAsOf > asOf).map(({ itemId }) => itemId);
  const knownThen = await items.findSpokenOfBy(later, asOf);
  const cleared = missing.filter(({ itemId, sourceAsOf }) => sourceAsOf <= asOf || knownThen.has(itemId));
  const said = { source: file.source, asOf, day, namedIds: namedIn(file), ...covered.said };
  return { rows: cleared.map((item) => nothingLeft(item, day)), open, said };
}

function namedIn({ table }: KeyedFile): string[] {
  const ids: string[] = [];
  for (let place = 0; place < table.count; place += 1) {
    if (table.typeOf(place) === 'item' && table.stateOf(place) !== 'left_out') ids.push(table.idOf(place));
  }
  return ids;
}

interface Coverage {
  readonly said: Pick<SaidSnapshot, 'companyCodes' | 'listsPayments' | 'statedNumbers'>;
  covers(item: { readonly companyCode: string; readonly kind: ItemKind }): boolean;
  /** Whether the file says what is left of an item without describing it. */
  states(item: { readonly source: string; readonly number: string }): boolean;
}

async function coverageOf({ rows }: KeyedFile): Promise<Coverage> {
  const companyCodes = new Set<string>();
  const stated = new Set<number>();
  let listsPayments = false;
  for await (const chunk of rows.chunks()) {
    for (const row of chunk) {
      if (row.type === 'stated_left') stated.add(numberHash(row.item.source, row.item.number));
      if (row.type !== 'item') continue;
      companyCodes.add(row.key.companyCode);
      listsPayments ||= row.kind === 'payment';
    }
  }
  return {
    said: { companyCodes: [...companyCodes], listsPayments, statedNumbers: [...stated] },
    covers: ({ companyCode, kind }) =>
      (companyCodes.size === 0 || companyCodes.has(companyCode)) && (kind !== 'payment' || listsPayments),
    states: ({ source, number }) => stated.has(numberHash(source, number)),
  };
}

function nothingLeft(item: OpenItemVersion, on: CalendarDate): StatedLeftRow {
  const { source, companyCode, documentType, number, fiscalYear, instalment, currency } = item;
  const named = { source, companyCode, documentType, number, fiscalYear, instalment };
  return { type: 'stated_left', line: NO_LINE, item: named, left: money(0, currency), on };
}
