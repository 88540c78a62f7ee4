import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, foundContext } from '../support/a-card.ts';
import { useDom } from '../support/dom.ts';
import { type DrawnPane, drawnPane } from '../support/drawn-pane.tsx';

function withNumbers(...phones: string[]): Promise<DrawnPane> {
  const contacts = phones.map((phone, at) => ({
    name: `Contact ${at}`,
    email: `c${at}@contoso.example`,
    phone,
    role: '',
    language: 'en',
  }));
  return drawnPane(({ api }) => {
    api.on(readThreadContext, () => foundContext(aCard('c1', { contacts })));
  });
}

describe('ContactNumbers', () => {
  useDom();

  it('links each number as a telephone takes it', async () => {
    const pane = await withNumbers('+49 (0)30 123-45', '030/12 345', '', 'none');
    const hrefs = [...pane.container.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(hrefs).to.deep.equal(['tel:+493012345', 'tel:03012345']);
    pane.getByRole('link', { name: 'Call Contact 0 at +49 (0)30 123-45' });
  });

  it('opens the call form with the contact chosen, when one comes back', async () => {
    const pane = await withNumbers('+49 30 1', '+49 30 2');
    const link = pane.getByRole('link', { name: 'Call Contact 1 at +49 30 2' });
    link.addEventListener('click', (event) => event.preventDefault());
    fireEvent.click(link);
    expect(pane.queryByRole('heading', { name: 'Call with Contoso c1' })).to.equal(null);
    pane.sidebar.wake();
    await pane.findByRole('heading', { name: 'Call with Contoso c1' });
    fireEvent.click(pane.getByRole('button', { name: 'Refused' }));
    const contact = (await pane.findByLabelText('Contact')) as HTMLSelectElement;
    expect(contact.selectedOptions[0]?.textContent).to.equal('Contact 1');
  });
});
