import { createHash } from 'node:crypto';
import type { FeedFile } from '../feed-file.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A file whose bytes are hashed whenever it is read to its end, so that a change in between shows. */
export class WatchedFile implements FeedFile {
  private readonly hashes = new Set<string>();

  constructor(private readonly file: FeedFile) {}

  get name(): string {
    return this.file.name;
  }

  async *chunks(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    for await (const chunk of this.file.chunks()) {
      hash.update(chunk);
      yield chunk;
    }
    this.hashes.add(hash.digest('hex'));
  }

  /** SHA-256 of the bytes, in hex; reads the file where nobody has read it to its end. */
  async hash(): Promise<string> {
    if (this.hashes.size === 0) for await (const _chunk of this.chunks());
    const [hash = ''] = this.hashes;
    return hash;
  }

  /** Throws UnreadableFile where the bytes were not the same each time. */
  requireUnchanged(): void {
    if (this.hashes.size < 2) return;
    throw new UnreadableFile(1, 'The file changed while it was read. Feed it again.');
  }
}
