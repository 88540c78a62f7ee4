/** Amounts together, in the units that they all have; 0 of none. */
export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
