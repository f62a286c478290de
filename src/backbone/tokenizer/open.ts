import { BackboneError, messageOf, sha256 } from '../../core/index.ts';
import type { TokenizerFiles } from '../types.ts';
import { createFromTokenizerJson } from './tokenizer-json.ts';
import type { Tokenizer } from './types.ts';
import { createUnigram } from './unigram.ts';

/** A tokenizer with the SHA-256 over its files, hex. */
export interface OpenedTokenizer {
  readonly tokenizer: Tokenizer;
  readonly hash: string;
}

/** Make a tokenizer of its files.
 * @param files in the order that `TokenizerFiles` gives.
 * @throws {BackboneError} If they are no tokenizer. */
export async function openTokenizer(
  kind: TokenizerFiles['kind'],
  files: readonly Uint8Array[],
  owner: string,
): Promise<OpenedTokenizer> {
  const [first, second] = files.map((bytes) => parse(bytes, owner));
  const tokenizer =
    kind === 'sentencepiece-vocabulary'
      ? createUnigram(first, owner)
      : await createFromTokenizerJson(first, second ?? {}, owner);
  return { tokenizer, hash: sha256(Buffer.concat(files)) };
}

function parse(bytes: Uint8Array, owner: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as the files of its tokenizer must be JSON: ${messageOf(error)}`,
      { cause: error },
    );
  }
}
