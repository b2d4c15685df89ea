// The search in numbers. Measured and predicted never share a number.
function drawHeader(place, data, all, pick) {
  const head = data.header, of = data.about;
  const tile = (name, value, more) => el('div', { class: 'tile' }, el('dt', {}, name),
    el('dd', {}, value, more ? el('div', { class: 'more' }, more) : null));
  const counts = head.counts;
  const parts = ['measured', 'predicted', 'failed', 'running', 'waiting', 'unfinished'].filter(state => counts[state] > 0);
  fill(place,
    el('div', { class: 'bar' },
      el('h1', {}, 'Rookery search ' + data.searchId),
      all.length > 1 ? picker('shown below', all.map((one, i) => [String(i), one.searchId]), pick) : null,
      el('button', { type: 'button', onclick: switchTheme, id: 'rookery-theme' }, 'dark / light')),
    el('p', { class: 'soft' }, subtitle(data)),
    data.notes.length ? el('div', { class: 'notes', role: 'note' }, el('strong', {}, 'To know'),
      el('ul', {}, ...data.notes.map(note => el('li', {}, note)))) : null,
    el('dl', { class: 'tiles' },
      tile('best measured', head.best === undefined ? 'none yet' : percent(head.best),
        head.best === undefined ? 'no network was trained to its end'
          : head.bestId + (head.bestTest !== undefined && head.bestTest !== null ? ', test ' + percent(head.bestTest) : '')),
      tile('trials', number(data.total, 0) + ' of ' + number(head.planned, 0),
        parts.map(state => counts[state] + ' ' + state).join(', ') + (head.duplicates ? '; ' + head.duplicates + ' duplicates' : '')),
      tile('epochs run', number(head.epochsRun, 1), 'of ' + number(head.epochsBudget, 1) + ' without an engine'),
      tile('epochs saved', share(head.epochsSaved, head.epochsBudget), number(head.epochsSaved, 1) + ' epochs'),
      tile('device time', duration(head.deviceSeconds),
        head.deviceSecondsSaved ? 'about ' + duration(head.deviceSecondsSaved) + ' saved, estimated from each trial\u2019s pace' : 'none saved'),
      tile('wall clock', duration(head.wallSeconds), head.state === 'running'
        ? (head.expectedSeconds ? 'about ' + duration(head.expectedSeconds) + ' left at this pace' : 'running')
        : 'search ended: ' + (head.stopReason || head.state))),
    el('details', {}, el('summary', {}, 'What was searched, and on what'),
      el('dl', { class: 'facts' }, ...Object.entries({
        data: of.data, space: of.space, strategy: of.strategy, predictor: of.predictor,
        rules: Array.isArray(of.rules) ? of.rules.join(', ') : of.rules, 'epochs of a full training': of.epochs, seed: of.seed,
        slots: of.slots, 'Spark master': of.master, application: of.application,
        versions: 'Rookery ' + (of.rookery || '?') + ', Spark ' + (of.spark || '?') + ', Java ' + (of.java || '?'),
      }).filter(([, value]) => value !== null && value !== undefined && value !== '')
        .flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, String(value))]))));
}

function subtitle(data) {
  const state = data.header.state;
  const words = state === 'running' ? 'running' : 'search ended (' + state + ')';
  return words + ', begun ' + clock(data.start) + ', as of ' + clock(data.at);
}

function switchTheme() {
  const body = document.body;
  const dark = body.dataset.theme ? body.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  body.dataset.theme = dark ? 'light' : 'dark';
  redraw();
}
