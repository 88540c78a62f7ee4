import type { CustomerRef } from '#shared/api/customers.ts';
import type { DuePromise, DueTask, StandingInFor, UntouchedCustomer } from '#shared/api/worklist.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { daysAhead } from '#shared/domain/day-choices.ts';
import { inBackground } from '../state/failure.ts';
import { useSidebar } from './sidebar-context.ts';

/** Opens the card of the customer that a line of the list is about. */
function CustomerButton({ customer }: { readonly customer: CustomerRef }) {
  const sidebar = useSidebar();
  return (
    <button
      type="button"
      class="link"
      aria-label={sidebar.words.worklist.openCard(customer.name)}
      onClick={() => inBackground(sidebar.openCustomer(customer))}
    >
      {customer.name}
    </button>
  );
}

/** For whom the reader stands in with a line; nothing where it is their own. */
function OnBehalf({ of, today }: { readonly of: StandingInFor | undefined; readonly today: CalendarDate }) {
  const { words, formats } = useSidebar();
  if (of === undefined) return null;
  return <span class="block quiet">{words.worklist.onBehalfOf(of.name, formats.value.day(of.until, today))}</span>;
}

interface DueTaskLineProps {
  readonly task: DueTask;
  readonly today: CalendarDate;
}

/** A task that is due today or was due before, done or put off by a press. */
export function DueTaskLine({ task, today }: DueTaskLineProps) {
  const { formats } = useSidebar();
  return (
    <li>
      <span class="block note">{task.text}</span>
      <span class="row">
        <CustomerButton customer={task.customer} />
        <span class={task.dueOn < today ? 'bad' : 'quiet'}>{formats.value.day(task.dueOn, today)}</span>
      </span>
      <OnBehalf of={task.onBehalfOf} today={today} />
      <TaskPresses task={task} today={today} />
    </li>
  );
}

function TaskPresses({ task, today }: DueTaskLineProps) {
  const { words, doing } = useSidebar();
  const busy = doing.tasks.isUnderWay(task);
  // Of the days that are named most, the first after today.
  const later = daysAhead(today).find(({ day }) => day > today);
  return (
    <span class="actions">
      <button
        type="button"
        disabled={busy}
        aria-label={words.tasks.doneThis(task.text)}
        onClick={() => inBackground(doing.tasks.change(task, { state: 'done' }))}
      >
        {words.tasks.done}
      </button>
      {later !== undefined && (
        <button
          type="button"
          class="link"
          disabled={busy}
          aria-label={words.worklist.putOff(words.form.days[later.name], task.text)}
          onClick={() => inBackground(doing.tasks.change(task, { dueOn: later.day }))}
        >
          {words.form.days[later.name]}
        </button>
      )}
    </span>
  );
}

/** A part of a promise that falls due, or that was broken. */
export function PromiseLine({ promise, today }: { readonly promise: DuePromise; readonly today: CalendarDate }) {
  const { words, formats } = useSidebar();
  const { customer, amount, paid, promisedFor, state, by } = promise;
  const more = [
    ...(paid.minor > 0 ? [words.worklist.paidOf(formats.value.money(paid))] : []),
    words.worklist.takenBy(by.name),
  ];
  return (
    <li>
      <span class="row">
        <CustomerButton customer={customer} />
        <span class={state === 'broken' ? 'bad' : 'quiet'}>{words.worklist.promiseStates[state]}</span>
      </span>
      <span class="block">
        {words.worklist.promised(formats.value.money(amount), formats.value.day(promisedFor, today))}
      </span>
      <span class="block quiet">{more.join(', ')}</span>
      <OnBehalf of={promise.onBehalfOf} today={today} />
    </li>
  );
}

interface UntouchedLineProps {
  readonly untouched: UntouchedCustomer;
  readonly today: CalendarDate;
}

/** A customer who is past due and was left alone. */
export function UntouchedLine({ untouched, today }: UntouchedLineProps) {
  const { words, formats } = useSidebar();
  const { customer, pastDue, daysPastDue, lastContact } = untouched;
  const contact =
    lastContact === null
      ? words.worklist.noContact
      : words.worklist.lastContact(formats.value.instant(lastContact.at), lastContact.by);
  return (
    <li>
      <span class="row">
        <CustomerButton customer={customer} />
        <span class="amount">{pastDue.map((amount) => formats.value.money(amount)).join(' + ')}</span>
      </span>
      <span class="block quiet">
        {words.worklist.daysPastDue(daysPastDue)}, {contact}
      </span>
      <OnBehalf of={untouched.onBehalfOf} today={today} />
    </li>
  );
}
