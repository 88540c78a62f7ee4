import type { FormProblem } from '../state/form-base.ts';
import type { Words } from '../words/pick-words.ts';

/** What is missing, in the reader's words; `example` is an amount as the reader writes it. */
export function problemWords(problem: FormProblem, words: Words, example: string): string {
  switch (problem) {
    case 'needsOutcome':
    case 'needsAmount':
    case 'needsDate':
    case 'needsReason':
      return words.call[problem];
    case 'needsText':
    case 'needsItems':
    case 'dateInPast':
    case 'sameDay':
      return words.form[problem];
    case 'amountWrong':
      return words.call.amountWrong(example);
  }
}
