/** The number at a place of a column; 0 beyond its end. Not for the innermost loops: there columns of several kinds would make it slow. */
export function numberAt(column: ArrayLike<number>, place: number): number {
  return column[place] ?? 0;
}
