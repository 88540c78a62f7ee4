/** How many documents one command reads or writes at most. */
const BATCH = 1_000;

/** Cuts a list into batches of at most `size`. */
export function* inBatches<T>(list: readonly T[], size: number = BATCH): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
