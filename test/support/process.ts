import { fileURLToPath } from 'node:url';
import { StartedProgram } from './started-program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a TypeScript program of the project as a process of its own. */
export function startProgram(args: readonly string[], environment: Readonly<Record<string, string>>): StartedProgram {
  const { MONGOD_BINARY } = process.env;
  return new StartedProgram(process.execPath, ['--import', 'tsx', ...args], {
    cwd: ROOT,
    env: { MONGOD_BINARY, ...environment },
  });
}

/** Runs a program of the project to its end. */
export async function run(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> {
  const program = startProgram(args, environment);
  const code = await program.ended();
  return { code, stdout: program.stdout, stderr: program.stderr };
}
