-- What was the best at each budget? Only measured fitness; device hours are those of every network so far.
WITH ended AS (
  SELECT v.candidate_id, v.told_at, v.measured_fitness, count(*) AS validations, sum(e.seconds) / 3600 AS device_hours
  FROM evaluations v JOIN epochs e ON e.reported_at <= v.told_at
  WHERE v.outcome = 'measured' AND NOT v.rule <=> 'duplicate'
  GROUP BY v.candidate_id, v.told_at, v.measured_fitness
), steps AS (
  SELECT *, max(measured_fitness) OVER (ORDER BY told_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM ended
)
SELECT validations, round(device_hours, 3) AS device_hours, candidate_id, round(measured_fitness, 2) AS best_measured
FROM steps WHERE before IS NULL OR measured_fitness > before
ORDER BY told_at;

-- Which networks does no other beat in both fitness and size? Measured ones only.
WITH measured AS (
  SELECT c.candidate_id, v.measured_fitness, c.parameters, c.multiply_adds
  FROM evaluations v JOIN candidates c USING (candidate_id)
  WHERE v.outcome = 'measured' AND NOT v.rule <=> 'duplicate'
)
SELECT candidate_id, round(measured_fitness, 2) AS measured_fitness, parameters, multiply_adds
FROM measured a
WHERE NOT EXISTS (
  SELECT 1 FROM measured b
  WHERE b.measured_fitness >= a.measured_fitness AND b.multiply_adds <= a.multiply_adds
    AND (b.measured_fitness > a.measured_fitness OR b.multiply_adds < a.multiply_adds))
ORDER BY multiply_adds;

-- Which rule saved how many epochs? A network that was stopped and then measured after all saved none.
WITH stopped AS (
  SELECT v.candidate_id, v.rule, v.epochs_run, v.epochs_budget,
    EXISTS (SELECT 1 FROM evaluations m WHERE m.candidate_id = v.candidate_id AND m.outcome = 'measured') AS measured_later
  FROM evaluations v
  WHERE v.outcome = 'predicted' AND NOT v.rule <=> 'duplicate'
)
SELECT rule, count(*) AS networks, round(avg(epochs_run), 1) AS mean_epoch,
  round(sum(CASE WHEN measured_later THEN 0 ELSE epochs_budget - epochs_run END), 1) AS epochs_saved,
  count_if(measured_later) AS measured_later
FROM stopped GROUP BY rule ORDER BY epochs_saved DESC;

-- Was anything good stopped? Networks stopped and then measured, against their prediction and against the best.
WITH best AS (SELECT max(measured_fitness) AS best FROM evaluations WHERE outcome = 'measured'),
said AS (
  SELECT s.candidate_id, s.rule, s.epochs_run, s.predicted_fitness, max_by(p.upper, p.epoch) AS upper
  FROM evaluations s LEFT JOIN predictions p ON p.candidate_id = s.candidate_id AND p.epoch <= s.epochs_run
  WHERE s.outcome = 'predicted' AND NOT s.rule <=> 'duplicate'
  GROUP BY s.candidate_id, s.rule, s.epochs_run, s.predicted_fitness
)
SELECT s.candidate_id, s.rule, s.epochs_run AS stopped_at, round(s.predicted_fitness, 2) AS predicted,
  round(m.measured_fitness, 2) AS measured, round(m.measured_fitness - s.predicted_fitness, 2) AS better_than_predicted,
  m.measured_fitness > s.upper AS beyond_its_interval, m.measured_fitness >= b.best AS is_the_best
FROM said s JOIN evaluations m ON m.candidate_id = s.candidate_id AND m.outcome = 'measured' CROSS JOIN best b
ORDER BY better_than_predicted DESC;

-- How good are the predictions, by the epoch they were made at? Of networks that were measured at the end.
SELECT p.epoch, count(*) AS predictions, round(avg(abs(p.mean - m.measured_fitness)), 2) AS mean_absolute_error,
  round(avg(p.mean - m.measured_fitness), 2) AS bias,
  round(100 * avg(CASE WHEN p.standard_deviation < double('Infinity')
    THEN CAST(m.measured_fitness BETWEEN p.lower AND p.upper AS INT) END), 1) AS percent_inside_90
FROM predictions p JOIN evaluations m ON m.candidate_id = p.candidate_id AND m.outcome = 'measured'
WHERE p.epoch < p.horizon
GROUP BY p.epoch ORDER BY p.epoch;

-- What did each point of accuracy cost? Device seconds between one best and the next.
WITH ended AS (
  SELECT v.candidate_id, v.told_at, v.measured_fitness, sum(e.seconds) AS seconds
  FROM evaluations v JOIN epochs e ON e.reported_at <= v.told_at
  WHERE v.outcome = 'measured' AND NOT v.rule <=> 'duplicate'
  GROUP BY v.candidate_id, v.told_at, v.measured_fitness
), ranked AS (
  SELECT *, max(measured_fitness) OVER (ORDER BY told_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM ended
), steps AS (
  SELECT *, lag(seconds, 1, 0D) OVER (ORDER BY told_at) AS seconds_before
  FROM ranked WHERE before IS NULL OR measured_fitness > before
)
SELECT candidate_id, round(measured_fitness, 2) AS best_measured, round(measured_fitness - before, 2) AS points_gained,
  round(seconds - seconds_before, 1) AS device_seconds,
  round((seconds - seconds_before) / (measured_fitness - before), 1) AS device_seconds_per_point
FROM steps ORDER BY told_at;

-- How well were the slots used? Reported epochs only: loading data and waiting do not count as use.
WITH span AS (
  SELECT (unix_micros(max(reported_at)) - min(unix_micros(reported_at) - 1e6 * seconds)) / 1e6 AS wall FROM epochs
)
SELECT executor, device, count(DISTINCT candidate_id) AS networks, round(sum(seconds), 1) AS busy_seconds,
  round(first(wall), 1) AS wall_seconds, round(sum(seconds) / first(wall), 2) AS slots_busy
FROM epochs CROSS JOIN span GROUP BY executor, device ORDER BY executor, device;

-- Where did the device time go? By what became of the network; measured_after_stop was stopped first.
WITH ends AS (
  SELECT candidate_id, CASE WHEN count(DISTINCT outcome) > 1 AND max(outcome = 'measured') THEN 'measured_after_stop'
    ELSE max_by(outcome, sequence) END AS end
  FROM evaluations GROUP BY candidate_id
)
SELECT coalesce(end, 'unfinished') AS became, count(DISTINCT e.candidate_id) AS networks, count(*) AS validations,
  round(sum(e.seconds), 1) AS device_seconds, round(100 * sum(e.seconds) / sum(sum(e.seconds)) OVER (), 1) AS percent
FROM epochs e LEFT JOIN ends USING (candidate_id) GROUP BY end ORDER BY device_seconds DESC;

-- What failed, and what did it cost?
SELECT v.error_kind, count(*) AS networks, round(sum(v.epochs_run), 1) AS epochs, round(sum(v.train_seconds), 1) AS device_seconds,
  round(avg(c.parameters)) AS mean_parameters, min_by(v.error, v.sequence) AS first_error
FROM evaluations v JOIN candidates c USING (candidate_id)
WHERE v.outcome = 'failed' GROUP BY v.error_kind ORDER BY networks DESC;

-- Does the strategy learn? The candidates in five parts, in the order in which they were asked for.
WITH parts AS (SELECT candidate_id, ntile(5) OVER (ORDER BY sequence) AS part FROM candidates)
SELECT part, count(DISTINCT candidate_id) AS networks, round(max(measured_fitness), 2) AS best_measured,
  round(avg(measured_fitness), 2) AS mean_measured, round(avg(predicted_fitness), 2) AS mean_predicted,
  round(max(predicted_fitness), 2) AS best_predicted, count_if(outcome = 'failed') AS failed
FROM parts LEFT JOIN evaluations USING (candidate_id) GROUP BY part ORDER BY part;
