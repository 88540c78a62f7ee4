import { parseArgs } from 'node:util';
import { runCommand } from '../../server/commands/command-context.ts';
import { Refused, type Shutdown, say, withShutdown } from '../../server/process.ts';
import { deliveryProof } from './delivery-proof.ts';
import { killProof } from './kill-proof.ts';
import { mutationProof } from './mutation-proof.ts';
import type { Proof, ProofContext } from './proof.ts';
import { rollingUpdateProof } from './rolling-update-proof.ts';

/** What is proved together, by the name that is given on the command line. */
const PROOFS: Readonly<Record<string, readonly Proof[]>> = {
  feeds: [mutationProof, killProof],
  deliveries: [deliveryProof],
  'rolling-update': [rollingUpdateProof],
};
const USAGE = `Usage: npm run prove -- [${Object.keys(PROOFS).join(' | ')}] [--quick] [--from COMMIT]`;

await runCommand(USAGE, async () => {
  const options = { quick: { type: 'boolean' }, from: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const proofs = chosen(positionals);
  const { quick: isQuick = false, from = 'HEAD' } = values;
  await withShutdown(async (shutdown: Shutdown) => {
    for (const proof of proofs) await prove(proof, { say, shutdown, isQuick, from });
  });
});

async function prove(proof: Proof, context: ProofContext): Promise<void> {
  process.stdout.write(`${proof.name}: ${proof.about}\n`);
  const { holds, lines } = await proof.run(context);
  for (const line of lines) process.stdout.write(`  ${line}\n`);
  process.stdout.write(holds ? '  It holds.\n' : '  It does not hold.\n');
  if (!holds) process.exitCode = 1;
}

function chosen(names: readonly string[]): readonly Proof[] {
  const unknown = names.find((name) => !Object.hasOwn(PROOFS, name));
  if (unknown !== undefined) throw new Refused(`There is no proof "${unknown}".\n${USAGE}`);
  return (names.length === 0 ? Object.keys(PROOFS) : names).flatMap((name) => PROOFS[name] ?? []);
}
