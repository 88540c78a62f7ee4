import type { DocumentSource, DocumentTaker } from '../profile.ts';
import { textPieces } from '../text/text-pieces.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';

const LONGEST_LINE = 10_000;

/** A line of a text file, counted from 1, without its end. */
export interface TextLine {
  readonly text: string;
  readonly line: number;
}

/** The lines of a text file of any size, in any encoding that feeds may have. Throws UnreadableFile where it is no text. */
export async function* textLines(
  { chunks, mapping }: Pick<DocumentSource, 'chunks' | 'mapping'>,
  taker: Pick<DocumentTaker, 'note'>,
): AsyncGenerator<TextLine> {
  let line = 0;
  const note = (sentence: string) => taker.note(sentence);
  for await (const piece of textPieces(chunks(), { encoding: mapping.encoding, note })) {
    const lines = (piece.endsWith('\n') ? piece.slice(0, -1) : piece).split('\n');
    for (const text of lines) {
      line += 1;
      if (text.length > LONGEST_LINE) {
        throw new UnreadableFile(
          line,
          `The line is longer than ${LONGEST_LINE} characters, which no line of a bank is.`,
        );
      }
      yield { text, line };
    }
  }
}
