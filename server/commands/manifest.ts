import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { lintManifest } from '../manifest/lint-manifest.ts';
import { type ManifestSettings, manifestSettings } from '../manifest/manifest-settings.ts';
import { manifestXml } from '../manifest/manifest-xml.ts';
import { paneIconSize } from '../manifest/pane-icons.ts';
import { say } from '../process.ts';
import { CommandFailed, commandArguments, runCommand } from './command-context.ts';

const USAGE =
  'Usage: npm run manifest -- --base-url https://… [--out F] [--id GUID] [--version 1.0.0.0] [--name N] [--provider P] [--support-url https://…]';

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    args: commandArguments(),
    options: {
      'base-url': { type: 'string' },
      out: { type: 'string' },
      id: { type: 'string' },
      version: { type: 'string' },
      name: { type: 'string' },
      provider: { type: 'string' },
      'support-url': { type: 'string' },
    },
  });
  const { 'base-url': baseUrl, out, 'support-url': supportUrl, ...given } = values;
  if (baseUrl === undefined) throw new CommandFailed(`Name the server's address. ${USAGE}`);
  const xml = manifestXml(settingsFor(baseUrl, { ...given, ...(supportUrl === undefined ? {} : { supportUrl }) }));
  const problems = lintManifest(xml, paneIconSize);
  if (problems.length > 0)
    throw new CommandFailed(`No manifest can be made of this: ${problems.map(({ problem }) => problem).join(' ')}`);
  if (out === undefined) {
    process.stdout.write(xml);
    return;
  }
  await writeFile(out, xml);
  say(`The manifest for ${baseUrl} is in ${out}.`);
});

function settingsFor(baseUrl: string, given: Partial<ManifestSettings>): ManifestSettings {
  try {
    return manifestSettings(baseUrl, given);
  } catch (error) {
    if (error instanceof RangeError) throw new CommandFailed(error.message);
    throw error;
  }
}
