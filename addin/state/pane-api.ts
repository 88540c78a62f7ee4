import { type ApiClient, ApiError, type CallInput } from '#shared/api/client.ts';
import type { AnswerOf, Operation } from '#shared/api/operation.ts';
import type { Session } from './session.ts';

/** The API with the user's session: renews it once where the server no longer takes it. */
export class PaneApi {
  constructor(
    private readonly client: ApiClient,
    private readonly session: Session,
    /** The session cannot be had again without the user. */
    private readonly lapsed: () => void,
  ) {}

  /** As ApiClient.call; after a lapsed sign-in it still throws the server's refusal. */
  async call<O extends Operation>(operation: O, input: CallInput<O>): Promise<AnswerOf<O>> {
    try {
      return await this.client.call(operation, input);
    } catch (error) {
      if (!isLapse(error)) throw error;
      if (await this.session.revive()) return this.client.call(operation, input);
      this.lapsed();
      throw error;
    }
  }
}

function isLapse(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'not_signed_in' || error.code === 'token_refused');
}
