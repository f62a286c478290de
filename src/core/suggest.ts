import { distance } from 'fastest-levenshtein';

/** `did you mean "resnet50"`, or the known names where none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = known
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  if (nearest !== undefined && nearest.edits <= Math.max(2, Math.floor(name.length / 3))) {
    return `did you mean "${nearest.candidate}"`;
  }
  const listed = known.slice(0, 20).map((candidate) => `"${candidate}"`);
  return `it must be one of ${listed.join(', ')}${known.length > 20 ? ', …' : ''}`;
}
