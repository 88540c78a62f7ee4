import { wideColumn } from './column.ts';
import type { CollectorFacts, CollectorIndex } from './facts.ts';
import { Interned } from './interned.ts';
import type { Parts } from './parts.ts';

/** Who acted, each under the name under which they did so last. */
export class CollectorBook implements CollectorFacts {
  private readonly ids = new Interned<string>();
  private readonly names: string[] = [];
  private readonly lastSeq = wideColumn();

  get count(): number {
    return this.ids.count;
  }

  id(collector: CollectorIndex): string {
    return this.ids.at(collector);
  }

  name(collector: CollectorIndex): string {
    return this.names[collector] ?? '';
  }

  find(id: string): CollectorIndex | undefined {
    return this.ids.find(id);
  }

  exchange(parts: Parts): void {
    this.ids.exchange('collectors.ids', parts);
    parts.texts('collectors.names', this.names);
    this.lastSeq.exchange('collectors.lastSeq', parts);
  }

  /** The place of who did what is numbered `seq` in the log. */
  placeOf({ id, name }: { readonly id: string; readonly name: string }, seq: number): CollectorIndex {
    const collector = this.ids.placeOf(id);
    if (collector === this.lastSeq.length) {
      this.lastSeq.push(seq);
      this.names.push(name);
    } else if (seq >= this.lastSeq.at(collector)) {
      this.lastSeq.set(collector, seq);
      this.names[collector] = name;
    }
    return collector;
  }
}
