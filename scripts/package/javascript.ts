import path from 'node:path';
import { parseSync, Visitor } from 'vite';
import { type BuiltPackage, readText } from './builtPackage.ts';

export interface ScriptFacts {
  /** As written in `import … from` and `export … from`. */
  staticImports: string[];
  hasDynamicImport: boolean;
  hasExport: boolean;
  /** Calls by name, such as `eval` and `document.createElement`; `new Function` and `Function` are both `Function`. */
  calls: Set<string>;
}

/**
 * Reads a script's imports and calls from its syntax tree, so that the same words in a string or a comment don't count.
 *
 * @throws {Error} when it is no valid JavaScript module
 */
export function readScript(code: string): ScriptFacts {
  const { program, errors } = parseSync('script.js', code, { sourceType: 'module' });
  if (errors[0] !== undefined) throw new Error(errors[0].message);
  const facts: ScriptFacts = {
    staticImports: [],
    hasDynamicImport: false,
    hasExport: false,
    calls: new Set(),
  };
  const addCall = (node: { callee: Callee }) => facts.calls.add(nameOf(node.callee));
  new Visitor({
    ImportDeclaration: (node) => void facts.staticImports.push(node.source.value),
    ExportAllDeclaration: (node) => void facts.staticImports.push(node.source.value),
    ExportNamedDeclaration: (node) => {
      facts.hasExport = true;
      if (node.source !== null) facts.staticImports.push(node.source.value);
    },
    ExportDefaultDeclaration: () => {
      facts.hasExport = true;
    },
    ImportExpression: () => {
      facts.hasDynamicImport = true;
    },
    CallExpression: addCall,
    NewExpression: addCall,
  }).visit(program);
  return facts;
}

type Callee = Parameters<
  NonNullable<ConstructorParameters<typeof Visitor>[0]['CallExpression']>
>[0]['callee'];

function nameOf(callee: Callee): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression' && !callee.computed) {
    const object = callee.object.type === 'Identifier' ? callee.object.name : '';
    return `${object}.${callee.property.name}`;
  }
  return '';
}

/** The given scripts and all that they import statically, as paths in the package. */
export function withStaticImports(built: BuiltPackage, files: readonly string[]): string[] {
  const found = new Set<string>();
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    queue.push(
      ...readScript(readText(built, file)).staticImports.map((target) => resolveInPackage(file, target)),
    );
  }
  return [...found];
}

/**
 * The path in the package of what `target` means in `file`.
 *
 * @param target a relative address, or one from the package's root on (`/assets/x.js`)
 */
export function resolveInPackage(file: string, target: string): string {
  const address = target.replace(/[?#].*$/, '');
  return address.startsWith('/') ? address.slice(1) : path.posix.join(path.posix.dirname(file), address);
}
