import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { MyFiguresWords } from '#shared/words/catalogue.ts';
import { inBackground } from '../state/failure.ts';
import { myFiguresWordsFor } from '../words/pick-my-figures-words.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

type Loading =
  | { readonly at: 'loading' | 'failed' }
  | {
      readonly at: 'loaded';
      readonly View: ComponentType<{ words: MyFiguresWords }>;
      readonly words: MyFiguresWords;
    };

/** One's own figures, whose script and words are loaded when somebody asks for them: most mail is read without. */
export function MyFigures() {
  const { host } = useSidebar();
  const [loading, setLoading] = useState<Loading>({ at: 'loading' });
  const load = async () => {
    const parts = Promise.all([import('../views/MyFiguresView.tsx'), myFiguresWordsFor(host.locale)]);
    const loaded = await parts.catch(() => null);
    if (loaded === null) setLoading({ at: 'failed' });
    else setLoading({ at: 'loaded', View: loaded[0].MyFiguresView, words: loaded[1] });
  };
  useEffect(() => inBackground(load()), []);
  switch (loading.at) {
    case 'loading':
      return null;
    case 'loaded':
      return <loading.View words={loading.words} />;
    case 'failed':
      return <Problem failure={{ by: 'network' }} onRetry={() => inBackground(load())} />;
  }
}
