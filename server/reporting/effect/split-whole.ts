/** Splits an amount in whole minor units by weights that sum to 1; the parts are whole and sum to the amount rounded. */
export function splitWhole(minor: number, weights: readonly number[]): number[] {
  let [reached, given] = [0, 0];
  return weights.map((weight, place) => {
    reached = place === weights.length - 1 ? 1 : reached + weight;
    const upTo = Math.round(minor * reached);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
