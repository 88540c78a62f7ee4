import { UnreadableFile } from '../text/unreadable-file.ts';

const END_MARK = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const ENTRY_MARK = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_MARK = 0x04034b50;
const LOCAL_LENGTH = 30;
const ENCRYPTED = 1;
const [STORED, DEFLATED] = [0, 8];
const MOST_ENTRIES = 2_000;
const MEBIBYTE = 1024 * 1024;
const MOST_UNPACKED = 256 * MEBIBYTE;
/** A workbook's XML packs to a tenth; what unpacks to more than this many times its size was made to. */
const MOST_RATIO = 200;
const RATIO_COUNTS_FROM = MEBIBYTE;

/** A part of a zip file as its directory tells of it. */
export interface ZipEntry {
  readonly name: string;
  readonly isPacked: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc: number;
  /** Where its packed bytes begin. */
  readonly at: number;
}

/** The parts of a zip file by their names, from its directory alone: nothing is unpacked. Throws UnreadableFile for one that is damaged, or too large unpacked. */
export function zipDirectory(file: Buffer): ReadonlyMap<string, ZipEntry> {
  const { count, start } = endOfDirectory(file);
  if (count > MOST_ENTRIES) throw damaged(`it has ${count} parts, and no workbook more than ${MOST_ENTRIES}`);
  const entries = new Map<string, ZipEntry>();
  let at = start;
  for (let number = 0; number < count; number += 1) {
    const { entry, next } = entryAt(file, at);
    if (entries.has(entry.name)) throw damaged(`it has the part ${entry.name} twice`);
    entries.set(entry.name, entry);
    at = next;
  }
  requireBounded([...entries.values()]);
  return entries;
}

function endOfDirectory(file: Buffer): { count: number; start: number } {
  const first = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = file.length - END_LENGTH; at >= first; at -= 1) {
    if (file.readUInt32LE(at) !== END_MARK) continue;
    const count = file.readUInt16LE(at + 10);
    const start = file.readUInt32LE(at + 16);
    if (count === 0xffff || start === 0xffffffff) throw damaged('it is larger than a workbook can be (zip64)');
    return { count, start };
  }
  throw damaged('its directory is missing, as where it was cut off');
}

function entryAt(file: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (at + ENTRY_LENGTH > file.length || file.readUInt32LE(at) !== ENTRY_MARK) throw damaged('its directory is broken');
  const flags = file.readUInt16LE(at + 8);
  const method = file.readUInt16LE(at + 10);
  const nameLength = file.readUInt16LE(at + 28);
  const beyondName = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  const name = file.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength);
  if ((flags & ENCRYPTED) !== 0) throw new UnreadableFile(1, 'The workbook has a password. Save it without one.');
  if (method !== STORED && method !== DEFLATED) throw damaged(`its part ${name} is packed in an unknown way`);
  const entry = {
    name,
    isPacked: method === DEFLATED,
    crc: file.readUInt32LE(at + 16),
    packedBytes: file.readUInt32LE(at + 20),
    unpackedBytes: file.readUInt32LE(at + 24),
    at: contentAt(file, file.readUInt32LE(at + 42)),
  };
  if (entry.at + entry.packedBytes > file.length) throw damaged(`its part ${name} is cut off`);
  return { entry, next: at + ENTRY_LENGTH + nameLength + beyondName };
}

function contentAt(file: Buffer, at: number): number {
  if (at + LOCAL_LENGTH > file.length || file.readUInt32LE(at) !== LOCAL_MARK) throw damaged('its directory is broken');
  return at + LOCAL_LENGTH + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
}

function requireBounded(entries: readonly ZipEntry[]): void {
  const unpacked = entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (unpacked > MOST_UNPACKED) {
    const [is, most] = [unpacked, MOST_UNPACKED].map((bytes) => Math.round(bytes / MEBIBYTE));
    throw new UnreadableFile(
      1,
      `The workbook is ${is} MB unpacked, and at most ${most} MB are read. Save it as "CSV UTF-8".`,
    );
  }
  const bomb = entries.find(
    ({ packedBytes, unpackedBytes }) => unpackedBytes > RATIO_COUNTS_FROM && unpackedBytes > packedBytes * MOST_RATIO,
  );
  if (bomb !== undefined) throw damaged(`its part ${bomb.name} unpacks to more than ${MOST_RATIO} times its size`);
}

export function damaged(what: string): UnreadableFile {
  return new UnreadableFile(1, `The workbook cannot be read: ${what}. Export it again, or save it as "CSV UTF-8".`);
}
