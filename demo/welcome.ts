import type { LoadedCompany } from './company/load-company.ts';
import { DEMO_TENANT, DEMO_USERS } from './company/people.ts';
import type { DemoConfig } from './config.ts';

/** Says where everything is, and as whom one can sign in. */
export function welcome({ url, server }: DemoConfig, { lastDay }: LoadedCompany, say: (line: string) => void): void {
  say('');
  say(`Demo mailbox (Outlook and Gmail)  ${url}`);
  say(`Managers' page                    ${server.http.baseUrl}`);
  say('');
  say(`Sample company: ${DEMO_TENANT.name}, figures up to ${lastDay}. Sign in by a click, without a password, as`);
  for (const { email, name, role, mailClient } of DEMO_USERS) {
    const client = mailClient === null ? '' : ` in ${mailClient === 'outlook' ? 'Outlook' : 'Gmail'}`;
    say(`  ${name.padEnd(14)} ${role}${client} (${email})`);
  }
  say('');
  say('Ctrl-C stops.');
}
