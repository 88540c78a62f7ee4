import { useEffect, useRef } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import { useSidebar } from './sidebar-context.ts';

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

/** Takes the focus that was lost with what closed; focus that is elsewhere stays there. */
function useFocusBack(button: { readonly current: HTMLButtonElement | null }, isOpen: boolean): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    const { activeElement, body } = document;
    if (wasOpen.current && !isOpen && (activeElement === null || activeElement === body)) button.current?.focus();
    wasOpen.current = isOpen;
  }, [button, isOpen]);
}
