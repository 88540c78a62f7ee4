import { expect } from 'chai';
import fc from 'fast-check';
import { createReceivables } from '../../../../server/features/receivables/create-receivables.ts';
import type { LedgerRow, RunOutcome, RunRequest } from '../../../../server/features/receivables/run-service.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { collectionNamed, NOT_SUPERSEDED } from '../../../../server/mongo/versions.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow, runRequest } from '../../../support/ledger-rows.ts';
import { History, randomDraws } from '../../../support/random-history.ts';

const TENANT = 'tenant in chunks' as TenantId;
const VERSIONED = ['customerVersions', 'itemVersions', 'entryVersions', 'customerSummaries'];
const COLLECTIONS = [...VERSIONED, 'ledgerHeads', 'runs', 'lateRows', 'rowConfirmations', 'statedAgain'];
const WHOLE = 1_000_000;

/** What goes wrong with a row, or is said once more: which row, and what. */
const slips = fc.array(fc.tuple(fc.nat(), fc.nat(7)), { maxLength: 6 });
const file = fc.record({
  draws: randomDraws(30),
  slips,
  skip: fc.boolean(),
  asOfDay: fc.integer({ min: 1, max: 9 }),
  shuffled: fc.boolean(),
  linesApart: fc.boolean(),
});
const scenario = fc.record({
  files: fc.array(file, { minLength: 1, maxLength: 4 }),
  instalments: fc.boolean(),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

describe('a run that is taken in chunks', function () {
  this.timeout(600_000);
  const ledger = useLedger();

  it('comes to the same ledger and says the same, however small the chunks are', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(scenario, async (drawn) => {
        const files = filesOf(drawn);
        const whole = await taken(ledger, files, WHOLE);
        for (const { state } of whole.outcomes) seen.set(state, (seen.get(state) ?? 0) + 1);
        for (const chunkRows of [1, 2, 7]) expectTheSame(await taken(ledger, files, chunkRows), whole, chunkRows);
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(seen.get('committed') ?? 0).to.be.greaterThan(10);
    expect(seen.get('refused') ?? 0).to.be.greaterThan(3);
  });

  it('leaves nothing behind when it is refused, rehearsed or changes nothing, and takes no number that is in use', async () => {
    const { ledgerRuns, ledgerPositions } = inChunksOf(ledger, 2);
    const take = (rows: readonly LedgerRow[], changes: Partial<RunRequest> = {}) =>
      inTenant(TENANT, () => ledgerRuns.take(runRequest(rows, changes)));
    const rows = [
      customerRow('C1'),
      ...['1001', '1002', '1003', '1004'].map((number) => itemRow(number)),
      paymentRow('P1', { amount: eur(40_000) }),
      ...['1001', '1002', '1003'].map((number) => applicationRow(number, 'P1', eur(10_000))),
    ];
    const first = await take(rows);
    const before = await documents();
    const newer = { dataAsOf: new Date('2026-11-20T00:00:00Z') };
    const more = ['2001', '2002', '2003', '2004', '2005'].map((number) => itemRow(number, { customerNumber: 'C9' }));
    const bad = applicationRow('1004', 'P1', eur(10_001));
    expect((await take([...more, bad], newer)).state).to.equal('refused');
    expect(await documents()).to.deep.equal(before);
    const rehearsed = await take(more, { ...newer, dryRun: true });
    expect([rehearsed.state, rehearsed.number, rehearsed.counts.new]).to.deep.equal(['dry_run', null, 5]);
    expect(await documents()).to.deep.equal(before);
    expect((await take(rows, newer)).state).to.equal('unchanged');
    const wrong = ['3001', '3002', '3003'].map((number) => applicationRow(number, 'P1', eur(1)));
    const nothing = await take(wrong, { ...newer, onProblem: 'skip' });
    expect([nothing.state, nothing.number, nothing.problems.length]).to.deep.equal(['unchanged', null, 3]);
    expect(await documents()).to.deep.equal(before);
    const second = await take(more, newer);
    expect([first.number, (second.number ?? 0) > (first.number ?? 0)]).to.deep.equal([1, true]);
    expect((await inTenant(TENANT, () => ledgerPositions.positionAt())).run).to.equal(second.number);
  });

  it('writes a version once a run, also of an item that several chunks touch', async () => {
    const { ledgerRuns } = inChunksOf(ledger, 3);
    const payments = Array.from({ length: 9 }, (_, at) => `P${at}`);
    const rows = [
      itemRow('1001', { amount: eur(90_000) }),
      ...payments.map((number) => paymentRow(number)),
      ...payments.map((number) => applicationRow('1001', number, eur(10_000))),
    ];
    const { state, counts } = await inTenant(TENANT, () => ledgerRuns.take(runRequest(rows)));
    expect([state, counts.new]).to.deep.equal(['committed', 19]);
    const all = await documents();
    expect(all.itemVersions).to.have.length(10);
    expect(all.entryVersions).to.have.length(9);
    const invoice = all.itemVersions?.find(({ number }) => number === '1001');
    expect(invoice).to.include({ entryCount: 9, added: 1, superseded: NOT_SUPERSEDED });
    expect(invoice?.movements).to.deep.equal([{ on: '2026-03-20', minor: -90_000 }]);
  });
});

type Stored = Record<string, unknown>;

interface TakenFiles {
  readonly outcomes: readonly { readonly state: string }[];
  readonly versions: Readonly<Record<string, readonly string[]>>;
}

function expectTheSame(parted: TakenFiles, whole: TakenFiles, chunkRows: number): void {
  expect(parted.outcomes, `outcomes with chunks of ${chunkRows}`).to.deep.equal(whole.outcomes);
  for (const name of VERSIONED) {
    expect(parted.versions[name], `${name} with chunks of ${chunkRows}`).to.deep.equal(whole.versions[name]);
  }
}

async function documents(): Promise<Record<string, Stored[]>> {
  const found: Record<string, Stored[]> = {};
  for (const name of VERSIONED) {
    found[name] = await inTenant(TENANT, () =>
      collectionNamed<Stored>(name).find({ tenantId: TENANT }).sort({ _id: 1 }).toArray(),
    );
  }
  return found;
}

function inChunksOf({ clock, customers }: TestLedger, chunkRows: number) {
  return createReceivables({ clock, customers, zoneOf: async () => 'UTC', chunkRows });
}

/** Takes files one after the other into a ledger that is empty. Versions are told by the order of their runs, and have no ids of their own. */
async function taken(ledger: TestLedger, files: readonly RunRequest[], chunkRows: number): Promise<TakenFiles> {
  ledger.clock.set('2026-11-20T09:00:00.000Z');
  const { ledgerRuns } = inChunksOf(ledger, chunkRows);
  return inTenant(TENANT, async () => {
    for (const name of COLLECTIONS) await collectionNamed(name).deleteMany({ tenantId: TENANT });
    const outcomes: unknown[] = [];
    const numbers: number[] = [];
    for (const request of files) {
      ledger.clock.set(new Date(ledger.clock.now().getTime() + 60_000).toISOString());
      const outcome = await ledgerRuns.take(request);
      if (outcome.number !== null) numbers.push(outcome.number);
      outcomes.push(said(outcome));
    }
    const ordinal = (run: unknown) => (run === NOT_SUPERSEDED ? 'standing' : numbers.indexOf(run as number));
    const all = await documents();
    const versions = Object.fromEntries(
      Object.entries(all).map(([name, stored]) => [
        name,
        stored
          .map(({ _id, added, superseded, touches, ...version }) => ({
            ...version,
            added: ordinal(added),
            superseded: ordinal(superseded),
          }))
          .map((version) => JSON.stringify(version, inOrder))
          .sort(),
      ]),
    );
    return { outcomes: outcomes as { state: string }[], versions };
  });
}

function said({ state, counts, problems, notes }: RunOutcome): unknown {
  return { state, counts, notes, problems: problems.map((problem) => JSON.stringify(problem)).sort() };
}

function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files of a scenario: what is new of a history each time, with slips in it. */
function filesOf({ files, instalments }: Scenario): RunRequest[] {
  const history = new History(true);
  const known: LedgerRow[] = [];
  return files.map(({ draws, slips: slipped, skip, asOfDay, shuffled, linesApart }, at) => {
    const before = history.snapshot();
    for (const draw of draws) history.take(draw);
    const fresh = rowsOf(history, before);
    const slippery = slipped.reduce(
      (rows, slip) => withSlip(rows, [...known, ...fresh], slip),
      fresh as readonly LedgerRow[],
    );
    known.push(...fresh);
    const named = instalments ? slippery.map(inInstalments) : slippery;
    const rows = (shuffled ? inDisorder(named) : named).map((row, place) => ({
      ...row,
      line: linesApart ? place + 2 : Math.floor(place / 3) + 2,
    }));
    const dataAsOf = new Date(Date.UTC(2026, 10, asOfDay + at));
    const names = { fileName: `${at}.csv`, fileHash: `hash ${at}` };
    return runRequest(rows, { ...names, dataAsOf, onProblem: skip ? 'skip' : 'refuse' });
  });
}

function inDisorder(rows: readonly LedgerRow[]): LedgerRow[] {
  const places = rows.map((_, place) => place).sort((a, b) => ((a * 7_919) % 101) - ((b * 7_919) % 101) || a - b);
  return places.flatMap((place) => rows[place] ?? []);
}

/** Numbers that two items have as their instalments; what names them does not say which. */
function inInstalments(row: LedgerRow): LedgerRow {
  const shared = (number: string) => `${Math.floor(Number(number) / 2)}`;
  if (row.type === 'item') {
    const { number } = row.key;
    return { ...row, key: { ...row.key, number: shared(number), instalment: `${Number(number) % 2}` } };
  }
  if (row.type === 'application') {
    const { debit, credit } = row;
    return {
      ...row,
      debit: { ...debit, number: shared(debit.number) },
      credit: { ...credit, number: shared(credit.number) },
    };
  }
  return 'item' in row ? { ...row, item: { ...row.item, number: shared(row.item.number) } } : row;
}

type Slip = (rows: readonly LedgerRow[], row: LedgerRow, old: LedgerRow) => readonly LedgerRow[];

const SLIPS: readonly Slip[] = [
  (rows, _row, old) => [...rows, old],
  (rows, _row, old) => [...rows, ...ofOther(old, 2)],
  (rows, _row, old) => [...rows, ...ofOther(old, 0.5)],
  (rows, row) => rows.filter((one) => one !== row),
  (rows, row) => [...rows, row],
  (rows, row) => (row.type === 'item' ? [...rows, { ...row, reference: 'said otherwise' }] : rows),
  (rows, row) => replaced(rows, row, row.type === 'application' ? { debit: { ...row.debit, number: '9999' } } : {}),
  (rows, row) => replaced(rows, row, row.type === 'adjustment' ? { amount: more(row.amount) } : {}),
];

function withSlip(
  rows: readonly LedgerRow[],
  known: readonly LedgerRow[],
  [which, what]: readonly [number, number],
): readonly LedgerRow[] {
  const row = rows[which % Math.max(1, rows.length)];
  const old = known[which % Math.max(1, known.length)];
  if (row === undefined || old === undefined) return rows;
  return SLIPS[what]?.(rows, row, old) ?? rows;
}

function ofOther(row: LedgerRow, times: number): LedgerRow[] {
  if (row.type !== 'item') return [];
  return [{ ...row, amount: { ...row.amount, minor: Math.floor(row.amount.minor * times) } }];
}

function replaced(rows: readonly LedgerRow[], row: LedgerRow, changes: object): LedgerRow[] {
  return rows.map((one) => (one === row ? ({ ...row, ...changes } as LedgerRow) : one));
}

function more(amount: Money): Money {
  return { ...amount, minor: amount.minor + 1 };
}
