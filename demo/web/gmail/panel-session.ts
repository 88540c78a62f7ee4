import { signal } from '@preact/signals';
import type { MailClient } from '../mailbox/mail-client.ts';
import { type FieldValues, formInputsOf, type OnClick, type PanelPlace, type PanelScreen } from './card-model.ts';

/** The panel at one place: its screen, what was typed, and what is under way. */
export class PanelSession {
  readonly screen = signal<PanelScreen | null>(null);
  readonly busy = signal(false);
  readonly values = signal<FieldValues>({});
  /** Counts what was opened, so that an answer for a message that was left is dropped. */
  private turn = 0;

  constructor(
    private readonly mail: MailClient,
    private readonly owner: string,
    /** Told which draft the add-on opened. */
    private readonly onDraft: (id: string) => void,
  ) {}

  async open(place: PanelPlace): Promise<void> {
    this.turn += 1;
    this.screen.value = null;
    await this.ask('/google/panels', { owner: this.owner, ...place });
  }

  async press({ action: plain, openDynamicLinkAction }: OnClick): Promise<void> {
    const action = plain ?? openDynamicLinkAction;
    const screen = this.screen.value;
    if (action === undefined || screen?.card == null || this.busy.value) return;
    const parameters = Object.fromEntries((action.parameters ?? []).map(({ key, value }) => [key, value]));
    const formInputs = formInputsOf(screen.card, this.values.value);
    await this.ask(`/google/panels/${screen.panel}/presses`, { function: action.function, parameters, formInputs });
  }

  async back(): Promise<void> {
    await this.ask(`/google/panels/${this.screen.value?.panel}/backs`, {});
  }

  async consent(): Promise<void> {
    await this.ask(`/google/panels/${this.screen.value?.panel}/consents`, {});
  }

  type(name: string, words: readonly string[]): void {
    this.values.value = { ...this.values.value, [name]: words };
  }

  private async ask(path: string, body: object): Promise<void> {
    const { turn } = this;
    this.busy.value = true;
    try {
      const screen = await this.mail.ask<PanelScreen>(path, { method: 'POST', body: JSON.stringify(body) });
      if (turn === this.turn) this.show(screen);
    } catch (error) {
      if (turn === this.turn) this.show({ ...NOTHING, error: (error as Error).message });
    } finally {
      if (turn === this.turn) this.busy.value = false;
    }
  }

  /** A card that stays, or is updated, keeps what was typed; another begins empty. */
  private show(screen: PanelScreen): void {
    if (screen.card?.name !== this.screen.value?.card?.name) this.values.value = {};
    this.screen.value = screen;
    if (screen.openedDraft !== null) this.onDraft(screen.openedDraft);
    if (screen.openedLink !== null) window.open(screen.openedLink, '_blank', 'noopener');
  }
}

const NOTHING: PanelScreen = {
  panel: '',
  card: null,
  canGoBack: false,
  error: null,
  notification: null,
  consent: null,
  openedDraft: null,
  openedLink: null,
};
