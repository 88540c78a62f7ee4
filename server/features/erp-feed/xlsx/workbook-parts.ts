import { readXml } from '../xml-document.ts';
import { damaged, type ZipEntry, zipDirectory } from './zip-directory.ts';
import { unpackedPart } from './zip-part.ts';

const MEBIBYTE = 1024 * 1024;
const MOST_SMALL = 4 * MEBIBYTE;
const MOST_STRINGS = 32 * MEBIBYTE;

export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  readonly entry: ZipEntry;
}

/** What is read of a workbook, beside the sheet itself. What else lies in it (links, macros, pictures) is never unpacked. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  /** Whether days are counted from 1904, as old Macs did. */
  readonly isFrom1904: boolean;
  readonly styles: Buffer | null;
  readonly strings: Buffer | null;
}

/** Finds a workbook's parts. Throws UnreadableFile where it is no workbook, or damaged. */
export async function workbookParts(file: Buffer): Promise<WorkbookParts> {
  const entries = zipDirectory(file);
  const parts = new Parts(file, entries);
  requireWorkbook(entries);
  const path = await parts.targetOf('_rels/.rels', '/officeDocument', '');
  if (path === null) throw damaged('it names no workbook');
  const workbook = await parts.xml(path);
  const related = await parts.relations(relationsOf(path), folderOf(path));
  const targetFor = (type: string) => related.find((relation) => relation.type.endsWith(type))?.target ?? null;
  return {
    sheets: sheetsOf(workbook).flatMap(({ name, isHidden, id }) => {
      const relation = related.find((one) => one.id === id && one.type.endsWith('/worksheet'));
      const entry = relation && entries.get(relation.target);
      return entry === undefined ? [] : [{ name, isHidden, entry }];
    }),
    isFrom1904: ['1', 'true'].includes(attribute(memberOf(memberOf(workbook, 'workbook'), 'workbookPr'), 'date1904')),
    styles: await parts.content(targetFor('/styles'), MOST_SMALL),
    strings: await parts.content(targetFor('/sharedStrings'), MOST_STRINGS),
  };
}

function requireWorkbook(entries: ReadonlyMap<string, ZipEntry>): void {
  if (entries.has('[Content_Types].xml') && !entries.has('xl/workbook.bin')) return;
  const kind = entries.has('xl/workbook.bin') ? 'a binary workbook (.xlsb)' : 'a zip file that is no workbook (.xlsx)';
  throw damaged(`it is ${kind}`);
}

interface Relation {
  readonly id: string;
  readonly type: string;
  /** A part of the same file; never something outside of it. */
  readonly target: string;
}

class Parts {
  constructor(
    private readonly file: Buffer,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
  ) {}

  async content(path: string | null, mostBytes: number): Promise<Buffer | null> {
    const entry = path === null ? undefined : this.entries.get(path);
    return entry === undefined ? null : await unpackedPart(this.file, entry, mostBytes);
  }

  async xml(path: string): Promise<unknown> {
    const content = await this.content(path, MOST_SMALL);
    if (content === null) throw damaged(`its part ${path} is missing`);
    return (await readXml(one(content), { lists: ['sheet', 'Relationship'] })).root;
  }

  async relations(path: string, folder: string): Promise<Relation[]> {
    if (!this.entries.has(path)) return [];
    const root = memberOf(await this.xml(path), 'Relationships');
    return listIn(root, 'Relationship').flatMap((relation) => {
      if (attribute(relation, 'TargetMode') === 'External') return [];
      const target = resolved(attribute(relation, 'Target'), folder);
      return [{ id: attribute(relation, 'Id'), type: attribute(relation, 'Type'), target }];
    });
  }

  async targetOf(path: string, type: string, folder: string): Promise<string | null> {
    return (await this.relations(path, folder)).find((relation) => relation.type.endsWith(type))?.target ?? null;
  }
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function sheetsOf(workbook: unknown): { name: string; isHidden: boolean; id: string }[] {
  return listIn(memberOf(memberOf(workbook, 'workbook'), 'sheets'), 'sheet').map((sheet) => ({
    name: attribute(sheet, 'name'),
    isHidden: !['', 'visible'].includes(attribute(sheet, 'state')),
    id: attribute(sheet, 'id'),
  }));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function listIn(value: unknown, name: string): unknown[] {
  const list = memberOf(value, name);
  return Array.isArray(list) ? list : [];
}

function attribute(element: unknown, name: string): string {
  const value = memberOf(element, `@${name}`);
  return typeof value === 'string' ? value : '';
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
}

function relationsOf(path: string): string {
  const folder = folderOf(path);
  return `${folder}_rels/${path.slice(folder.length)}.rels`;
}

function resolved(target: string, folder: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
