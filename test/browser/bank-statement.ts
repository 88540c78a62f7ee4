interface Credit {
  /** Of the statement. */
  readonly number: number;
  /** In minor units of EUR. */
  readonly minor: number;
  readonly bankReference: string;
  readonly text: string;
  readonly payerName: string;
}

/** An MT940 statement of 19 November 2026 with one credit; `off` is by how much its closing balance is wrong. */
export function bankStatement({ number, minor, bankReference, text, payerName }: Credit, off = 0): string {
  const written = (amount: number) => (amount / 100).toFixed(2).replace('.', ',');
  return [
    ':20:PAGE-STATEMENT',
    ':25:10020030/1234567890',
    `:28C:${number}/1`,
    ':60F:C261118EUR1000,00',
    `:61:2611191119C${written(minor)}NTRFNONREF//${bankReference}`,
    `:86:166?00TRANSFER?20${text}?32${payerName.slice(0, 27)}?31DE02100100109307118603`,
    `:62F:C261119EUR${written(100_000 + minor + off)}`,
    '-',
    '',
  ].join('\r\n');
}
