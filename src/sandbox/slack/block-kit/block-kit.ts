import { z } from 'zod';
import { chart, dataTable, table } from './data.ts';
import { asAccessory, button, inActions, inContextActions, inInput } from './elements.ts';
import { richText } from './rich-text.ts';
import { id, image, imageFields, mrkdwn, plain, text, url } from './text.ts';

const block_id = id.optional();

const actions = z.strictObject({ type: z.literal('actions'), block_id, elements: z.array(inActions).min(1).max(25) });
const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z
    .array(z.union([text(3000), image]))
    .min(1)
    .max(10),
});
const divider = z.strictObject({ type: z.literal('divider'), block_id });
const header = z.strictObject({ type: z.literal('header'), block_id, text: plain(150) });
const imageBlock = z.strictObject({ ...imageFields, block_id, title: plain(2000).optional() });
const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inInput,
});
const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: text(3000).optional(),
    fields: z.array(text(2000)).min(1).max(10).optional(),
    accessory: asAccessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((shown) => shown.text !== undefined || shown.fields !== undefined, { message: 'needs text or fields' });
const video = z.strictObject({
  type: z.literal('video'),
  block_id,
  video_url: url,
  thumbnail_url: url,
  alt_text: z.string().min(1),
  title: plain(199),
  title_url: url.optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: url.optional(),
  description: plain(200).optional(),
});
const everywhere = [actions, context, divider, header, imageBlock, input, richText, section, video] as const;

const alert = z.strictObject({
  type: z.literal('alert'),
  block_id,
  text: text(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
const card = z
  .strictObject({
    type: z.literal('card'),
    block_id,
    hero_image: image.optional(),
    icon: image.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    subtext: mrkdwn(200).optional(),
    actions: z.array(button).max(3).optional(),
  })
  .refine((shown) => shown.hero_image ?? shown.title ?? shown.actions ?? shown.body, {
    message: 'needs one of hero_image, title, actions, body',
  });
const container = z.strictObject({
  type: z.literal('container'),
  block_id,
  title: plain(150).optional(),
  rich_text_title: richText.optional(),
  subtitle: text(150).optional(),
  child_blocks: z
    .array(z.discriminatedUnion('type', [...everywhere, table]))
    .min(1)
    .max(10),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
  icon: image.optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
});
const source = z.strictObject({ type: z.literal('url'), url, text: z.string().min(1) });
const taskCard = z.strictObject({
  type: z.literal('task_card'),
  block_id,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(source).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});

const inMessage = z.discriminatedUnion('type', [
  ...everywhere,
  card,
  z.strictObject({ type: z.literal('carousel'), block_id, elements: z.array(card).min(1).max(10) }),
  container,
  z.strictObject({
    type: z.literal('context_actions'),
    block_id,
    elements: z.array(inContextActions).min(1).max(5),
  }),
  dataTable,
  chart,
  z.strictObject({ type: z.literal('markdown'), block_id, text: z.string().min(1).max(12_000) }),
  z.strictObject({
    type: z.literal('plan'),
    block_id,
    title: z.string().min(1),
    tasks: z.array(taskCard).optional(),
  }),
  table,
  taskCard,
]);
const inModal = z.discriminatedUnion('type', [...everywhere, alert]);
const inHome = z.discriminatedUnion('type', [...everywhere]);

/** The blocks of a message, at most 50. */
export const messageBlocks = z.array(inMessage).max(50);

const viewFields = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...viewFields,
    title: plain(24),
    blocks: z.array(inModal).max(100),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  })
  .refine((view) => view.submit !== undefined || view.blocks.every((block) => block.type !== 'input'), {
    message: 'a modal with an input block needs submit',
  });

/** A modal or a Home tab, at most 100 blocks. */
export const view = z.discriminatedUnion('type', [
  modal,
  z.strictObject({ type: z.literal('home'), ...viewFields, blocks: z.array(inHome).max(100) }),
]);
