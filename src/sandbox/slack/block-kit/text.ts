import { z } from 'zod';

/** The small pieces that blocks and their elements share. Source of every limit: Slack's Block Kit reference. */
export const id = z.string().min(1).max(255);

export const plain = (most: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });

export const mrkdwn = (most: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  });

export const text = (most: number) => z.discriminatedUnion('type', [plain(most), mrkdwn(most)]);

export const url = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/\S+$/, 'must be an http or https address');

export const confirm = z.strictObject({
  title: plain(100).optional(),
  text: text(300),
  confirm: plain(30).optional(),
  deny: plain(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

export const option = z.strictObject({
  text: text(75),
  value: z.string().min(1).max(75),
  description: text(75).optional(),
});

export const plainOption = option.extend({ text: plain(75), description: plain(75).optional() });

export const optionGroup = z.strictObject({ label: plain(75), options: z.array(plainOption).min(1).max(100) });

export const style = z.enum(['primary', 'danger']);

const slackFile = z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })]);

/** An image beside or inside other things; as a block of its own it may also carry a title. */
export const imageFields = {
  type: z.literal('image'),
  image_url: url.optional(),
  slack_file: slackFile.optional(),
  alt_text: z.string().min(1).max(2000),
};

export const image = z
  .strictObject(imageFields)
  .refine((shown) => (shown.image_url === undefined) !== (shown.slack_file === undefined), {
    message: 'needs either image_url or slack_file',
  });
