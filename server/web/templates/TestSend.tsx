import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { useTestSend } from './use-templates.ts';

interface TestSendProps {
  readonly id: string;
  readonly customerId: string | undefined;
  /** Whether the words on screen are others than those that are saved. */
  readonly isChanged: boolean;
}

/** Sends the saved version to the address of whoever is signed in, and to nobody else. */
export function TestSend({ id, customerId, isChanged }: TestSendProps) {
  const send = useTestSend(id);
  return (
    <section class="part" aria-label="Test">
      <h2>Send it to yourself</h2>
      <div class="actions">
        <button
          type="button"
          disabled={send.isPending}
          onClick={() => send.mutate(customerId === undefined ? {} : { customerId })}
        >
          Send a test
        </button>
        {isChanged && <span class="quiet">What is not saved yet does not go.</span>}
        <span role="status">{send.data?.isSent && `It went to ${send.data.to}.`}</span>
      </div>
      {send.data?.isSent === false && <Notice title="It did not go.">{send.data.why}</Notice>}
      {send.error !== null && <Notice title="It did not go.">{problemsInFull(send.error)}</Notice>}
    </section>
  );
}
