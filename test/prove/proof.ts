import type { Shutdown } from '../../server/process.ts';

/** What a proof works with. */
export interface ProofContext {
  /** Progress, on stderr. */
  readonly say: (line: string) => void;
  readonly shutdown: Shutdown;
  /** A smaller number of trials than the whole proof has; shows that it works. */
  readonly isQuick: boolean;
  /** The commit that an update begins from. */
  readonly from: string;
}

/** A claim that is tried very many times: too often for every run of the tests. */
export interface Proof {
  readonly name: string;
  readonly about: string;
  /** Lines that say what came of it, and whether it holds. */
  run(context: ProofContext): Promise<{ readonly holds: boolean; readonly lines: readonly string[] }>;
}
