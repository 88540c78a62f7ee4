import { parseArgs } from 'node:util';
import { CommandFailed, commandArguments, runCommand, withCommandContext } from './command-context.ts';

const USAGE = 'Usage: npm run token -- --user E [--tenant T]';

await runCommand(USAGE, async () => {
  const options = { user: { type: 'string' }, tenant: { type: 'string' } } as const;
  const { user: email, tenant: name } = parseArgs({ args: commandArguments(), options }).values;
  if (email === undefined) throw new CommandFailed(`--user is missing.\n${USAGE}`);
  await withCommandContext(async ({ config, services, resolveTenant, print }) => {
    if (!config.scriptTokens) {
      throw new CommandFailed(
        'Session tokens for scripts are for the demo, or with DEV_SIGN_IN=on; neither is on here.',
      );
    }
    const tenant = await resolveTenant(name);
    const user = await services.tenantService.userOf(tenant, email);
    if (user.disabled) throw new CommandFailed(`${user.email} is disabled.`);
    print(services.signIn.openSession({ user, tenant }).token);
  });
});
