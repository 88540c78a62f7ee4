/** A cell and where it stands. */
export interface Place {
  readonly line: number;
  readonly column: string;
  readonly value: string;
}

/** What a whole file says of a format, with a sentence for the reader; or what has to be asked for, and where it shows. */
export type Finding<T> =
  | { readonly found: T; readonly note: string | null }
  | { readonly ask: Place; readonly problem: string };

export function quoted(text: string): string {
  return `"${text}"`;
}
