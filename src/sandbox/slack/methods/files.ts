import { z } from 'zod';
import { HOME } from '../people.ts';
import type { Workspace } from '../workspace.ts';
import { json, type Method, method, refuse } from './method.ts';

/** A file on its way: an address is given for it, its bytes come there, and only then it is put somewhere. */
interface Upload {
  readonly name: string;
  readonly length: number;
  bytes?: string;
}

export function createUploads(workspace: Workspace, base: () => string) {
  const uploads = new Map<string, Upload>();
  const completed = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

  const methods: Readonly<Record<string, Method>> = {
    'files.getUploadURLExternal': method({
      scopes: ['files:write'],
      tier: 4,
      args: z.object({ filename: z.string().min(1), length: z.coerce.number().int().positive() }),
      run({ filename, length }) {
        const id = workspace.nextId('F');
        uploads.set(id, { name: filename, length });
        return { ok: true, upload_url: `${base()}/upload/${id}`, file_id: id };
      },
    }),

    'files.completeUploadExternal': method({
      scopes: ['files:write'],
      tier: 4,
      args: z.object({ files: json.pipe(completed), channel_id: z.string().optional() }),
      run({ files, channel_id }) {
        const channel = workspace.channels.get(channel_id ?? '');
        // A person's id is no channel here, unlike in chat.postMessage.
        if (channel_id !== undefined && channel === undefined) return refuse('channel_not_found');
        if (files.some(({ id }) => uploads.get(id)?.bytes === undefined)) return refuse('file_not_found');
        if (channel !== undefined) {
          const names = files.map(({ id, title }) => `${title ?? uploads.get(id)?.name ?? id}`);
          const message = { text: names.join('\n'), blocks: [], channel: channel.id, from: HOME.botUserId };
          workspace.post({ ...message, via: 'chat.postMessage' });
        }
        return { ok: true, files };
      },
    }),
  };

  return {
    methods,
    /** The bytes of a file at the address that was given for it. @returns whether they are what was announced */
    take(id: string, bytes: string): boolean {
      const upload = uploads.get(id);
      if (upload === undefined || Buffer.byteLength(bytes) !== upload.length) return false;
      upload.bytes = bytes;
      return true;
    },
    /** What has been uploaded, by name. */
    contents: (): Readonly<Record<string, string>> =>
      Object.fromEntries(
        [...uploads.values()].flatMap(({ name, bytes }) => (bytes === undefined ? [] : [[name, bytes]])),
      ),
  };
}
