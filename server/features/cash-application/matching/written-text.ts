const HARD_BREAK = /[\s,;|&+]/u;
const NAMES_SOMETHING = /[\p{L}\p{N}]/u;
const DIGIT = /\d/;
const MOST_CHARACTERS = 1_000;

/** How two characters stand beside one another: within one word, parted by a sign such as `-`, or by a space or a comma. */
type Gap = 0 | 1 | 2;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A payer's text as numbers are looked for in it: capital letters and digits alone, with where it was parted. At most 1,000 characters of it. */
export class WrittenText {
  readonly plain: string;
  private readonly gaps: readonly Gap[];
  private found: readonly Stretch[] | null = null;

  constructor(text: string) {
    let plain = '';
    let gap: Gap = 2;
    const gaps: Gap[] = [];
    for (const character of text.slice(0, MOST_CHARACTERS).normalize('NFKC').toUpperCase()) {
      if (NAMES_SOMETHING.test(character)) {
        plain += character;
        gaps.push(gap, ...Array<Gap>(character.length - 1).fill(0));
        gap = 0;
      } else {
        gap = widerGap(gap, character);
      }
    }
    this.plain = plain;
    this.gaps = [...gaps, 2];
  }

  /** Whether a stretch begins and ends where a word, or a run of digits or letters, does. */
  standsAlone(from: number, to: number): boolean {
    return this.isEdge(from) && this.isEdge(to);
  }

  /** Whether a stretch runs over a space or a comma. */
  isJoined(from: number, to: number): boolean {
    return this.gaps.slice(from + 1, to).includes(2);
  }

  /** The words, and those of several parts (`RE-2026/123`) whole and in parts. */
  words(): readonly Stretch[] {
    this.found ??= [...this.pieces(2), ...this.pieces(1).filter((piece) => !this.isWholeWord(piece))];
    return this.found;
  }

  private isWholeWord({ from, to }: Stretch): boolean {
    return this.gaps[from] === 2 && this.gaps[to] === 2;
  }

  private pieces(least: Gap): Stretch[] {
    const edges = this.gaps.flatMap((gap, at) => (gap >= least ? [at] : []));
    return edges.slice(1).map((to, at) => ({ from: edges[at] ?? 0, to }));
  }

  private isEdge(at: number): boolean {
    if ((this.gaps[at] ?? 2) > 0) return true;
    return DIGIT.test(this.plain.charAt(at - 1)) !== DIGIT.test(this.plain.charAt(at));
  }
}

/** A number as `WrittenText` holds text: capital letters and digits alone. */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function widerGap(gap: Gap, character: string): Gap {
  return gap === 2 || HARD_BREAK.test(character) ? 2 : 1;
}
