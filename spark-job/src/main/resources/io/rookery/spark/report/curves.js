// View 1: every learning curve, and what the engine made of it.
views.push({
  id: 'curves', title: 'Learning curves',
  help: 'Fitness on the validation split after each epoch. The best few are coloured; point at any other. Beyond the last measured point the line is a prediction.',
  why: data => data.trials.some(trial => trial.curve) ? null
    : 'No epoch has been reported yet, so there is no curve to draw.',
  mount(body) {
    const shown = { which: 'all', whole: false };
    let last = null;
    const again = () => last && update(last);
    body.append(el('div', { class: 'bar' },
      picker('show', [['all', 'all trials'], ['best', 'the best few'], ['running', 'running trials'], ['stopped', 'trials ended early'], ['chosen', 'the chosen trial']], value => { shown.which = value; again(); }),
      toggle('whole range of fitness', false, on => { shown.whole = on; again(); })));
    const made = chart(body, 420), names = el('div');
    body.append(legend([[signs.solid, 'measured'], [signs.dashed, 'extrapolated'], [signs.stop, 'stopped here'],
      [signs.hollow, 'predicted at the horizon'], [signs.whisker, '90 % interval']]), names);
    made.on('click', event => choose(event.data && event.data.id));
    chosen.heard.push(again);

    function update(data) {
      last = data;
      const best = bestMeasured(data, ranks.length);
      const wanted = data.trials.filter(trial => trial.curve && keeps(trial, best, shown.which));
      const items = wanted.map(trial => item(trial, best));
      const top = items.filter(one => one.rank >= 0 || one.trial.id === chosen.id);
      const rest = items.filter(one => !top.includes(one));
      const few = items.length <= 40;
      const forecasts = items.filter(one => one.dashed.length && (few || top.includes(one) || one.trial.state === 'running'));
      made.draw({
        xAxis: axis('epoch', { min: 0, max: Math.max(...items.map(one => one.end), 1) * 1.03, axisLabel: { color: colour('soft'), showMaxLabel: false } }),
        yAxis: upright('fitness, %', Object.assign({ axisLabel: { color: colour('soft'), showMinLabel: false, showMaxLabel: false } }, range(items, shown.whole))),
        tooltip: tooltip({ formatter: params => params.data && params.data.id ? tip(about(trialOf(data, params.data.id))) : '' }),
        series: [
          bundle('measured', rest.filter(one => one.points.length), { stroke: colour('rest'), opacity: 0.55 }),
          bundle('extrapolated', forecasts.filter(one => !top.includes(one)).map(dashed), { stroke: colour('rest'), opacity: 0.8, dash: [4, 3] }),
          bundle('extrapolated, best', forecasts.filter(one => top.includes(one)).map(dashed), { stroke: colour('predicted'), dash: [5, 4], width: 1.8, z: 4 }),
          bundle('measured, best', top.filter(one => one.points.length), { stroke: colour('measured'), width: 2.2, z: 5 }),
          whiskers(forecasts.filter(one => one.forecast.lower !== undefined && (few || top.includes(one))).map(interval), colour('predicted')),
          hollow(items.filter(one => one.dashed.length)),
          stops(items),
          dots(top),
        ],
      }, label(data, items, best));
      const coloured = best.filter(trial => wanted.includes(trial));
      fill(names, coloured.length ? legend(coloured.map(trial => [() => signs.line(ranks[best.indexOf(trial)]), trial.id + ' ' + percent(trial.measured)])) : null);
    }
    return { update };
  },
});

function keeps(trial, best, which) {
  if (which === 'best') return best.includes(trial);
  if (which === 'running') return trial.state === 'running';
  if (which === 'stopped') return trial.stop !== undefined;
  if (which === 'chosen') return trial.id === chosen.id;
  return true;
}

function item(trial, best) {
  const points = pairs(trial.curve), rank = best.indexOf(trial);
  const forecast = trial.forecast && (trial.stop !== undefined || !isMeasured(trial)) ? trial.forecast : null;
  const dash = forecast ? pairs(forecast.line) : [];
  const stroke = trial.id === chosen.id && rank < 0 ? colour('accent') : rank >= 0 ? colour(ranks[rank]) : trial.state === 'failed' ? colour('failed')
    : trial.state === 'running' ? colour('running') : colour('rest');
  return { id: trial.id, trial, rank, points, forecast, dashed: dash, stroke,
    end: Math.max(points.length ? points[points.length - 1][0] : 0, dash.length ? dash[dash.length - 1][0] : 0) };
}

function dashed(one) {
  return { id: one.id, points: one.dashed, stroke: one.stroke };
}

function interval(one) {
  const end = one.dashed[one.dashed.length - 1];
  return { x: end[0], y: end[1], lower: one.forecast.lower, upper: one.forecast.upper, stroke: one.stroke, opacity: one.rank >= 0 || one.id === chosen.id ? 1 : 0.5 };
}

function hollow(items) {
  return { type: 'scatter', name: 'predicted at the horizon', symbol: 'circle', z: 6, symbolSize: items.length > 200 ? 4 : 8, clip: true,
    data: items.map(one => ({ value: one.dashed[one.dashed.length - 1], id: one.id,
      itemStyle: { color: colour('ground'), borderColor: one.stroke, borderWidth: 1.5, opacity: 0.9 } })) };
}

function stops(items) {
  const stopped = items.filter(one => one.trial.stop !== undefined && one.points.length);
  return { type: 'scatter', name: 'stopped here', symbol: 'rect', symbolSize: [3, stopped.length > 200 ? 7 : 12], z: 7, clip: true,
    data: stopped.map(one => ({ value: one.points.filter(point => point[0] <= one.trial.stop).pop() || one.points[0], id: one.id,
      itemStyle: { color: one.rank >= 0 || one.id === chosen.id ? one.stroke : colour('text'), opacity: 0.85 } })) };
}

function dots(top) {
  return { type: 'scatter', name: 'measured', symbol: 'circle', symbolSize: 5, z: 6, clip: true,
    data: top.flatMap(one => one.points.map(value => ({ value, id: one.id, itemStyle: { color: one.stroke } }))) };
}

// Failed and first-epoch values do not squash the rest: the axis begins at the tenth percentile of what was
// measured, and the intervals of predictions may leave the picture.
function range(items, whole) {
  const sound = items.filter(one => one.trial.state !== 'failed');
  const values = (sound.length ? sound : items).flatMap(one => one.points.map(point => point[1])).sort((a, b) => a - b);
  if (!values.length) return {};
  const low = whole ? values[0] : quantile(values, 0.1), high = values[values.length - 1];
  const room = Math.max((high - low) * 0.06, 0.5);
  return { min: round(whole ? Math.min(low, 0) : Math.max(0, low - room)), max: round(high + room) };
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function label(data, items, best) {
  return items.length + ' learning curves. ' + (best.length
    ? 'Best measured: ' + best.map(trial => trial.id + ' ' + percent(trial.measured)).join(', ') + '.' : 'None is measured to its end yet.')
    + ' ' + items.filter(one => one.trial.stop !== undefined).length + ' were ended early.';
}
