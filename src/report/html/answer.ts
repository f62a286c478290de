import { type Html, html } from '../escape.ts';
import { answerOf } from '../sentence.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';

/** The answer: its sentence, the three numbers it rests on, and how sure it is. */
export function answerHtml(view: ReportView): Html {
  const { headline, details } = answerOf(view);
  return html`<section class="answer" aria-label="The answer">
<p class="headline">${phraseHtml(headline)}</p>
<dl class="tiles">${tiles(view).map(
    ({ label, value, note }) =>
      html`<div><dt>${label}</dt><dd><b>${value}</b> <span>${note}</span></dd></div>`,
  )}</dl>
<ul>${details.map((sentence) => html`<li>${phraseHtml(sentence)}</li>`)}</ul>
</section>`;
}

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

function tiles({ metric, ranked, results, chosen, score, tied }: ReportView): readonly Tile[] {
  const { liftOverBaseline: lift, best } = results.answer;
  const result = score(chosen);
  return [
    ...(result === undefined
      ? []
      : [
          {
            label: `${metric.title}, best layer`,
            value: metric.value(result.mean),
            note: metric.range(result),
          },
        ]),
    ...(lift === undefined
      ? []
      : [
          {
            label: 'Over the best baseline',
            value: metric.difference(lift.mean),
            note: metric.differenceRange(lift),
          },
        ]),
    ...(best === chosen.id
      ? [
          {
            label: 'As good as the best',
            value: String(tied.size - 1),
            note: `of ${ranked.length - 1} other cells`,
          },
        ]
      : []),
  ];
}
