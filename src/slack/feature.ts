import type { Asker } from '../domain/asker.ts';
import type { Message } from './kit/message.ts';
import type { Sharing } from './kit/sharing.ts';
import type { Usage } from './kit/usage.ts';

/** How a question ended, in a word for the log and the metrics, and what the asker is told. */
export interface Outcome {
  /** `answered`, `no-such-agent`, `not-allowed`, …; never a name or an id. */
  readonly outcome: string;
  readonly message?: Message | undefined;
  /** For a click: put the answer in the place of the message that was clicked. Otherwise it is a new ephemeral message. */
  readonly replace?: boolean | undefined;
  /** Something was done that must not be done twice. */
  readonly acted?: boolean | undefined;
}

/** What every question has, whichever way it came. */
export interface Asked {
  readonly asker: Asker;
  readonly channelId: string | undefined;
  readonly sharing: Sharing;
  /** Quoted to the asker when something fails, and in every log line of this question. */
  readonly reference: string;
  /** Opens a modal, within 3 seconds. */
  readonly triggerId: string | undefined;
  /**
   * Says something before the answer is there, which counts as one of Slack's five replies.
   *
   * @param replace for a click: in the place of the message that was clicked
   */
  readonly tell: (message: Message, replace?: boolean) => Promise<void>;
  /** Posts a copy of the answer for everybody who reads along where it was asked; `named`: people are named in it. */
  readonly share: (copy: Message, how: { readonly named: boolean }) => Promise<Outcome>;
  /** For what must not happen twice: whoever presses again within seconds, and a request that comes again, is told so. */
  readonly once: (work: () => Promise<Outcome>) => Promise<Outcome>;
}

export interface CommandAsked extends Asked {
  /** What was typed behind the command, with users and channels as `<@U…>`, `<#C…>`. */
  readonly text: string;
}

export interface Clicked extends Asked {
  /** The button's value or the chosen option's. May have been tampered with: parse it. */
  readonly value: string;
  /** What stands behind the colon of the action id, when several buttons do the same. */
  readonly suffix: string;
  /** The message or view that was clicked. */
  readonly messageTs: string | undefined;
}

export interface ShortcutAsked extends Asked {
  /** Who wrote the message that the shortcut was used on. */
  readonly authorId: string | undefined;
}

export interface ViewSubmitted extends Asked {
  /** Input values by `block_id`: text, chosen id or ids joined by commas. */
  readonly values: Readonly<Record<string, string>>;
  readonly privateMetadata: string;
}

/** A command of Slack, whole: what is said of it, and what answers it. Help, Home and the README are made from these. */
export interface Command extends Usage {
  readonly answer: (asked: CommandAsked) => Promise<Outcome>;
}

/** The help of a command, which tells of all others too. */
export type Help = (usage: Usage) => Message;

/** One capability of the app: what it listens to. `commands.ts` puts all features into one table. */
export interface Feature {
  readonly commands?: readonly Command[];
  /** By action id up to the first colon. */
  readonly actions?: Readonly<Record<string, (clicked: Clicked) => Promise<Outcome>>>;
  /** Message shortcuts, by callback id. */
  readonly shortcuts?: Readonly<Record<string, (asked: ShortcutAsked) => Promise<Outcome>>>;
  /** Modals, by callback id. `check` runs before the ack, so it does no I/O: error sentences by block id. */
  readonly views?: Readonly<
    Record<
      string,
      {
        readonly check: (
          submitted: Pick<ViewSubmitted, 'values' | 'privateMetadata'>,
        ) => Readonly<Record<string, string>>;
        readonly submit: (submitted: ViewSubmitted) => Promise<Outcome>;
      }
    >
  >;
  /** What is said to the app in words, without a command. */
  readonly said?: ((asked: CommandAsked) => Promise<Outcome>) | undefined;
  /** `app_home_opened`. */
  readonly home?: ((opened: Asked) => Promise<Outcome>) | undefined;
}
