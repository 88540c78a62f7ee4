import { readMutations } from './feed-mutations.ts';
import type { Proof } from './proof.ts';

const [FILES, FILES_IF_QUICK] = [10_000, 300];
const LONGEST_MS = 30_000;
const FILES_PER_LINE = 1_000;
const MOST_SHOWN = 20;

export const mutationProof: Proof = {
  name: 'mutations',
  about:
    'Damaged files of every profile are refused, or read without the rows that are wrong: no crash, and none over 30 s.',
  async run({ say, shutdown, isQuick }) {
    const stop = new AbortController();
    shutdown.add(async () => stop.abort());
    const report = await readMutations({
      count: isQuick ? FILES_IF_QUICK : FILES,
      firstSeed: 1,
      longestMs: LONGEST_MS,
      signal: stop.signal,
      progress: (files) => {
        if (files % FILES_PER_LINE === 0) say(`${files} damaged files read.`);
      },
    });
    const { files, refused, withProblems, read, slowestMs, failures } = report;
    return {
      holds: failures.length === 0 && !stop.signal.aborted,
      lines: [
        `${files} files: ${refused} refused, ${withProblems} with wrong rows or a hold, ${read} read; the slowest took ${Math.round(slowestMs)} ms.`,
        ...failures.slice(0, MOST_SHOWN).map(({ seed, sample, what }) => `seed ${seed}, ${sample}: ${what}`),
      ],
    };
  },
};
