import { isObject, type JsonObject, objectsIn } from './json.ts';
import { withIds } from './profile.ts';

export interface Placed {
  readonly blockId: string;
  readonly element: JsonObject;
}

/** Everything in these blocks that a person can use, in reading order. */
export function interactiveElements(blocks: unknown): readonly Placed[] {
  if (!Array.isArray(blocks)) return [];
  return withIds(blocks.filter(isObject)).flatMap((block) => {
    const inner = block['child_blocks'];
    if (inner !== undefined) return interactiveElements(inner);
    return [...objectsIn(block)]
      .filter((object) => typeof object['action_id'] === 'string')
      .map((element) => ({ blockId: String(block['block_id']), element }));
  });
}

/** What a press on it asks the app for: its action id, or for the menu behind `⋯` what it offers; nothing of a link. */
export function actsOf(element: JsonObject): readonly string[] {
  if (element['type'] !== 'overflow') return element['url'] === undefined ? [String(element['action_id'])] : [];
  const options = [...objectsIn(element['options'])].filter((each) => 'value' in each && each['url'] === undefined);
  return options.map((option) => String(option['value']));
}

/**
 * What an element holds once a person chose or typed `value`; several choices are separated by commas.
 *
 * @throws when a menu does not offer that value, since nobody could have chosen it
 */
export function chosen(element: JsonObject, value: string): JsonObject {
  const type = String(element['type']);
  const several = value === '' ? [] : value.split(',');
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: offered(element, value) };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: several.map((one) => offered(element, one)) };
    case 'users_select':
      return { type, selected_user: value };
    case 'multi_users_select':
      return { type, selected_users: several };
    case 'channels_select':
      return { type, selected_channel: value };
    case 'multi_channels_select':
      return { type, selected_channels: several };
    case 'conversations_select':
      return { type, selected_conversation: value };
    case 'multi_conversations_select':
      return { type, selected_conversations: several };
    case 'datepicker':
      return { type, selected_date: value };
    case 'timepicker':
      return { type, selected_time: value };
    case 'datetimepicker':
      return { type, selected_date_time: Number(value) };
    default:
      return { type, value };
  }
}

/** What an element holds before anybody touched it. */
export function untouched(element: JsonObject): JsonObject {
  const type = String(element['type']);
  const initial = (name: string) => element[`initial_${name}`];
  const firstOf: Readonly<Record<string, JsonObject>> = {
    static_select: { selected_option: initial('option') ?? null },
    external_select: { selected_option: initial('option') ?? null },
    radio_buttons: { selected_option: initial('option') ?? null },
    checkboxes: { selected_options: initial('options') ?? [] },
    multi_static_select: { selected_options: initial('options') ?? [] },
    multi_external_select: { selected_options: initial('options') ?? [] },
    users_select: { selected_user: initial('user') ?? null },
    multi_users_select: { selected_users: initial('users') ?? [] },
    channels_select: { selected_channel: initial('channel') ?? null },
    multi_channels_select: { selected_channels: initial('channels') ?? [] },
    conversations_select: { selected_conversation: initial('conversation') ?? null },
    multi_conversations_select: { selected_conversations: initial('conversations') ?? [] },
    datepicker: { selected_date: initial('date') ?? null },
    timepicker: { selected_time: initial('time') ?? null },
    datetimepicker: { selected_date_time: initial('date_time') ?? null },
  };
  return { type, ...(firstOf[type] ?? { value: initial('value') ?? null }) };
}

function offered(element: JsonObject, value: string): JsonObject {
  const options = [...objectsIn([element['options'], element['option_groups']])].filter((one) => 'value' in one);
  const found = options.find((option) => option['value'] === value);
  if (found !== undefined || element['type'] === 'external_select') return found ?? { value };
  throw new Error(`nothing in ${String(element['action_id'])} has the value ${JSON.stringify(value)}`);
}
