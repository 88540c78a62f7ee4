/** A test by its file below test/, and its title, with `…` for each part that is put in as the tests are made. */
export type TestLink = readonly [file: string, title: string];

/** One row of the list of OWASP ASVS 5.0 that this project holds itself to. */
export interface AsvsRow {
  readonly row: number;
  /** The requirements, with their level. */
  readonly ids: string;
  readonly about: string;
  /** What holds it here. */
  readonly control: string;
  readonly tests: readonly TestLink[];
  /** What of it is not held here, and why; left out where all is. */
  readonly open?: string;
}
