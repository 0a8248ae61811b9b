import { createResource, For, Show, Suspense, type JSX } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import { textOf } from '../../domain/values/text.ts';
import { recordsOf, type Rows } from '../../engine/rows.ts';
import { formatNumber, language, t } from '../../i18n/i18n.ts';
import { quoteText } from '../../sql/identifiers.ts';
import { qualifiedName, type ColumnItem, type TreeItem } from './catalogTree.ts';
import {
  descriptionIn,
  referenceOf,
  referrersOf,
  titleIn,
  type ColumnDescription,
  type DatasetDescription,
} from '../../domain/datasetDescription.ts';
import { countSql, previewSql, profileSql, type ColumnProfile } from './profile.ts';

export interface CatalogDetailsProps {
  readonly item: TreeItem;
  readonly description: DatasetDescription;
  query(sql: string): Promise<Result<Rows>>;
  onInsert(text: string): void;
  onInsertName(): void;
  onQuery(): void;
}

const previewRows = 5;

/** What is known of the chosen table or column. */
export function CatalogDetails(props: CatalogDetailsProps): JSX.Element {
  return (
    <section class="catalog-details" aria-label={t('catalog.details')}>
      <Show when={props.item.kind === 'column' && props.item} fallback={<TableDetails {...props} />} keyed>
        {(item) => <ColumnDetails {...props} item={item} />}
      </Show>
    </section>
  );
}

function Actions(props: CatalogDetailsProps): JSX.Element {
  return (
    <p class="catalog-actions">
      <button type="button" class="button" data-look="outline" onClick={() => props.onInsertName()}>
        {t('catalog.insert')}
      </button>
      <button type="button" class="button" data-look="outline" onClick={() => props.onQuery()}>
        {t('catalog.query_this')}
      </button>
    </p>
  );
}

function TableDetails(props: CatalogDetailsProps): JSX.Element {
  const name = (): string => props.item.node.table.name;
  const described = () => props.item.node.description;
  const shipped = (): boolean => props.item.node.group !== 'own';
  const keys = (): string => described()?.schema.primaryKey?.join(', ') ?? '';
  const references = (): string[] =>
    (described()?.schema.foreignKeys ?? []).map((k) => `${k.fields.join(', ')} → ${k.reference.resource}`);
  const referrers = (): string[] => (shipped() ? referrersOf(props.description, name()) : []);
  const [count] = createResource(async () => {
    const known = described()?.rows;
    if (known !== undefined) return known;
    const rows = await props.query(countSql(qualifiedName(props.item.node)));
    return rows.ok ? (recordsOf<{ n: number }>(rows.value)[0]?.n ?? null) : null;
  });
  return (
    <>
      <h3>
        <span class="mono">{name()}</span> <span class="muted">{titleIn(described(), language())}</span>
      </h3>
      <p>{descriptionIn(described(), language())}</p>
      <Suspense>
        <dl class="catalog-facts">
          <Facts
            name={t('catalog.rows')}
            value={typeof count() === 'number' ? formatNumber(count() ?? 0) : ''}
          />
          <Facts name={t('catalog.columns')} value={formatNumber(props.item.node.table.columns.length)} />
          <Facts name={t('catalog.key')} value={keys()} mono />
          <Facts name={t('catalog.refers')} value={references().join('\n')} mono />
          <Facts name={t('catalog.referred')} value={referrers().join('\n')} mono />
        </dl>
      </Suspense>
      <Actions {...props} />
      <Preview {...props} />
    </>
  );
}

function Facts(props: {
  readonly name: string;
  readonly value: string;
  readonly mono?: boolean;
}): JSX.Element {
  return (
    <Show when={props.value !== ''}>
      <dt>{props.name}</dt>
      <dd classList={{ mono: props.mono === true }}>{props.value}</dd>
    </Show>
  );
}

