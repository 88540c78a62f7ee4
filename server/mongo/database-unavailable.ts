/** No database can be had; the message is one sentence for the person at the terminal and says what to do. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}
