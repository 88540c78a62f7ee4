import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { readManifest, writeManifest } from '../mongo/backup/manifest.ts';
import { restoreCopy } from '../mongo/backup/restore-copy.ts';
import { takeCopy } from '../mongo/backup/take-copy.ts';
import { connectedDatabase } from '../mongo/connect.ts';
import { systemClock } from '../ports.ts';
import { createServices } from '../services.ts';
import { serviceSettings } from '../settings.ts';
import { CommandFailed, commandArguments, runCommand, withCommandContext } from './command-context.ts';
import { figuresAtCopy } from './copy-figures.ts';
import { proveCopy } from './copy-proof.ts';
import { requireKnown, sentences } from './copy-refusals.ts';
import { withStore } from './copy-store.ts';

const USAGE = `Usage:
  npm run backup -- --out DIR [--tenant T]   copies every company, or one, as it is at one instant, into a new folder
  npm run backup -- --prove DIR              restores a copy into a database of its own, holds it against what is known of it, and drops it`;

/** MongoDB takes 63 bytes for a name, and a name here has at most 38. */
const NAME_KEPT = 24;

await runCommand(USAGE, () =>
  sentences(async () => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: commandArguments(), options: { out: text, prove: text, tenant: text } });
    const { out, prove: proved, tenant } = values;
    if (out !== undefined && proved === undefined) return backUp(out, tenant);
    if (proved !== undefined && out === undefined && tenant === undefined) return prove(proved);
    throw new CommandFailed(`Name either --out or --prove.\n${USAGE}`);
  }),
);

async function backUp(folder: string, tenantName: string | undefined): Promise<void> {
  if (existsSync(folder)) throw new CommandFailed(`${folder} is there already; name a folder that is not.`);
  await withCommandContext(async ({ services, resolveTenant, print }) => {
    const tenantId = tenantName === undefined ? null : (await resolveTenant(tenantName)).id;
    const db = connectedDatabase();
    const copy = await takeCopy({ db, client: mongoose.connection.getClient(), folder, tenantId });
    const { files, migration, takenAt } = copy;
    const companies = [];
    for (const stand of copy.companies) {
      companies.push({ ...stand, figures: await figuresAtCopy(stand, { db, services, takenAt }) });
    }
    const manifest = {
      database: db.databaseName,
      takenAt: takenAt.toISOString(),
      migration,
      companies,
      files: [...files],
    };
    await writeManifest(folder, manifest);
    const documents = files.reduce((sum, file) => sum + file.documents, 0);
    print(`${documents} documents of ${companies.length} companies, as of ${manifest.takenAt}, are in ${folder}.`);
  });
}

async function prove(folder: string): Promise<void> {
  const manifest = await readManifest(folder);
  requireKnown(manifest);
  const nameOf = (own: string) => `${own.slice(0, NAME_KEPT)}-proof-${randomBytes(3).toString('hex')}`;
  await withStore(nameOf, async ({ config, db }) => {
    try {
      await restoreCopy({ folder, manifest, db });
      const services = createServices(serviceSettings(config), systemClock);
      const { lines, holds } = await proveCopy(db, services, manifest);
      for (const { collection, documents } of manifest.files) say(`${collection}: ${documents}`);
      for (const line of lines) say(line);
      say(holds ? `The copy of ${manifest.takenAt} is whole.` : 'The copy does not hold.');
      if (!holds) process.exitCode = 1;
    } finally {
      await db.dropDatabase();
    }
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
