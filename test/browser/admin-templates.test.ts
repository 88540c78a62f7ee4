import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { ManagerTab } from './manager-tab.ts';

const NAME = 'House letter';
const HTML = '<p>Dear {{ customer.name }},</p><p>you owe {{ total }}.</p>';

describe('the pages of templates', function () {
  this.timeout(240_000);
  const demo = useDemo();
  const browser = useBrowser();
  let author: ManagerTab;
  let page: Page;
  let address: string;

  before(async function () {
    this.timeout(300_000);
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    const { baseUrl } = demo.running();
    author = await ManagerTab.signIn(context, baseUrl, { as: 'Mira Hoffmann', path: '/admin/templates' });
    page = author.page;
  });

  it('list the versions by stage, language and state, and fit', async () => {
    const versions = page.getByRole('region', { name: 'Versions' });
    await versions.getByRole('link', { name: 'First notice, version 1' }).waitFor();
    await author.look('admin-templates');
    await page.locator('form.filters select[name=language]').selectOption('de');
    await page.waitForURL(/language=de/);
    await versions.getByRole('link', { name: 'Letzte Mahnung, version 1' }).waitFor();
    expect(await versions.getByRole('link', { name: 'First notice, version 1' }).count()).to.equal(0);
  });

  it('take a template from a draft to its submission by the keys alone, with its problems at their fields', async () => {
    await author.open('/admin/templates/new');
    await page.getByLabel('Name', { exact: true }).focus();
    await page.keyboard.type(NAME);
    await page.keyboard.press('Tab');
    await page.keyboard.type('en');
    await page.getByLabel('Subject', { exact: true }).focus();
    await page.keyboard.type('Account {{ customer.number }}');
    const body = page.getByLabel('Body, as HTML');
    await body.fill('<p>Pay to DE89 3704 0044 0532 0130 00, {{ iban }}</p>');
    await page.getByText('{{ iban }} is none of the variables', { exact: false }).waitFor();
    await page.getByText(/Says where to pay/).waitFor();
    await author.look('admin-templates-new');
    await body.fill(HTML);
    await page.getByText(/Says where to pay/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save it as a draft' }).press('Enter');
    await page.waitForURL(/templates\/[\da-f]{24}$/);
    await author.ready();
    address = new URL(page.url()).pathname;
    await page.frameLocator('iframe[title="The message"]').getByText('Example & Sons Ltd').waitFor();
    await author.look('admin-templates-draft');
    await page.getByRole('button', { name: `Submit: ${NAME}, version 1` }).press('Enter');
    await page.getByRole('heading', { name: 'Version 1, submitted' }).waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count(), 'their own words').to.equal(0);
  });

  it('let a second person approve it and put it live', async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    const { baseUrl } = demo.running();
    const second = await ManagerTab.signIn(context, baseUrl, { as: 'Tomas Berg', path: address });
    await second.page.getByRole('button', { name: `Approve: ${NAME}, version 1` }).press('Enter');
    await second.page.getByRole('button', { name: `Put live: ${NAME}, version 1` }).press('Enter');
    await second.page.getByRole('heading', { name: 'Version 1, live' }).waitFor();
    await second.look('admin-templates-live');
    await second.open('/admin/templates');
    await second.page.getByText('Write a clause, or other words for one').press('Enter');
    await second.look('admin-templates-admin');
    await context.close();
  });

  it('show what differs between two versions, and take a live one down', async () => {
    await author.open(address);
    await page.getByRole('button', { name: 'Begin a new version' }).press('Enter');
    await page.getByRole('heading', { name: 'Version 2, draft' }).waitFor();
    await page.getByLabel('Body, as HTML').fill(HTML.replace('you owe', 'still open is'));
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await page.getByRole('button', { name: 'Save the draft' }).press('Enter');
    expect((await saved).status()).to.equal(200);
    await author.ready();
    await page.getByLabel(/^From/).selectOption({ label: 'version 1, live' });
    await page.locator('.difference del', { hasText: /^you owe$/ }).waitFor();
    expect(await page.locator('.difference del').allInnerTexts()).to.deep.equal(['you owe']);
    await author.look('admin-templates-difference');
    await author.open(address);
    await page.getByRole('button', { name: `Retire: ${NAME}, version 1` }).press('Enter');
    await page.getByRole('heading', { name: 'Version 1, retired' }).waitFor();
  });
});
