import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { DemoThread } from '../../demo/company/demo-thread.ts';
import { DEMO_SEED, generateCompany } from '../../demo/company/generate-company.ts';
import { DEMO_USERS } from '../../demo/company/people.ts';
import { addDays } from '../../shared/domain/calendar-date.ts';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { OutlookMailbox } from './outlook-mailbox.ts';

const HEADINGS = {
  ambiguous: 'Which customer is it?',
  unknown: 'No customer found',
  internal: 'Only colleagues take part',
} as const;

describe('whose thread the Outlook sidebar says it is', function () {
  this.timeout(240_000);
  const demo = useDemo();
  const browser = useBrowser();

  for (const { name, email } of DEMO_USERS.filter(({ mailClient }) => mailClient === 'outlook')) {
    it(`is right on every thread of ${name}`, async () => {
      const { threads, customers } = generateCompany({ seed: DEMO_SEED, today: addDays(demo.running().lastDay, 1) });
      const headingOf = ({ expected: { verdict, customerNumber } }: DemoThread): string =>
        verdict === 'found'
          ? (customers.find(({ number }) => number === customerNumber)?.name ?? '')
          : HEADINGS[verdict];
      const own = threads.filter(({ mailboxes }) => mailboxes.some(({ owner }) => owner === email));
      expect(own).to.not.deep.equal([]);

      const context = await browser.newContext();
      const mailbox = await OutlookMailbox.open(context, demo.running(), { owner: email });
      await mailbox.signIn();
      for (const thread of own) {
        await mailbox.openConversation(thread.conversation);
        await mailbox.pane
          .getByRole('heading', { name: headingOf(thread), exact: true })
          .first()
          .waitFor();
      }
      await context.close();
    });
  }
});
