import { useState } from 'preact/hooks';
import { Notice } from '../components/Notice.tsx';
import { countText } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { useIsAdmin } from '../state/use-who.ts';
import { usePostCertain } from './use-cash-application.ts';

interface CashHeadProps {
  readonly total: number;
  readonly autoPost: boolean;
  readonly all: 'yes' | 'no';
}

/** How much there is to decide on, and what can be done with all of it. */
export function CashHead({ total, autoPost, all }: CashHeadProps) {
  const isAdmin = useIsAdmin();
  const post = usePostCertain();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const postAll = () => post.mutate(key, { onSuccess: () => setKey(crypto.randomUUID()) });
  return (
    <section class="part" aria-label="All of it">
      <p>
        {total === 0 ? 'Every payment is applied or was left aside.' : waitingWords(total, all)}{' '}
        {autoPost
          ? 'What is certain posts by itself after each feed; what stands here waits for you.'
          : 'Nothing posts by itself: the company has not asked for it.'}{' '}
        {isAdmin && <a href="/settings">Settings</a>}
      </p>
      <div class="actions">
        <button type="button" disabled={post.isPending || total === 0} onClick={postAll}>
          Post all that is certain
        </button>
        <a href={all === 'yes' ? '/cash-application' : '/cash-application?all=yes'}>
          {all === 'yes' ? 'Hide what was left aside' : 'Show what was left aside, too'}
        </a>
        <span role="status">{post.data !== undefined && postedWords(post.data)}</span>
      </div>
      {post.error !== null && <Notice title="Nothing was posted.">{problemWords(post.error)}</Notice>}
    </section>
  );
}

function waitingWords(total: number, all: 'yes' | 'no'): string {
  const counted = `${countText(total)} ${total === 1 ? 'payment is' : 'payments are'} not wholly applied`;
  return all === 'yes' ? `${counted}, with those that were left aside.` : `${counted}.`;
}

function postedWords({ posted, runNumber }: { posted: number; runNumber: number | null }): string {
  return posted === 0 ? 'Nothing is certain enough.' : `${countText(posted)} posted in run ${runNumber}.`;
}
