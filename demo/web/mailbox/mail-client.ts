export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

export interface MailMessage {
  readonly id: number;
  readonly conversation: string;
  readonly internetMessageId: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly date: string;
  readonly text: string;
  readonly html: string;
  readonly headers: readonly MailHeader[];
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly sent: boolean;
  readonly kind: 'mail' | 'protected' | 'meeting';
  readonly sharedMailbox: string | null;
  readonly properties: Readonly<Record<string, string>>;
  /** Who wrote to whom, for reading. */
  readonly people: { readonly from: string; readonly to: string };
}

export interface MailThread {
  readonly conversation: string;
  readonly subject: string;
  /** Oldest first. */
  readonly messages: readonly MailMessage[];
}

/** Whether a mail client lets an add-in near it as mail. */
export function isMail({ kind }: Pick<MailMessage, 'kind'>): boolean {
  return kind !== 'meeting';
}

export interface Colleague {
  readonly email: string;
  readonly name: string;
  readonly mailClient: 'outlook' | 'gmail';
}

export interface OutgoingMail {
  /** The owner's address, or that of a shared mailbox. */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly conversation: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly files: readonly { readonly name: string; readonly base64: string }[];
}

/** The demo's mailboxes, as its own process keeps them. */
export class MailClient {
  async people(): Promise<{ company: string; people: readonly Colleague[] }> {
    return this.ask('/people');
  }

  async threads(owner: string): Promise<readonly MailThread[]> {
    const { threads } = await this.ask<{ threads: readonly MailThread[] }>(
      `/mailboxes/${encodeURIComponent(owner)}/threads`,
    );
    return threads;
  }

  /** Sends by SMTP. Rejects with the server's words where a recipient was refused. */
  async send(owner: string, mail: OutgoingMail): Promise<MailMessage> {
    const path = `/mailboxes/${encodeURIComponent(owner)}/mails`;
    const { message } = await this.ask<{ message: MailMessage }>(path, { method: 'POST', body: JSON.stringify(mail) });
    return message;
  }

  fileUrl(owner: string, message: MailMessage, place: number): string {
    return `/demo/api/mailboxes/${encodeURIComponent(owner)}/messages/${message.id}/files/${place}`;
  }

  async keepProperties(owner: string, id: number, properties: Readonly<Record<string, string>>): Promise<void> {
    const path = `/mailboxes/${encodeURIComponent(owner)}/messages/${id}/properties`;
    await this.ask(path, { method: 'PUT', body: JSON.stringify(properties) });
  }

  /** Calls back for each mail that comes in or is sent, until ended. */
  onMail(owner: string, heard: () => void): () => void {
    const news = new EventSource(`/demo/api/mailboxes/${encodeURIComponent(owner)}/news`);
    news.onmessage = heard;
    return () => news.close();
  }

  /** Any other part of the demo's own API, by its path below `/demo/api`. */
  async ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const headers = init.body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`/demo/api${path}`, { ...init, headers });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(String((answer as { error?: unknown }).error ?? response.statusText));
    return answer as T;
  }
}

/** The people of an address header, taken apart well enough for showing and answering; quoted names may hold commas. */
export function peopleIn(header: string): { displayName: string; emailAddress: string }[] {
  const parts = header.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,;"<])+/g) ?? [];
  return parts.flatMap((part) => {
    const address = (/<([^>]+)>/.exec(part)?.[1] ?? part).replace(/^[^:]*:\s*/, '').trim();
    if (!address.includes('@')) return [];
    const name = part
      .replace(/<[^>]*>/, '')
      .replaceAll('"', '')
      .trim();
    return [{ displayName: name === address ? '' : name, emailAddress: address }];
  });
}

export function headerOf(message: Pick<MailMessage, 'headers'>, name: string): string {
  return message.headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? '';
}
