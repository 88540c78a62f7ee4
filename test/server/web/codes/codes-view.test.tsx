import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { CodesView } from '../../../../server/web/codes/CodesView.tsx';
import {
  type CodeLine,
  type CodesView as Codes,
  changeCodes,
  readCodes,
  STANDARD_CODES,
} from '../../../../shared/api/codes.ts';
import { CODE_CATALOGUE } from '../../../../shared/domain/activity-code.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

const LINES: CodeLine[] = CODE_CATALOGUE.map(({ label, outcomes, ...definition }) => ({
  ...definition,
  outcomes: [...outcomes],
  term: { en: label, de: label },
  isOff: false,
  mayBeOff: definition.channel === 'phone',
}));
const CODES: Codes = { version: 4, own: STANDARD_CODES, lines: LINES };

const view = (pages: PageApi) => draw(pages, '/admin/codes', <CodesView />);

describe('CodesView', () => {
  usePages();

  it('switches off, renames and moves codes, by keys as by mouse, and says from which version', async () => {
    const pages = new PageApi().on(readCodes, () => CODES).on(changeCodes, () => ({ ...CODES, version: 5 }));
    const { findByLabelText, getByLabelText, getByRole, findByText } = await view(pages);
    fireEvent.click(await findByLabelText('Use Phone Call (Gatekeeper)'));
    fireEvent.input(getByLabelText('Own name of Note, German'), { target: { value: ' Bemerkung ' } });
    fireEvent.click(getByRole('button', { name: 'Move Email Sent (Second Notice) up' }));
    fireEvent.submit(getByRole('form', { name: 'Codes' }));
    await findByText('Version 5.');
    const body = pages.of(changeCodes)[0]?.body as Record<string, unknown>;
    expect(body).to.deep.include({ version: 4, off: ['phone_gatekeeper'] });
    expect(body.labels).to.deep.equal([{ code: 'note', language: 'de', label: 'Bemerkung' }]);
    expect((body.order as string[]).slice(0, 2)).to.deep.equal(['email_second_notice', 'email_first_notice']);
  });

  it('lets nobody switch off what cannot be, and says what each stands for', async () => {
    const { findByLabelText, getByText } = await view(new PageApi().on(readCodes, () => CODES));
    const note = (await findByLabelText('Use Note')) as HTMLInputElement;
    expect([note.disabled, note.checked]).to.deep.equal([true, true]);
    getByText(/phone, to the customer; counts as contact; ends with message taken, call again/);
  });

  it('says what the server refuses', async () => {
    const pages = new PageApi()
      .on(readCodes, () => CODES)
      .on(changeCodes, () => {
        throw new Refusal('codes_changed');
      });
    const { findByRole, findByText } = await view(pages);
    fireEvent.submit(await findByRole('form', { name: 'Codes' }));
    await findByText(/codes_changed/);
  });
});
