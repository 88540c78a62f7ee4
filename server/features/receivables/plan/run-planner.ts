import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { CustomerService } from '../../customers/customer-service.ts';
import type { ConfirmationRepository } from '../confirmation-repository.ts';
import type { EntryVersionRepository } from '../entry-version-repository.ts';
import type { ItemVersionRepository } from '../item-version-repository.ts';
import type { CustomerRow, ItemRow, LedgerRow, RowProblem } from '../ledger-row.ts';
import { customerIdOf } from '../row-identity.ts';
import type { RunRequest } from '../run.ts';
import type { Claim, StandingVersion } from '../standing.ts';
import { type Compared, comparedRows, type Taken } from './compared-rows.ts';
import { type EntryRow, type Keyed, type KeyedRows, keyedRows } from './keyed-rows.ts';
import { loadWorkingSet, type WorkingSet } from './load-working-set.ts';
import { lostPadding } from './lost-padding.ts';
import { type RowsToTake, takeRows } from './pass.ts';
import type { PlaceholderCustomer, RunPlan } from './run-plan.ts';
import { unknownNumbers } from './unknown-numbers.ts';
import { WorkingLedger } from './working-ledger.ts';

interface Sources {
  readonly customers: CustomerService;
  readonly items: ItemVersionRepository;
  readonly entries: EntryVersionRepository;
  readonly confirmations: ConfirmationRepository;
}

interface ComparedFile {
  readonly customers: Compared<CustomerRow>;
  readonly items: Compared<ItemRow>;
  readonly entries: Compared<EntryRow>;
}

/** Works out, outside the ledger, what a run would do to it. Reads the ledger as it stands at a run and writes nothing. */
export class RunPlanner {
  constructor(private readonly sources: Sources) {}

  async plan(request: RunRequest, claim: Omit<Claim, 'hash'>, run: number): Promise<RunPlan> {
    const wrong = new WrongLines(request.problems);
    const keyed = keyedRows(
      request.rows.filter(({ line }) => !wrong.has(line)),
      request.source,
    );
    wrong.add(keyed.problems);
    const compared = await this.compare(keyed, claim, run);
    const rows = { source: request.source, items: compared.items.taken, entries: compared.entries.taken };
    const set = await loadWorkingSet(this.sources, rows, run);
    const known = await this.knownCustomers(compared, run);
    const padding = lostPadding(await unknownNumbers({ compared, set, known, run }, this.sources.customers));
    wrong.add(padding.problems);
    const ledger = takeUntilRight(rows, set, wrong, request.onProblem === 'skip' && !padding.refusesWhole);
    return planOf({ compared, ledger, known, wrong, keyed, refusesWhole: padding.refusesWhole });
  }

  private async compare(keyed: KeyedRows, claim: Omit<Claim, 'hash'>, run: number): Promise<ComparedFile> {
    const { customers, items, entries, confirmations } = this.sources;
    const ids = <R extends LedgerRow>(rows: readonly Keyed<R>[]) => rows.map(({ id }) => id);
    const none = new Map<string, StandingVersion>();
    const standing = {
      customers: run === 0 ? none : await customers.findStanding(ids(keyed.customers) as CustomerId[], run),
      items: run === 0 ? none : await items.findStanding(ids(keyed.items) as ItemId[], run),
      entries: run === 0 ? none : await entries.findStanding(ids(keyed.entries), run),
    };
    const differing = new Set([
      ...idsOfDiffering(keyed.customers, standing.customers),
      ...idsOfDiffering(keyed.items, standing.items),
      ...idsOfDiffering(keyed.entries, standing.entries),
    ]);
    const said = differing.size === 0 ? new Map() : await confirmations.findLatestAfter(differing, claim.asOf);
    return {
      customers: comparedRows(keyed.customers, standing.customers, claim, said),
      items: comparedRows(keyed.items, standing.items, claim, said),
      entries: comparedRows(keyed.entries, standing.entries, claim, said),
    };
  }

  /** Ids of the customers that the ledger knows among those that the rows name. */
  private async knownCustomers({ customers, items }: ComparedFile, run: number): Promise<Set<string>> {
    const known = new Set(customers.taken.filter(({ replaces }) => replaces !== null).map(({ id }) => id));
    const named = new Set(items.taken.map(({ row }) => customerIdOf(row.customerNumber)));
    if (run === 0 || named.size === 0) return known;
    for (const id of (await this.sources.customers.findStanding([...named], run)).keys()) known.add(id);
    return known;
  }
}

