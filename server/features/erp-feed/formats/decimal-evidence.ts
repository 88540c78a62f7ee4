import { type Finding, type Place, quoted } from './finding.ts';
import { type DecimalSign, type DeclaredNumbers, decimalReader, type ReadDecimal } from './number-format.ts';

const NAMES: Readonly<Record<DecimalSign, string>> = { '.': 'a decimal point', ',': 'a decimal comma' };

/** Gathers what a file's amounts say of their decimal sign, all its columns together. */
export class DecimalEvidence {
  private readonly point: ReadDecimal;
  private readonly comma: ReadDecimal;
  private onlyPoint: Place | null = null;
  private onlyComma: Place | null = null;
  private differs: Place | null = null;

  constructor(declared: DeclaredNumbers) {
    this.point = decimalReader({ ...declared, decimal: '.' });
    this.comma = decimalReader({ ...declared, decimal: ',' });
  }

  /** Takes in one amount, its digits apart from what stands beside them. False for one that can be read in neither way, which says nothing. */
  add(place: Place & { readonly core: string }): boolean {
    const byPoint = this.point(place.core);
    const byComma = this.comma(place.core);
    if (byPoint === byComma) return byPoint !== null;
    if (byComma === null) this.onlyPoint ??= place;
    else if (byPoint === null) this.onlyComma ??= place;
    else this.differs ??= place;
    return true;
  }

  /** The one decimal sign with which all amounts read, and read one way; else what to ask for. */
  finding(): Finding<DecimalSign> {
    const { onlyPoint, onlyComma, differs } = this;
    if (onlyPoint !== null && onlyComma !== null) return mixed(onlyPoint, onlyComma);
    if (onlyComma !== null) return found(',', onlyComma);
    if (onlyPoint !== null) return found('.', onlyPoint);
    if (differs === null) return { found: '.', note: null };
    return {
      ask: differs,
      problem: `Amounts of this file, such as ${quoted(differs.value)}, read both with a decimal point and with a decimal comma. ${SAY_WHICH}`,
    };
  }
}

const SAY_WHICH = 'Say which in the mapping, as "numberFormat": { "decimal": "." } or ",".';

function found(sign: DecimalSign, { value, line }: Place): Finding<DecimalSign> {
  return {
    found: sign,
    note: `Amounts were read with ${NAMES[sign]}: ${quoted(value)} in line ${line} reads in no other way.`,
  };
}

function mixed(onlyPoint: Place, onlyComma: Place): Finding<DecimalSign> {
  const [earlier, later] = onlyPoint.line <= onlyComma.line ? [onlyPoint, onlyComma] : [onlyComma, onlyPoint];
  return {
    ask: later,
    problem: `This amount and ${quoted(earlier.value)} in line ${earlier.line} are written in two ways. Correct one, or say which holds in the mapping, as "numberFormat": { "decimal": "." } or ",".`,
  };
}
