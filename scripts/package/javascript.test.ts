import { expect, test } from 'vitest';
import { readScript, resolveInPackage, withStaticImports } from './javascript.ts';

test('finds every form of static import', () => {
  const { staticImports } = readScript(
    'import a,{b}from"./1.js";import"./2.js";export*from"./3.js";export{c}from"./4.js";import*as d from"./5.js"',
  );
  expect(staticImports).toEqual(['./1.js', './2.js', './3.js', './4.js', './5.js']);
});

test('takes words in strings and comments for what they are', () => {
  const facts = readScript('/* import("a") */ const text = "eval(1); import(2); export default 3";');
  expect(facts).toEqual({ staticImports: [], hasDynamicImport: false, hasExport: false, calls: new Set() });
});

test('names calls by function, and by object and method', () => {
  const { calls } = readScript('eval(1);new Function("a");document.createElement("p");a().b.c()');
  expect([...calls]).toEqual(
    expect.arrayContaining(['eval', 'Function', 'document.createElement', 'a', '.c']),
  );
});

test('refuses what is no JavaScript', () => {
  expect(() => readScript('const = 1')).toThrow();
});

test('follows imports through the package, in circles once', () => {
  const built = new Map([
    ['assets/a.js', Buffer.from('import"./b.js"')],
    ['assets/b.js', Buffer.from('import"./a.js";import"../c.js?v=1"')],
    ['c.js', Buffer.from('import("./assets/d.js")')],
  ]);
  expect(withStaticImports(built, ['assets/a.js']).sort()).toEqual(['assets/a.js', 'assets/b.js', 'c.js']);
  expect(() => withStaticImports(built, ['assets/d.js'])).toThrow('no assets/d.js');
});

test.each([
  ['src/panel/index.html', '/assets/a.js', 'assets/a.js'],
  ['src/panel/index.html', '../x.css?1#2', 'src/x.css'],
  ['a.js', './b.js', 'b.js'],
])('in %s, %s is %s', (file, target, expected) => {
  expect(resolveInPackage(file, target)).toBe(expected);
});
