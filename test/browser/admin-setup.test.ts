import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { BrowserContext, Page } from 'playwright-core';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { ManagerTab } from './manager-tab.ts';

const ADMIN = 'Tomas Berg';
const SAMPLE_NAME = 'Harbourlight Instruments';

describe('the pages of the set-up', function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();
  let context: BrowserContext;
  let tab: ManagerTab;
  let page: Page;

  before(async function () {
    this.timeout(300_000);
    context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.running().baseUrl });
    tab = await ManagerTab.signIn(context, demo.running().baseUrl, { as: ADMIN, path: '/admin/setup' });
    page = tab.page;
  });
  after(() => context.close());

  const step = (title: string) => page.getByRole('listitem', { name: new RegExp(`^${title}, `) });

  it('show how far the set-up is, and prove a step by trying it, by the keys alone', async () => {
    expect(await page.locator('main').innerText()).to.match(/\d+ of \d+ steps are done\./);
    await page.getByRole('button', { name: 'Try it: Ageing buckets' }).focus();
    await page.keyboard.press('Enter');
    const tried = step('Ageing buckets').locator('details.try');
    await tried.getByText('all passed').waitFor();
    await tried.locator('summary').focus();
    await page.keyboard.press('Enter');
    await tried.getByText('add up to what is open').first().waitFor();
    await tab.look('admin-setup');
  });

  it('try the sign-in at the directory itself', async () => {
    await tab.open('/admin/setup');
    await page.getByRole('button', { name: 'Try it: Sign-in' }).click();
    const tried = step('Sign-in').locator('details.try');
    await tried.getByText(/Microsoft: discovery document/).waitFor({ state: 'attached' });
    expect(await tried.textContent()).to.match(/Microsoft: keys.*They can be had/s);
  });

  it('change the company, and put it back', async () => {
    await tab.open('/admin/company');
    await tab.look('admin-company');
    const name = page.getByLabel('Name', { exact: true });
    const before = await name.inputValue();
    await name.fill(`${before} AG`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.reload();
    await tab.ready();
    expect(await name.inputValue()).to.equal(`${before} AG`);
    await name.fill(before);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(before).to.equal(SAMPLE_NAME);
    await page.getByLabel(/^Time zone/).fill('Mars/Olympus');
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('alert')
      .getByText(/not a time zone/)
      .waitFor();
  });

  it('have the values of Entra to copy, and say why the demo has no manifest', async () => {
    await tab.open('/admin/outlook');
    await page.getByRole('button', { name: 'Copy Redirect URI, the first' }).click();
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).to.equal(`${demo.running().baseUrl}/addin/sign-in.html`);
    await page
      .getByRole('region', { name: 'Manifest' })
      .getByText(/https address/)
      .waitFor();
    await page.getByRole('button', { name: /^Run the self-test/ }).click();
    await page.locator('details.try').waitFor();
    const failed = await page.locator('details.try li.bad strong').allInnerTexts();
    expect(failed.map((text) => text.replace(/^.*(https|Manifest)$/s, '$1'))).to.deep.equal(['https', 'Manifest']);
    await tab.look('admin-outlook');
  });

  it('have the deployment of Gmail with its scopes and reasons, and try the add-on', async () => {
    await tab.open('/admin/gmail');
    await page.getByText('What is in it').click();
    expect(await page.getByRole('region', { name: 'deployment.json' }).innerText()).to.include('"oauthScopes"');
    const scopes = page.getByRole('region', { name: 'Scopes' }).last();
    expect(await scopes.innerText()).to.match(/gmail\.addons\.execute[\s\S]*Lets the add-on run/);
    await page.getByRole('button', { name: /^Run the self-test/ }).click();
    const found = page.locator('details.try');
    await found.waitFor();
    expect(await found.innerText()).to.match(/A call that Google did not sign is refused/);
    await tab.look('admin-gmail');
  });

  it('are for admins alone', async () => {
    const own = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    const manager = await ManagerTab.signIn(own, demo.running().baseUrl, { as: 'Mira Hoffmann', path: '/settings' });
    expect(await manager.page.getByRole('link', { name: 'Checklist' }).count()).to.equal(0);
    await manager.open('/admin/setup');
    expect(await manager.page.locator('main').innerText()).not.to.match(/steps are done/);
    await own.close();
  });
});
