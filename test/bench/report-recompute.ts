import { inTenant } from '../../server/mongo/tenancy.ts';
import { tableDays } from '../../server/reporting/day-table/day-series.ts';
import { touchLog } from '../../server/reporting/day-table/touch-log.ts';
import { FACTS_FORMAT } from '../../server/reporting/facts/facts-format.ts';
import { FactsSnapshotRepository } from '../../server/reporting/facts/facts-snapshot-repository.ts';
import { WritingParts } from '../../server/reporting/facts/parts.ts';
import { tableOf } from '../../server/reporting/rollups/day-document.ts';
import { DayDocumentRepository } from '../../server/reporting/rollups/day-document-repository.ts';
import { dayTable } from '../../server/reporting/rollups/day-table.ts';
import { type DayFigures, figuresOfDays } from '../../server/reporting/rollups/figures-of-days.ts';
import { contentsOf } from '../../server/reporting/rollups/rollup-service.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import type { Target } from './bench-case.ts';
import type { BenchStore } from './bench-store.ts';
import { cpuMeter } from './cpu-meter.ts';
import { inTurn, ownCpu, ratioOfRounds } from './cpu-rounds.ts';
import { LAST_DAY, type ReportData } from './report-data.ts';
import type { AttributedLine, DuckDbPeer } from './report-duckdb.ts';
import { median } from './slice.ts';

const EUR = currencyCode('EUR');
const LIMITS = [0, 30, 60, 90];

export interface RecomputeResult {
  readonly targets: readonly Target[];
  readonly notes: readonly string[];
}

/** The whole of it from the live columns: cash by last touch and month, ageing, ends of months, sales. */
function fromColumns({ book }: ReportData): DayFigures {
  return inEuro(figuresOfDays(dayTable(book, tableDays(book, LAST_DAY), LIMITS), LAST_DAY));
}

/** T9: the whole report recomputed from the columns, against DuckDB's join for the first part of it alone. */
export async function measureRecompute(
  data: ReportData,
  peer: DuckDbPeer | null,
  rounds: number,
): Promise<RecomputeResult> {
  const orders = await ownCpu(() => touchLog(data.book));
  const ours = async () => (await ownCpu(() => fromColumns(data))).ms;
  const theirs = async () => (peer === null ? Number.NaN : (await ownCpu(() => peer.attributed())).ms);
  if (peer !== null) requireEqual('columns', fromColumns(data), await peer.attributed());
  const measured = await inTurn(Math.max(rounds, 3), ours, theirs);
  return {
    targets: [
      {
        id: 'T9',
        what: 'CPU, whole report from live columns / DuckDB ASOF alone',
        ratio: peer === null ? null : ratioOfRounds(measured),
        wanted: { atMost: 0.25 },
      },
    ],
    notes: [
      `T9: ours ${ms(measured.ours)}, DuckDB ${ms(measured.peer)} of CPU; the same integers on both sides.`,
      `The order of touches by customer, which is kept until something changes and then made anew, takes ${orders.ms.toFixed(0)} ms more at first.`,
    ],
  };
}

/** T10: the same from the day documents in MongoDB alone, with nothing in the process. Writes them first. */
export async function measureDocuments(
  store: BenchStore,
  { data, peer, rounds }: { data: ReportData; peer: DuckDbPeer | null; rounds: number },
): Promise<RecomputeResult> {
  const documents = new DayDocumentRepository();
  const meter = cpuMeter(store.client);
  return inTenant(store.tenant.id, async () => {
    const { of, contents } = contentsOf(data.book);
    await documents.bringTo(of, contents);
    const whole = async () => {
      const read = await documents.read({ day: 1, currencies: 1 });
      if (read === null) throw new Error('The day documents were to be read.');
      return inEuro(figuresOfDays(tableOf(read.days, LAST_DAY), LAST_DAY));
    };
    const ours = async () => {
      const before = await meter.read();
      await whole();
      const after = await meter.read();
      return (after.server - before.server + (after.mongod ?? 0) - (before.mongod ?? 0)) / 1_000;
    };
    const theirs = async () => (peer === null ? Number.NaN : (await ownCpu(() => peer.attributed())).ms);
    const figures = await whole();
    if (peer !== null) requireEqual('documents', figures, await peer.attributed());
    const measured = await inTurn(Math.max(rounds, 3), ours, theirs);
    // The product begins with its own.
    for (const name of ['reportDays', 'reportDayHeads']) await store.db.collection(name).deleteMany({});
    return {
      targets: [
        {
          id: 'T10',
          what: 'CPU of both sides, whole report from day documents / DuckDB',
          ratio: peer === null ? null : ratioOfRounds(measured),
          wanted: { atMost: 1 },
        },
      ],
      notes: [
        `T10: ours ${ms(measured.ours)} of CPU in process and MongoDB, ${contents.length} documents; DuckDB ${ms(measured.peer)}.`,
      ],
    };
  });
}

/** Lets the product begin with these columns, as a process that is started begins with what another one has written down. */
export async function putSnapshot(store: BenchStore, { book }: ReportData): Promise<void> {
  const parts = new WritingParts();
  for (const _ of book.exchange(parts));
  const of = { format: FACTS_FORMAT, run: 0, at: null, seq: 0, recordedUntil: 0 };
  await inTenant(store.tenant.id, () => new FactsSnapshotRepository().write(of, parts.written));
}

function inEuro(figures: ReadonlyMap<string, DayFigures>): DayFigures {
  const euro = figures.get(EUR);
  if (euro === undefined) throw new Error('There are no figures in euro.');
  return euro;
}

function requireEqual(what: string, { touched }: DayFigures, lines: readonly AttributedLine[]): void {
  const ours = touched.map(({ collector, month, parts, minor }) => {
    const said = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return [Number.parseInt(collector.slice(1), 16), said, parts, minor].join(' ');
  });
  const theirs = lines.map(({ collector, month, payments, minor }) => [collector, month, payments, minor].join(' '));
  if (ours.sort().join('\n') === theirs.sort().join('\n')) return;
  throw new Error(`The cash by last touch from ${what} is not what DuckDB says; such a figure says nothing.`);
}

function ms(rounds: readonly number[]): string {
  return `${median(rounds).toFixed(0)} ms`;
}
