import { parseArgs } from 'node:util';
import { runCommand } from '../../server/commands/command-context.ts';
import { Refused, type Shutdown, say, withShutdown } from '../../server/process.ts';
import { killProof } from './kill-proof.ts';
import { mutationProof } from './mutation-proof.ts';
import type { Proof } from './proof.ts';

/** What is proved together, by the name that is given on the command line. */
const PROOFS: Readonly<Record<string, readonly Proof[]>> = {
  feeds: [mutationProof, killProof],
};
const USAGE = `Usage: npm run prove -- [${Object.keys(PROOFS).join(' | ')}] [--quick]`;

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true });
  const proofs = chosen(positionals);
  await withShutdown(async (shutdown) => {
    for (const proof of proofs) await prove(proof, values.quick ?? false, shutdown);
  });
});

async function prove(proof: Proof, isQuick: boolean, shutdown: Shutdown): Promise<void> {
  process.stdout.write(`${proof.name}: ${proof.about}\n`);
  const { holds, lines } = await proof.run({ say, shutdown, isQuick });
  for (const line of lines) process.stdout.write(`  ${line}\n`);
  process.stdout.write(holds ? '  It holds.\n' : '  It does not hold.\n');
  if (!holds) process.exitCode = 1;
}

function chosen(names: readonly string[]): readonly Proof[] {
  const unknown = names.find((name) => !Object.hasOwn(PROOFS, name));
  if (unknown !== undefined) throw new Refused(`There is no proof "${unknown}".\n${USAGE}`);
  return (names.length === 0 ? Object.keys(PROOFS) : names).flatMap((name) => PROOFS[name] ?? []);
}
