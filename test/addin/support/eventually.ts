/** Waits until the value is as wanted; the test's own timeout ends the waiting. */
export async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}
