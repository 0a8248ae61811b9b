/**
 * Push-down: a chart's filters, calculations, bins, time units and aggregates as SQL over the query, so that what crosses into Vega is
 * one row a mark and not one row a record. What SQL can't say is left in the specification, and Vega computes it on at most
 * `rowLimit` rows.
 *
 * - P1 The picture is the same with and without: SQL counts as Vega counts (nulls, bins, quantiles, distinct values).
 * - P2 A transform is pushed down only if all before it are.
 * - P3 An aggregate in an encoding is pushed down with all its groups, or not at all.
 * - P4 Each row keeps a condition over the query's own result that picks the records behind it.
 */
import type { JsonValue } from '../domain/values/json.ts';
import { groupsOf } from './pushdownGroups.ts';
import type { ChartQuery, Planning, Pushdown, PushdownInput } from './pushdownPlan.ts';
import { recordsQuery, takeRecords } from './pushdownRecords.ts';
import { isArray, isObject, objectAt, without, type JsonObject } from './pushdownSpec.ts';
import { applyTransforms, relationOf, type Relation } from './pushdownTransforms.ts';

interface Context {
  readonly relation: Relation;
  /** Transforms that SQL can't do, from the first of them on. */
  readonly rest: readonly JsonValue[];
  readonly encoding: JsonObject | null;
}

/** Inherits an encoding from the layer above, as Vega-Lite merges them. */
export function mergedEncoding(parent: JsonObject | null, own: JsonObject): JsonObject {
  if (!parent) return own;
  const merged: Record<string, JsonValue> = { ...parent };
  for (const [channel, def] of Object.entries(own)) {
    const above = parent[channel];
    const inherits =
      isObject(def) &&
      (def['field'] !== undefined || def['datum'] !== undefined || def['aggregate'] !== undefined);
    merged[channel] = inherits && isObject(above) ? { ...above, ...def } : def;
  }
  return merged;
}

/** The same groups for two layers are asked for once. */
function takeGroups(planning: Planning, query: Omit<ChartQuery, 'name'>): string {
  const known = planning.drafts.find((d) => d.kind === 'groups' && d.query.sql === query.sql);
  const name = known?.name ?? `rows_${String(planning.drafts.length)}`;
  if (!known) planning.drafts.push({ kind: 'groups', name, query: { ...query, name } });
  return name;
}

function planLeaf(node: JsonObject, context: Context, planning: Planning): JsonObject {
  const encoding = mergedEncoding(context.encoding, objectAt(node, 'encoding'));
  if (node['data'] !== undefined) return { ...node, encoding };
  const groups = context.rest.length === 0 ? groupsOf(context.relation, encoding, node, planning) : null;
  if (groups) {
    const data = { name: takeGroups(planning, groups.query) };
    return { ...without(node, 'transform'), data, encoding: groups.encoding };
  }
  const name = takeRecords(planning, context.relation, encoding, node, context.rest);
  const leaf = { ...without(node, 'transform'), data: { name }, encoding };
  return context.rest.length > 0 ? { ...leaf, transform: context.rest } : leaf;
}

const compositions = ['layer', 'hconcat', 'vconcat', 'concat'] as const;

function plan(node: JsonObject, above: Context, planning: Planning): JsonObject {
  const own = isArray(node['transform']) ? node['transform'] : [];
  const applied =
    above.rest.length > 0
      ? { relation: above.relation, rest: [...above.rest, ...own] }
      : applyTransforms(above.relation, own);
  const context: Context = { ...applied, encoding: above.encoding };
  const composition = compositions.find((c) => isArray(node[c]));
  if (composition === undefined || node['data'] !== undefined) return planLeaf(node, context, planning);
  const encoding =
    composition === 'layer' ? mergedEncoding(above.encoding, objectAt(node, 'encoding')) : null;
  const children = (node[composition] as readonly JsonValue[]).map((child) =>
    isObject(child) ? plan(child, { ...context, encoding }, planning) : child,
  );
  return { ...without(node, 'transform', 'encoding'), [composition]: children };
}

/** Translates a chart. Pure: the extents that bins need are asked for, and the caller calls again with them. */
export function planPushdown(input: PushdownInput): Pushdown {
  const planning: Planning = {
    extents: input.extents,
    wanted: new Set(),
    drafts: [],
    leftToVega: false,
  };
  const root: Context = { relation: relationOf(input.sql, input.columns), rest: [], encoding: null };
  const spec = plan(input.spec, root, planning);
  return {
    spec,
    queries: planning.drafts.map((d) => (d.kind === 'groups' ? d.query : recordsQuery(d))),
    leftToVega: planning.leftToVega,
    extentsWanted: [...planning.wanted],
  };
}
