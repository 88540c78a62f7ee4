import { fireEvent, type RenderResult, render } from '@testing-library/preact';
import { expect } from 'chai';
import { SidebarContext } from '../../../addin/components/sidebar-context.ts';
import { SidebarView } from '../../../addin/views/SidebarView.tsx';
import { findCustomers } from '../../../shared/api/customers.ts';
import {
  listTemplates,
  overrideGate,
  prepareDispatch,
  previewDispatch,
  readDispatch,
} from '../../../shared/api/dispatches.ts';
import { linkThread, readThreadContext } from '../../../shared/api/thread-context.ts';
import {
  aCard,
  aDispatch,
  anActivity,
  aTemplate,
  CLOSED_GATE,
  foundContext,
  OPEN_GATE,
  UNKNOWN,
} from '../support/a-card.ts';
import { aSidebar, aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { useDom } from '../support/dom.ts';
import { eventually } from '../support/eventually.ts';
import { aMessage } from '../support/fake-host.ts';

type Drawn = SidebarSetUp & RenderResult;

function draw(made: SidebarSetUp): Drawn {
  const drawn = render(
    <SidebarContext.Provider value={made.sidebar}>
      <SidebarView />
    </SidebarContext.Provider>,
  );
  return { ...made, ...drawn };
}

/** The pane signed in, with the card of `c1`, and whatever the test answers otherwise. */
async function drawn(answer: (made: SidebarSetUp) => void = () => undefined): Promise<Drawn> {
  const made = await aSignedInSidebar();
  answer(made);
  await made.sidebar.thread.refresh();
  return draw(made);
}

function button({ getByRole }: Drawn, name: string | RegExp): HTMLElement {
  return getByRole('button', { name });
}

describe('SidebarView', () => {
  useDom();

  it('signs in from a click and shows the card', async () => {
    const pane = draw(aSidebar());
    expect(pane.getByRole('heading', { level: 1 }).textContent).to.equal('Duethread');
    fireEvent.click(button(pane, 'Sign in'));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c1' });
    pane.getByText('Ana Reyes, Own GmbH');
  });

  it('shows whose thread it is and why, what is owed, and as of when', async () => {
    const pane = await drawn(({ api }) => {
      const card = aCard('c1', {
        doNotContact: true,
        openPromises: [
          {
            activityId: 'p1',
            amount: aCard().positions[0]?.pastDue as never,
            promisedFor: '2026-11-27' as never,
            part: 1,
            parts: 1,
            itemIds: [],
            by: 'Ben Okafor',
            recordedAt: '2026-11-19T09:00:00.000Z',
          },
        ],
        openDisputes: [{ activityId: null, source: 'erp', itemIds: ['item-1'], amount: null, reason: 'Price' }],
      });
      api.on(readThreadContext, () =>
        foundContext(card, [{ kind: 'invoice_number', text: 'invoice 104233 in the subject' }]),
      );
    });
    const text = pane.container.textContent ?? '';
    for (const words of [
      'Contoso c1',
      'Owner: Ben Okafor',
      'Because: invoice 104233 in the subject',
      'Do not contact this customer.',
      'Net open€2,300.00',
      'Past due€1,500.00',
      'Unapplied cash and credits-€200.00',
      '31-60 days€1,000.00',
      '104233due 10 Oct, 41 days past due€1,000.00',
      'Last payment: €750.00, 2 Nov',
      '€1,500.00 by 27 Nov, taken by Ben Okafor',
      'Price (from the ERP)',
      'Nobody has been in contact yet.',
      'ERP data of 20 Nov, 18:00',
    ]) {
      expect(text).to.include(words);
    }
  });

  it('opens a reply with the suggested template', async () => {
    const pane = await drawn(({ api }) => {
      api.on(listTemplates, () => ({
        templates: [aTemplate({ id: 't0', name: 'Statement', stage: 'statement' }), aTemplate()],
        suggested: { templateId: 't1', reason: 'the oldest item is 41 days past due' },
      }));
      api.on(previewDispatch, () => ({
        template: aTemplate(),
        filled: aDispatch().filled,
        gate: OPEN_GATE,
        attachable: [],
      }));
      api.on(prepareDispatch, () => aDispatch());
    });
    fireEvent.click(button(pane, 'Use a template'));
    const list = await pane.findAllByRole('button', { name: /First notice|Statement/ });
    expect(list.map(({ textContent }) => textContent)).to.deep.equal(['First notice, English', 'Statement']);
    pane.getByText('Suggested: the oldest item is 41 days past due');
    fireEvent.click(list[0] as HTMLElement);
    await pane.findByText('Nothing stands against sending it.');
    pane.getByText('Dear Ana');
    fireEvent.click(button(pane, 'Open reply'));
    await pane.findByText('The reply is open and filled. It is logged when you press Send there.', {
      selector: '.notice',
    });
    await pane.findByText('First notice: drafted, not sent yet.');
    expect(pane.host.placed).to.have.length(1);
  });

  it('says what stands against sending, and goes on with a reason only', async () => {
    const pane = await drawn(({ api }) => {
      api.on(listTemplates, () => ({ templates: [aTemplate()], suggested: null }));
      api.on(previewDispatch, () => ({
        template: aTemplate(),
        filled: aDispatch().filled,
        gate: CLOSED_GATE,
        attachable: [],
      }));
      api.on(prepareDispatch, () => aDispatch({ gate: CLOSED_GATE }));
    });
    fireEvent.click(button(pane, 'Use a template'));
    fireEvent.click(await pane.findByRole('button', { name: 'First notice, English' }));
    await pane.findByText('Promised: 104233 is promised for 27 Nov.');
    pane.getByText('Mind: Ben Okafor called today at 09:10.');
    fireEvent.click(button(pane, 'Open reply with this reason'));
    await pane.findByText('Give a reason of at least three letters.');
    expect(pane.host.placed).to.deep.equal([]);
    fireEvent.input(pane.getByLabelText('Your reason for sending it all the same'), {
      target: { value: 'They asked' },
    });
    fireEvent.click(button(pane, 'Open reply with this reason'));
    await eventually(() => pane.host.placed.length === 1);
  });

  it('draws no markup out of what the server or a customer wrote', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const pane = await drawn(({ api }) => {
      const card = aCard('c1', {
        customer: { id: 'c1', number: evil, name: evil },
        lastContacts: [anActivity({ note: evil })],
      });
      api.on(readThreadContext, () => foundContext(card, [{ kind: 'customer_name', text: evil }]));
      api.on(listTemplates, () => ({ templates: [aTemplate()], suggested: null }));
      const filled = { ...aDispatch().filled, html: evil, text: evil, subject: evil };
      api.on(previewDispatch, () => ({ template: aTemplate(), filled, gate: OPEN_GATE, attachable: [] }));
    });
    fireEvent.click(button(pane, 'Use a template'));
    fireEvent.click(await pane.findByRole('button', { name: 'First notice, English' }));
    await pane.findAllByText(evil);
    expect(pane.container.querySelector('img, iframe, script')).to.equal(null);
  });

  it('lets a reason be given in the message that the handler stopped', async () => {
    const pane = await drawn(({ api, host }) => {
      host.item = aMessage({
        key: 'compose:conv-1',
        mode: 'compose',
        carried: { dispatchId: 'd1', gateNotReached: false },
      });
      api.on(readDispatch, () => aDispatch({ gate: CLOSED_GATE }));
      api.on(overrideGate, () => aDispatch({ gate: CLOSED_GATE }));
    });
    fireEvent.input(await pane.findByLabelText('Your reason for sending it all the same'), {
      target: { value: 'They asked' },
    });
    fireEvent.click(button(pane, 'Keep this reason'));
    await pane.findByText('Your reason is kept. Press Send again.');
  });

  it('lets a person choose among several customers, with the evidence of each', async () => {
    const pane = await drawn(({ api }) => {
      const evidence = [{ kind: 'contact_address' as const, text: 'ana@contoso.example is a contact' }];
      const candidates = ['c1', 'c2'].map((id) => ({ customer: aCard(id).customer, evidence }));
      api.on(readThreadContext, () => ({ verdict: 'ambiguous' as const, candidates, card: null }));
      api.on(linkThread, ({ body }) => ({
        customer: aCard('c2').customer,
        decision: body.decision,
        rememberedFor: [],
      }));
    });
    expect(pane.getAllByText('Because: ana@contoso.example is a contact')).to.have.length(2);
    pane.api.on(readThreadContext, () => foundContext(aCard('c2')));
    fireEvent.click(button(pane, 'It is Contoso c2'));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c2' });
    expect(pane.api.of(linkThread)[0]?.body).to.deep.include({ customerId: 'c2', decision: 'is' });
  });

  it('takes a wrong customer away', async () => {
    const pane = await drawn(({ api }) => {
      api.on(linkThread, ({ body }) => ({ customer: aCard().customer, decision: body.decision, rememberedFor: [] }));
    });
    pane.api.on(readThreadContext, () => UNKNOWN);
    fireEvent.click(button(pane, 'Not this customer'));
    await pane.findByRole('heading', { level: 1, name: 'No customer found' });
    expect(pane.api.of(linkThread)[0]?.body).to.deep.include({ customerId: 'c1', decision: 'is_not' });
  });

  it('finds any customer by number or name, and links the thread to it', async () => {
    const pane = await drawn(({ api }) => {
      api.on(readThreadContext, () => UNKNOWN);
      api.on(findCustomers, () => ({ customers: [aCard('c7').customer] }));
      api.on(linkThread, ({ body }) => ({
        customer: aCard('c7').customer,
        decision: body.decision,
        rememberedFor: [],
      }));
    });
    fireEvent.input(pane.getByLabelText('Number or name'), { target: { value: 'cont' } });
    const found = await pane.findByRole('button', { name: /Contoso c7/ });
    pane.getByText('1 customer found');
    pane.api.on(readThreadContext, () => foundContext(aCard('c7')));
    fireEvent.click(found);
    await pane.findByRole('heading', { level: 1, name: 'Contoso c7' });
  });

  const states = [
    { what: 'no message', item: null, heading: 'No message is open' },
    { what: 'internal mail', item: aMessage(), verdict: 'internal', heading: 'Only colleagues take part' },
  ] as const;
  for (const { what, item, heading, ...rest } of states) {
    it(`says what it is at: ${what}`, async () => {
      const pane = await drawn(({ api, host }) => {
        host.item = item;
        if ('verdict' in rest) api.on(readThreadContext, () => ({ verdict: rest.verdict, candidates: [], card: null }));
      });
      pane.getByRole('heading', { level: 1, name: heading });
    });
  }

  it('is busy while it looks, and says that it is offline with a way to try again', async () => {
    const pane = await drawn();
    pane.api.isAway = true;
    let letGo: () => void = () => undefined;
    pane.host.beforeItem = () =>
      new Promise((resolve) => {
        letGo = resolve;
      });
    pane.host.select(aMessage({ key: 'read:2' }));
    await eventually(() => pane.container.querySelector('[aria-busy="true"]') !== null);
    pane.host.beforeItem = () => Promise.resolve();
    letGo();
    await pane.findByText('No connection');
    pane.api.isAway = false;
    fireEvent.click(button(pane, 'Try again'));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c1' });
  });

  it('leaves the focus alone when another message is opened', async () => {
    const pane = await drawn();
    const outside = document.body.appendChild(document.createElement('input'));
    outside.focus();
    pane.api.on(readThreadContext, () => foundContext(aCard('c2')));
    pane.host.select(aMessage({ key: 'read:2' }));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c2' });
    expect(document.activeElement).to.equal(outside);
    outside.remove();
  });
});
