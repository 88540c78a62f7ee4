import { ensureInstalled } from './install.mjs';
import { npm, runProgram } from './programs.mjs';
import { say } from './say.mjs';
import { runTests, sayCount } from './test.mjs';

const STATIC_CHECKS = ['typecheck', 'lint', 'boundaries', 'unused'];

/** All that is checked before a change lands. Every check runs, even after one has failed; each that failed counts in the closing line. */
export async function check({ root, args, env }) {
  await ensureInstalled({ root, env });
  const failed = [];
  for (const name of STATIC_CHECKS) {
    if (!(await passes(name, { root, env }))) {
      failed.push(name);
    }
  }
  say('── test');
  const result = await runTests({ root, args, env });
  if (failed.length > 0) {
    say(`Failed before the tests: ${failed.join(', ')}.`);
  }
  return sayCount({ ...result, failed: result.failed + failed.length });
}

async function passes(name, { root, env }) {
  const startedAt = performance.now();
  say(`── ${name}`);
  const { program, first, shell = false } = npm(env);
  const code = await runProgram(program, [...first, 'run', '--silent', name], {
    cwd: root,
    env,
    shell,
    stdio: 'inherit',
  });
  say(`   ${code === 0 ? 'passed' : 'failed'} after ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return code === 0;
}
