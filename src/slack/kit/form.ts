import type { types } from '@slack/bolt';
import { LIMITS } from './message.ts';
import { clip } from './mrkdwn.ts';

/** A modal form as it is meant. What is filled in comes back by the names of its fields. */
export interface Form {
  /** Its callback, under which a feature listens for it. */
  readonly callback: string;
  readonly title: string;
  readonly submit: string;
  /** What it is about, e.g. the id of what is changed; it comes back as it was. */
  readonly about?: string | undefined;
  readonly fields: readonly Field[];
}

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: boolean | undefined;
} & (
  | { readonly kind: 'text'; readonly value: string }
  /** `08:30`. */
  | { readonly kind: 'time'; readonly value: string }
  /** A channel's id; without one, the channel that the form is opened in. */
  | { readonly kind: 'channel'; readonly value?: string | undefined }
  | { readonly kind: 'one'; readonly value: string; readonly options: readonly FieldOption[] }
  | { readonly kind: 'several'; readonly values: readonly string[]; readonly options: readonly FieldOption[] }
);

export interface FieldOption {
  readonly value: string;
  readonly label: string;
}

const LONGEST_INPUT = 500;

/** A form as it leaves for Slack. */
export function renderForm({ callback, title, submit, about = '', fields }: Form): types.ModalView {
  return {
    type: 'modal',
    callback_id: callback,
    private_metadata: about,
    title: plain(title, LIMITS.viewTitle),
    submit: plain(submit, LIMITS.viewTitle),
    close: plain('Cancel', LIMITS.viewTitle),
    blocks: fields.map(input),
  };
}

function input(field: Field): types.InputBlock {
  const { name, label, hint, optional } = field;
  return {
    type: 'input',
    block_id: name,
    label: plain(label, LIMITS.inputLabel),
    element: element(field),
    ...(hint !== undefined && { hint: plain(hint, LIMITS.inputLabel) }),
    ...(optional === true && { optional }),
  };
}

function element(field: Field): types.InputBlock['element'] {
  switch (field.kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: 'value',
        max_length: LONGEST_INPUT,
        ...(field.value !== '' && { initial_value: clip(field.value, LONGEST_INPUT) }),
      };
    case 'time':
      return { type: 'timepicker', action_id: 'value', initial_time: field.value };
    case 'channel':
      return {
        type: 'conversations_select',
        action_id: 'value',
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(field.value === undefined
          ? { default_to_current_conversation: true }
          : { initial_conversation: field.value }),
      };
    case 'one': {
      const options = field.options.map(optionOf);
      const chosen = options.find(({ value }) => value === field.value);
      return { type: 'static_select', action_id: 'value', options, ...(chosen && { initial_option: chosen }) };
    }
    case 'several': {
      const options = field.options.map(optionOf);
      const chosen = options.filter(({ value }) => field.values.includes(value));
      return {
        type: 'checkboxes',
        action_id: 'value',
        options,
        ...(chosen.length > 0 && { initial_options: chosen }),
      };
    }
    default:
      return field satisfies never;
  }
}

function optionOf({ value, label }: FieldOption): types.PlainTextOption & { readonly value: string } {
  return { text: plain(label, LIMITS.buttonText), value };
}

function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, most) };
}
