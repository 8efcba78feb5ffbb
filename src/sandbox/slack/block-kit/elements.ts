import { z } from 'zod';
import { richText } from './rich-text.ts';
import { confirm, id, image, option, optionGroup, plain, plainOption, style, url } from './text.ts';

const acting = { action_id: id.optional(), confirm: confirm.optional() };
const focusing = { focus_on_load: z.boolean().optional() };
const hinting = { placeholder: plain(150).optional() };
const picking = { ...acting, ...focusing, ...hinting };
const dispatching = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
    })
    .optional(),
};
const typing = { action_id: id.optional(), ...focusing, ...hinting, ...dispatching };
const several = { max_selected_items: z.int().min(1).optional() };
const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();
const conversing = { default_to_current_conversation: z.boolean().optional(), filter: conversationFilter };
const answering = { response_url_enabled: z.boolean().optional() };
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const button = z.strictObject({
  type: z.literal('button'),
  ...acting,
  text: plain(75),
  value: z.string().min(1).max(2000).optional(),
  url: url.optional(),
  style: style.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  ...acting,
  text: plain(75),
  workflow: z.strictObject({ trigger: z.looseObject({ url }) }),
  style: style.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const options = z.array(plainOption).min(1).max(100).optional();
const optionGroups = z.array(optionGroup).min(1).max(100).optional();
const oneListOfOptions = { message: 'needs either options or option_groups' };
const hasOneList = (menu: { options?: unknown; option_groups?: unknown }) =>
  (menu.options === undefined) !== (menu.option_groups === undefined);

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...picking,
    options,
    option_groups: optionGroups,
    initial_option: plainOption.optional(),
  })
  .refine(hasOneList, oneListOfOptions);

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...picking,
    ...several,
    options,
    option_groups: optionGroups,
    initial_options: z.array(plainOption).max(100).optional(),
  })
  .refine(hasOneList, oneListOfOptions);

const selects = [
  staticSelect,
  z.strictObject({
    type: z.literal('external_select'),
    ...picking,
    initial_option: plainOption.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...picking, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...picking,
    ...conversing,
    ...answering,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...picking,
    ...answering,
    initial_channel: z.string().optional(),
  }),
] as const;

const multiSelects = [
  multiStaticSelect,
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...picking,
    ...several,
    initial_options: z.array(plainOption).max(100).optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...picking,
    ...several,
    initial_users: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...picking,
    ...several,
    ...conversing,
    initial_conversations: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...picking,
    ...several,
    initial_channels: z.array(z.string()).optional(),
  }),
] as const;

const choices = [
  z.strictObject({
    type: z.literal('checkboxes'),
    ...acting,
    ...focusing,
    options: z.array(option).min(1).max(10),
    initial_options: z.array(option).min(1).max(10).optional(),
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    ...acting,
    ...focusing,
    options: z.array(option).min(1).max(10),
    initial_option: option.optional(),
  }),
] as const;

const times = [
  z.strictObject({ type: z.literal('datepicker'), ...picking, initial_date: day.optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...picking,
    initial_time: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    ...acting,
    ...focusing,
    initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
] as const;

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...acting,
  options: z
    .array(plainOption.extend({ url: url.optional() }))
    .min(2)
    .max(5),
});

const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typing,
  initial_value: richText.optional(),
  min_lines: z.int().min(1).optional(),
  max_lines: z.int().min(1).optional(),
});

const fields = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...typing,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...typing, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typing, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typing,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: id.optional(),
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
] as const;

const everywhere = [button, workflowButton, overflow, ...selects, ...multiSelects, ...choices, ...times] as const;

export const inActions = z.discriminatedUnion('type', [
  button,
  workflowButton,
  overflow,
  richTextInput,
  ...selects,
  ...multiSelects,
  ...choices,
  ...times,
]);
export const asAccessory = z.discriminatedUnion('type', [image, ...everywhere]);
export const inInput = z.discriminatedUnion('type', [
  richTextInput,
  ...selects,
  ...multiSelects,
  ...choices,
  ...times,
  ...fields,
]);

const opinion = z.strictObject({
  text: plain(75),
  accessibility_label: z.string().max(75).optional(),
  value: z.string().min(1).max(2000),
});
export const inContextActions = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: id.optional(),
    positive_button: opinion,
    negative_button: opinion,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    ...acting,
    icon: z.string().min(1),
    text: plain(75),
    accessibility_label: z.string().max(75).optional(),
    value: z.string().min(1).max(2000).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
  }),
]);
