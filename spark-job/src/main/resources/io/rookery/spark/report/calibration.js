// View 6: can the predictions be trusted?
views.push({
  id: 'calibration', title: 'Calibration: predicted against measured',
  help: 'Only networks that have both. Networks that were stopped and then trained to their end were chosen for being good; the untouched ones (warm-up and audits) are the fair sample.',
  why: data => data.calibration.pairs.length || data.calibration.byEpoch.length ? null
    : 'No network has both a prediction and a measured end. Audits (rookery.guards.auditRate) and the finalists bring them.',
  mount(body) {
    const words = el('div'), left = el('div'), right = el('div');
    body.append(words, el('div', { class: 'beside' }, left, right));
    const pairsChart = chart(left, 340), epochsChart = chart(right, 340);
    left.append(legend([[signs.filled, 'measured, stopped before (diamond) or never (circle)'], [signs.whisker, '90 % interval of the prediction']]));
    right.append(legend([[signs.dashed, 'mean absolute error, points'], [signs.solid, 'share inside the 90 % interval']]));
    pairsChart.on('click', event => choose(event.data && event.data.id));

    function update(data) {
      const found = data.calibration;
      fill(words, ...verdicts(found).map(line => el('p', {}, line)));
      left.hidden = !found.pairs.length; // before it is drawn: a chart in a hidden place has no size
      if (found.pairs.length) drawPairs(pairsChart, found);
      drawByEpoch(epochsChart, found);
    }
    return { update };
  },
});

function verdicts(found) {
  return [['stopped', 'Stopped networks that were measured afterwards'], ['untouched', 'Networks that no rule touched']].map(([kind, what]) => {
    const of = found[kind];
    if (!of.n) return what + ': none' + (kind === 'untouched' && found.stopEpoch === null ? ', or no network was stopped to compare with.' : '.');
    return what + ': ' + of.n + (kind === 'untouched' ? ', as predicted at epoch ' + number(found.stopEpoch) : '') + '; mean absolute error ' + number(of.mae) + ' points, bias '
      + number(of.bias) + (of.intervals ? '; ' + of.inside + ' of ' + of.intervals + ' inside their 90 % interval; ' + of.above + ' measured above it'
        + (kind === 'stopped' ? ' (wrongly stopped)' : '') : '; their predictions had no interval') + '.';
  });
}

function drawPairs(made, found) {
  const all = found.pairs.flatMap(pair => [pair.predicted, pair.measured]);
  const low = Math.min(...all), high = Math.max(...all), room = Math.max((high - low) * 0.08, 1);
  const bounds = { min: Math.max(0, Math.floor(low - room)), max: Math.min(100, Math.ceil(high + room)), axisLabel: { color: colour('soft'), showMinLabel: false, showMaxLabel: false } };
  made.draw({
    xAxis: axis('predicted, %', bounds), yAxis: upright('measured at the end, %', bounds),
    tooltip: tooltip({ formatter: params => params.data && params.data.pair ? tip([params.data.id, 'predicted ' + percent(params.data.pair.predicted) + ' at epoch ' + number(params.data.pair.epoch),
      'measured ' + percent(params.data.pair.measured)]) : '' }),
    series: [
      { type: 'line', symbol: 'none', silent: true, data: [[bounds.min, bounds.min], [bounds.max, bounds.max]], lineStyle: { color: colour('soft'), type: 'dotted' } },
      whiskers(found.pairs.filter(pair => pair.lower !== undefined).map(pair => ({ x: pair.predicted, y: pair.measured, lower: pair.lower, upper: pair.upper })), colour('predicted'), true),
      { type: 'scatter', symbolSize: 9, z: 4, data: found.pairs.map(pair => ({ value: [pair.predicted, pair.measured], id: pair.id, pair,
        symbol: pair.kind === 'stopped' ? 'diamond' : 'circle', itemStyle: { color: colour('measured') } })) },
    ],
  }, found.pairs.length + ' networks with a prediction and a measured end; on the dotted line both are equal.');
}

function drawByEpoch(made, found) {
  const rows = found.byEpoch;
  made.draw({
    grid: { left: 56, right: 68, top: 16, bottom: 44 },
    xAxis: axis('epoch of the prediction', { minInterval: 1, scale: true }),
    yAxis: [upright('mean absolute error, points', { min: 0 }), upright('inside the 90 % interval', { min: 0, max: 100, splitLine: { show: false }, nameGap: 46, axisLabel: { formatter: '{value} %', color: colour('soft') } })],
    tooltip: tooltip({ formatter: params => params.data.row ? tip(['epoch ' + number(params.data.row.epoch), params.data.row.n + ' predictions', 'error ' + number(params.data.row.mae) + ' points',
      params.data.row.intervals ? params.data.row.inside + ' of ' + params.data.row.intervals + ' inside' : 'no interval']) : '' }),
    series: [
      { type: 'line', name: 'error', data: rows.map(row => ({ value: [row.epoch, row.mae], row })), symbol: 'circle', symbolSize: 6,
        lineStyle: { color: colour('predicted'), type: 'dashed' }, itemStyle: { color: colour('ground'), borderColor: colour('predicted'), borderWidth: 1.5 } },
      { type: 'line', name: 'inside', yAxisIndex: 1, data: rows.filter(row => row.intervals).map(row => ({ value: [row.epoch, 100 * row.inside / row.intervals], row })), symbol: 'circle', symbolSize: 6,
        lineStyle: { color: colour('measured') }, itemStyle: { color: colour('measured') } },
      { type: 'line', yAxisIndex: 1, silent: true, symbol: 'none', data: rows.length ? [[rows[0].epoch, 90], [rows[rows.length - 1].epoch, 90]] : [], lineStyle: { color: colour('soft'), type: 'dotted' } },
    ],
  }, 'Error and coverage of predictions by the epoch they were made at: ' + rows.map(row => 'epoch ' + number(row.epoch) + ' error ' + number(row.mae)).join(', ') + '.');
}
