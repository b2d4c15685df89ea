// View 3: a row a trial, as in the Parquet tables.
const columns = [
  ['id', 'trial', trial => trial.id, 'id'],
  ['state', 'state', trial => trial.state, 'state'],
  ['measured', 'measured, %', trial => trial.measured, 'number', 2],
  ['predicted', 'predicted, %', trial => trial.predicted, 'number', 2],
  ['epochs', 'epochs', trial => trial.epochs, 'number', 2],
  ['budget', 'of', trial => trial.budget, 'number', 2],
  ['rule', 'stopped by', trial => trial.rule, 'text'],
  ['why', 'reason or error', trial => trial.error ? trial.errorKind + ': ' + trial.error : trial.reason, 'text'],
  ['parameters', 'parameters', trial => trial.parameters, 'number', 0],
  ['multiplyAdds', 'multiply-adds', trial => trial.multiplyAdds, 'number', 0],
  ['seconds', 'device s', trial => trial.seconds, 'number', 1],
  ['model', 'curve', trial => trial.forecast && trial.forecast.model, 'text', 0, false],
  ['attempts', 'attempts', trial => trial.attempts || (trial.curve ? 1 : undefined), 'number', 0, false],
  ['parents', 'parents', trial => trial.parents && trial.parents.join(' '), 'text', 0, false],
  ['place', 'trained on', trial => trial.executor && trial.executor + ' ' + trial.device, 'text', 0, false],
  ['genome', 'genome', trial => trial.genome, 'mono', 0, false],
];

views.push({
  id: 'table', title: 'Trials',
  help: 'Sort by a heading, filter, choose columns. A trial\u2019s name shows its architecture.',
  why: data => data.trials.length ? null : 'The table candidates has no row yet.',
  mount(body) {
    const is = { sort: 'measured', down: true, text: '', state: '', rule: '', page: 50, shown: new Set(columns.filter(c => c[5] !== false).map(c => c[0])) };
    let last = null;
    const again = () => last && update(last);
    const states = el('select', { 'aria-label': 'state', onchange: () => { is.state = states.value; again(); } });
    const rules = el('select', { 'aria-label': 'stopping rule', onchange: () => { is.rule = rules.value; again(); } });
    const search = el('input', { type: 'search', placeholder: 'filter by any text', 'aria-label': 'filter trials by any text', id: 'rookery-filter',
      oninput: () => { is.text = search.value.toLowerCase(); again(); } });
    const pages = picker('rows', [['50', '50'], ['200', '200'], ['1000', 'all']], value => { is.page = Number(value); again(); });
    const menu = el('div', { class: 'menu' }, ...columns.slice(1).map(column => toggle(column[1], is.shown.has(column[0]), on => {
      if (on) is.shown.add(column[0]); else is.shown.delete(column[0]);
      again();
    })));
    const said = el('p', { class: 'soft', 'aria-live': 'polite', id: 'rookery-rows' });
    const place = el('div', { class: 'rows', tabindex: 0, role: 'region', 'aria-label': 'Table of trials' });
    body.append(el('div', { class: 'bar' }, search, states, rules, pages, el('details', {}, el('summary', {}, 'columns'), menu)), said, place);
    chosen.heard.push(again);

    function update(data) {
      last = data;
      options(states, 'every state', data.trials.map(trial => trial.state), is.state);
      options(rules, 'every rule', data.trials.map(trial => trial.rule), is.rule);
      const rows = data.trials.filter(trial => matches(trial, is));
      const by = columns.find(column => column[0] === is.sort);
      rows.sort((a, b) => compare(by[2](a), by[2](b), is.down));
      said.textContent = number(rows.length, 0) + ' of ' + number(data.trials.length, 0) + ' trials'
        + (rows.length > is.page ? ', the first ' + is.page + ' shown' : '');
      const wanted = columns.filter(column => is.shown.has(column[0]));
      fill(place, el('table', { 'aria-label': 'Trials' },
        el('thead', {}, el('tr', {}, ...wanted.map(column => heading(column, is, again)), el('th', {}, data.live ? 'Spark' : ''))),
        el('tbody', {}, ...rows.slice(0, is.page).map(trial => row(trial, wanted, data)))));
    }
    return { update };
  },
});

function options(select, every, values, now) {
  const kinds = [...new Set(values.filter(value => value))].sort();
  fill(select, el('option', { value: '' }, every), ...kinds.map(value => el('option', { value }, value)));
  select.value = now;
}

function matches(trial, is) {
  if (is.state && trial.state !== is.state) return false;
  if (is.rule && trial.rule !== is.rule) return false;
  return !is.text || columns.some(column => String(column[2](trial) === undefined ? '' : column[2](trial)).toLowerCase().includes(is.text));
}

// What is not known comes last, whichever way the rest goes.
function compare(a, b, down) {
  const none = value => value === undefined || value === null || value === '';
  if (none(a) || none(b)) return none(a) - none(b);
  const order = typeof a === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
  return down ? -order : order;
}

function heading(column, is, again) {
  const sorted = is.sort === column[0];
  const turn = () => {
    is.down = sorted ? !is.down : column[3] === 'number';
    is.sort = column[0];
    again();
  };
  return el('th', { scope: 'col', class: column[3] === 'number' ? 'number' : '', 'aria-sort': sorted ? (is.down ? 'descending' : 'ascending') : 'none' },
    el('button', { type: 'button', onclick: turn, 'data-column': column[0] }, column[1] + (sorted ? (is.down ? ' \u25be' : ' \u25b4') : '')));
}

function row(trial, wanted, data) {
  const cells = wanted.map(([key, , value, kind, digits]) => {
    const is = value(trial);
    if (kind === 'id') return el('td', {}, el('button', { type: 'button', onclick: () => choose(trial.id), 'data-trial': trial.id }, trial.id));
    if (kind === 'state') return el('td', { class: 'state-' + trial.state, 'data-column': key }, mark(trial), is);
    return el('td', { class: kind, 'data-column': key }, kind === 'number' ? number(is, digits) : is === undefined || is === null ? '' : String(is));
  });
  return el('tr', { class: trial.id === chosen.id ? 'chosen' : '' }, ...cells, el('td', {}, ...links(trial, data)));
}

function mark(trial) {
  const signs = { measured: '\u25cf ', predicted: '\u25cb ', failed: '\u2715 ', running: '\u25b6 ' };
  return el('span', { 'aria-hidden': 'true' }, signs[trial.state] || '\u00b7 ');
}

// Only inside Spark's own pages is there something to link to.
function links(trial, data) {
  if (!data.live) return [];
  const jobs = (trial.jobs || []).flatMap(job => [el('a', { href: data.live.root + 'jobs/job/?id=' + encodeURIComponent(job) }, 'job ' + job), ' ']);
  const log = trial.executor && data.live.logs[trial.executor];
  const address = /^https?:\/\//.test(log || '') ? log : data.live.root + 'executors/';
  return trial.executor ? [...jobs, el('a', { href: address }, 'log of executor ' + trial.executor)] : jobs;
}
