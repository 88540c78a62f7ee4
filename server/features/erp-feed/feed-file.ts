import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

const CHUNK_BYTES = 65_536;

/** A file that a feed is read from. Its bytes can be read more than once. */
export interface FeedFile {
  readonly name: string;
  chunks(): AsyncIterable<Buffer>;
}

export function fileOnDisk(path: string): FeedFile {
  return { name: basename(path), chunks: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) };
}

/** A file whose text came in a request. */
export function fileFromText(name: string, text: string): FeedFile {
  const bytes = Buffer.from(text);
  return {
    name: basename(name.replaceAll('\\', '/')),
    async *chunks() {
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) yield bytes.subarray(start, start + CHUNK_BYTES);
    },
  };
}
