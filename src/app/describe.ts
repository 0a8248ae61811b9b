import { createEffect, createSignal, type Accessor } from 'solid-js';
import { descriptionIn, noDescription } from '../domain/datasetDescription.ts';
import { fetchDescription } from '../engine/datasetDescription.ts';
import { language } from '../i18n/i18n.ts';

/**
 * What the dataset says of its tables and columns, in the present language; null for all others. Fetched when `ready` holds: nobody reads it
 * before. Must be called in a reactive root.
 */
export function createDescribe(ready: Accessor<boolean>): (table: string, column?: string) => string | null {
  const [description, setDescription] = createSignal(noDescription);
  createEffect(() => {
    if (ready() && description() === noDescription) void fetchDescription().then(setDescription);
  });
  return (table, column) => {
    const { tables, views } = description();
    const found = tables.get(table.toLowerCase()) ?? views.get(table.toLowerCase());
    const field = found?.schema.fields.find((f) => f.name.toLowerCase() === column?.toLowerCase());
    return descriptionIn(column === undefined ? found : field, language()) || null;
  };
}
