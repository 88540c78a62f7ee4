import type { ReportAnswer } from '#shared/api/reports.ts';

/** Longer ones are made anew each time, rather than filling the memory. */
const MAX_BYTES = 1_000_000;

const kept = new WeakMap<ReportAnswer, Buffer>();

/** A whole answer as JSON; the same answer given again is not written out again. */
export function answerAsJson(answer: ReportAnswer): Buffer {
  const known = kept.get(answer);
  if (known !== undefined) return known;
  const made = Buffer.from(JSON.stringify(answer));
  if (made.length <= MAX_BYTES) kept.set(answer, made);
  return made;
}
