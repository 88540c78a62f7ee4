import { UNIDENTIFIED } from '#shared/domain/unidentified.ts';
import type { ItemVersionRepository } from './item-version-repository.ts';
import type { KeyedFile } from './plan/keyed-rows.ts';
import type { MissingItems } from './plan/snapshot-rows.ts';
import { type Hold, type RunRequest, statementKey } from './run.ts';
import type { RunRepository } from './run-repository.ts';

/** So few open items can go at once without a question. */
const GOING_UNASKED = 10;
/** With fewer items of a source nobody can tell its own file from another company's. */
const ITEMS_TO_TELL = 20;
/** A file that names fewer customers tells nothing of whose it is. */
const CUSTOMERS_TO_TELL = 10;
const KNOWN_ONE_IN = 10;

/** A snapshot that would clear at least half of what is open of its source waits for a person. */
export function openItemsGone({ rows, open }: MissingItems): Hold[] {
  if (rows.length <= GOING_UNASKED || rows.length * 2 < open) return [];
  const sentence = `The snapshot leaves out ${rows.length} of the ${open} items that are open: they would all be cleared. Check whether it is whole, or feed it as a delta.`;
  return [{ code: 'open_items_gone', sentence }];
}

/** What looks wrong beside what the ledger holds, or was told before; for a file that was compared with the ledger at a run. */
export class LedgerHolds {
  constructor(
    private readonly items: ItemVersionRepository,
    private readonly runs: RunRepository,
  ) {}

  async find({ customers }: KeyedFile, request: RunRequest, run: number): Promise<Hold[]> {
    const { source } = request;
    const known = run === 0 ? 0 : await this.items.countOf(source, run, ITEMS_TO_TELL);
    return [
      ...strangers(customers, source, known),
      ...(await this.strangeAccounts(request)),
      ...(await this.changedStatements(request)),
    ];
  }

  private async strangeAccounts({ source, stated }: RunRequest): Promise<Hold[]> {
    const accounts = stated?.accounts ?? [];
    if (accounts.length === 0) return [];
    const seen = await this.runs.findAccounts(source);
    const strange = accounts.filter((account) => !seen.has(account));
    if (seen.size === 0 || strange.length === 0) return [];
    const sentence = `${strange.join(', ')} was in no statement of ${source} before; known are ${[...seen].sort().join(', ')}. Check whether it is an account of this company.`;
    return [{ code: 'other_company', sentence }];
  }

  private async changedStatements({ stated }: RunRequest): Promise<Hold[]> {
    const statements = stated?.statements ?? [];
    if (statements.length === 0) return [];
    const before = await this.runs.findStatements(statements.map(({ account }) => account));
    const changed = statements.filter(({ account, number, hash }) => {
      const hashes = before.get(statementKey({ account, number }));
      return hashes !== undefined && !hashes.has(hash);
    });
    return changed.map(({ account, number }) => ({
      code: 'statement_changed',
      sentence: `Statement ${number} of ${account} was taken before and said something else. Check which of the two is right.`,
    }));
  }
}

function strangers(customers: KeyedFile['customers'], source: string, itemsKnown: number): Hold[] {
  const named = customers.count - (customers.has(UNIDENTIFIED) ? 1 : 0);
  const known = customers.knownCount - (customers.isKnown(UNIDENTIFIED) ? 1 : 0);
  if (itemsKnown < ITEMS_TO_TELL || named < CUSTOMERS_TO_TELL || known * KNOWN_ONE_IN >= named) return [];
  const sentence = `Only ${known} of the ${named} customers in the file are known, though the ledger has many items of ${source}. Check whether the file is of another company.`;
  return [{ code: 'other_company', sentence }];
}
