import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type GmailDeploymentSettings, gmailDeployment, problemsWithDeployment } from '#shared/api/gmail-deployment.ts';
import { readCommandConfig } from '../config.ts';
import { say } from '../process.ts';
import { CommandFailed, commandArguments, runCommand } from './command-context.ts';

const USAGE =
  'Usage: npm run deployment -- --base-url https://… --addon-url https://… [--out F] [--name N] [--logo-url https://…]';

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    args: commandArguments(),
    options: {
      'base-url': { type: 'string' },
      'addon-url': { type: 'string' },
      out: { type: 'string' },
      name: { type: 'string' },
      'logo-url': { type: 'string' },
    },
  });
  const { 'logo-url': logoUrl, name } = values;
  const baseUrl = addressFrom(values['base-url'], () => readCommandConfig().http.baseUrl);
  const addonUrl = addressFrom(values['addon-url'], () => readCommandConfig().google.addonEndpoint);
  const settings: GmailDeploymentSettings = {
    baseUrl,
    addonUrl,
    ...(name === undefined ? {} : { name }),
    ...(logoUrl === undefined ? {} : { logoUrl }),
  };
  const deployment = gmailDeployment(settings);
  const problems = problemsWithDeployment(deployment);
  if (problems.length > 0) throw new CommandFailed(`No deployment can be made of this: ${problems.join(' ')}`);
  const json = `${JSON.stringify(deployment, null, 2)}\n`;
  if (values.out === undefined) {
    process.stdout.write(json);
    return;
  }
  await writeFile(values.out, json);
  say(`The deployment of the add-on at ${addonUrl} is in ${values.out}.`);
});

/** An address that is not given is the one of this server's own settings. */
function addressFrom(given: string | undefined, ofSettings: () => string | null): string {
  const address = given ?? ofSettings();
  if (address === null) throw new CommandFailed(`Name the add-on's address, where Google reaches it. ${USAGE}`);
  return address;
}
