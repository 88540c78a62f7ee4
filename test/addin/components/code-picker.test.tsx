import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { companyWords } from '../../../addin/words/company-words.ts';
import { wordsFor } from '../../../addin/words/pick-words.ts';
import { useDom } from '../support/dom.ts';
import { button, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';
import { SESSION } from '../support/fake-api.ts';

const CODES = {
  off: ['phone_gatekeeper'],
  order: ['phone_refused'],
  labels: [{ code: 'phone_refused', language: 'en', label: 'Call: will not pay' }],
};

describe('CodePicker', () => {
  useDom();

  it('offers the codes that the company uses, in its order, by the mouse and by the digits', async () => {
    const pane = await drawnPane(({ sidebar: { session } }) => {
      session.current.value = { ...SESSION, tenant: { ...SESSION.tenant, codes: CODES } };
    });
    fireEvent.click(button(pane, /^Log a call/));
    const choices = () => [...pane.container.querySelectorAll('.choices button')].map((one) => one.textContent ?? '');
    await eventually(() => choices().length > 0);
    expect(choices()[0]).to.contain('Refused');
    expect(choices().join(' ')).not.to.contain('Gatekeeper');
    expect(choices()).to.have.length(8);
    fireEvent.keyDown(document.activeElement ?? document.body, { key: '1' });
    await eventually(() => (pane.container.textContent ?? '').includes('Call: refused'));
  });
});

describe('companyWords', () => {
  it('calls codes by the company’s names in the language of the reader, and the others as ever', async () => {
    const words = await wordsFor('en-GB');
    const named = companyWords(words, CODES, 'en-GB');
    expect([named.codes.phone_refused, named.codes.note]).to.deep.equal(['Call: will not pay', 'Note']);
    expect(companyWords(words, CODES, 'de-DE').codes).to.equal(words.codes);
    expect(companyWords(words, undefined, 'en').codes).to.equal(words.codes);
  });
});
