import { crc32, createInflateRaw } from 'node:zlib';
import { damaged, type ZipEntry } from './zip-directory.ts';

const BYTES_AT_ONCE = 65_536;

/** Unpacks a part piece by piece, up to the size that the directory gave and no further. Throws UnreadableFile where it is other than the directory said. */
export async function* unpackedPieces(file: Buffer, entry: ZipEntry): AsyncGenerator<Buffer> {
  let length = 0;
  let crc = 0;
  for await (const piece of contentOf(file, entry)) {
    length += piece.length;
    if (length > entry.unpackedBytes) throw damaged(`its part ${entry.name} is larger than its directory says`);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (length !== entry.unpackedBytes || crc !== entry.crc) throw damaged(`its part ${entry.name} is damaged`);
}

/** A part as a whole; for the small ones. Throws UnreadableFile also where it is larger than `mostBytes`. */
export async function unpackedPart(file: Buffer, entry: ZipEntry, mostBytes: number): Promise<Buffer> {
  if (entry.unpackedBytes > mostBytes) {
    throw damaged(
      `its part ${entry.name} is larger than the ${Math.floor(mostBytes / 1024 / 1024)} MB that are read of it`,
    );
  }
  const pieces: Buffer[] = [];
  for await (const piece of unpackedPieces(file, entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* contentOf(file: Buffer, { name, at, packedBytes, isPacked }: ZipEntry): AsyncGenerator<Buffer> {
  const packed = file.subarray(at, at + packedBytes);
  if (!isPacked) {
    for (let start = 0; start < packed.length; start += BYTES_AT_ONCE)
      yield packed.subarray(start, start + BYTES_AT_ONCE);
    return;
  }
  const inflate = createInflateRaw({ chunkSize: BYTES_AT_ONCE });
  inflate.end(packed);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    if (isOfZlib(error)) throw damaged(`its part ${name} cannot be unpacked`);
    throw error;
  }
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ERR_)/.test(String(error.code));
}
