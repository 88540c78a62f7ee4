import type { TypedCell } from '../table/table.ts';

const PADDED = /^0\d/;

/** Gathers which columns of a workbook hold numbers as text with leading zeros, and numbers that cannot have them. */
export class ZeroEvidence {
  private readonly padded = new Set<string>();
  private readonly bare = new Set<string>();

  add(field: string, text: string, typed: TypedCell | undefined): void {
    if (typed?.is === 'number') this.bare.add(field);
    else if (PADDED.test(text)) this.padded.add(field);
  }

  isMixed(field: string): boolean {
    return this.padded.has(field) && this.bare.has(field);
  }
}
