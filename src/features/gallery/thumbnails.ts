import type { Thumbnail } from './thumbnail.ts';

/** The questions' thumbnails by their ids. The build puts the computed ones in the place of this module (scripts/vite/thumbnails.ts). */
export const thumbnails: Readonly<Record<string, Thumbnail>> = {};
