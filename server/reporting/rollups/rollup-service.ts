import type { Facts } from '../facts/facts.ts';
import type { FactsSource } from '../facts/facts-source.ts';
import { type DayContent, daysOf, tableOf } from './day-document.ts';
import type { DayDocumentRepository, DaysOf } from './day-document-repository.ts';
import { type DayTable, dayTable, keptDays } from './day-table.ts';
import { touchesByDay } from './day-touches.ts';

/** How often a rebuilding is begun anew because the documents went on meanwhile. */
const MAX_TRIES = 3;

/** Keeps the durable day documents of a company in step with its facts, and tells its figures from them alone. */
export class RollupService {
  constructor(
    private readonly documents: DayDocumentRepository,
    private readonly facts: FactsSource,
  ) {}

  /** Brings the documents to where ledger and log stand; answers how many were changed, and null where another process was ahead. Costs one look where nothing has happened. */
  async keepUp(): Promise<number | null> {
    const { position, seq } = await this.facts.head();
    const head = await this.documents.head();
    if (head !== null && head.run >= position.run && head.seq >= seq) return 0;
    const { of, contents } = contentsOf(await this.facts.factsAt(position));
    return this.documents.bringTo(of, contents);
  }

  /** Makes all documents anew beside the old ones. False where they went on faster than that, several times. */
  async rebuild(): Promise<boolean> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const { position } = await this.facts.head();
      const { of, contents } = contentsOf(await this.facts.factsAt(position));
      if (await this.documents.rebuild(of, contents)) return true;
    }
    return false;
  }

  /** The company day by day as it stands now: from the documents where they are in step, else from the facts. */
  async dayTable(): Promise<DayTable> {
    const { position, seq } = await this.facts.head();
    const kept = await this.documents.read({ day: 1, currencies: 1 });
    if (kept !== null && kept.run === position.run && kept.seq === seq) return tableOf(kept.days, kept.last);
    const facts = await this.facts.factsAt(position);
    return dayTable(facts, keptDays(facts));
  }
}

/** The documents that facts make. */
export function contentsOf(facts: Facts): { readonly of: DaysOf; readonly contents: DayContent[] } {
  const days = keptDays(facts);
  const contents = daysOf(dayTable(facts, days), touchesByDay(facts));
  return { of: { run: facts.run, seq: facts.seq, last: days.last }, contents };
}
