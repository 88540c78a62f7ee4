import { useLayoutEffect, useRef } from 'preact/hooks';

/** Takes the focus that was lost with what closed; focus that is elsewhere stays there. */
export function useFocusBack(button: { readonly current: HTMLButtonElement | null }, isOpen: boolean): void {
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (wasOpen.current && !isOpen && (activeElement === null || activeElement === body)) button.current?.focus();
    wasOpen.current = isOpen;
  }, [button, isOpen]);
}
