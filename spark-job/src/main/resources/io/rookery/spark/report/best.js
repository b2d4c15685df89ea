// View 4: how the best fitness grew, against what it cost.
const costs = {
  wall: ['wall clock, minutes', 0, 1 / 60],
  trials: ['trials ended', 1, 1],
  device: ['device hours', 2, 1 / 3600],
};

function steps(list, cost, end) {
  const [, at, scale] = costs[cost];
  const points = list.map(step => ({ value: [step[at] * scale, step[3]], id: step[4] }));
  if (points.length && end) points.push({ value: [end[at] * scale, points[points.length - 1].value[1]], symbolSize: 0 });
  return points;
}

views.push({
  id: 'best', title: 'Best so far',
  help: 'The best measured fitness at each moment, and, hollow, the best that was predicted of networks ended early.',
  why: data => data.best.measured.length || data.best.predicted.length ? null
    : 'No trial has an outcome yet, so nothing is the best so far.',
  mount(body) {
    let cost = 'wall', last = null;
    body.append(el('div', { class: 'bar' }, picker('over', [['wall', 'wall clock'], ['trials', 'trials'], ['device', 'device hours']],
      value => { cost = value; if (last) update(last); })));
    const made = chart(body, 300);
    body.append(legend([[signs.filled, 'best measured'], [signs.hollow, 'best predicted of networks ended early']]));
    made.on('click', event => choose(event.data && event.data.id));

    function update(data) {
      last = data;
      const line = (name, list, filled) => ({
        type: 'line', step: 'end', name, data: steps(list, cost, data.best.end), symbol: 'circle', symbolSize: 8, showAllSymbol: true,
        lineStyle: { color: colour(filled ? 'measured' : 'predicted'), type: filled ? 'solid' : 'dashed', width: filled ? 2 : 1.2 },
        itemStyle: { color: filled ? colour('measured') : colour('ground'), borderColor: colour(filled ? 'measured' : 'predicted'), borderWidth: 1.5 },
      });
      made.draw({
        xAxis: axis(costs[cost][0], { min: 0 }), yAxis: upright('fitness, %', snug),
        tooltip: tooltip({ formatter: params => params.data.id ? tip([params.data.id + ', ' + params.seriesName, percent(params.value[1])]) : '' }),
        series: [line('best predicted', data.best.predicted, false), line('best measured', data.best.measured, true)],
      }, data.best.measured.length ? 'Best measured fitness rose in ' + data.best.measured.length + ' steps to ' + percent(data.header.best) + '.'
        : 'Nothing is measured yet; ' + data.best.predicted.length + ' steps of predictions.');
    }
    return { update };
  },
});
