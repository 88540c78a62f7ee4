/** The port cannot be had; the message is one sentence for the person at the terminal. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';

  constructor(port: number, cause: Error) {
    super(`The Gmail add-on cannot listen on port ${port}; end what uses it, or set GMAIL_ADDON_PORT.`, { cause });
  }
}
