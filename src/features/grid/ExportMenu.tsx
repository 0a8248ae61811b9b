import { createSignal, onCleanup, Show, type JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { t } from '../../i18n/i18n.ts';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { exportText, textFormats, type TextFormat } from './exportText.ts';
import type { RowSource } from './rowSource.ts';

/** Files that the engine writes itself. */
export const engineFormats = ['parquet', 'arrow'] as const;
export type EngineFormat = (typeof engineFormats)[number];

export type ExportFormat = TextFormat | EngineFormat | 'xlsx';

export interface ExportMenuProps {
  readonly source: RowSource;
  /** The statement that gives the rows, for the formats that the engine writes. */
  readonly sql: string;
  /** File name without its ending. */
  readonly fileName: string;
  /** Writes the rows of a statement as a file; without it those formats are not offered. */
  readonly engineExport?:
    ((sql: string, format: EngineFormat, signal: AbortSignal) => Promise<Result<Blob>>) | undefined;
  /** Called after a file was saved: the place for a companion with the citations of its rows. */
  onExported?(format: ExportFormat, source: RowSource): void;
  onError(error: AppError): void;
}

interface Running {
  readonly format: ExportFormat;
  readonly rows: number;
  readonly of: number;
}

const extension = (format: ExportFormat): string => (format === 'arrow' ? 'arrow' : format);

/** Saves the whole result as a file; shows how far a long export is and lets one stop it. */
export function ExportMenu(props: ExportMenuProps): JSX.Element {
  const [running, setRunning] = createSignal<Running | null>(null);
  let stop: AbortController | null = null;
  onCleanup(() => stop?.abort());

  const make = async (format: ExportFormat, signal: AbortSignal): Promise<Result<Blob>> => {
    const onProgress = (rows: number, of: number): void => {
      setRunning({ format, rows, of });
    };
    if (format === 'xlsx') {
      const { exportXlsx } = await import('./exportXlsx.ts');
      return exportXlsx(props.source, { signal, onProgress });
    }
    if (format === 'parquet' || format === 'arrow') {
      return (
        props.engineExport?.(props.sql, format, signal) ??
        Promise.resolve({ ok: false as const, error: { kind: 'export_failed' as const, message: format } })
      );
    }
    return exportText(format, props.source, { signal, onProgress });
  };
  const run = async (format: ExportFormat): Promise<void> => {
    stop?.abort();
    const controller = new AbortController();
    stop = controller;
    setRunning({ format, rows: 0, of: props.source.rowCount });
    const { source } = props;
    const made = await make(format, controller.signal).catch((thrown: unknown): Result<Blob> => ({
      ok: false,
      error: { kind: 'export_failed', message: String(thrown), cause: thrown },
    }));
    if (stop !== controller) return;
    setRunning(null);
    if (controller.signal.aborted) return;
    if (made.ok) {
      download(`${props.fileName}.${extension(format)}`, made.value);
      props.onExported?.(format, source);
    } else props.onError(made.error);
  };
  const formats = (): ExportFormat[] => [...textFormats, ...(props.engineExport ? engineFormats : [])];

  return (
    <>
      <Show when={running()}>
        {(state) => (
          <span class="grid-progress" role="status">
            <progress max={Math.max(1, state().of)} value={state().rows} aria-label={t('grid.exporting')} />
            <span>{t('grid.exported_rows', { n: state().rows })}</span>
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
