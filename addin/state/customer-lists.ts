import { signal } from '@preact/signals';
import { type Failure, failureOf } from './failure.ts';

export type ListRead<T> =
  | { readonly at: 'reading' }
  | { readonly at: 'read'; readonly rows: readonly T[] }
  | { readonly at: 'problem'; readonly failure: Failure };

/** Lists that are read a customer at a time and kept up by what the person does. One that was read stays on screen while it is read again. */
export class CustomerLists<T extends { readonly id: string }> {
  readonly lists = signal<ReadonlyMap<string, ListRead<T>>>(new Map());
  /** Counts the readings and changes of each list, so that an answer that comes late is dropped. */
  private readonly turns = new Map<string, number>();

  constructor(private readonly read: (customerId: string) => Promise<readonly T[]>) {}

  of(customerId: string): ListRead<T> | null {
    return this.lists.value.get(customerId) ?? null;
  }

  async load(customerId: string): Promise<void> {
    const turn = this.turn(customerId);
    if (this.of(customerId)?.at !== 'read') this.set(customerId, { at: 'reading' });
    const read = await this.answer(customerId);
    if (this.turns.get(customerId) === turn) this.set(customerId, read);
  }

  /** A row as it is by now; it comes last where it is new, and goes where it no longer belongs. */
  put(customerId: string, row: T, belongs: boolean): void {
    const known = this.of(customerId);
    if (known?.at !== 'read') return;
    this.turn(customerId);
    const rows = known.rows.some(({ id }) => id === row.id)
      ? known.rows.map((one) => (one.id === row.id ? row : one))
      : [...known.rows, row];
    this.set(customerId, { at: 'read', rows: belongs ? rows : rows.filter(({ id }) => id !== row.id) });
  }

  forget(): void {
    this.turns.clear();
    this.lists.value = new Map();
  }

  private async answer(customerId: string): Promise<ListRead<T>> {
    try {
      return { at: 'read', rows: await this.read(customerId) };
    } catch (error) {
      return { at: 'problem', failure: failureOf(error) };
    }
  }

  private turn(customerId: string): number {
    const turn = (this.turns.get(customerId) ?? 0) + 1;
    this.turns.set(customerId, turn);
    return turn;
  }

  private set(customerId: string, read: ListRead<T>): void {
    this.lists.value = new Map(this.lists.value).set(customerId, read);
  }
}
