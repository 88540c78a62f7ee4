import type { Evidence } from '#shared/api/thread-context.ts';
import type { Sentences } from '#shared/words/catalogue.ts';
import type { Clue } from './clue.ts';
import type { RankedCandidate } from './decide-whose.ts';

type Mention = NonNullable<Clue['mention']>;
type EvidenceWords = Sentences['evidence'];

/** Of very many numbers the first say enough. */
const MAX_NUMBERS = 3;

/** Who reads it. */
export interface EvidenceReader {
  readonly words: EvidenceWords;
  /** Whether nobody knows any address on the thread. */
  readonly fromStranger: boolean;
}

/** The evidence for a candidate in words, strongest first; numbers of one kind and place in one line. */
export function presentEvidence({ clues }: RankedCandidate, { words, fromStranger }: EvidenceReader): Evidence[] {
  const lines = new Map<string, Evidence>();
  for (const { kind, mention, say } of clues) {
    if (mention === undefined) {
      const text = say(words);
      lines.set(text, { kind, text });
    } else {
      const text = numbersLike(mention, clues, words) + (fromStranger ? words.fromStranger : '');
      lines.set(lineOf(mention), { kind, text });
    }
  }
  return [...lines.values()];
}

function lineOf({ noun, place }: Mention): string {
  return `${noun} ${place}`;
}

function numbersLike(mention: Mention, clues: readonly Clue[], words: EvidenceWords): string {
  const alike = clues.flatMap((clue) =>
    clue.mention !== undefined && lineOf(clue.mention) === lineOf(mention) ? [clue.mention.number] : [],
  );
  const numbers = [...new Set(alike)];
  const more = numbers.length > MAX_NUMBERS + 1 ? numbers.length - MAX_NUMBERS : 0;
  const shown = more > 0 ? numbers.slice(0, MAX_NUMBERS) : numbers;
  return words.numbers(mention.noun, shown, more, mention.place === 'subject');
}
