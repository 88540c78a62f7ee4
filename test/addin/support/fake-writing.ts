import { inBackground } from '../../../addin/state/failure.ts';
import { writtenIn } from '../../../addin/state/template-work.ts';
import { listTemplates, previewDispatch } from '../../../shared/api/dispatches.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, aFilled, aTemplate, foundContext, OPEN_GATE } from './a-card.ts';
import { aSignedInSidebar, type SidebarSetUp } from './a-sidebar.ts';
import { eventually } from './eventually.ts';
import { Refusal } from './fake-api.ts';
import { aMessage } from './fake-host.ts';

const ORIGINAL = 'Dear Ana,';

export type Happening =
  | { readonly is: 'write'; readonly text: string }
  | { readonly is: 'leave_field' | 'restore' | 'close' }
  | { readonly is: 'answer'; readonly which: number; readonly how: 'filled' | 'refused' }
  | { readonly is: 'other_message'; readonly customer: string };

interface Question {
  readonly answer: (how: 'filled' | 'refused') => void;
}

/** Somebody who writes in a template's free part while the server answers when the test says so, and what the field should show. */
export class FakeWriting {
  private readonly words = new Map<string, string>();
  private readonly questions: Question[] = [];
  /** While a template is opened its answers come at once. */
  private atOnce = true;
  private customer = 'c1';
  private messages = 0;

  private constructor(private readonly made: SidebarSetUp) {}

  static async begin(): Promise<FakeWriting> {
    const made = await aSignedInSidebar();
    const writing = new FakeWriting(made);
    made.api.on(listTemplates, () => ({ templates: [aTemplate()], suggested: null }));
    made.api.on(previewDispatch, async ({ body }) => {
      const text = body.freeParts?.[0]?.text ?? ORIGINAL;
      const how = writing.atOnce ? 'filled' : await writing.asked();
      if (how === 'refused') throw new Refusal('request_invalid');
      const parts = [{ kind: 'free' as const, name: 'greeting', text, original: ORIGINAL }];
      return { template: aTemplate(), filled: aFilled({ parts }), gate: OPEN_GATE, attachable: [] };
    });
    await writing.openTemplate();
    return writing;
  }

  /** What was typed last for the customer on screen. */
  typed(): string {
    return this.words.get(this.customer) ?? ORIGINAL;
  }

  /** What the field shows. */
  shown(): string {
    const { work, part } = this.preview();
    return writtenIn(work, part);
  }

  /** What the server's preview says in that place. */
  filledWith(): string {
    return this.preview().part.text;
  }

  async happen(happening: Happening): Promise<void> {
    const { templates } = this.made.sidebar;
    switch (happening.is) {
      case 'write':
        this.words.set(this.customer, happening.text);
        templates.write('greeting', happening.text);
        return;
      case 'restore':
        this.words.delete(this.customer);
        templates.restore('greeting');
        return;
      case 'leave_field':
        inBackground(templates.renew());
        await settled();
        return;
      case 'answer':
        this.questions.splice(happening.which % Math.max(1, this.questions.length), 1)[0]?.answer(happening.how);
        await settled();
        return;
      case 'close':
        templates.close();
        await this.openTemplate();
        return;
      case 'other_message':
        await this.openMessage(happening.customer);
    }
  }

  /** The last field is left, and the server answers all that it was asked. */
  async answerAll(): Promise<void> {
    this.atOnce = true;
    for (const { answer } of this.questions.splice(0)) answer('filled');
    this.made.sidebar.templates.renewSoon();
    await eventually(() => this.preview().renewal === 'done' && this.filledWith() === this.shown());
  }

  private async openMessage(customer: string): Promise<void> {
    const { api, host, sidebar } = this.made;
    this.customer = customer;
    this.messages += 1;
    const key = `read:${customer}-${this.messages}`;
    api.on(readThreadContext, () => foundContext(aCard(customer)));
    host.select(aMessage({ key, conversation: key }));
    await eventually(() => sidebar.state.value.at === 'customer' && sidebar.state.value.item?.key === key);
    await this.openTemplate();
  }

  private async openTemplate(): Promise<void> {
    const { sidebar } = this.made;
    this.atOnce = true;
    await sidebar.openTemplates();
    await sidebar.templates.choose('t1');
    this.atOnce = false;
  }

  private asked(): Promise<'filled' | 'refused'> {
    return new Promise((resolve) => this.questions.push({ answer: resolve }));
  }

  private preview() {
    const state = this.made.sidebar.templates.state.value;
    if (state.at !== 'preview') throw new Error(`There is no preview, but ${state.at}.`);
    const [part] = state.preview.filled.parts;
    if (part?.kind !== 'free') throw new Error('The first part is free.');
    return { work: state.preview.work, renewal: state.preview.renewal, part };
  }
}

/** Lets what was begun go as far as it can. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
