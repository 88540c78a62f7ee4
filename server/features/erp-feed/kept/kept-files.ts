import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { FeedFile } from '../feed-file.ts';
import type { FileBlockRepository } from './file-block-repository.ts';
import type { KeptFile, KeptFileRepository } from './kept-file-repository.ts';

/** Bytes of the file in one block, before it is compressed: a block of what cannot be compressed still fits a document many times. */
const BLOCK_BYTES = 1_000_000;
/** Blocks of a copy that was never finished are left alone for so long: whoever writes them may still be at it. */
const UNFINISHED_MS = 24 * 3_600_000;

const compress = promisify(gzip);
const unpack = promisify(gunzip);

/** Keeps the files that were fed to the current tenant, each once, compressed, in blocks. */
export class KeptFiles {
  constructor(
    private readonly files: KeptFileRepository,
    private readonly blocks: FileBlockRepository,
  ) {}

  /** Keeps a file whose bytes have this SHA-256, unless it is kept already. False where its bytes are others by now. */
  async keep(file: FeedFile, contentHash: string, at: Date): Promise<boolean> {
    if (await this.files.noteFed(contentHash, at)) return true;
    const copyId = randomUUID();
    const written = await this.writeBlocks(file, copyId, at);
    const isSame = written.contentHash === contentHash;
    const isOurs = isSame && (await this.files.insert({ ...written, copyId, lastFedAt: at }));
    if (!isOurs) await this.blocks.removeCopies([copyId]);
    return isSame;
  }

  /** The kept file with these bytes under a name of its own; null where it is not kept, or no longer. */
  async open(contentHash: string, name: string): Promise<FeedFile | null> {
    const kept = await this.files.find(contentHash);
    return kept === null ? null : { name, chunks: () => this.chunksOf(kept) };
  }

  /** Those of the hashes whose bytes are kept. */
  async findHashes(contentHashes: readonly string[]): Promise<Set<string>> {
    return await this.files.findHashes(contentHashes);
  }

  /** Removes the files last fed before an instant, but for those that are still needed, and what copies broken off have left behind. Gives how many files went. */
  async sweep(
    fedBefore: Date,
    { now, isNeeded }: { now: Date; isNeeded: (contentHash: string) => Promise<boolean> },
  ): Promise<number> {
    let removed = 0;
    for (const file of await this.files.fedBefore(fedBefore)) {
      if (await isNeeded(file.contentHash)) continue;
      if (!(await this.files.removeUnlessFedSince(file, fedBefore))) continue;
      await this.blocks.removeCopies([file.copyId]);
      removed += 1;
    }
    await this.removeUnfinished(new Date(now.getTime() - UNFINISHED_MS));
    return removed;
  }

  private async removeUnfinished(before: Date): Promise<void> {
    const copies = await this.blocks.copiesBefore(before);
    const finished = await this.files.findCopies(copies);
    const unfinished = copies.filter((copyId) => !finished.has(copyId));
    if (unfinished.length > 0) await this.blocks.removeCopies(unfinished);
  }

  private async writeBlocks(
    file: FeedFile,
    copyId: string,
    keptAt: Date,
  ): Promise<Pick<KeptFile, 'contentHash' | 'bytes'>> {
    const hash = createHash('sha256');
    let at = 0;
    let bytes = 0;
    for await (const raw of inBlocks(file.chunks())) {
      hash.update(raw);
      const content = await compress(raw, { level: constants.Z_BEST_SPEED });
      await this.blocks.insert({ copyId, at, keptAt, content });
      at += 1;
      bytes += raw.length;
    }
    return { contentHash: hash.digest('hex'), bytes };
  }

  private async *chunksOf({ copyId, bytes }: KeptFile): AsyncGenerator<Buffer> {
    let given = 0;
    for await (const content of this.blocks.ofCopy(copyId)) {
      const raw = await unpack(content);
      given += raw.length;
      yield raw;
    }
    if (given !== bytes) throw new Error(`Of the kept file ${copyId} ${given} bytes are left of ${bytes}.`);
  }
}

async function* inBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      const piece = chunk.subarray(start, start + BLOCK_BYTES - length);
      waiting.push(piece);
      start += piece.length;
      length += piece.length;
      if (length === BLOCK_BYTES) {
        yield Buffer.concat(waiting);
        waiting = [];
        length = 0;
      }
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}
