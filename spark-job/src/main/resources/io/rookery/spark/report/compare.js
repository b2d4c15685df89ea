// View 10: two searches beside each other; only where the page has two.
function mountComparison(main, all) {
  const body = el('div');
  main.append(el('section', { id: 'view-compare', 'aria-labelledby': 'title-compare' }, el('h2', { id: 'title-compare' }, 'Comparison'),
    el('p', { class: 'help' }, 'Best measured fitness of each search against what it cost, and what was set differently.'), body));
  let cost = 'wall';
  body.append(el('div', { class: 'bar' }, picker('over', [['wall', 'wall clock'], ['trials', 'trials'], ['device', 'device hours']], value => { cost = value; update(); })));
  const made = chart(body, 320);
  const place = el('div', { class: 'scroll' });
  body.append(place);

  function update() {
    made.draw({
      legend: { data: all.map(data => data.searchId), textStyle: { color: colour('text') }, top: 0 },
      grid: { left: 56, right: 24, top: 34, bottom: 44 },
      xAxis: axis(costs[cost][0], { min: 0 }), yAxis: upright('best measured fitness, %', snug),
      tooltip: tooltip({ formatter: params => tip([params.seriesName, (params.data.id || '') + ' ' + percent(params.value[1]) + ' measured']) }),
      series: all.map((data, i) => ({ type: 'line', step: 'end', name: data.searchId, data: steps(data.best.measured, cost, data.best.end), symbol: ['circle', 'diamond', 'triangle', 'rect'][i % 4], symbolSize: 8, showAllSymbol: true,
        itemStyle: { color: colour(ranks[i % ranks.length]) }, lineStyle: { color: colour(ranks[i % ranks.length]) } })),
    }, all.map(data => data.searchId + ': best measured ' + (percent(data.header.best) || 'none')).join('; ') + '.');
    const { shared, lone } = differences();
    fill(place, beside('Comparison', facts().concat(shared)), lone.length ? el('details', {},
      el('summary', {}, lone.length + ' settings that only some of them know, as searches of different versions do'), beside('Settings of some', lone)) : null);
  }

  function beside(name, rows) {
    return el('table', { 'aria-label': name },
      el('thead', {}, el('tr', {}, el('th', {}, ''), ...all.map(data => el('th', { scope: 'col' }, data.searchId)))),
      el('tbody', {}, ...rows.map(([row, ...values]) => el('tr', {}, el('th', { scope: 'row' }, row), ...values.map(value => el('td', {}, value))))));
  }

  function facts() {
    const each = read => all.map(data => String(read(data)));
    return [
      ['best measured', ...each(data => percent(data.header.best) || 'none')],
      ['trials measured, predicted, failed', ...each(data => ['measured', 'predicted', 'failed'].map(state => data.header.counts[state]).join(', '))],
      ['epochs run', ...each(data => number(data.header.epochsRun, 1))],
      ['epochs saved', ...each(data => share(data.header.epochsSaved, data.header.epochsBudget))],
      ['device time', ...each(data => duration(data.header.deviceSeconds))],
      ['wall clock', ...each(data => duration(data.header.wallSeconds))],
    ];
  }

  // A number is the same however it is written.
  function differences() {
    const keys = [...new Set(all.flatMap(data => Object.keys(data.settings)))].sort();
    const plain = value => value === undefined || value === '' || isNaN(value) ? value : Number(value);
    const rows = keys.filter(key => new Set(all.map(data => plain(data.settings[key]))).size > 1)
      .map(key => [key, ...all.map(data => data.settings[key] === undefined ? 'not set' : data.settings[key])]);
    const known = ([key]) => all.every(data => data.settings[key] !== undefined);
    return { shared: rows.filter(known), lone: rows.filter(row => !known(row)) };
  }
  return { update };
}
