import { fileURLToPath } from 'node:url';
import { StartedProgram } from './started-program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a TypeScript program of the project, or of another tree of it, as a process of its own. */
export function startProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  tree = ROOT,
): StartedProgram {
  const { MONGOD_BINARY } = process.env;
  return new StartedProgram(process.execPath, ['--import', 'tsx', ...args], {
    cwd: tree,
    env: { MONGOD_BINARY, ...environment },
  });
}

/** Runs a program of the project, or of another tree of it, to its end. */
export async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  tree = ROOT,
): Promise<Ended> {
  const program = startProgram(args, environment, tree);
  const code = await program.ended();
  return { code, stdout: program.stdout, stderr: program.stderr };
}
