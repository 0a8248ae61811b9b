import { createEffect, createMemo, createSignal, For, Show, type JSX } from 'solid-js';
import { language, t } from '../../i18n/i18n.ts';
import { findQuestions, firstSentence } from './findQuestions.ts';
import { questions, type Question } from './questions.ts';
import type { Thumbnail } from './thumbnail.ts';
import './firstAnswer.css';
import './gallery.css';

export interface GalleryPanelProps {
  onOpen(question: Question): void;
  /** The id of the question that is open, if one is. */
  readonly current: string | null;
  /** Whether the page has come to rest, so that the thumbnails delay nothing. */
  readonly atRest: boolean;
}

/** The ready questions, by what they are about. */
export function GalleryPanel(props: GalleryPanelProps): JSX.Element {
  const [search, setSearch] = createSignal('');
  const [pictures, setPictures] = createSignal<Readonly<Record<string, Thumbnail>>>({});
  createEffect(() => {
    if (props.atRest) void import('./thumbnails.ts').then((m) => setPictures(m.thumbnails));
  });
  const lists = createMemo(() => findQuestions(questions, search()));
  const count = createMemo(() => lists().reduce((n, list) => n + list.questions.length, 0));
  return (
    <div class="gallery" data-testid="gallery">
      <input
        class="field gallery-search"
        type="search"
        value={search()}
        placeholder={t('gallery.search')}
        aria-label={t('gallery.search')}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <p class="visually-hidden" role="status">
        {search() === '' ? '' : t('gallery.found', { n: count() })}
      </p>
      <For each={lists()}>
        {(list) => (
          <section class="gallery-group" aria-labelledby={`gallery-${list.group}`}>
            <h3 id={`gallery-${list.group}`}>{t(`gallery.group_${list.group}`)}</h3>
            <ul>
              <For each={list.questions}>
                {(question) => <Item {...props} question={question} picture={pictures()[question.id]} />}
              </For>
            </ul>
          </section>
        )}
      </For>
      <Show when={count() === 0}>
        <p class="gallery-nothing muted">{t('gallery.nothing')}</p>
      </Show>
    </div>
  );
}

interface ItemProps extends GalleryPanelProps {
  readonly question: Question;
  readonly picture: Thumbnail | undefined;
}

function Item(props: ItemProps): JSX.Element {
  return (
    <li>
      <button
        type="button"
        class="gallery-item"
        data-question={props.question.id}
        aria-current={props.current === props.question.id ? 'true' : undefined}
        onClick={() => props.onOpen(props.question)}
      >
        <Picture of={props.picture} />
        <span class="gallery-words">
          <span class="gallery-title">{props.question.title[language()]}</span>
          <span class="gallery-note muted">{firstSentence(props.question.note[language()], language())}</span>
        </span>
      </button>
    </li>
  );
}

/** Marks without words: what sort of picture the question gives. */
function Picture(props: { readonly of: Thumbnail | undefined }): JSX.Element {
  return (
    <svg
      class="gallery-picture"
      viewBox={props.of ? `-4 -4 ${String(props.of.width + 8)} ${String(props.of.height + 8)}` : '0 0 1 1'}
      stroke-linecap="round"
      fill="none"
      aria-hidden="true"
    >
      <For each={props.of?.paths}>
        {(path) => (
          <path
            d={path.d}
            fill={path.fill ?? 'none'}
            stroke={path.stroke}
            stroke-width={path.width}
            opacity={path.opacity}
          />
        )}
      </For>
    </svg>
  );
}
