/** A file that cannot be read as what it should be, whatever one does with its single rows. The message says what to do. */
export class UnreadableFile extends Error {
  constructor(
    /** The line where it shows, counted from 1. */
    readonly line: number,
    message: string,
    readonly column = '',
    readonly value = '',
  ) {
    super(message);
    this.name = 'UnreadableFile';
  }
}
