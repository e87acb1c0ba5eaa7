import { describe, expect, it } from 'vitest';
import { asHtml, asLine } from './callText.ts';

describe('asHtml', () => {
  it('escapes markup and breaks lines', () => {
    expect(asHtml(['<script>&\r\nnext\rlast\u2028end', '', 'tail'])).toBe(
      '&lt;script&gt;&amp;<br>next<br>last<br>end<br><br>tail',
    );
    expect(asHtml([])).toBe('');
    expect(asHtml(['  ', 'only'])).toBe('only');
  });

  it('drops control characters and lone surrogates', () => {
    expect(asHtml(['a\u0000b\u0007c\td\ud800'])).toBe('abc\td\ufffd');
  });

  it('cuts the first paragraph, never within an entity, and keeps the rest', () => {
    const html = asHtml(['&'.repeat(20_000), 'tail']);
    expect(html.length).toBeLessThanOrEqual(60_000);
    expect(html).toMatch(/^(&amp;)+<br><br>tail$/);
  });
});

describe('asLine', () => {
  it('keeps one line of at most 255 characters', () => {
    expect(asLine(' a\n b\u0000 ')).toBe('a b');
    expect(asLine('x'.repeat(300))).toHaveLength(255);
    expect(asLine(`${'x'.repeat(254)}😀`).isWellFormed()).toBe(true);
  });
});
