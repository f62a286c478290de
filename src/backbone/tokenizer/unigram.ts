import { BackboneError } from '../../core/index.ts';
import { nmtNfkc } from './nmt-nfkc.ts';
import type { Tokenizer } from './types.ts';

/** A piece of a vocabulary with the logarithm of its probability; `null`, or not below 0, where a conversion spoilt it. */
type Piece = readonly [piece: string, score: number | null];

/** SentencePiece puts a character that no piece covers this far below the least likely piece. */
const UNKNOWN_PENALTY = 10;

/** Marks the beginning of a piece that is no piece itself. */
const INSIDE = -1;

/** Make a tokenizer of a SentencePiece Unigram vocabulary: the split of a text whose pieces are most likely together. An id
 * is a piece's place in the list, pieces of score 0 at its head are reserved and the first of them stands for the unknown; no
 * special token is added.
 * @throws {BackboneError} If it is not a list of [piece, score].
 * Cost of a text: O(characters × length of the longest piece), about a second for a million.
 * Source: Kudo, Subword Regularization (2018) §3.1. */
export function createUnigram(vocabulary: unknown, owner: string): Tokenizer {
  if (!isVocabulary(vocabulary)) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as its vocabulary must be a list of [piece, score]: it is not`,
    );
  }
  const scores = scoresOf(vocabulary);
  const ids = idsByPiece(vocabulary, scores);
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - UNKNOWN_PENALTY;
  const unknown = 0;

  const encode = (text: string): number[] => {
    const normal = nmtNfkc(text);
    if (normal === '') return [];
    const characters = [...`▁${normal.replaceAll(' ', '▁')}`];
    const n = characters.length;
    /** Score of the best split of what lies before a place; its last piece and where that begins. */
    const best = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
    const pieces = new Int32Array(n + 1);
    const starts = new Int32Array(n + 1);
    best[0] = 0;
    const offer = (start: number, end: number, id: number, score: number) => {
      if (best[start]! + score <= best[end]!) return;
      best[end] = best[start]! + score;
      pieces[end] = id;
      starts[end] = start;
    };
    for (let start = 0; start < n; start++) {
      let piece = '';
      for (let end = start + 1; end <= n; end++) {
        piece += characters[end - 1]!;
        const id = ids.get(piece);
        if (id !== undefined && id !== INSIDE) offer(start, end, id, scores[id]!);
        else if (end === start + 1) offer(start, end, unknown, unknownScore);
        if (id === undefined) break;
      }
    }
    const backwards: number[] = [];
    for (let end = n; end > 0; end = starts[end]!) {
      const id = pieces[end]!;
      // A run of unknown characters is one token.
      if (id !== unknown || backwards.at(-1) !== unknown) backwards.push(id);
    }
    return backwards.reverse();
  };
  return { encode, before: [], after: [], padding: unknown, unknown };
}

/** The id of every piece, and {@link INSIDE} for what a longer piece begins with. */
function idsByPiece(vocabulary: readonly Piece[], scores: Float64Array): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  for (const [id, [piece]] of vocabulary.entries()) {
    if (scores[id] === 0) continue;
    let beginning = '';
    for (const character of piece) {
      beginning += character;
      if (!ids.has(beginning)) ids.set(beginning, INSIDE);
    }
    // Of a piece that stands twice the first is the likelier.
    if (ids.get(piece) === INSIDE) ids.set(piece, id);
  }
  return ids;
}

/** Scores of the pieces, 0 for the reserved ones at the head. The others stand in the order of their scores, so one that was
 * spoilt is nearly that of the piece before. */
function scoresOf(vocabulary: readonly Piece[]): Float64Array {
  const scores = new Float64Array(vocabulary.length);
  for (const [id, [, score]] of vocabulary.entries()) {
    scores[id] = score !== null && score < 0 ? score : (scores[id - 1] ?? 0);
  }
  return scores;
}

function isVocabulary(value: unknown): value is readonly Piece[] {
  return Array.isArray(value) && value.every(isPiece) && value[0]?.[1] === 0;
}

function isPiece(entry: unknown): entry is Piece {
  if (!Array.isArray(entry)) return false;
  const [piece, score] = entry;
  return typeof piece === 'string' && (score === null || Number.isFinite(score));
}
