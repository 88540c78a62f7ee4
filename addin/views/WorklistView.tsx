import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Problem } from '../components/Problem.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { useFocusAfterRemoval } from '../components/use-focus-after-removal.ts';
import { DueTaskLine, PromiseLine, UntouchedLine } from '../components/WorklistLines.tsx';
import { inBackground } from '../state/failure.ts';
import type { Worklist } from '../state/worklist-desk.ts';

/** What is mine today: tasks due, promises due or broken, and past-due customers whom nobody has contacted. Each opens the customer's card. */
export function WorklistView() {
  const sidebar = useSidebar();
  const { words, worklist: desk } = sidebar;
  const { worklist, isBusy, failure } = desk.state.value;
  return (
    <section class="stack" aria-label={words.worklist.heading} aria-busy={isBusy}>
      {worklist === null && isBusy && (
        <p class="late" role="status">
          {words.worklist.loading}
        </p>
      )}
      {failure !== null && <Problem failure={failure} onRetry={() => inBackground(desk.refresh())} />}
      {worklist !== null && <Sections worklist={worklist} />}
    </section>
  );
}

function Sections({ worklist }: { readonly worklist: Worklist }) {
  const { words, formats } = useSidebar();
  const { asOf, tasks, taskCount, promises, promiseCount, untouched, untouchedCount } = worklist;
  const isEmpty = taskCount + promiseCount + untouchedCount === 0;
  return (
    <>
      <p class="quiet">{words.worklist.asOf(formats.value.day(asOf, asOf))}</p>
      {isEmpty && <p>{words.worklist.nothing}</p>}
      <Section heading={words.worklist.tasks(taskCount)} shown={tasks.length} all={taskCount}>
        {tasks.map((task) => (
          <DueTaskLine key={task.id} task={task} today={asOf} />
        ))}
      </Section>
      <Section heading={words.worklist.promises(promiseCount)} shown={promises.length} all={promiseCount}>
        {promises.map((promise) => (
          <PromiseLine key={`${promise.activityId}-${promise.promisedFor}`} promise={promise} today={asOf} />
        ))}
      </Section>
      <Section heading={words.worklist.untouched(untouchedCount)} shown={untouched.length} all={untouchedCount}>
        {untouched.map((one) => (
          <UntouchedLine key={one.customer.id} untouched={one} today={asOf} />
        ))}
      </Section>
    </>
  );
}

interface SectionProps {
  readonly heading: string;
  readonly shown: number;
  readonly all: number;
  readonly children: ComponentChildren;
}

function Section({ heading, shown, all, children }: SectionProps) {
  const { words } = useSidebar();
  const title = useRef<HTMLHeadingElement>(null);
  useFocusAfterRemoval(title, shown);
  const hadAny = useRef(false);
  hadAny.current ||= all > 0;
  if (!hadAny.current) return null;
  return (
    <section>
      <h2 ref={title} tabIndex={-1}>
        {heading}
      </h2>
      <ul class="plain entries">{children}</ul>
      {shown < all && <p class="quiet">{words.worklist.shown(shown, all)}</p>}
    </section>
  );
}
