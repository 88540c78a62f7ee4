import { type DispatchView, readDispatchAttachment } from '#shared/api/dispatches.ts';
import type { AttachmentView } from '#shared/api/documents.ts';
import { filesNotNamed } from '../host/file-names.ts';
import { type FileToAttach, HostError, type MailHost, type MessageToPlace, type OpenItem } from '../host/mail-host.ts';
import { type Failure, failureOf } from './failure.ts';
import type { PaneApi } from './pane-api.ts';
import type { SendingWay } from './sending-ways.ts';

/** Where a prepared message goes. */
export interface Placement {
  /** Null where no message is open, which leaves a new one. */
  readonly item: OpenItem | null;
  readonly way: SendingWay;
  /** Of a new message. */
  readonly recipients: readonly string[];
}

/** What did not go in with the message, and why where that was tried. */
export interface LeftBehind {
  readonly left: readonly AttachmentView[];
  readonly failure: Failure | null;
}

const NOTHING_LEFT: LeftBehind = { left: [], failure: null };

/** Hands prepared messages and their files to the mail client. */
export class MessagePlacer {
  constructor(
    private readonly host: MailHost,
    private readonly api: PaneApi,
  ) {}

  /**
   * Opens the form or writes into the message, with the files where the client takes them there. `isWanted` is asked again once the files are here: nothing is opened for what was
   * left meanwhile, and null is the answer. Throws HostError, ApiError or ApiUnreachable.
   */
  async place(dispatch: DispatchView, placement: Placement, isWanted: () => boolean): Promise<LeftBehind | null> {
    const { way } = placement;
    const files = this.formTakesFiles(way) ? await this.filesOf(dispatch) : [];
    if (!isWanted()) return null;
    const inForm = await this.give(placement, toPlace(dispatch, files));
    const left = inForm ? [] : dispatch.filled.attachments;
    if (left.length === 0 || way !== 'insert' || placement.item === null) return { left, failure: null };
    return this.attachAll(placement.item.key, dispatch);
  }

  /** Puts the message's files into the one that is being written; what fails is told, not thrown, for the text is there. */
  async attachAll(itemKey: string, dispatch: DispatchView): Promise<LeftBehind> {
    const left = dispatch.filled.attachments;
    if (!this.host.can.attachToDraft) return { left, failure: null };
    try {
      await this.host.attach(itemKey, await this.filesOf(dispatch));
      return NOTHING_LEFT;
    } catch (error) {
      return { left, failure: failureOf(error) };
    }
  }

  /** The files of a template that the message being written does not have; all of them where the client does not say. */
  async missingIn(item: OpenItem, { filled }: DispatchView): Promise<readonly AttachmentView[]> {
    if (item.mode !== 'compose' || filled.attachments.length === 0) return [];
    const names = await this.host.attachedNames(item.key);
    return filesNotNamed(filled.attachments, names ?? [], ({ fileName }) => fileName);
  }

  /** A form of a new message takes no file of ours in any Outlook. */
  private formTakesFiles(way: SendingWay): boolean {
    return (way === 'reply' || way === 'reply_all') && this.host.can.attachToForm;
  }

  /** Whether the files went in. */
  private async give({ item, way, recipients }: Placement, message: MessageToPlace): Promise<boolean> {
    const { host } = this;
    if (way === 'new') await host.newMessage(message, recipients);
    else if (item === null) throw new HostError('item_changed', 'No message is open.');
    else if (way === 'insert') await host.insert(item.key, message);
    else await host.reply(item.key, message, way === 'reply_all');
    return message.files.length > 0;
  }

  private filesOf({ id, filled }: DispatchView): Promise<FileToAttach[]> {
    const read = async (place: number): Promise<FileToAttach> => {
      const { fileName, base64 } = await this.api.call(readDispatchAttachment, {
        params: { id, place: String(place) },
      });
      return { name: fileName, base64 };
    };
    return Promise.all(filled.attachments.map((_, place) => read(place)));
  }
}

function toPlace({ id, ticket, filled }: DispatchView, files: readonly FileToAttach[]): MessageToPlace {
  if (ticket === null) throw new HostError('not_supported', 'This message has been sent already.');
  const { subject, html, text } = filled;
  return { subject, html, text, dispatchId: id, ticket, files };
}
