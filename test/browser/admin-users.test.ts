import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { changeAccess, readAccess } from '../../shared/api/access.ts';
import { ApiClient } from '../../shared/api/client.ts';
import { changeUser, listUsers } from '../../shared/api/users.ts';
import { useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { ManagerTab } from './manager-tab.ts';

const ADMIN = 'tomas.berg@harbourlight.example';

describe('the page of people', function () {
  this.timeout(180_000);
  const demo = useDemo();
  const browser = useBrowser();
  let tab: ManagerTab;
  let page: Page;
  let api: ApiClient;

  before(async function () {
    this.timeout(300_000);
    const { baseUrl, token } = demo.running();
    const own = await token(ADMIN);
    api = new ApiClient({ baseUrl, token: () => own });
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
    tab = await ManagerTab.signIn(context, baseUrl, { as: 'Tomas Berg', path: '/admin/users' });
    page = tab.page;
  });

  // The sample company is shared: who was added is shut out again, and no rule stays.
  after(async () => {
    for (const { id, email } of await people()) {
      if (email.endsWith('@visitors.example')) await api.call(changeUser, { params: { id }, body: { disabled: true } });
    }
    await api.call(changeAccess, { body: { joinRules: [], portfolios: false } });
  });

  async function people() {
    return (await api.call(listUsers, {})).users;
  }

  it('invites somebody by the keys alone, and shows their link', async () => {
    await page.getByLabel('E-mail address').focus();
    await page.keyboard.type('ivy.quill@visitors.example');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('reader');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'Invite somebody' });
    await form.getByText(/one-time sign-in link of Ivy Quill/).waitFor();
    expect(await form.getByLabel('Link').inputValue()).to.contain('/sign-in/link?secret=');
    const ivy = (await people()).find(({ email }) => email === 'ivy.quill@visitors.example');
    expect(ivy?.role).to.equal('reader');
  });

  it('changes a person, shuts them out and lets them in again', async () => {
    await page.getByRole('button', { name: 'Change Ivy Quill' }).click();
    const part = page.getByRole('region', { name: 'Ivy Quill', exact: true });
    await part.locator('select[name="role"]').selectOption('collector');
    await part.getByLabel(/Further addresses/).fill('ivy@elsewhere.example');
    await part.getByRole('button', { name: 'Save' }).click();
    await part.getByText('It holds from their next request on.').waitFor();
    await part.getByRole('button', { name: 'Shut out' }).click();
    await part.getByRole('button', { name: 'Let in again' }).waitFor();
    await page
      .getByRole('row', { name: /Ivy Quill/ })
      .getByText('shut out')
      .waitFor();
    await part.getByRole('button', { name: 'Let in again' }).click();
    await part.getByRole('button', { name: 'Shut out' }).waitFor();
    const ivy = (await people()).find(({ email }) => email === 'ivy.quill@visitors.example');
    expect(ivy).to.deep.include({ role: 'collector', otherEmails: ['ivy@elsewhere.example'], disabled: false });
  });

  it('names a stand-in, whom the table shows', async () => {
    const part = page.getByRole('form', { name: 'Stand-in for Ivy Quill' });
    await part.getByLabel('Who stands in').selectOption({ index: 1 });
    const year = new Date().getFullYear() + 1;
    await part.getByLabel('First day').fill(`${year}-03-02`);
    await part.getByLabel('Last day').fill(`${year}-03-06`);
    await part.getByRole('button', { name: 'Name the stand-in' }).click();
    await part.getByText('The stand-in is named.').waitFor();
    await page
      .getByRole('row', { name: /Ivy Quill/ })
      .getByText(/stands in/)
      .waitFor();
    await tab.look('admin-users-person');
    await part.getByRole('button', { name: 'End the absence' }).click();
    await part.getByText('Nobody stands in for Ivy Quill.').waitFor();
  });

  it('says what a file would do, names what is wrong in it, and takes it', async () => {
    const form = page.getByRole('form', { name: 'Take people from a file' });
    const take = (text: string) =>
      form
        .getByLabel('CSV file')
        .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await take('email,name,role\nno-address,Nobody,boss\n');
    await form.getByRole('button', { name: 'Show what it would do' }).click();
    await form.getByText('line 2, email').waitFor();
    await take(
      'email,name,role\nzoe@visitors.example,Zoe Marsh,collector\nivy.quill@visitors.example,Ivy Q,collector\n',
    );
    await form.getByRole('button', { name: 'Show what it would do' }).click();
    await form.getByText(/It would add 1, change 1/).waitFor();
    await tab.look('admin-users-file');
    await form.getByRole('button', { name: 'Take these people' }).click();
    await form.getByText(/Added 1, changed 1/).waitFor();
    await page.getByRole('rowheader', { name: 'Zoe Marsh' }).waitFor();
  });

  it('sets who joins by themselves, and refuses what does not fit with a sentence', async () => {
    const form = page.getByRole('form', { name: 'Who may come in' });
    await form.getByLabel(/Who joins by signing in/).fill('domain gmail.com collector');
    await form.getByRole('button', { name: 'Save' }).click();
    await form
      .getByText(/Anybody can have an address at gmail.com/)
      .first()
      .waitFor();
    await form.getByLabel(/Who joins by signing in/).fill('domain visitors.example reader');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Saved.').waitFor();
    const { joinRules, directories } = await api.call(readAccess, {});
    expect(joinRules).to.deep.equal([{ by: 'domain', value: 'visitors.example', role: 'reader' }]);
    expect(directories.length).to.be.greaterThan(0);
  });
});
