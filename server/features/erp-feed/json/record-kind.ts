import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Money } from '#shared/domain/money.ts';
import type { LedgerRow } from '../../receivables/run-service.ts';
import type { CellFormats } from '../field.ts';
import type { JsonObject } from './json-document.ts';
import { type Members, type RecordOf, readMembers } from './json-member.ts';

/** What a kind of record may know of the file when it turns one into ledger rows. */
export interface RecordContext {
  readonly line: number;
  readonly source: string;
  readonly mapping: FeedMapping;
  /** What the records of the file call themselves, by what others call them. */
  readonly names: ReadonlyMap<string, string>;
  /** Notes what is wrong with a member; the record is then not taken. */
  problem(path: string, problem: string): void;
  /** An amount that is not below 0, in a currency or, where it is blank, the company's own; null, with a problem noted, where it is none. */
  money(path: string, decimal: string, currency: CurrencyCode | null): Money | null;
  /** Counts a record, or a part of one, that is left out on purpose, under what is said of it. */
  leaveOut(reason: string): void;
}

/** One kind of record of an ERP's answers. */
export interface RecordKind {
  /** Where such records stand, `Invoices[]`; an empty path is a record by itself. */
  readonly paths: readonly string[];
  /** Whether a record at such a path is one of this kind. */
  fits(record: JsonObject, root: JsonObject): boolean;
  /** Under which names others of the file speak of the record, and what it is called; null where that does not matter. */
  named(record: JsonObject): readonly (readonly [key: string, name: string])[];
  /** Why the whole file cannot be a feed where it holds such records; null where it can. */
  readonly refused: string | null;
  read(record: JsonObject, formats: CellFormats, context: RecordContext): LedgerRow[];
}

interface DeclaredKind<M extends Members> {
  readonly paths: readonly string[];
  readonly fits?: RecordKind['fits'];
  readonly named?: RecordKind['named'];
  readonly members: M;
  toLedger(record: RecordOf<M>, context: RecordContext): LedgerRow[];
}

/** Declares a kind of record; what its members read is what its records have. */
export function recordKind<M extends Members>({ paths, fits, named, members, toLedger }: DeclaredKind<M>): RecordKind {
  return {
    paths,
    refused: null,
    fits: fits ?? (() => true),
    named: named ?? (() => []),
    read(record, formats, context) {
      let isWrong = false;
      const problem = (path: string, _value: string, wrong: string) => {
        isWrong = true;
        context.problem(path, wrong);
      };
      const read = readMembers(members, record, { above: '', reading: { formats, problem } });
      return isWrong ? [] : toLedger(read, context);
    },
  };
}

/** A kind of record that is no feed, with the reason and what to feed instead. */
export function refusedKind(
  paths: readonly string[],
  refused: string,
  fits: RecordKind['fits'] = () => true,
): RecordKind {
  return { paths, fits, refused, named: () => [], read: () => [] };
}
