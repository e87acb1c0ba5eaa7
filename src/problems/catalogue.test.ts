import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemCatalogue, problemCodes } from './catalogue.ts';

const src = path.resolve(import.meta.dirname, '..');
const sources = globSync('**/*.{ts,tsx}', { cwd: src })
  .filter((file) => !/\.test\.tsx?$/.test(file) && !file.endsWith('problems/catalogue.ts'))
  .map((file) => readFileSync(path.join(src, file), 'utf8'))
  .join('\n');

describe('the catalogue of problems', () => {
  it.each(problemCodes)('%s is raised somewhere', (code) => {
    expect(sources).toContain(`'${code}'`);
  });

  it.each(problemCodes)('%s says cause and next step in whole sentences', (code) => {
    const { cause, nextStep } = problemCatalogue[code];
    for (const text of [cause, nextStep]) expect(text).toMatch(/^\p{Lu}.*\.$/u);
  });
});
