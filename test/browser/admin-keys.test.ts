import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { BrowserContext, Page } from 'playwright-core';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { ManagerTab } from './manager-tab.ts';

describe('the pages of keys and of one’s account', function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();
  let context: BrowserContext;
  let tab: ManagerTab;
  let page: Page;
  let baseUrl: string;

  before(async function () {
    this.timeout(300_000);
    baseUrl = demo.running().baseUrl;
    context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    tab = await ManagerTab.signIn(context, baseUrl, { as: 'Tomas Berg', path: '/admin/keys' });
    page = tab.page;
  });

  const feedRuns = async (key: string) => {
    const answer = await fetch(`${baseUrl}/api/feed-runs?limit=1`, { headers: { authorization: `Bearer ${key}` } });
    return answer.status;
  };

  it('make a key by the keys of the keyboard alone, show it once, and end it', async () => {
    await page.getByLabel('Name of the program').focus();
    await page.keyboard.type('Night feed');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await tab.look('admin-keys-form');
    await page.getByLabel('Name of the program').press('Enter');
    const shown = page.getByRole('region', { name: 'The key of Night feed' });
    const key = await shown.locator('code').innerText();
    expect(key).to.match(/^dtk_[\da-f]{48}_[\w-]{43}$/);
    expect(await feedRuns(key)).to.equal(200);
    await page.evaluate(() => document.querySelector('.new-key code')?.replaceChildren('dtk_…'));
    await tab.look('admin-keys-new');
    await tab.open('/admin/keys');
    expect(await page.content()).not.to.contain(key.slice(-43));
    await page.getByRole('button', { name: 'End the key Night feed' }).first().click();
    await page.getByText('The key is ended.').waitFor();
    expect(await feedRuns(key)).to.equal(401);
    await tab.look('admin-keys');
  });

  it('list where somebody is signed in, and end one of them', async () => {
    const other = await browser.newContext();
    const elsewhere = await ManagerTab.signIn(other, baseUrl, { as: 'Tomas Berg', path: '/account' });
    await tab.open('/account');
    await page.getByText('this one').waitFor();
    await tab.look('account');
    await page
      .getByRole('button', { name: /End the session of/ })
      .first()
      .click();
    await page.getByText('The session is ended.').waitFor();
    await elsewhere.page.reload();
    await elsewhere.page.getByRole('link', { name: 'Sign in' }).waitFor();
    await other.close();
  });

  it('sign out here, and everywhere', async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL(`${baseUrl}/sign-in`);
    const again = await ManagerTab.signIn(context, baseUrl, { as: 'Tomas Berg', path: '/account' });
    await again.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await again.page.getByRole('link', { name: 'Sign in' }).waitFor();
    await context.close();
  });
});
