import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { StandInForm } from '../../../../server/web/users/StandInForm.tsx';
import { type AbsenceView, endAbsence, listAbsences, nameStandIn } from '../../../../shared/api/users.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

const ANA = { id: 'u1', name: 'Ana Reyes' };
const BEN = { id: 'u2', name: 'Ben Okafor' };
const ABSENCE: AbsenceView = {
  user: ANA,
  standIn: BEN,
  from: calendarDate('2026-12-01'),
  until: calendarDate('2026-12-11'),
};

function api(absences: AbsenceView[] = []): PageApi {
  return new PageApi().on(listAbsences, () => ({ absences, people: [ANA, BEN] })) as PageApi;
}

const form = <StandInForm userId={ANA.id} who="you" />;

describe('StandInForm', () => {
  usePages();

  it('offers everybody but the person, and names whom is chosen', async () => {
    const pages = api().on(nameStandIn, () => ABSENCE);
    const { findByText, getByLabelText, getByRole, findByRole } = await draw(pages, '/account', form);
    await findByText('Nobody stands in for you.');
    await findByRole('option', { name: 'Ben Okafor' });
    const select = getByLabelText(/Who stands in/) as HTMLSelectElement;
    expect([...select.options].map(({ value }) => value)).to.deep.equal(['', BEN.id]);
    fireEvent.change(select, { target: { value: BEN.id } });
    fireEvent.input(getByLabelText('First day'), { target: { value: '2026-12-01' } });
    fireEvent.input(getByLabelText('Last day'), { target: { value: '2026-12-11' } });
    fireEvent.submit(getByRole('form', { name: 'Stand-in for you' }));
    await findByText('The stand-in is named.');
    const [asked] = pages.of(nameStandIn);
    expect(asked?.path).to.equal('/api/users/u1/absence');
    expect(asked?.body).to.deep.equal({ standInId: BEN.id, from: '2026-12-01', until: '2026-12-11' });
  });

  it('says who stands in and when, and ends it', async () => {
    const pages = api([ABSENCE]).on(endAbsence, () => ({}));
    const { findByRole, findByText } = await draw(pages, '/account', form);
    await findByText(/Ben Okafor stands in from Dec 1, 2026 to Dec 11, 2026/);
    fireEvent.click(await findByRole('button', { name: 'End the absence' }));
    await eventually(() => pages.of(endAbsence).length === 1 && pages.of(listAbsences).length > 1);
  });

  it('says what the server refuses', async () => {
    const pages = api().on(nameStandIn, () => {
      throw new Refusal('stand_in_refused');
    });
    const { findByRole, findByText, getByLabelText, getByRole } = await draw(pages, '/account', form);
    await findByRole('option', { name: 'Ben Okafor' });
    fireEvent.change(getByLabelText(/Who stands in/), { target: { value: BEN.id } });
    fireEvent.input(getByLabelText('First day'), { target: { value: '2026-12-11' } });
    fireEvent.input(getByLabelText('Last day'), { target: { value: '2026-12-01' } });
    fireEvent.submit(getByRole('form', { name: 'Stand-in for you' }));
    await findByText(/refused: stand_in_refused/);
  });
});
