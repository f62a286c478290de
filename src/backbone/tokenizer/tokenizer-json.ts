import { BackboneError, messageOf } from '../../core/index.ts';
import type { Tokenizer } from './types.ts';

/** Files that name no greatest length give a huge number instead. */
const NO_LIMIT = 1e6;

/** The fields of `tokenizer_config.json` that are used. */
interface TokenizerConfig {
  readonly pad_token?: string | { readonly content?: string } | null;
  readonly unk_token?: string | { readonly content?: string } | null;
  readonly model_max_length?: number;
}

/** The field of `tokenizer.json` that is used; the library reads the others. */
interface TokenizerJson {
  readonly padding?: { readonly pad_id?: number } | null;
}

/** Make a tokenizer of a model's own `tokenizer.json` and `tokenizer_config.json`.
 * @throws {BackboneError} If the library does not know what they hold. */
export async function createFromTokenizerJson(
  json: unknown,
  config: unknown,
  owner: string,
): Promise<Tokenizer> {
  const { Tokenizer: Library } = await import('@huggingface/tokenizers');
  try {
    const library = new Library(json as object, config as object);
    const encode = (text: string) => library.encode(text, { add_special_tokens: false }).ids;
    const idOf = (token: TokenizerConfig['pad_token']) => {
      const content = typeof token === 'object' ? token?.content : token;
      return content === undefined ? undefined : library.token_to_id(content);
    };
    const { pad_token, unk_token, model_max_length = NO_LIMIT } = config as TokenizerConfig;
    const unknown = idOf(unk_token) ?? 0;
    return {
      encode,
      ...specialIds(encode('a'), library.encode('a').ids),
      padding: idOf(pad_token) ?? (json as TokenizerJson).padding?.pad_id ?? 0,
      unknown,
      ...(model_max_length < NO_LIMIT && { maxTokens: model_max_length }),
    };
  } catch (error) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as its tokenizer.json must be one that can be read: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** What the tokenizer puts around a text. */
function specialIds(plain: readonly number[], whole: readonly number[]): Pick<Tokenizer, 'before' | 'after'> {
  const start = whole.findIndex((_, at) => plain.every((id, i) => whole[at + i] === id));
  if (start < 0) throw new RangeError('it changes a text when it adds special tokens');
  return { before: whole.slice(0, start), after: whole.slice(start + plain.length) };
}
