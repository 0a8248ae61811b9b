import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { galleryThumbnails } from '../../../scripts/lib/galleryThumbnails.ts';
import { root } from '../../../scripts/lib/paths.mjs';
import { questions } from '../../../src/features/gallery/questions.ts';
import type { Thumbnail } from '../../../src/features/gallery/thumbnail.ts';

let pictures: Record<string, Thumbnail>;
beforeAll(async () => {
  pictures = await galleryThumbnails(join(root, 'public/data'));
}, 60_000);

describe('thumbnails of the gallery', () => {
  it('every question has one of its own', () => {
    expect(Object.keys(pictures)).toEqual(questions.map((q) => q.id));
    expect(new Set(Object.values(pictures).map((p) => JSON.stringify(p))).size).toBe(questions.length);
  });

  it('they are light, and in the colours of the theme or those the question itself gives', () => {
    expect(JSON.stringify(pictures).length).toBeLessThan(40_000);
    for (const [id, { paths }] of Object.entries(pictures)) {
      const own = JSON.stringify(questions.find((q) => q.id === id)?.spec('en'));
      for (const colour of paths.flatMap((p) => [p.fill, p.stroke]).filter((c) => c !== undefined)) {
        expect(colour.includes('var(--') || own.includes(colour), `${id}: ${colour}`).toBe(true);
      }
    }
  });

  it('marks lie inside the picture', () => {
    for (const [id, { width, height, paths }] of Object.entries(pictures)) {
      for (const [, x, y] of paths.flatMap(({ d }) => [...d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)])) {
        expect(Number(x), id).toBeGreaterThan(-12);
        expect(Number(x), id).toBeLessThan(width + 12);
        expect(Number(y), id).toBeGreaterThan(-12);
        expect(Number(y), id).toBeLessThan(height + 12);
      }
    }
  });
});
