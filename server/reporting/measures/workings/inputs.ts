import type { MeasureExample } from '../measure.ts';

export type PlainInputs = MeasureExample['inputs'];

/** The inputs of a formula that are single numbers, by name. Throws RangeError where one is missing or is a list. */
export function numbersOf<K extends string>(inputs: PlainInputs, ...names: readonly K[]): Record<K, number> {
  const found = names.map((name): [K, number] => {
    const value = inputs[name];
    if (typeof value !== 'number') throw new RangeError(`The formula needs ${name} as a number.`);
    return [name, value];
  });
  return Object.fromEntries(found) as Record<K, number>;
}

/** An input of a formula that is a list. Throws RangeError where it is missing or a single number. */
export function listOf(inputs: PlainInputs, name: string): readonly number[] {
  const value = inputs[name];
  if (value === undefined || typeof value === 'number') throw new RangeError(`The formula needs ${name} as a list.`);
  return value;
}

/** A fraction of something; null where there is nothing to take it of. */
export function fractionOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
