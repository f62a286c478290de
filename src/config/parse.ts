import {
  type Document,
  isAlias,
  isMap,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { ConfigError, messageOf } from '../core/index.ts';
import type { Path, Place } from './problem.ts';

/** A config as plain values, with the way back to the text. */
export interface ParsedConfig {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line and column of a value, or of its key; undefined where the text has no such value. */
  placeOf(path: Path, of: 'key' | 'value'): Place | undefined;
}

/** Read one mapping in YAML 1.2.
 * @param file as messages name it.
 * @throws {ConfigError} If the text is not YAML, holds a key twice, or is not a mapping. */
export function parseConfig(file: string, text: string): ParsedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) throw new ConfigError(sentenceFor(broken, text), placeAt(broken.pos[0]), { cause: broken });

  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    throw new ConfigError(`${notYaml}: ${messageOf(cause)}`, { file }, { cause });
  }
  if (value === null) throw new ConfigError('Cannot use the config as it must not be empty', { file });
  if (!isMap(document.contents)) {
    const kind = isSeq(document.contents) ? 'a list' : 'a single value';
    throw new ConfigError(`Cannot use the config as it must be a mapping of keys to values: it is ${kind}`, {
      ...placeAt(document.contents?.range[0] ?? 0),
    });
  }
  return {
    value: value as Record<string, unknown>,
    placeOf: (path, of) => {
      const { key, value: node } = find(document, path);
      const range = (of === 'key' ? (key ?? node) : node)?.range;
      return range ? placeAt(range[0]) : undefined;
    },
  };
}

interface Found {
  readonly key?: Node | undefined;
  readonly value?: Node | null | undefined;
}

/** The nodes at a path; aliases lead to what they stand for. */
function find(document: Document, path: Path): Found {
  return path.reduce<Found>(
    ({ value }, step) => {
      const node = isAlias(value) ? value.resolve(document) : value;
      if (isSeq<Node>(node)) return { value: node.items[Number(step)] };
      if (!isMap<Scalar, Node>(node)) return {};
      return node.items.find(({ key }) => String(key.value) === String(step)) ?? {};
    },
    { value: document.contents },
  );
}

const notYaml = 'Cannot read the config as it must be valid YAML';

function sentenceFor({ code, message, pos }: YAMLError, text: string): string {
  if (code === 'DUPLICATE_KEY') {
    const key = /^["']?([^"':\s]*)/.exec(text.slice(pos[0]))?.[1];
    return `Cannot use key "${key}" as a mapping must hold it only once: this is the second`;
  }
  if (code === 'TAB_AS_INDENT') {
    return `${notYaml}: this line is indented with a tab, and only spaces may indent`;
  }
  if (code === 'MULTIPLE_DOCS') return `${notYaml}: a second document starts here`;
  return `${notYaml}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}
