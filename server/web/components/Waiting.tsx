/** Stands where an answer is to come. */
export function Waiting() {
  return (
    <div class="stack" role="status">
      <span class="unseen">Loading…</span>
      <div class="skeleton" />
      <div class="skeleton tall" />
    </div>
  );
}