function Preview(props: CatalogDetailsProps): JSX.Element {
  const [rows] = createResource(async () => {
    const found = await props.query(previewSql(qualifiedName(props.item.node), previewRows));
    return found.ok ? found.value : null;
  });
  return (
    <Suspense fallback={<p class="muted">{t('common.loading')}</p>}>
      <Show when={rows()}>
        {(preview) => (
          <div class="catalog-preview" role="region" aria-label={t('catalog.preview')} tabindex="0">
            <table>
              <thead>
                <tr>
                  <For each={preview().columns}>{(column) => <th scope="col">{column.name}</th>}</For>
                </tr>
              </thead>
              <tbody>
                <For each={preview().values}>
                  {(row) => (
                    <tr>
                      <For each={preview().columns}>
                        {(column, i) => (
                          <td classList={{ muted: (row[i()] ?? null) === null }}>
                            {(row[i()] ?? null) === null ? 'null' : textOf(column.type, row[i()] ?? null)}
                          </td>
                        )}
                      </For>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </div>
        )}
      </Show>
    </Suspense>
  );
}

function ColumnDetails(props: CatalogDetailsProps & { readonly item: ColumnItem }): JSX.Element {
  const described = (): ColumnDescription | undefined => props.item.described;
  const category = (): string => {
    const name = described()?.category;
    return name === 'raw' || name === 'coded' || name === 'derived' ? t(`catalog.category_${name}`) : '';
  };
  const isKey = (): boolean =>
    props.item.node.description?.schema.primaryKey?.includes(props.item.column.name) ?? false;
  return (
    <>
      <h3 class="mono">
        {props.item.node.table.name}.{props.item.column.name}
      </h3>
      <p>{descriptionIn(described(), language())}</p>
      <dl class="catalog-facts">
        <Facts name={t('catalog.type')} value={props.item.column.type.toLowerCase()} mono />
        <Facts name={t('catalog.origin')} value={category()} />
        <Facts name={t('catalog.unit')} value={described()?.unit ?? ''} />
        <Facts name={t('catalog.key')} value={isKey() ? t('catalog.part_of_key') : ''} />
        <Facts
          name={t('catalog.refers')}
          value={referenceOf(props.item.node.description, props.item.column.name) ?? ''}
          mono
        />
      </dl>
      <Actions {...props} />
      <Distribution {...props} />
    </>
  );
}

/** How the column is filled: nulls, distinct values, ends, and the commonest values, each of which can be put into the query. */
function Distribution(props: CatalogDetailsProps & { readonly item: ColumnItem }): JSX.Element {
  const [profile] = createResource(async () => {
    const rows = await props.query(profileSql(qualifiedName(props.item.node), props.item.column.name));
    return rows.ok ? (recordsOf<ColumnProfile>(rows.value)[0] ?? null) : null;
  });
  const label = (value: string): string => {
    const term = props.item.described?.categories?.find((c) => c.value === value);
    return term ? (language() === 'zh' ? term.label_zh : term.label) : '';
  };
  const isText = (): boolean => props.item.column.type === 'VARCHAR';
  return (
    <Suspense fallback={<p class="muted">{t('common.loading')}</p>}>
      <Show when={profile()}>
        {(p) => (
          <>
            <dl class="catalog-facts">
              <Facts name={t('catalog.distinct')} value={formatNumber(p().n_distinct)} />
              <Facts name={t('catalog.nulls')} value={formatNumber(p().n_null)} />
              <Facts
                name={t('catalog.range')}
                value={
                  p().smallest === null || isText() ? '' : `${p().smallest ?? ''} … ${p().largest ?? ''}`
                }
                mono
              />
            </dl>
            <h4>{t('catalog.top')}</h4>
            <ul class="catalog-top">
              <For each={p().top ?? []}>
                {(value) => (
                  <li>
                    <button
                      type="button"
                      title={t('catalog.insert_value')}
                      onClick={() => props.onInsert(isText() ? quoteText(value.text) : value.text)}
                    >
                      <span class="catalog-value mono">{value.text}</span>
                      <span class="catalog-value-label muted">{label(value.text)}</span>
                      <span class="catalog-bar" aria-hidden="true">
                        <span style={{ width: `${String((100 * value.n) / p().n)}%` }} />
                      </span>
                      <span class="mono">{formatNumber(value.n)}</span>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </Show>
    </Suspense>
  );
}
