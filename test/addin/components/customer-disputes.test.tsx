import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { listColleagues } from '../../../shared/api/colleagues.ts';
import { type CustomerCard, readCustomerCard } from '../../../shared/api/customers.ts';
import { assignDispute, listDisputes, resolveDispute } from '../../../shared/api/disputes.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, foundContext } from '../support/a-card.ts';
import { aDispute } from '../support/a-plan.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';

const BEN = { id: 'u2', name: 'Ben Okafor' };

function disputed(source: 'log' | 'erp'): CustomerCard {
  const dispute = { activityId: 'dispute-1', source, itemIds: ['item-1'], amount: null, reason: 'disputed' };
  return aCard('c1', { openDisputes: [dispute] });
}

async function withDisputes(): Promise<DrawnPane> {
  const pane = await drawnPane(({ api }) => {
    api.on(readThreadContext, () => foundContext(disputed('log')));
    api.on(readCustomerCard, () => disputed('log'));
    api.on(listDisputes, () => ({ disputes: [aDispute()] }));
    api.on(listColleagues, () => ({
      colleagues: [
        { ...aDispute().owner, role: 'collector' as const },
        { ...BEN, role: 'manager' as const },
      ],
    }));
  });
  fireEvent.click(button(pane, 'See to the disputes'));
  await pane.findByText(/Ana Reyes sees to it/);
  return pane;
}

describe('CustomerDisputes', () => {
  useDom();

  it('is nothing where no colleague recorded one', async () => {
    const pane = await drawnPane(({ api }) => {
      api.on(readThreadContext, () => foundContext(disputed('erp')));
    });
    expect(pane.queryByRole('button', { name: 'See to the disputes' })).to.equal(null);
  });

  it('resolves a dispute by how it ended', async () => {
    const pane = await withDisputes();
    pane.api.on(resolveDispute, ({ body }) =>
      aDispute({ resolution: { how: body.how, by: BEN, at: '2026-11-20T09:00:00.000Z', note: null } }),
    );
    fireEvent.click(button(pane, 'Resolve: Disputed: 104233'));
    const first = await pane.findByLabelText('The customer was right');
    await eventually(() => document.activeElement === first);
    fireEvent.click(button(pane, 'Save'));
    await pane.findByText('Choose how it ended.');
    fireEvent.click(pane.getByLabelText('Settled in part'));
    fireEvent.keyDown(pane.getByLabelText('Note (optional)'), { key: 'Enter', ctrlKey: true });
    await pane.findByText(/Settled in part, by Ben Okafor/);
    expect(pane.api.of(resolveDispute)[0]?.body).to.deep.equal({ how: 'settled_in_part', client: 'outlook' });
  });

  it('gives a dispute to a colleague', async () => {
    const pane = await withDisputes();
    pane.api.on(assignDispute, () => aDispute({ owner: BEN }));
    fireEvent.click(button(pane, 'Give to a colleague: Disputed: 104233'));
    await pane.findByRole('option', { name: 'Ben Okafor' });
    fireEvent.change(pane.getByLabelText('Who sees to it'), { target: { value: 'u2' } });
    await pane.findByText(/Ben Okafor sees to it/);
    expect(pane.api.of(assignDispute)[0]?.body).to.deep.equal({ ownerId: 'u2' });
  });

  it('closes the form with Esc', async () => {
    const pane = await withDisputes();
    fireEvent.click(button(pane, 'Resolve: Disputed: 104233'));
    fireEvent.keyDown(await pane.findByLabelText('The customer was right'), { key: 'Escape' });
    await eventually(() => pane.queryByLabelText('The customer was right') === null);
  });
});
