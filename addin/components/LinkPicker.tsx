import type { Candidate } from '#shared/api/thread-context.ts';
import type { OpenItem } from '../host/mail-host.ts';
import { Candidates } from './Candidates.tsx';
import { CustomerSearch } from './CustomerSearch.tsx';
import { useSidebar } from './sidebar-context.ts';

interface LinkPickerProps {
  readonly item: OpenItem;
  readonly candidates: readonly Candidate[];
}

/** Lets a person say whose thread it is: one of the candidates with their evidence, or any customer. */
export function LinkPicker({ item, candidates }: LinkPickerProps) {
  const { words } = useSidebar();
  return (
    <Candidates item={item} candidates={candidates}>
      {(onPick) => (
        <>
          {candidates.length > 0 && <h2>{words.thread.search}</h2>}
          <CustomerSearch onPick={onPick} />
        </>
      )}
    </Candidates>
  );
}
