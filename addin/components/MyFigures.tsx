import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import { Problem } from './Problem.tsx';

type Loading =
  | { readonly at: 'loading' }
  | { readonly at: 'loaded'; readonly View: ComponentType }
  | { readonly at: 'failed' };

/** One's own figures, whose script is loaded when somebody asks for them: most mail is read without. */
export function MyFigures() {
  const [loading, setLoading] = useState<Loading>({ at: 'loading' });
  const load = async () => {
    const loaded = await import('../views/MyFiguresView.tsx').catch(() => null);
    setLoading(loaded === null ? { at: 'failed' } : { at: 'loaded', View: loaded.MyFiguresView });
  };
  useEffect(() => inBackground(load()), []);
  switch (loading.at) {
    case 'loading':
      return null;
    case 'loaded':
      return <loading.View />;
    case 'failed':
      return <Problem failure={{ by: 'network' }} onRetry={() => inBackground(load())} />;
  }
}
