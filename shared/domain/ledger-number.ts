/** A customer's or document's number without its leading zeros, under which all ways of padding it are found. */
export function withoutPadding(number: string): string {
  return number.replace(/^0+(?=.)/, '');
}

/** Whether a number is another one that has lost leading zeros on its way, as spreadsheets take them: `611365` for `0000611365`. */
export function hasLostPadding(number: string, known: string): boolean {
  return number.length < known.length && withoutPadding(number) === withoutPadding(known);
}
