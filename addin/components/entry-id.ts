/** Names an entry of the log on the page, so that the focus can be put on it. */
export function entryId(activityId: string): string {
  return `entry-${activityId}`;
}
