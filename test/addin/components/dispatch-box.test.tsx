import { fireEvent, type RenderResult, render } from '@testing-library/preact';
import { expect } from 'chai';
import { DispatchBox } from '../../../addin/components/DispatchBox.tsx';
import { LastContacts } from '../../../addin/components/LastContacts.tsx';
import { SidebarContext } from '../../../addin/components/sidebar-context.ts';
import type { OpenItem } from '../../../addin/host/mail-host.ts';
import {
  type DispatchView,
  readDispatch,
  readDispatchAttachment,
  reportDelivery,
} from '../../../shared/api/dispatches.ts';
import { reportSeenMessage } from '../../../shared/api/seen-messages.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { pane as english, trade } from '../../../shared/words/en.ts';
import { aCard, aDispatch, aFilled, anActivity, foundContext } from '../support/a-card.ts';
import { aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { useDom } from '../support/dom.ts';
import { eventually } from '../support/eventually.ts';
import { aMessage } from '../support/fake-host.ts';

type Drawn = SidebarSetUp & RenderResult;

const words = english.dispatch;
const carried = { dispatchId: 'd1', gateNotReached: false };
const draft = aMessage({ key: 'compose:conv-1', mode: 'compose', carried });
const ownMail = aMessage({
  key: 'read:6',
  participants: [
    { role: 'from', address: 'ar@own.example', name: '' },
    { role: 'to', address: 'ana@contoso.example', name: '' },
  ],
});

async function drawn(item: OpenItem, answer: (made: SidebarSetUp) => void): Promise<Drawn> {
  const made = await aSignedInSidebar();
  answer(made);
  made.host.select(item);
  const result = render(
    <SidebarContext.Provider value={made.sidebar}>
      <DispatchBox />
      <LastContacts card={aCard('c1', { lastContacts: [anActivity({ id: 'a9', code: 'email_reply' })] })} />
    </SidebarContext.Provider>,
  );
  return { ...made, ...result };
}

describe('DispatchBox', () => {
  useDom();

  const deliveries: { readonly delivery: DispatchView['delivery']; readonly unknown: string | null }[] = [
    { delivery: 'drafted', unknown: null },
    { delivery: 'attempted', unknown: words.unknowns.attempted },
    { delivery: 'in_doubt', unknown: words.unknowns.in_doubt },
    { delivery: 'confirmed', unknown: null },
    { delivery: 'bounced', unknown: words.unknowns.bounced },
    { delivery: 'failed', unknown: words.unknowns.failed },
  ];
  for (const { delivery, unknown } of deliveries) {
    it(`says no more than is known of a message that is ${delivery}`, async () => {
      const pane = await drawn(draft, ({ api }) => api.on(readDispatch, () => aDispatch({ delivery })));
      await pane.findByText(words.line(trade.stages.first_notice, english.deliveries[delivery]));
      for (const said of Object.values(words.unknowns)) {
        expect(pane.container.textContent?.includes(said), said).to.equal(said === unknown);
      }
      expect(pane.queryByRole('button', { name: words.markSent }) !== null).to.equal(delivery === 'drafted');
    });
  }

  it('says since when it is not known', async () => {
    const attemptedAt = '2026-11-18T08:12:00.000Z';
    const pane = await drawn(draft, ({ api }) =>
      api.on(readDispatch, () => aDispatch({ delivery: 'attempted', attemptedAt })),
    );
    await pane.findByText(`${words.pressedAt('18 Nov, 09:12')} ${words.unknowns.attempted}`);
  });

  it('takes the person at their word that they sent it, and says no more than attempted', async () => {
    const pane = await drawn(draft, ({ api }) => {
      api.on(readDispatch, () => aDispatch());
      api.on(reportDelivery, ({ body }) => aDispatch({ delivery: body.delivery }));
    });
    fireEvent.click(await pane.findByRole('button', { name: words.markSent }));
    await pane.findByText(words.line(trade.stages.first_notice, english.deliveries.attempted));
    expect(pane.api.of(reportDelivery)[0]).to.deep.include({ key: 'attempted-d1' });
  });

  it('attaches the files that the opened form did not take', async () => {
    const file = { wish: { kind: 'statement' as const }, fileName: 'statement.pdf', contentType: '', size: null };
    const pane = await drawn(draft, ({ api }) => {
      api.on(readDispatch, () => aDispatch({ filled: aFilled({ attachments: [file] }) }));
      api.on(readDispatchAttachment, () => ({ fileName: 'statement.pdf', contentType: '', base64: 'QQ==' }));
    });
    fireEvent.click(await pane.findByRole('button', { name: english.templates.attach }));
    await eventually(() => pane.queryByText(english.templates.filesLeft(1)) === null);
    expect(pane.host.attached).to.deep.equal(['statement.pdf']);
  });

  it('says quietly that mail without a template is in the log, and leads to its entry', async () => {
    const pane = await drawn(ownMail, ({ api }) => {
      const entry = anActivity({ id: 'a9', code: 'email_reply' });
      api.on(readThreadContext, () => foundContext(aCard('c1', { lastContacts: [entry] })));
      api.on(reportSeenMessage, () => ({ seenAs: 'logged' as const, activityId: 'a9', dispatch: null }));
    });
    await pane.findByText(words.logged);
    fireEvent.click(await pane.findByRole('button', { name: words.showEntry }));
    expect(document.activeElement?.textContent).to.include(trade.codes.email_reply);
  });

  it('says nothing of other mail', async () => {
    const pane = await drawn(ownMail, ({ api }) =>
      api.on(reportSeenMessage, () => ({ seenAs: 'none' as const, activityId: null, dispatch: null })),
    );
    await eventually(() => pane.api.of(reportSeenMessage).length === 1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(pane.queryByText(words.logged)).to.equal(null);
    expect(pane.queryByText(words.heading)).to.equal(null);
  });
});
