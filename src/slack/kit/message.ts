import type { types } from '@slack/bolt';
import type { Card } from './card.ts';

/** A chart block of Slack that `@slack/types` does not know yet: bar, line or area over shared categories. */
export interface ChartBlock {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'bar' | 'line' | 'area';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label?: string;
      readonly y_label?: string;
    };
  };
}

export type Block = types.KnownBlock | ChartBlock;

/** The types of block that Slack refuses in some workspaces, the newest first: without each the answer is still whole. */
export const REFUSABLE = ['data_visualization', 'data_table', 'table'] as const;
export type BlockType = (typeof REFUSABLE)[number];

/**
 * What leaves for Slack: `text` answers alone (screen readers, notifications), `blocks` show it. `render.ts` makes it of
 * a card, and makes it anew where blocks are refused.
 */
export interface Message {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly card: Card;
}

/** Slack's limits, in characters unless said otherwise. */
export const LIMITS = {
  blocks: 50,
  actionId: 255,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  /** Of `data_visualization` blocks in a message, of points and series in one, and of their words. */
  charts: 2,
  chartLabel: 20,
  chartPoints: 20,
  chartSeries: 6,
  chartTitle: 50,
  confirmButton: 30,
  confirmText: 300,
  confirmTitle: 100,
  contextElements: 10,
  fieldText: 2000,
  fields: 10,
  headerText: 150,
  inputLabel: 2000,
  leastOptions: 2,
  options: 5,
  optionValue: 75,
  sectionText: 3000,
  tableCells: 20,
  tableCharacters: 10_000,
  tableRows: 100,
  /** Slack takes 4,000; the room is for what is counted otherwise. */
  text: 3900,
  viewBlocks: 100,
  viewTitle: 24,
} as const;
