import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

const CHUNK_BYTES = 65_536;

/** A file that a feed is read from. Its bytes can be read more than once. */
export interface FeedFile {
  readonly name: string;
  chunks(): AsyncIterable<Buffer>;
}

/** A file on this machine, under another name than its own where one is given. */
export function fileOnDisk(path: string, name = basename(path)): FeedFile {
  return { name, chunks: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) };
}

/** A file whose text came in a request. */
export function fileFromText(name: string, text: string): FeedFile {
  return fileFromBytes(name, Buffer.from(text));
}

/** A file whose bytes came in a request. */
export function fileFromBytes(name: string, bytes: Buffer): FeedFile {
  return {
    name: basename(name.replaceAll('\\', '/')),
    async *chunks() {
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) yield bytes.subarray(start, start + CHUNK_BYTES);
    },
  };
}
