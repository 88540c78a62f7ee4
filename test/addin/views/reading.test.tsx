import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import type { OpenItem } from '../../../addin/host/mail-host.ts';
import { findCustomers, readCustomerCard } from '../../../shared/api/customers.ts';
import { listTasks } from '../../../shared/api/tasks.ts';
import { linkThread, readThreadContext, type ThreadContext } from '../../../shared/api/thread-context.ts';
import { readWorklist } from '../../../shared/api/worklist.ts';
import { aCard, foundContext, UNKNOWN } from '../support/a-card.ts';
import { aWorklist } from '../support/a-worklist.ts';
import { useDom } from '../support/dom.ts';
import { button, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';
import type { FakeApi } from '../support/fake-api.ts';
import { aMessage } from '../support/fake-host.ts';

const evidence = [{ kind: 'mail_domain' as const, text: 'the domain has two customers' }];

function links(api: FakeApi): void {
  api.on(linkThread, ({ body }) => ({
    customer: aCard(body.customerId).customer,
    decision: body.decision,
    rememberedFor: ['thread' as const],
  }));
}

function another(changes: Partial<OpenItem> = {}): OpenItem {
  return aMessage({ key: 'read:2', conversation: 'conv-2', internetMessageId: '<m2@contoso.example>', ...changes });
}

describe('the pane without a message', () => {
  useDom();

  const absences = [
    { why: 'none', heading: 'No message is open' },
    { why: 'several', heading: 'Several messages are selected' },
    { why: 'not_a_message', heading: 'This is no message' },
  ] as const;
  for (const { why, heading } of absences) {
    it(`says what it is at and shows the list of today: ${why}`, async () => {
      const pane = await drawnPane(({ host, api }) => {
        host.item = null;
        host.absence = why;
        api.on(readWorklist, () => aWorklist());
      });
      pane.getByRole('heading', { level: 1, name: heading });
      await pane.findByRole('heading', { level: 2, name: 'Tasks due (1)' });
      expect(pane.sidebar.said.value).to.equal(heading);
    });
  }

  it('finds any customer, and opens the card without a message', async () => {
    const pane = await drawnPane(({ host, api }) => {
      host.item = null;
      api.on(readWorklist, () => aWorklist());
      api.on(findCustomers, () => ({ customers: [aCard('c7').customer] }));
    });
    fireEvent.input(pane.getByLabelText('Number or name'), { target: { value: 'cont' } });
    fireEvent.click(await pane.findByRole('button', { name: /Contoso c7/ }));
    const heading = await pane.findByRole('heading', { level: 1, name: 'Contoso c7' });
    expect(document.activeElement).to.equal(heading);
    pane.getByText('Opened without a message: what you log here is tied to none.');
    expect(pane.queryByRole('button', { name: 'Back to the message' })).to.equal(null);
    expect(pane.api.of(linkThread)).to.deep.equal([]);
  });
});

describe('the pane beside a message', () => {
  useDom();

  it('names the shared mailbox that it lies in', async () => {
    const pane = await drawnPane(({ host }) => {
      host.item = aMessage({ sharedMailbox: 'collections@own.example' });
    });
    pane.getByText('In the shared mailbox collections@own.example');
  });

  it('says of a protected one that its text was not looked at', async () => {
    for (const context of [foundContext(aCard()), UNKNOWN] satisfies ThreadContext[]) {
      const pane = await drawnPane(({ host, api }) => {
        host.item = aMessage({ isProtected: true, text: null });
        api.on(readThreadContext, () => context);
      });
      pane.getByText(/Only subject and addresses were looked at/);
      expect(pane.api.of(readThreadContext).at(-1)?.body).to.not.have.property('text');
      pane.unmount();
    }
  });

  it('shows at once what it showed before, marked as being refreshed, then what is so by now', async () => {
    const pane = await drawnPane();
    pane.api.on(readThreadContext, () => foundContext(aCard('c2')));
    pane.host.select(another());
    await pane.findByRole('heading', { level: 1, name: 'Contoso c2' });
    let answer: (context: ThreadContext) => void = () => undefined;
    pane.api.on(
      readThreadContext,
      () =>
        new Promise<ThreadContext>((resolve) => {
          answer = resolve;
        }),
    );
    const before = pane.api.of(readThreadContext).length;
    pane.host.select(aMessage());
    await pane.findByRole('heading', { level: 1, name: 'Contoso c1' });
    pane.getByText('As you saw it last; being refreshed…');
    await eventually(() => pane.api.of(readThreadContext).length > before);
    answer(foundContext(aCard('c1', { openItemCount: 9 })));
    await pane.findByText('2 of 9');
    expect(pane.queryByText('As you saw it last; being refreshed…')).to.equal(null);
  });

  it('keeps the card that it could not refresh, and says so', async () => {
    const pane = await drawnPane();
    await eventually(() => pane.api.of(listTasks).length > 0);
    pane.api.isAway = true;
    fireEvent.click(button(pane, 'Refresh'));
    await pane.findByText('As you saw it last. It could not be refreshed.');
    pane.getByRole('heading', { level: 1, name: 'Contoso c1' });
    pane.api.isAway = false;
    fireEvent.click(button(pane, 'Try again'));
    await eventually(() => pane.queryByText('As you saw it last. It could not be refreshed.') === null);
  });

  it('names other customers whom it may be of; a press is remembered and loses no form', async () => {
    const other = { customer: aCard('c2').customer, evidence };
    const pane = await drawnPane(({ api }) => {
      const found = foundContext(aCard(), evidence);
      api.on(readThreadContext, () => ({ ...found, candidates: [...found.candidates, other] }));
      links(api);
    });
    fireEvent.click(pane.getByText('Another customer fits as well'));
    expect(pane.getAllByText('Because: the domain has two customers')).to.have.length(2);
    fireEvent.click(button(pane, 'Write a note'));
    fireEvent.input(await pane.findByRole('textbox'), { target: { value: 'half a note' } });
    pane.api.on(readThreadContext, () => foundContext(aCard('c2')));
    fireEvent.click(button(pane, 'It is Contoso c2'));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c2' });
    expect(pane.api.of(linkThread)[0]?.body).to.deep.include({ customerId: 'c2', decision: 'is' });
    expect(pane.container.textContent).to.include('Contoso c1');
    expect(pane.sidebar.work.works.value.forms.map(({ card, note }) => [card.customer.id, note])).to.deep.equal([
      ['c1', 'half a note'],
    ]);
  });

  it('opens another customer’s card beside it, goes back, and links it only when told to', async () => {
    const pane = await drawnPane(({ api }) => {
      api.on(findCustomers, () => ({ customers: [aCard('c7').customer] }));
      links(api);
    });
    fireEvent.click(button(pane, 'Find a customer'));
    expect(document.activeElement?.textContent).to.equal('Find a customer');
    fireEvent.input(pane.getByLabelText('Number or name'), { target: { value: 'cont' } });
    fireEvent.click(await pane.findByRole('button', { name: /Contoso c7/ }));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c7' });
    expect(pane.container.textContent).to.not.include('Because:');
    fireEvent.click(button(pane, 'Back to the message'));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c1' });
    expect(pane.api.of(linkThread)).to.deep.equal([]);

    await pane.sidebar.openCustomer(aCard('c7').customer);
    pane.api.on(readThreadContext, () => foundContext(aCard('c7'), evidence));
    fireEvent.click(await pane.findByRole('button', { name: 'Link the open message to Contoso c7' }));
    await pane.findByText('Because: the domain has two customers');
    expect(pane.api.of(linkThread)[0]?.body).to.deep.include({ customerId: 'c7', conversation: 'conv-1' });
  });

  it('refreshes a card that was opened by itself in its place, with what is being written', async () => {
    const pane = await drawnPane();
    await pane.sidebar.openCustomer(aCard('c7').customer);
    fireEvent.click(await pane.findByRole('button', { name: 'Write a note' }));
    fireEvent.input(await pane.findByRole('textbox'), { target: { value: 'half a note' } });
    pane.api.on(readCustomerCard, () => aCard('c7', { openItemCount: 44 }));
    fireEvent.click(button(pane, 'Refresh'));
    await pane.findByText('2 of 44');
    expect((pane.getByRole('textbox') as HTMLTextAreaElement).value).to.equal('half a note');
  });

  it('says whose card did not come, and asks for that one again', async () => {
    const pane = await drawnPane();
    pane.api.isAway = true;
    await pane.sidebar.openCustomer(aCard('c7').customer);
    await pane.findByText('No connection');
    pane.api.isAway = false;
    fireEvent.click(button(pane, 'Try again'));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c7' });
    expect(pane.api.of(readCustomerCard).at(-1)?.path).to.equal('/api/customers/c7/card');
  });
});
