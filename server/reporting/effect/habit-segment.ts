import type { HabitSegment } from '#shared/domain/habit.ts';
import type { CustomerIndex } from '../facts/facts.ts';
import type { WatchedItems } from './watched-items.ts';

/** Fewer earlier payments do not tell how a customer is used to pay. */
const FEWEST_FOR_HABIT = 3;
/** The last days past due of who still counts as paying on time, and as paying late. */
const ON_TIME_UP_TO = 5;
const LATE_UP_TO = 30;

/** How a customer is used to pay, by the median of days past due of what it had paid by a day. */
export function habitSegmentOf(watched: WatchedItems, customer: CustomerIndex, until: number): HabitSegment {
  const late: number[] = [];
  for (let place = watched.begins[customer] ?? 0; place < (watched.begins[customer + 1] ?? 0); place += 1) {
    const ended = watched.endedOn(place, until);
    if (ended <= until && watched.isPaid[place] === 1) late.push(ended - (watched.dueOn[place] ?? 0));
  }
  if (late.length < FEWEST_FOR_HABIT) return 'new';
  late.sort((a, b) => a - b);
  return segmentOfDays(late[Math.floor(late.length / 2)] ?? 0);
}

function segmentOfDays(daysPastDue: number): HabitSegment {
  if (daysPastDue < 0) return 'early';
  if (daysPastDue <= ON_TIME_UP_TO) return 'on_time';
  return daysPastDue <= LATE_UP_TO ? 'late' : 'very_late';
}