/** The lines of a file that something is wrong with, and what. A line is taken whole or not at all. */
class WrongLines {
  readonly problems: RowProblem[] = [];
  private readonly lines = new Set<number>();

  constructor(problems: readonly RowProblem[]) {
    this.add(problems);
  }

  add(problems: readonly RowProblem[]): void {
    this.problems.push(...problems);
    for (const { line } of problems) this.lines.add(line);
  }

  has(line: number): boolean {
    return this.lines.has(line);
  }

  /** The rows on other lines. */
  without<T extends { readonly row: LedgerRow }>(rows: readonly T[]): T[] {
    return rows.filter(({ row }) => !this.lines.has(row.line));
  }
}

/** Takes the rows into the working set. Wrong ones are found, and, where they may be left out, the rest is taken anew without their lines. */
function takeUntilRight(rows: RowsToTake, set: WorkingSet, wrong: WrongLines, skip: boolean): WorkingLedger {
  for (;;) {
    const right = { ...rows, items: wrong.without(rows.items), entries: wrong.without(rows.entries) };
    const { ledger, problems } = takeAll(right, set);
    wrong.add(problems);
    if (problems.length === 0 || !skip) return ledger;
  }
}

function takeAll(rows: RowsToTake, set: WorkingSet): { ledger: WorkingLedger; problems: RowProblem[] } {
  const ledger = new WorkingLedger(set.items, set.entries);
  const problems = takeRows(ledger, rows, false);
  if (!ledger.isBroken()) return { ledger, problems };
  // As a whole the rows do not fit; one by one it shows which.
  const again = new WorkingLedger(set.items, set.entries);
  return { ledger: again, problems: takeRows(again, rows, true) };
}

interface Outcome {
  readonly compared: ComparedFile;
  readonly ledger: WorkingLedger;
  readonly known: ReadonlySet<string>;
  readonly wrong: WrongLines;
  readonly keyed: KeyedRows;
  readonly refusesWhole: boolean;
}

function planOf({ compared, ledger, known, wrong, keyed, refusesWhole }: Outcome): RunPlan {
  const { customers, items, entries } = compared;
  const takenCustomers = wrong.without(customers.taken);
  const takenItems = wrong.without(items.taken);
  const taken = [...takenCustomers, ...takenItems, ...wrong.without(entries.taken)];
  const late: Keyed<LedgerRow>[] = [customers.late, items.late, entries.late].flatMap((rows) =>
    wrong.without(rows as Keyed<LedgerRow>[]),
  );
  const isNew = ({ row, replaces }: Taken<LedgerRow>) =>
    replaces === null || (row.type === 'customer' && replaces.hash === '');
  const added = taken.filter(isNew).length;
  const equal = customers.equal.length + items.equal.length + entries.equal.length + keyed.repeated;
  return {
    customers: takenCustomers,
    placeholders: placeholdersFor(takenItems, takenCustomers, known),
    items: [...ledger.allItems()].filter(({ touched }) => touched),
    entries: [...ledger.allEntries()].filter(({ fate }) => fate !== 'kept'),
    late,
    confirmed: [...customers.confirmed, ...items.confirmed, ...entries.confirmed],
    counts: { new: added, changed: taken.length - added, equal, historic: late.length },
    problems: [...wrong.problems].sort((a, b) => a.line - b.line),
    refusesWhole,
  };
}

function placeholdersFor(
  items: readonly Taken<ItemRow>[],
  customers: readonly Taken<CustomerRow>[],
  known: ReadonlySet<string>,
): PlaceholderCustomer[] {
  const described = new Set(customers.map(({ row }) => row.number));
  const placeholders = new Map<string, PlaceholderCustomer>();
  for (const { row } of items) {
    const { customerNumber: number, customerName: name } = row;
    if (described.has(number) || known.has(customerIdOf(number))) continue;
    const before = placeholders.get(number);
    if (before === undefined || before.name === '') placeholders.set(number, { number, name });
  }
  return [...placeholders.values()];
}

function idsOfDiffering<R extends LedgerRow>(
  rows: readonly Keyed<R>[],
  standing: ReadonlyMap<string, StandingVersion>,
): string[] {
  return rows
    .filter(({ id, hash }) => {
      const version = standing.get(id);
      return version !== undefined && version.hash !== hash;
    })
    .map(({ id }) => id);
}
