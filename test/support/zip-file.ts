import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly isPacked?: boolean;
  /** What the directory is to say of the unpacked size, where that is not so. */
  readonly statedBytes?: number;
}

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;

/** A zip file of parts; not packed unless asked for, so that its bytes are the same wherever it is made. */
export function zipFile(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const { local, entry } = packed(part, at);
    locals.push(local);
    entries.push(entry);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

function packed({ name, content, isPacked = false, statedBytes }: ZipPart, at: number) {
  const raw = Buffer.from(content as Buffer);
  const body = isPacked ? deflateRawSync(raw) : raw;
  // Version, flags, method, time, day, check sum, both sizes, length of the name: the same in both places.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(isPacked ? 8 : 0, 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(raw), 10);
  common.writeUInt32LE(body.length, 14);
  common.writeUInt32LE(statedBytes ?? raw.length, 18);
  common.writeUInt16LE(Buffer.byteLength(name), 22);
  const local = Buffer.concat([marked(LOCAL), common, Buffer.from(name), body]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(at, 10);
  const entry = Buffer.concat([marked(ENTRY), Buffer.from([20, 0]), common, rest, Buffer.from(name)]);
  return { local, entry };
}

function marked(mark: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(mark);
  return bytes;
}
