import { useLayoutEffect, useRef } from 'preact/hooks';

/** Takes the focus that was lost with what closed; focus that is elsewhere stays there. */
export function useFocusBack(button: { readonly current: HTMLButtonElement | null }, isOpen: boolean): void {
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    // What closed may be drawn after this: a microtask comes when all is drawn, and before the next key.
    if (wasOpen.current && !isOpen) queueMicrotask(() => takeLostFocus(button.current));
    wasOpen.current = isOpen;
  }, [button, isOpen]);
}

function takeLostFocus(button: HTMLButtonElement | null): void {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) button?.focus();
}
