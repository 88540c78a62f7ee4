import { expect } from 'chai';
import { outgoing } from '../../../addin/state/form-deed.ts';
import { newNoteForm } from '../../../addin/state/note-form.ts';
import { createTask } from '../../../shared/api/tasks.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aFilling, aStart, aTaskForm } from '../support/a-form.ts';

const MONDAY = calendarDate('2026-11-23');

describe('outgoing, of a task', () => {
  const missing = [
    { what: 'no text', form: { note: '  ', dueOn: MONDAY }, problem: 'needsText' },
    { what: 'no day', form: { note: 'Call' }, problem: 'needsDate' },
    {
      what: 'a day that has gone by',
      form: { note: 'Call', dueOn: calendarDate('2026-11-19') },
      problem: 'dateInPast',
    },
  ];
  for (const { what, form, problem } of missing) {
    it(`asks for what is missing: ${what}`, () => {
      expect(outgoing(aTaskForm(form), aFilling())).to.deep.equal({ ok: false, problem });
    });
  }

  it('says what, when and for whom, and fits the contract', () => {
    const filled = outgoing(aTaskForm({ note: ' Call ', dueOn: MONDAY, ownerId: 'u2' }), aFilling('item-1'));
    const expected = { customerId: 'c1', text: 'Call', dueOn: MONDAY, ownerId: 'u2' };
    expect(filled.ok && createTask.body.parse(filled.body.body)).to.deep.equal(expected);
  });
});

describe('outgoing, of a note', () => {
  it('asks for the text', () => {
    expect(outgoing(newNoteForm(aStart()), aFilling())).to.deep.equal({ ok: false, problem: 'needsText' });
  });

  it('is an entry about what is ticked', () => {
    const filled = outgoing({ ...newNoteForm(aStart()), note: 'Moves in May' }, aFilling('item-1'));
    expect(filled.ok && filled.body.body).to.deep.include({ code: 'note', note: 'Moves in May', itemIds: ['item-1'] });
  });
});
