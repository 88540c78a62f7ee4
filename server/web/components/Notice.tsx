import type { ComponentChildren } from 'preact';

interface NoticeProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly onRetry?: (() => unknown) | undefined;
}

/** Something that did not work, and what can be done. */
export function Notice({ title, children, onRetry }: NoticeProps) {
  return (
    <div class="notice" role="alert">
      <p>
        <strong>{title}</strong> {children}
      </p>
      {onRetry && (
        <button type="button" onClick={() => void onRetry()}>
          Try again
        </button>
      )}
    </div>
  );
}
