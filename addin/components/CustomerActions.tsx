import { useRef } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import { useSidebar } from './sidebar-context.ts';
import { useFocusBack } from './use-focus-back.ts';

/** The two things that are done most. When what they opened closes, the focus is back on them. */
export function CustomerActions({ customerId }: { readonly customerId: string }) {
  const sidebar = useSidebar();
  const { words, callOpen, templates } = sidebar;
  const callButton = useRef<HTMLButtonElement>(null);
  const templateButton = useRef<HTMLButtonElement>(null);
  const isCallOpen = callOpen.value?.customerId === customerId;
  const isTemplateOpen = templates.state.value.at !== 'closed';
  useFocusBack(callButton, isCallOpen);
  useFocusBack(templateButton, isTemplateOpen);
  return (
    <div class="actions">
      <button
        ref={callButton}
        type="button"
        class="primary"
        aria-expanded={isCallOpen}
        onClick={() => sidebar.openCall()}
      >
        {words.call.open}
      </button>
      <button
        ref={templateButton}
        type="button"
        aria-expanded={isTemplateOpen}
        onClick={() => inBackground(sidebar.openTemplates())}
      >
        {words.templates.open}
      </button>
    </div>
  );
}
