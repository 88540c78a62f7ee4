import type { CellFormats } from '../field.ts';
import type { DocumentProfile, DocumentSource, DocumentTaker } from '../profile.ts';
import { moneyOf } from '../table/row-reader.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import { isJsonObject, type JsonDocument, type JsonObject, type JsonValue, readJson } from './json-document.ts';
import { allAt, elementsOf, isList, valueAt } from './json-value.ts';
import type { RecordContext, RecordKind } from './record-kind.ts';

const LONGEST_SHOWN = 100;

interface DeclaredJson extends Omit<DocumentProfile, 'layout' | 'read'> {
  readonly kinds: readonly RecordKind[];
  readonly formats: CellFormats;
  /** What the answer says of pages that follow it; null where it is the last. */
  morePages?(root: JsonObject): string | null;
}

interface FoundRecord {
  readonly record: JsonObject;
  readonly kind: RecordKind;
}

/** Declares a profile of JSON as an ERP's API answers: pages, lists, single records, or several of them after one another. */
export function jsonProfile({ kinds, formats, morePages, ...about }: DeclaredJson): DocumentProfile {
  return {
    ...about,
    layout: 'document',
    async read(document, taker) {
      const json = await readJson(document.chunks());
      const roots = rootsOf(json);
      const found = roots.flatMap((root) => recordsOf(root, { kinds, json }));
      const last = roots.at(-1);
      const more = last === undefined ? null : (morePages?.(last) ?? null);
      for (const sentence of [more, unreadLists(roots, kinds)]) if (sentence !== null) taker.note(sentence);
      new RecordsTaken({ json, document, taker, formats }).take(found);
    },
  };
}

function rootsOf({ values }: JsonDocument): JsonObject[] {
  const roots = values.flatMap((value) => (isList(value) ? elementsOf(value) : [value]));
  const objects = roots.filter(isJsonObject);
  if (objects.length === roots.length) return objects;
  throw new UnreadableFile(1, 'The file holds values that are no records.');
}

function recordsOf(
  root: JsonObject,
  { kinds, json }: { readonly kinds: readonly RecordKind[]; readonly json: JsonDocument },
): FoundRecord[] {
  const paths = [...new Set(kinds.flatMap((kind) => kind.paths))];
  const found = paths.flatMap((path) =>
    allAt(root, path)
      .filter(isJsonObject)
      .flatMap((record) => {
        const kind = kinds.find((candidate) => candidate.paths.includes(path) && candidate.fits(record, root));
        if (kind?.refused) throw new UnreadableFile(json.lineOf(record), kind.refused);
        if (kind !== undefined) return [{ record, kind }];
        if (path === '') return [];
        throw new UnreadableFile(json.lineOf(record), `What begins here is no record that this profile knows.`);
      }),
  );
  if (found.length > 0 || paths.some((path) => path !== '' && firstOf(path) in root)) return found;
  const has = Object.keys(root).slice(0, 10).join(', ');
  const wanted = [...new Set(paths.filter((path) => path !== '').map(firstOf))].join(', ');
  throw new UnreadableFile(json.lineOf(root), `What begins here has none of ${wanted}. It has ${has}.`);
}

function firstOf(path: string): string {
  return path.split(/[.[]/)[0] ?? '';
}

/** A sentence that names the lists of records beside those that are known; null where there are none. */
function unreadLists(roots: readonly JsonObject[], kinds: readonly RecordKind[]): string | null {
  const known = new Set(kinds.flatMap((kind) => kind.paths));
  const parents = new Set([...known].map((path) => path.split('.').slice(0, -1).join('.')));
  const unread = roots.flatMap((root) =>
    [...parents].flatMap((parent) =>
      allAt(root, parent)
        .filter(isJsonObject)
        .flatMap((holder) => listsOf(holder).filter((name) => !isKnown(name, parent, known))),
    ),
  );
  return unread.length === 0 ? null : `Lists that are not read: ${[...new Set(unread)].sort().join(', ')}.`;
}

function listsOf(holder: JsonObject): string[] {
  return Object.entries(holder).flatMap(([name, value]) => (elementsOf(value).some(isJsonObject) ? [name] : []));
}

function isKnown(name: string, parent: string, known: ReadonlySet<string>): boolean {
  const path = `${parent === '' ? '' : `${parent}.`}${name}[]`;
  return [...known].some((other) => other === path || other.startsWith(`${path}.`));
}

interface Taking {
  readonly json: JsonDocument;
  readonly document: DocumentSource;
  readonly taker: DocumentTaker;
  readonly formats: CellFormats;
}

/** Hands the records of one file on as ledger rows, in the order of the file. */
class RecordsTaken {
  private readonly leftOut = new Map<string, number>();

  constructor(private readonly taking: Taking) {}

  take(found: readonly FoundRecord[]): void {
    const names = new Map(found.flatMap(({ record, kind }) => kind.named(record)));
    for (const one of found) this.takeOne(one, names);
    for (const [reason, count] of this.leftOut) this.taking.taker.note(`Left out: ${count} ${reason}.`);
  }

  private takeOne({ record, kind }: FoundRecord, names: ReadonlyMap<string, string>): void {
    const { json, taker, formats } = this.taking;
    const [line, raw] = [json.lineOf(record), json.rawOf(record)];
    let isWrong = false;
    const problem = (column: string, wrong: string) => {
      isWrong = true;
      taker.problem({ line, column, value: shownAt(record, column), problem: wrong }, raw);
    };
    const rows = kind.read(record, formats, this.contextOf({ line, names, problem }));
    if (!isWrong) taker.rows(rows, line, raw);
  }

  private contextOf({ problem, ...known }: Pick<RecordContext, 'line' | 'names' | 'problem'>): RecordContext {
    const { source, mapping } = this.taking.document;
    return {
      ...known,
      problem,
      source,
      mapping,
      money(path, decimal, currency) {
        const reading = moneyOf(decimal, currency ?? mapping.currency ?? null, mapping);
        if ('value' in reading && reading.value.minor >= 0) return reading.value;
        problem(path, 'problem' in reading ? reading.problem : 'is below 0, and the kind of the record gives the sign');
        return null;
      },
      leaveOut: (reason) => this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1),
    };
  }
}

/** What stands at the path of a member such as `Payments[0].Amount`, shortened. */
function shownAt(record: JsonObject, column: string): string {
  let value: JsonValue | undefined = record;
  for (const step of column.match(/[^.[\]]+/g) ?? []) {
    value = isList(value) ? value[Number(step)] : valueAt(value ?? null, [step]);
  }
  return typeof value === 'object' || value === undefined ? '' : String(value).slice(0, LONGEST_SHOWN);
}
