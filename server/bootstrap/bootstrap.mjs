import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from './check.mjs';
import { run } from './run.mjs';
import { PlainFailure, say } from './say.mjs';
import { start } from './start.mjs';
import { test } from './test.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMMANDS = { start, run, test, check };

/** Does one command and gives the exit code; what is expected to go wrong is said in one sentence. */
export async function bootstrap([name, ...args], env) {
  const command = COMMANDS[name];
  if (!command) {
    say(`Give one of: ${Object.keys(COMMANDS).join(', ')}.`);
    return 2;
  }
  readDotEnv();
  try {
    return await command({ root: ROOT, args, env });
  } catch (error) {
    if (!(error instanceof PlainFailure)) {
      throw error;
    }
    say(error.message);
    return 1;
  }
}

/** What is set in the environment wins over the file. */
function readDotEnv() {
  const file = join(ROOT, '.env');
  if (existsSync(file)) {
    process.loadEnvFile(file);
  }
}
