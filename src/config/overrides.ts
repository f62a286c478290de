import { parseDocument } from 'yaml';
import { ConfigError } from '../core/index.ts';
import { dotted, type Path, show } from './problem.ts';
import { asTyped, asTypedDataset } from './shorthand.ts';

/** One `--set key=value`. */
export interface Override {
  /** As typed, without `--set`. */
  readonly argument: string;
  readonly path: Path;
  readonly value: unknown;
}

/** Read `models.0.C=10`: a dotted path, list indices from 0, and a value in YAML.
 * @throws {ConfigError} If there is no path or the value is not YAML. */
export function parseOverride(argument: string): Override {
  const equals = argument.indexOf('=');
  const steps = argument.slice(0, Math.max(equals, 0)).split('.');
  if (steps.some((step) => step.trim() === '')) {
    throw new ConfigError(
      `Cannot use --set ${show(argument)} as it must have the form key=value, as in seed=7 or models.0.C=10`,
    );
  }
  const document = parseDocument(argument.slice(equals + 1), { prettyErrors: false, stringKeys: true });
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) {
    throw new ConfigError(
      `Cannot use the value as it must be valid YAML: ${broken.message.charAt(0).toLowerCase()}${broken.message.slice(1)}`,
      { file: fileOf(argument) },
      { cause: broken },
    );
  }
  return { argument, path: steps.map((step) => step.trim()), value: document.toJS() };
}

/** How messages name an override in place of a file. */
export function fileOf(argument: string): string {
  return `--set ${argument}`;
}

/** Where a string is short for a mapping with that `type`. */
const typedPlaces = /^(model|models\.\d+|transform|transform\.\d+|evaluation\.protocol)$/;

/** A copy of the config with the value in its place; mappings on the way that are not there are made, shorthands spelled
 * out.
 * @throws {ConfigError} If a list has no such item, or a single value stands in the way. */
export function applyOverride(root: unknown, { argument, path, value }: Override): unknown {
  const refuse = (message: string) =>
    new ConfigError(message, { file: fileOf(argument), path: path.join('.') });
  const set = (given: unknown, depth: number): unknown => {
    if (depth === path.length) return value;
    const step = String(path[depth]);
    const here = path.slice(0, depth);
    const node = spellOut(given, dotted(here));
    if (Array.isArray(node)) {
      const index = Number(step);
      if (!/^\d+$/.test(step) || index >= node.length) {
        const count = node.length === 1 ? '1 item' : `${node.length} items`;
        throw refuse(
          `Cannot set ${dotted(path)} as ${dotted(here)} is a list of ${count}: got index ${step}`,
        );
      }
      return node.with(index, set(node[index], depth + 1));
    }
    if (typeof node === 'object' && node !== null) {
      const found = Object.hasOwn(node, step) ? (node as Record<string, unknown>)[step] : undefined;
      return Object.fromEntries([...Object.entries(node), [step, set(found, depth + 1)]]);
    }
    if (node === undefined || node === null) return Object.fromEntries([[step, set(undefined, depth + 1)]]);
    throw refuse(`Cannot set ${dotted(path)} as ${dotted(here)} must be a mapping: it is ${show(node)}`);
  };
  return set(root, 0);
}

function spellOut(node: unknown, place: string): unknown {
  if (typeof node !== 'string') return node;
  if (place === 'dataset') return asTypedDataset(node);
  return typedPlaces.test(place) ? asTyped(node) : node;
}
