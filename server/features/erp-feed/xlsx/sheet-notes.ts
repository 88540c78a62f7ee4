import type { SheetPart, WorkbookParts } from './workbook-parts.ts';

const HIDDEN_ROW = /<(?:\w+:)?row\s[^<>]*?\bhidden="(?:1|true)"/g;
const FORMULA = /<(?:\w+:)?f[\s/>]/g;
const UNVALUED =
  /<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f\b[^<>]*?(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/g;

/** Gathers what is to be said of a workbook beside its rows. */
export class SheetNotes {
  private hiddenRows = 0;
  private formulas = 0;

  constructor(
    private readonly parts: WorkbookParts,
    private readonly sheet: SheetPart,
  ) {}

  /** Counts a slice of the sheet, and gives the addresses of its formulas that have no value. */
  add(slice: string): ReadonlySet<string> {
    this.hiddenRows += slice.includes('hidden') ? (slice.match(HIDDEN_ROW)?.length ?? 0) : 0;
    const formulas = slice.match(FORMULA)?.length ?? 0;
    this.formulas += formulas;
    if (formulas === 0) return new Set();
    const addresses = [...slice.matchAll(UNVALUED)].map(
      ([, attributes = '']) => /\br="([A-Z]+\d+)"/.exec(attributes)?.[1],
    );
    return new Set(addresses.filter((address) => address !== undefined));
  }

  all(): string[] {
    const { sheets, isFrom1904 } = this.parts;
    const others = sheets
      .filter((sheet) => sheet !== this.sheet)
      .map(({ name, isHidden }) => `"${name}"${isHidden ? ' (hidden)' : ''}`);
    return [
      ...(others.length === 0 ? [] : [`Read was the sheet "${this.sheet.name}", and not ${others.join(', ')}.`]),
      ...(this.hiddenRows === 0
        ? []
        : [`${counted(this.hiddenRows, 'row is', 'rows are')} hidden in the sheet; hidden rows are read like others.`]),
      ...(this.formulas === 0
        ? []
        : [
            `${counted(this.formulas, 'cell is a formula', 'cells are formulas')}: the values were read that were saved with them, and nothing was computed.`,
          ]),
      ...(isFrom1904 ? ['The workbook counts its days from 1904.'] : []),
    ];
  }
}

function counted(count: number, one: string, several: string): string {
  return count === 1 ? `One ${one}` : `${count} ${several}`;
}
