import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { ApiClient } from '../../shared/api/client.ts';
import { changeCodes, readCodes, STANDARD_CODES } from '../../shared/api/codes.ts';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { ManagerTab } from './manager-tab.ts';

describe('the pages of texts, codes and changes', function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();
  let tab: ManagerTab;
  let page: Page;
  let api: ApiClient;

  before(async function () {
    this.timeout(300_000);
    const { baseUrl, token } = demo.running();
    const own = await token('tomas.berg@harbourlight.example');
    api = new ApiClient({ baseUrl, token: () => own });
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    tab = await ManagerTab.signIn(context, baseUrl, { as: 'Tomas Berg', path: '/admin/codes' });
    page = tab.page;
  });

  // The sample company is shared, and has the standard.
  after(async () => {
    const { version } = await api.call(readCodes, {});
    await api.call(changeCodes, { body: { version, ...STANDARD_CODES } });
  });

  it('switch a code off by the keys alone, which the log of changes then shows', async () => {
    await page.getByLabel('Use Call: gatekeeper').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Call: front desk');
    await page.keyboard.press('Enter');
    await page.getByText(/^Version \d+\.$/).waitFor();
    expect((await api.call(readCodes, {})).own.off).to.deep.equal(['phone_gatekeeper']);
    await tab.look('admin-codes');
    await tab.open('/admin/log?area=codes');
    await page.locator('summary').first().press('Enter');
    await page
      .getByRole('row', { name: /names none .*front desk/ })
      .first()
      .waitFor();
    await tab.look('admin-log');
  });

  it('show what an erasure would take away, and nothing goes', async () => {
    await tab.open('/admin/texts');
    const form = page.getByRole('form', { name: 'Whose texts' });
    await form.getByLabel('One of our own people').check();
    await form.locator('select[name="userId"]').selectOption({ index: 1 });
    await form.getByRole('button', { name: 'Show what would go' }).press('Enter');
    await page.getByRole('heading', { name: 'What would go for good' }).waitFor();
    await tab.look('admin-texts');
  });
});
