// The form for a position of any kind: new, or one that stands in the dossier. The parts shown follow the kind, the options the issue.
import { bundleEditor } from './bundle.js';
import { evidencePicker } from './evidence.js';
import { orderEditor } from './option_order.js';

const { issues, kinds, today } = JSON.parse(document.getElementById('choices').textContent);
const PLAIN = ['as_of', 'until', 'said_by', 'hedged', 'note'];

export function positionForm(party, told) {
  const form = document.getElementById('position-form').content.firstElementChild.cloneNode(true);
  const f = form.elements;
  const part = (name) => form.querySelector(`[data-bundle=${name}]`);
  const order = orderEditor(form.querySelector('.order'));
  const bundles = Object.fromEntries(['condition', 'better', 'worse'].map((name) => [name, bundleEditor(part(name), issues)]));
  const evidence = evidencePicker(form.querySelector('.evidence-picker'), () => ({ party, issue: f.kind.value === 'package' ? '' : f.issue.value }));
  const issue = () => issues.find(({ id }) => id === f.issue.value) ?? { options: {} };

  function fit() {
    const kind = f.kind.value;
    const word = f.kind.selectedOptions[0].dataset.condition;
    const shows = { one: !['prefers', 'package'].includes(kind), order: kind === 'prefers', package: kind === 'package', condition: Boolean(word) };
    for (const node of form.querySelectorAll('[data-for]')) node.hidden = !node.dataset.for.split(' ').some((name) => shows[name]);
    form.querySelector('.condition-word').textContent = word === 'unless' ? 'unless, in the same settlement' : 'if, in the same settlement';
  }

  function fitIssue(option, ranking = []) {
    f.option.replaceChildren(...Object.entries(issue().options).map(([id, words]) => new Option(words, id)));
    if (option) f.option.value = option;
    order.fill(issue().options, ranking);
    bundles.condition.forbid(f.issue.value);
  }

  function fill(position) {
    f.kind.value = position.kind ?? kinds[0].kind;
    f.issue.value = position.issue ?? issues[0]?.id;
    fitIssue(position.option, position.ranking ?? []);
    for (const name of Object.keys(bundles)) bundles[name].fill(position[name] ?? []);
    if (f.kind.value === 'package' && !position.better) ['better', 'worse'].forEach((name) => bundles[name].fill([[f.issue.value, null]]));
    for (const name of PLAIN) f[name].value = position[name] ?? (name === 'as_of' ? today : '');
    f.concession.checked = Boolean(position.concession);
    form.querySelector('.more').open = ['until', 'said_by', 'hedged', 'note', 'concession'].some((name) => position[name]);
    evidence.fill(position.evidence ?? []);
    fit();
    evidence.look();
  }

  f.kind.addEventListener('change', () => {
    fit();
    for (const name of ['better', 'worse']) {
      if (f.kind.value === 'package' && !bundles[name].value().length) bundles[name].fill([[f.issue.value, null]]);
    }
  });
  f.issue.addEventListener('change', () => { fitIssue(); evidence.look(); });
  fill(told);

  return {
    form,
    evidence,
    // Null where the evidence is only half written.
    value() {
      const kind = f.kind.value;
      const sources = evidence.value();
      return sources && {
        party,
        kind,
        issue: f.issue.value,
        option: f.option.value,
        ranking: order.value(),
        ...Object.fromEntries(Object.entries(bundles).map(([name, bundle]) => [name, bundle.value()])),
        ...Object.fromEntries(PLAIN.map((name) => [name, f[name].value])),
        concession: f.concession.checked,
        evidence: sources,
      };
    },
  };
}
