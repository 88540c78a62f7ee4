import { expect } from 'chai';
import { DocumentLinks } from '../../../addin/state/document-links.ts';
import { linkDocument } from '../../../shared/api/documents.ts';
import { aSignedInSidebar } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';

const STATEMENT = { kind: 'statement' } as const;

describe('DocumentLinks', () => {
  it("opens the server's address in the browser", async () => {
    const { sidebar, api, host } = await aSignedInSidebar();
    const url = 'https://duethread.example/documents?token=x';
    api.on(linkDocument, () => ({ url, expiresAt: '2026-11-20T09:05:00.000Z' }));
    await new DocumentLinks(host, sidebar.api).open('c1', STATEMENT);
    expect(api.of(linkDocument)[0]).to.deep.include({
      path: '/api/customers/c1/document-links',
      body: { wish: STATEMENT },
    });
    expect(host.opened).to.deep.equal([url]);
  });

  it('says what went wrong, until it is of no interest any more', async () => {
    const { sidebar, api, host } = await aSignedInSidebar();
    const links = new DocumentLinks(host, sidebar.api);
    api.on(linkDocument, () => {
      throw new Refusal('item_not_found');
    });
    await links.open('c1', STATEMENT);
    expect(links.failure.value).to.include({ by: 'server', code: 'item_not_found' });
    links.clear();
    expect(links.failure.value).to.equal(null);
  });

  it('says nothing of a failure that comes after another message was opened', async () => {
    const { sidebar, api, host } = await aSignedInSidebar();
    const links = new DocumentLinks(host, sidebar.api);
    let refuse: () => void = () => undefined;
    api.on(linkDocument, async () => {
      await new Promise<void>((resolve) => {
        refuse = resolve;
      });
      throw new Refusal('item_not_found');
    });
    const opening = links.open('c1', STATEMENT);
    await eventually(() => api.of(linkDocument).length === 1);
    links.clear();
    refuse();
    await opening;
    expect(links.failure.value).to.equal(null);
  });
});
