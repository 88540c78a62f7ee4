import { useLayoutEffect, useRef } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import type { TemplateState } from '../state/template-state.ts';
import { Placed } from './Placed.tsx';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';
import { TemplateList } from './TemplateList.tsx';
import { TemplatePreview } from './TemplatePreview.tsx';

/** Choosing a template, reading it filled, and opening the reply with it. */
export function TemplatePanel() {
  const { words, templates } = useSidebar();
  const state = templates.state.value;
  const box = useRef<HTMLElement>(null);
  const { at } = state;
  useLayoutEffect(() => {
    box.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [at]);
  if (state.at === 'closed') return null;

  const handleKeyDown = (event: KeyboardEvent) => {
    const isPlacing = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key !== 'Escape' && !isPlacing) return;
    event.preventDefault();
    if (isPlacing) inBackground(templates.place());
    else templates.close();
  };

  return (
    <section ref={box} class="panel stack" aria-label={words.templates.heading} onKeyDown={handleKeyDown}>
      <h2>{words.templates.heading}</h2>
      <TemplateStep state={state} />
      <p class="actions">
        <button type="button" class="link" onClick={() => templates.close()}>
          {words.templates.close}
        </button>
      </p>
    </section>
  );
}

function TemplateStep({ state }: { readonly state: TemplateState }) {
  const { words, templates } = useSidebar();
  switch (state.at) {
    case 'closed':
      return null;
    case 'listing':
      return <Busy words={words.templates.loading} />;
    case 'filling':
      return <Busy words={words.templates.filling} />;
    case 'choosing':
      return <TemplateList templates={state.templates} suggested={state.suggested} />;
    case 'preview':
      return <TemplatePreview preview={state.preview} hint={state.hint} isBusy={false} />;
    case 'preparing':
      return <TemplatePreview preview={state.preview} hint={null} isBusy={true} />;
    case 'not_prepared':
      return (
        <>
          <p class="bad">{words.templates.notPrepared}</p>
          <Problem failure={state.failure} onRetry={() => inBackground(templates.prepareAgain())} />
        </>
      );
    case 'not_placed':
    case 'placed':
      return <Placed state={state} />;
    case 'problem':
      return <Problem failure={state.failure} onRetry={() => inBackground(templates.again())} />;
  }
}

function Busy({ words }: { readonly words: string }) {
  return (
    <p class="late" role="status" aria-busy="true">
      {words}
    </p>
  );
}
