import { z } from 'zod';
import { POST_REFUSALS } from '../domain/posting.ts';
import { SKIP_REASONS } from './ports.ts';

/** How far a run has come: what a successor finds when its process dies. */
const note = z.discriminatedUnion('step', [
  /** Nothing is posted; it is tried again later. */
  z.object({ step: z.literal('waiting'), because: z.enum(['genesys-unavailable', 'slack-unavailable']) }),
  /** The headline was about to be sent at `at`. */
  z.object({ step: z.literal('posting'), at: z.number() }),
  /** The headline is posted, its details were about to be sent at `at`, or (`unsent`) certainly are not yet. */
  z.object({ step: z.literal('details'), at: z.number(), ts: z.string(), unsent: z.boolean().optional() }),
]);
export type Note = z.infer<typeof note>;

/** How a run ended; kept so that nobody does it again. */
const finish = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('posted'),
    ts: z.string(),
    detailsTs: z.string().optional(),
    /** The figures had not settled. */
    partial: z.boolean(),
    digest: z.string(),
  }),
  z.object({ kind: z.literal('nothing-to-say') }),
  /** Nobody knows whether Slack took it, and it could not be looked for: its owner was told. */
  z.object({ kind: z.literal('in-doubt') }),
  z.object({ kind: z.literal('skipped'), because: z.enum(SKIP_REASONS) }),
  z.object({ kind: z.literal('refused'), why: z.enum([...POST_REFUSALS, 'summary']) }),
]);
export type Finish = z.infer<typeof finish>;

/** Nothing when there is none, or it is none that this release knows: then nobody has posted. */
export function readNote(text: string | undefined): Note | undefined {
  return text === undefined ? undefined : parsed(note, text);
}

/** Nothing when it is none that this release knows: it is finished, and that is all there is to know. */
export function readFinish(text: string): Finish | undefined {
  return parsed(finish, text);
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
