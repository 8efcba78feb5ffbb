import { z } from 'zod';
import { richText } from './rich-text.ts';
import { id } from './text.ts';

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) });
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText]);

export const table = z.strictObject({
  type: z.literal('table'),
  block_id: id.optional(),
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
});

export const dataTable = z.strictObject({
  type: z.literal('data_table'),
  block_id: id.optional(),
  caption: z.string().min(1),
  rows: z.array(z.array(cell).min(1).max(20)).min(2).max(100),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).max(19).optional(),
});

const label = z.string().min(1).max(20);
const point = z.strictObject({ label, value: z.number() });

const pie = z.strictObject({
  type: z.literal('pie'),
  // Older captures of Slack's page allow 6 segments, newer ones 12: what holds for both is asked for.
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(6),
});

const overCategories = (type: 'bar' | 'line' | 'area') =>
  z.strictObject({
    type: z.literal(type),
    series: z
      .array(z.strictObject({ name: label, data: z.array(point).min(1).max(20) }))
      .min(1)
      .max(6),
    axis_config: z.strictObject({
      categories: z.array(label).min(1).max(20),
      x_label: z.string().max(50).optional(),
      y_label: z.string().max(50).optional(),
    }),
  });

export const chart = z
  .strictObject({
    type: z.literal('data_visualization'),
    block_id: id.optional(),
    title: z.string().min(1).max(50),
    chart: z.discriminatedUnion('type', [pie, overCategories('bar'), overCategories('line'), overCategories('area')]),
  })
  .superRefine(({ chart: drawn }, context) => {
    if (drawn.type === 'pie') return;
    const names = drawn.series.map((series) => series.name);
    if (new Set(names).size < names.length) context.addIssue({ code: 'custom', message: 'two series share a name' });
    const categories = [...drawn.axis_config.categories].sort().join('\n');
    for (const series of drawn.series) {
      const labels = series.data.map((one) => one.label).sort();
      if (labels.join('\n') !== categories) {
        const message = `series "${series.name}" must have every category exactly once`;
        context.addIssue({ code: 'custom', message });
      }
    }
  });
