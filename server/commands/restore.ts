import { parseArgs } from 'node:util';
import { readManifest } from '../mongo/backup/manifest.ts';
import { restoreCopy } from '../mongo/backup/restore-copy.ts';
import { CommandFailed, commandArguments, runCommand } from './command-context.ts';
import { requireKnown, sentences } from './copy-refusals.ts';
import { withStore } from './copy-store.ts';

const USAGE = `Usage:
  npm run restore -- --from DIR --into DATABASE   puts a copy into a database that is empty; then start the server with MONGODB_DATABASE=DATABASE`;

await runCommand(USAGE, () =>
  sentences(async () => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: commandArguments(), options: { from: text, into: text } });
    const { from: folder, into } = values;
    if (folder === undefined || into === undefined) throw new CommandFailed(`Name --from and --into.\n${USAGE}`);
    if (!/^[\w-]{1,38}$/.test(into))
      throw new CommandFailed('--into needs to be letters, digits, - and _, at most 38.');
    const manifest = await readManifest(folder);
    requireKnown(manifest);
    await withStore(
      () => into,
      async ({ db }) => {
        await restoreCopy({ folder, manifest, db });
        process.stdout.write(`The copy of ${manifest.takenAt} is in the database ${into}.\n`);
      },
    );
  }),
);
