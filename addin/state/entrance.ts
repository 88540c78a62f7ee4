import { signal } from '@preact/signals';
import { type Session, whyOf } from './session.ts';
import type { SignedOutWhy } from './sidebar-state.ts';

export type EntranceState =
  | { readonly at: 'signed_out'; readonly why: SignedOutWhy }
  | { readonly at: 'signing_in' }
  /** Signed in, and the rest of the pane did not come. */
  | { readonly at: 'not_loaded' };

export interface EntranceParts<P> {
  readonly session: Session;
  /** Loads the rest of the pane; rejects where it does not come. */
  readonly load: () => Promise<P>;
  /** Hands over to it. */
  readonly open: (pane: P) => Promise<void>;
  /** Loads the whole page anew. */
  readonly reload: () => void;
}

/** What is there before the sign-in. The rest of the pane is loaded while the user signs in, so that nobody waits for both. */
export class Entrance<P> {
  readonly state = signal<EntranceState>({ at: 'signed_out', why: 'start' });
  private tries = 0;

  constructor(private readonly parts: EntranceParts<P>) {}

  /** To be called from a click: a window opens. */
  async signIn(): Promise<void> {
    this.state.value = { at: 'signing_in' };
    const loading = this.load();
    try {
      await this.parts.session.signIn();
    } catch (error) {
      this.parts.session.signOut();
      this.state.value = { at: 'signed_out', why: whyOf(error) };
      return;
    }
    if (this.parts.session.current.value === null) this.state.value = { at: 'signed_out', why: 'asked' };
    else await this.enter(await loading);
  }

  /** Once more; browsers that remember a failed script get the whole page anew at the second try. */
  async loadAgain(): Promise<void> {
    if (this.tries > 1) this.parts.reload();
    else await this.enter(await this.load());
  }

  private async enter(pane: P | null): Promise<void> {
    if (pane === null) this.state.value = { at: 'not_loaded' };
    else await this.parts.open(pane);
  }

  private load(): Promise<P | null> {
    this.tries += 1;
    return this.parts.load().catch(() => null);
  }
}
