import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { DocumentSum } from './document-sum.ts';

/** What is known of a file of a copy: BSON documents one after another, as MongoDB's own tools have them, in gzip. */
export interface FileFacts {
  readonly documents: number;
  /** The sum of the documents' hashes; see DocumentSum. */
  readonly sum: string;
  readonly bytes: number;
  /** Of the file as it lies there. */
  readonly sha256: string;
}

const LENGTH_BYTES = 4;
/** MongoDB's own limit is 16 MiB, and a little for what it adds itself. */
const LARGEST = 17 * 1_048_576;

/** A file of a copy is damaged; the message names what is wrong with it. */
export class CopyDamaged extends Error {
  override readonly name = 'CopyDamaged';
}

/** Writes documents into a new file that only its owner can read. */
export async function writeCopyFile(path: string, documents: AsyncIterable<Uint8Array>): Promise<FileFacts> {
  const sum = new DocumentSum();
  const whole = createHash('sha256');
  let bytes = 0;
  await pipeline(
    async function* () {
      for await (const bson of documents) {
        sum.add(bson);
        yield bson;
      }
    },
    createGzip(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        whole.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  return { documents: sum.documents, sum: sum.sum, bytes, sha256: whole.digest('hex') };
}

/** The SHA-256 of a file as it lies there. */
export async function hashOfFile(path: string): Promise<string> {
  const whole = createHash('sha256');
  for await (const chunk of createReadStream(path)) whole.update(chunk as Buffer);
  return whole.digest('hex');
}

/** The documents of a file. Throws CopyDamaged where it ends in the middle of one. */
export async function* readCopyFile(path: string): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path).pipe(createGunzip())) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    for (let length = lengthOf(rest); length !== null; length = lengthOf(rest)) {
      yield rest.subarray(0, length);
      rest = rest.subarray(length);
    }
  }
  if (rest.length > 0) throw new CopyDamaged(`${path} ends in the middle of a document.`);
}

/** The length of the document at the beginning of a buffer; null where not all of it is there yet. */
function lengthOf(buffer: Buffer): number | null {
  if (buffer.length < LENGTH_BYTES) return null;
  const length = buffer.readInt32LE(0);
  if (length < LENGTH_BYTES + 1 || length > LARGEST) throw new CopyDamaged(`A document of ${length} bytes cannot be.`);
  return buffer.length < length ? null : length;
}
