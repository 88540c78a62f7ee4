import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { formId } from '../../../addin/state/forms.ts';
import { recordActivity, withdrawActivity } from '../../../shared/api/activities.ts';
import { anActivity } from '../support/a-card.ts';
import { aSignedInSidebar } from '../support/a-sidebar.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, draw } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';

/** The pane with a note that did not get through. */
async function withUnsaved(): Promise<DrawnPane> {
  const made = await aSignedInSidebar({ retryAfterMs: [60_000] });
  made.api.on(recordActivity, ({ body }) => anActivity({ code: body.code, outcome: null, note: body.note ?? null }));
  const pane = draw(made);
  const { sidebar } = pane;
  made.api.isAway = true;
  sidebar.openForm('note');
  const form = sidebar.work.form(formId('c1', 'note'));
  if (form !== null) sidebar.work.change(form, { note: 'never' });
  await sidebar.work.save(formId('c1', 'note'));
  await pane.findByText('1 not saved yet');
  return pane;
}

describe('OutboxBar', () => {
  useDom();

  it('says what is not saved and for whom, and shows the entry once it is', async () => {
    const pane = await withUnsaved();
    pane.getByText('Note, Contoso c1');
    pane.api.isAway = false;
    fireEvent.click(button(pane, 'Send again now'));
    await pane.findByText('never', { selector: '.note' });
    expect(pane.queryByText('1 not saved yet')).to.equal(null);
  });

  it('gives it back to be changed', async () => {
    const pane = await withUnsaved();
    fireEvent.click(button(pane, 'Change it: Note, Contoso c1'));
    const note = (await pane.findByLabelText('Note')) as HTMLTextAreaElement;
    expect(note.value).to.equal('never');
    expect(pane.queryByText('1 not saved yet')).to.equal(null);
    await eventually(() => document.activeElement === note);
  });

  it('says what the server will never take, until that is read', async () => {
    const made = await aSignedInSidebar();
    made.api.on(withdrawActivity, () => {
      throw new Refusal('activity_not_found');
    });
    const pane = draw(made);
    await made.sidebar.doing.entries.withdraw({ id: 'c1', number: '10c1', name: 'Contoso c1' }, anActivity());
    await pane.findByText('Not taken: Undo: Call: no answer, Contoso c1');
    fireEvent.click(button(pane, 'Close'));
    await eventually(() => pane.queryByText(/Not taken/) === null);
  });
});
