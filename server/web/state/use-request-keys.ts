import { useRef } from 'preact/hooks';

/** One key for the same request until it has had its effect: pressed again it is the same request, another one is a new one. */
export function useRequestKeys() {
  const keys = useRef(new Map<string, string>());
  return {
    keyOf: (said: string): string => {
      const key = keys.current.get(said) ?? crypto.randomUUID();
      keys.current.set(said, key);
      return key;
    },
    hasHadEffect: (said: string): void => {
      keys.current.delete(said);
    },
  };
}
