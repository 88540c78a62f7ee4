import { expect } from 'chai';
import fc from 'fast-check';
import type { NoteForm } from '../../../addin/state/note-form.ts';
import { recordActivity } from '../../../shared/api/activities.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, anActivity, foundContext } from '../support/a-card.ts';
import { aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { aMessage } from '../support/fake-host.ts';

const messageOf = (which: number) =>
  aMessage({ key: `read:${which}`, conversation: `c${which}`, internetMessageId: `<${which}@contoso.example>` });

type Step =
  | { readonly does: 'select' | 'open_card'; readonly which: number }
  | { readonly does: 'write' | 'log' | 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('select' as const), which: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('open_card' as const), which: fc.nat(6) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom('write' as const, 'log' as const, 'wait' as const) }) },
);

/** Whose card is on screen, and by which message; null where none is. */
function onScreen({ sidebar }: SidebarSetUp): { readonly whose: string; readonly conversation: string | null } | null {
  const state = sidebar.state.value;
  if (state.at !== 'customer') return null;
  return { whose: state.card.customer.id, conversation: state.item?.conversation ?? null };
}

/** Writes whose card it is into a note, as a person would who looks at the screen. */
function write(made: SidebarSetUp): void {
  const seen = onScreen(made);
  if (seen === null) return;
  const { work } = made.sidebar;
  made.sidebar.openForm('note');
  const form = work.form(work.onScreen.value?.formId ?? '');
  if (form?.kind !== 'note' || form.note !== '') return;
  work.change<NoteForm>(form, { note: `${seen.whose} ${seen.conversation}` });
}

async function take(made: SidebarSetUp, one: Step): Promise<void> {
  const { sidebar, host } = made;
  switch (one.does) {
    case 'select':
      host.select(messageOf(one.which));
      return;
    case 'open_card':
      void sidebar.openCustomer(aCard(`c${one.which}`).customer);
      return;
    case 'write':
      write(made);
      return;
    case 'log':
      void sidebar.work.save(sidebar.work.onScreen.value?.formId ?? '');
      return;
    case 'wait':
      for (let turns = 8; turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('Sidebar among 500 quick item changes', () => {
  it('logs for the customer, and in the thread, that was on screen as it was written', async function () {
    this.timeout(120_000);
    let logged = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 500, maxLength: 500, size: 'max' }), async (steps) => {
        const made = await aSignedInSidebar();
        const { api, sidebar } = made;
        let asked = 0;
        api.on(readThreadContext, async ({ body: { conversation = '' } }) => {
          asked += 1;
          for (let turns = (asked * 5) % 7; turns > 0; turns -= 1)
            await new Promise((resolve) => setImmediate(resolve));
          return foundContext(aCard(conversation));
        });
        api.on(recordActivity, ({ body }) => anActivity({ customerId: body.customerId, code: body.code }));
        for (const one of steps) await take(made, one);
        await eventually(() => sidebar.doing.outbox.deeds.value.length === 0);
        for (const { body } of api.of(recordActivity)) {
          const { customerId, note, message } = body as {
            customerId: string;
            note: string;
            message?: { conversation?: string };
          };
          expect(note).to.equal(`${customerId} ${message?.conversation ?? null}`);
          logged += 1;
        }
      }),
      { numRuns: 8 },
    );
    expect(logged).to.be.above(50);
  });
});
