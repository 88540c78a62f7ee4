/** The id under which Gmail's API knows what its page calls `msg-f:<decimal>` or `thread-f:<decimal>`; an id of the API stays as it is. Null for one that has no such form. */
export function apiId(pageId: string): string | null {
  const decimal = /^(?:msg|thread)-f:(\d{1,20})$/.exec(pageId)?.[1];
  if (decimal !== undefined) return BigInt(decimal).toString(16);
  return /^[0-9a-f]{1,16}$/.test(pageId) ? pageId : null;
}
