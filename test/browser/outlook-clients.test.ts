import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ClientName } from '../../demo/web/outlook/host-profile.ts';
import { screenshot, useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { type FormName, OutlookMailbox } from './outlook-mailbox.ts';

const ANA = 'ana.reyes@harbourlight.example';
const DESKTOPS: readonly ClientName[] = ['web', 'windows', 'classic', 'mac'];
const FORMS: readonly FormName[] = ['call', 'promise', 'dispute', 'task', 'note'];
const OFFICE = dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/dist/office.js'));

describe('the Outlook sidebar in each mail client', function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();

  async function opened(client: ClientName): Promise<OutlookMailbox> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 1000 } });
    return OutlookMailbox.open(context, demo.running(), { owner: ANA, client });
  }

  for (const client of DESKTOPS) {
    it(`has a state for whatever is open in ${client}, and every form`, async () => {
      const outlook = await opened(client);
      const { thread } = outlook.words;
      await outlook.signIn();
      await outlook.heading(thread.absences.none.heading).waitFor();
      await outlook.openThread(/payment reminder/);
      const name = await outlook.card();
      await everyForm(outlook, [...FORMS, 'template'], name);

      await outlook.openThread(/Meeting: open invoices/);
      await outlook.heading(thread.absences.not_a_message.heading).waitFor();
      await outlook.openThread(/Quick question/);
      await outlook.text(thread.protected).waitFor();
      expect(await outlook.card()).to.not.equal(name);
      await outlook.openThread(/Remittance details/);
      await outlook.text(thread.shared('receivables@harbourlight.example')).waitFor();
      await outlook.selectAlso(/payment reminder/);
      await outlook.heading(thread.absences.none.heading).waitFor();

      await outlook.openThread(/payment reminder/);
      await outlook.page.getByRole('button', { name: 'Reply', exact: true }).click();
      await outlook.composeForm.waitFor();
      expect(await outlook.card()).to.equal(name);
      await outlook.composeForm.getByRole('button', { name: 'Discard' }).click();
      await outlook.page.context().close();
    });
  }

  it('has the card, calls and promises on a phone, and no sending', async () => {
    const outlook = await opened('mobile');
    await outlook.openThread(/payment reminder/);
    await outlook.signIn();
    const name = await outlook.card();
    await screenshot(outlook.page, 'outlook-phone');
    await everyForm(outlook, FORMS, name);
    expect(await outlook.action('template').count()).to.equal(0);
    for (const closed of [/Quick question/, /Remittance details/, /Meeting: open invoices/]) {
      await outlook.openThread(closed);
      expect(await outlook.page.getByRole('button', { name: 'Duethread', exact: true }).isEnabled()).to.equal(false);
    }
    await outlook.page.context().close();
  });

  for (const client of ['none', 'blocked'] as const) {
    it(`says what is missing where Office.js is ${client === 'none' ? 'without Outlook' : 'blocked'}`, async () => {
      const outlook = await opened(client);
      const { start } = outlook.words;
      await outlook.heading(start.noOffice).waitFor();
      await outlook.pane.getByText(start.diagnostics).click();
      await outlook.text(start.officeLoaded(client === 'none')).waitFor();
      await outlook.page.context().close();
    });
  }

  it("survives Microsoft's own office.js, which takes the History API away and finds no Outlook", async () => {
    const context = await browser.newContext();
    const errors: string[] = [];
    await context.route('**/office/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      const body = await readFile(join(OFFICE, pathname.replace('/office/', ''))).catch(() => null);
      if (body === null) return route.abort();
      return route.fulfill({ body, contentType: 'text/javascript' });
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${demo.running().baseUrl}/addin/index.html`);
    await page.getByRole('heading', { name: 'Outlook did not answer' }).waitFor();
    await page.getByText('For your admin').click();
    await page.getByText('Office.js was loaded: yes').waitFor();
    expect(await page.evaluate(() => [typeof Office.onReady, window.history.pushState])).to.deep.equal([
      'function',
      null,
    ]);
    expect(errors).to.deep.equal([]);
    await context.close();
  });

  for (const client of DESKTOPS) {
    it(`sends a template in ${client}, whichever carriers of its ticket the client loses, and logs it`, async () => {
      const outlook = await opened(client);
      const { codes, deliveries } = outlook.words;
      await outlook.signIn();
      await outlook.openThread(/Re: Invoice 105113/);
      await outlook.card();
      await outlook.action('template').click();
      await outlook
        .button(/^(Kontoauszug|Statement)/)
        .first()
        .click();
      await outlook.button(/^Open reply/).click();
      await outlook.composeForm.waitFor();
      await outlook.send();
      await outlook.composeForm.waitFor({ state: 'detached' });
      await outlook.text(codes.email_statement).waitFor();
      await outlook.text(deliveries.confirmed).waitFor();
      await outlook.page.context().close();
    });
  }

  async function everyForm(outlook: OutlookMailbox, forms: readonly FormName[], name: string): Promise<void> {
    for (const form of forms) {
      await outlook.action(form).click();
      if (form === 'template') await outlook.heading(outlook.words.templates.heading).waitFor();
      else await outlook.pane.getByRole('region', { name: new RegExp(name) }).waitFor();
      await outlook.closePanel();
    }
  }
});
