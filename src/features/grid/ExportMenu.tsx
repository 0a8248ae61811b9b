import { createEffect, createSignal, on, onCleanup, Show, type JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { delimitedRecord, isDelimited, type DelimitedFormat } from '../../domain/values/delimited.ts';
import { t } from '../../i18n/i18n.ts';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { exportText, mediaTypes, textFormats, type TextFormat } from './exportText.ts';
import type { GridModel } from './gridModel.ts';
import { whenComplete, type RowSource } from './rowSource.ts';

/** Files that the engine alone can write. */
export const engineFormats = ['parquet', 'arrow'] as const;
/** What it writes, too, where it has the rows. */
export type EngineFormat = (typeof engineFormats)[number] | DelimitedFormat;

export type ExportFormat = TextFormat | EngineFormat | 'xlsx';

export type EngineExport = (request: {
  readonly sql: string;
  /** The columns' names as they are on screen. */
  readonly names: readonly string[];
  readonly format: EngineFormat;
  readonly signal: AbortSignal;
  onRows(rows: number): void;
}) => Promise<Result<Blob>>;

export interface ExportMenuProps {
  /** Whose rows on screen are saved; when another one comes, what is being written is stopped. */
  readonly model: GridModel;
  /** File name without its ending. */
  readonly fileName: string;
  /** Writes the rows of a statement as a file; without it those formats are not offered. */
  readonly engineExport?: EngineExport | undefined;
  /** The citations of what the rows name, a header first, or null: a sheet of a workbook, a file beside any other. */
  readonly citations?: CitationsOf | undefined;
  onError(error: AppError): void;
}

export type CitationsOf = (
  source: RowSource,
  signal: AbortSignal,
) => Promise<Result<readonly (readonly string[])[] | null>>;

interface Running {
  readonly format: ExportFormat;
  readonly rows: number;
  /** Null while the result still streams: nobody knows how many there will be. */
  readonly of: number | null;
}

const progressText = ({ rows, of }: Running): string =>
  of === null ? t('grid.exported_rows', { n: rows }) : t('grid.exported_of', { n: rows, of });

/** Saves the whole result as a file; shows how far a long export is and lets one stop it. */
export function ExportMenu(props: ExportMenuProps): JSX.Element {
  const [running, setRunning] = createSignal<Running | null>(null);
  let stop: AbortController | null = null;
  createEffect(
    on(
      () => props.model,
      () => onCleanup(() => stop?.abort()),
    ),
  );

  /** Where the page would have to fetch the rows first, and has nothing to add. */
  const writesDelimited = (source: RowSource): boolean =>
    props.engineExport !== undefined && source.inEngine === true;

  const make = async (
    format: ExportFormat,
    source: RowSource,
    signal: AbortSignal,
  ): Promise<Result<Blob>> => {
    const onProgress = (rows: number, of: number): void => {
      setRunning({ format, rows, of });
    };
    if (format === 'xlsx') {
      const { exportXlsx } = await import('./exportXlsx.ts');
      await whenComplete(source, signal);
      const rows = await citations(source, signal);
      return exportXlsx(source, { signal, onProgress }, rows ? [{ name: t('grid.citations'), rows }] : []);
    }
    if (format === 'parquet' || format === 'arrow' || (isDelimited(format) && writesDelimited(source))) {
      const names = source.columns.map(({ name }) => name);
      const onRows = (rows: number): void => {
        const of = source.complete ? source.rowCount : null;
        if (!signal.aborted) setRunning({ format, rows: Math.min(rows, of ?? rows), of });
      };
      return (
        props.engineExport?.({ sql: props.model.viewSql(), names, format, signal, onRows }) ??
        Promise.resolve({ ok: false as const, error: { kind: 'export_failed' as const, message: format } })
      );
    }
    return exportText(format, source, { signal, onProgress });
  };
  /** What the file has to be accompanied by; without it the file is still saved. */
  const citations = async (
    source: RowSource,
    signal: AbortSignal,
  ): Promise<readonly (readonly string[])[] | null> => {
    const found = await props.citations?.(source, signal);
    if (found?.ok === false) props.onError(found.error);
    return found?.ok === true ? found.value : null;
  };
  /** Beside a file that has no place for them: the citations as a file of their own. */
  const saveCompanion = async (source: RowSource, name: string, signal: AbortSignal): Promise<void> => {
    await whenComplete(source, signal);
    const records = await citations(source, signal);
    if (records === null || signal.aborted) return;
    const text = records.map((record) => delimitedRecord(record, ',')).join('');
    download(`${name}.citations.csv`, new Blob([text], { type: mediaTypes.csv }));
  };
  const run = async (format: ExportFormat): Promise<void> => {
    stop?.abort();
    const controller = new AbortController();
    stop = controller;
    const { fileName } = props;
    const source = props.model.source();
    setRunning({ format, rows: 0, of: source.rowCount });
    const made = await make(format, source, controller.signal).catch((thrown: unknown): Result<Blob> => ({
      ok: false,
      error: { kind: 'export_failed', message: String(thrown), cause: thrown },
    }));
    const current = (): boolean => stop === controller && !controller.signal.aborted;
    if (current() && made.ok) {
      download(`${fileName}.${format}`, made.value);
      if (format !== 'xlsx') await saveCompanion(source, fileName, controller.signal);
    } else if (current() && !made.ok) props.onError(made.error);
    if (stop === controller) setRunning(null);
  };
  const formats = (): ExportFormat[] => [
    ...textFormats,
    'xlsx',
    ...(props.engineExport ? engineFormats : []),
  ];

  return (
    <>
      <Show when={running()}>
        {(state) => (
          <span class="grid-progress" role="status">
            {/* Without a share until the first rows are through: a sort, say, gives none for a while. */}
            <Show
              when={state().rows > 0 ? state().of : null}
              fallback={<progress aria-label={t('grid.exporting')} />}
            >
              {(of) => <progress max={of()} value={state().rows} aria-label={t('grid.exporting')} />}
            </Show>
            <Show when={state().rows > 0}>
              <span>{progressText(state())}</span>
            </Show>
            <button type="button" class="button" onClick={() => stop?.abort()}>
              {t('common.cancel')}
            </button>
          </span>
        )}
      </Show>
      <Menu
        label={t('grid.export')}
        trigger={<Icon name="download" />}
        items={formats().map((format) => ({
          id: `export-${format}`,
          label: t(`grid.export_${format}`),
          disabled: running() !== null,
          onSelect: () => void run(format),
        }))}
      />
    </>
  );
}
