import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { TextsView } from '../../../../server/web/texts/TextsView.tsx';
import { daysOf } from '../../../../server/web/texts/text-words.ts';
import { findCustomers } from '../../../../shared/api/customers.ts';
import {
  changeTextRules,
  eraseTexts,
  liftTextHold,
  listTextHolds,
  previewErasure,
  readTextRules,
  setTextHold,
  type TextHoldView,
  type TextRulesView,
} from '../../../../shared/api/texts.ts';
import { listUsers } from '../../../../shared/api/users.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

const RULES: TextRulesView = {
  readers: ['collector', 'manager'],
  keptDays: { template_mail: null, other_mail: 730, call_note: null },
};
const NOTHING = { template_mail: 0, other_mail: 0, call_note: 0, drafts: 0, tasks: 0, reviewNotes: 0 };
const KESTREL = { id: 'c1', number: 'C1', name: 'Kestrel Ltd' };
const HOLD: TextHoldView = {
  id: 'h1',
  customer: KESTREL,
  reason: 'a case before the court',
  setBy: 'iris@brightwater.example',
  setAt: '2026-11-20T09:00:00.000Z',
  lifting: null,
};

function api(holds: readonly TextHoldView[] = []): PageApi {
  return new PageApi()
    .on(readTextRules, () => RULES)
    .on(listTextHolds, () => ({ holds: [...holds] }))
    .on(findCustomers, () => ({ customers: [KESTREL] }) as never)
    .on(listUsers, () => ({ users: [] }));
}

const view = (pages: PageApi) => draw(pages, '/admin/texts', <TextsView />);

describe('TextsView', () => {
  usePages();

  it('changes who may read and how long it is kept, empty for ever', async () => {
    const pages = api().on(changeTextRules, () => RULES);
    const { findByLabelText, getByLabelText, getByRole, findByText } = await view(pages);
    fireEvent.click(await findByLabelText('Collectors'));
    fireEvent.input(getByLabelText('Other mail'), { target: { value: '' } });
    fireEvent.input(getByLabelText('Notes of calls, and of anything else'), { target: { value: '365' } });
    fireEvent.submit(getByRole('form', { name: 'Rules' }));
    await findByText('Saved.');
    expect(pages.of(changeTextRules)[0]?.body).to.deep.equal({
      readers: ['manager'],
      keptDays: { template_mail: null, other_mail: null, call_note: 365 },
    });
  });

  it('says what cannot be read, and asks for nothing', async () => {
    const pages = api();
    const { findByLabelText, getByRole, findByText } = await view(pages);
    fireEvent.input(await findByLabelText('Other mail'), { target: { value: 'long' } });
    fireEvent.submit(getByRole('form', { name: 'Rules' }));
    await findByText(/“long” is no whole number of days/);
    expect(pages.of(changeTextRules)).to.deep.equal([]);
  });

  it('holds a customer with a reason', async () => {
    const pages = api().on(setTextHold, () => HOLD);
    const { getByLabelText, getByRole, findByLabelText, findByText } = await view(pages);
    fireEvent.input(getByLabelText('Number or name'), { target: { value: 'Kes' } });
    fireEvent.click(await findByLabelText(/Kestrel Ltd/));
    fireEvent.input(getByLabelText('Why'), { target: { value: HOLD.reason } });
    fireEvent.submit(getByRole('form', { name: 'Hold a customer' }));
    await findByText('It is held.');
    expect(pages.of(setTextHold)[0]?.body).to.deep.equal({ customerId: 'c1', reason: HOLD.reason });
  });

  it('asks for a hold to be lifted, and lets another admin confirm', async () => {
    const asked = { ...HOLD, id: 'h2', lifting: { askedBy: 'otto@brightwater.example', askedAt: HOLD.setAt } };
    const pages = api([HOLD, asked]).on(liftTextHold, () => {
      throw new Refusal('second_admin_needed');
    });
    const { findByRole, findByText } = await view(pages);
    fireEvent.click(await findByRole('button', { name: 'Ask for it to be lifted: Kestrel Ltd' }));
    await findByText(/second_admin_needed/);
    await findByText(/otto@brightwater.example asks for it/);
    fireEvent.click(await findByRole('button', { name: 'Confirm: Kestrel Ltd' }));
    await eventually(() => pages.of(liftTextHold).length === 2);
    expect(pages.of(liftTextHold).map(({ path, body }) => [path, body])).to.deep.equal([
      ['/api/texts/holds/h1/lifting', { step: 'ask' }],
      ['/api/texts/holds/h2/lifting', { step: 'confirm' }],
    ]);
  });

  it('shows what would go and what is held before anything is erased', async () => {
    const found = { ...NOTHING, call_note: 3, tasks: 1 };
    const pages = api()
      .on(previewErasure, () => ({ found, held: { ...NOTHING, template_mail: 2 }, heldCustomers: [KESTREL] }))
      .on(eraseTexts, () => ({ erased: found, held: NOTHING }));
    const { findByText, getByLabelText, getByRole, queryByRole } = await view(pages);
    expect(queryByRole('button', { name: 'Erase it for good' })).to.equal(null);
    fireEvent.input(getByLabelText('E-mail address'), { target: { value: 'kim@kestrel.example' } });
    fireEvent.submit(getByRole('form', { name: 'Whose texts' }));
    await findByText('3 notes of calls and other notes');
    await findByText('2 messages made from templates');
    await findByText('Held: Kestrel Ltd (C1).');
    fireEvent.click(getByRole('button', { name: 'Erase it for good' }));
    await findByText('Erased. The log says so.');
    expect(pages.of(eraseTexts)[0]?.body).to.deep.equal({
      subject: { kind: 'contact', email: 'kim@kestrel.example' },
      expected: found,
    });
  });

  it('offers nothing to erase once somebody else is named', async () => {
    const found = { ...NOTHING, tasks: 1 };
    const pages = api().on(previewErasure, () => ({ found, held: NOTHING, heldCustomers: [] }));
    const { findByRole, getByLabelText, getByRole, queryByRole } = await view(pages);
    fireEvent.input(getByLabelText('E-mail address'), { target: { value: 'kim@kestrel.example' } });
    fireEvent.submit(getByRole('form', { name: 'Whose texts' }));
    await findByRole('button', { name: 'Erase it for good' });
    fireEvent.input(getByLabelText('E-mail address'), { target: { value: 'lee@kestrel.example' } });
    await eventually(() => queryByRole('button', { name: 'Erase it for good' }) === null);
  });
});

describe('daysOf', () => {
  it('takes nothing for ever, and whole days', () => {
    expect(daysOf(' ')).to.deep.equal({ days: null });
    expect(daysOf('36500')).to.deep.equal({ days: 36_500 });
    for (const wrong of ['0', '1.5', '-3', '40000', 'x']) expect(daysOf(wrong), wrong).to.have.property('problem');
  });
});
