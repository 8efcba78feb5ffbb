import type { webApi } from '@slack/bolt';

/** A text file to upload. */
export interface NamedFile {
  readonly name: string;
  readonly content: string;
}

/** Puts files into a conversation, which Slack takes by its id alone and not by a person's. */
export type Upload = (channelId: string, files: readonly NamedFile[]) => Promise<void>;

const UPLOAD_TIMEOUT_MS = 30_000;

/**
 * In Slack's three steps: an address for each file, its bytes, and then all of them into the conversation.
 *
 * @returns nothing where the app may not: it lacks `files:write`
 */
export function createUpload({
  client,
  onceClient,
  scopes,
}: {
  readonly client: webApi.WebClient;
  /** Never tries again by itself: the files may stand in the conversation already. */
  readonly onceClient: webApi.WebClient;
  readonly scopes: readonly string[];
}): Upload | undefined {
  if (!scopes.includes('files:write')) return undefined;

  async function uploaded({ name, content }: NamedFile): Promise<{ readonly id: string; readonly title: string }> {
    const bytes = new TextEncoder().encode(content);
    const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: name, length: bytes.length });
    if (upload_url === undefined || file_id === undefined) throw new Error('Slack gave no address for a file');
    const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS);
    const taken = await fetch(upload_url, { method: 'POST', body: bytes, redirect: 'error', signal });
    if (!taken.ok) throw new Error(`Slack did not take a file: ${taken.status}`);
    return { id: file_id, title: name };
  }

  return async (channelId, files) => {
    const [first, ...others] = await Promise.all(files.map(uploaded));
    if (first === undefined) return;
    await onceClient.files.completeUploadExternal({ channel_id: channelId, files: [first, ...others] });
  };
}
