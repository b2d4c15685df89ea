// Puts the views into the page, and keeps them up to date where the page is live.
const mainPlace = document.getElementById('rookery-main'), headerPlace = document.getElementById('rookery-header');
let searches = [], shownSearch = 0, comparison = null, mountedFor = 0;
const mounted = [];

function mountViews() {
  mountedFor = searches.length;
  fill(mainPlace);
  if (searches.length > 1) comparison = mountComparison(mainPlace, searches);
  for (const view of views) {
    const body = el('div'), absent = el('p', { class: 'absent', hidden: true });
    mainPlace.append(el('section', { id: 'view-' + view.id, 'aria-labelledby': 'title-' + view.id },
      el('h2', { id: 'title-' + view.id }, view.title), el('p', { class: 'help' }, view.help), absent, body));
    mounted.push({ view, body, absent, drawn: view.mount(body) });
  }
}

function redraw() {
  colours.clear();
  const data = searches[shownSearch];
  drawHeader(headerPlace, data, searches, index => { shownSearch = Number(index); chosen.id = null; redraw(); });
  const select = headerPlace.querySelector('select');
  if (select) select.value = String(shownSearch);
  for (const { view, body, absent, drawn } of mounted) {
    const why = view.why(data);
    absent.hidden = !why;
    absent.textContent = why || '';
    body.hidden = Boolean(why);
    if (!why) drawn.update(data);
  }
  if (comparison) comparison.update();
  if (!document.body.dataset.drawnAt) document.body.dataset.drawnAt = String(Math.round(performance.now()));
  document.body.dataset.drawn = String(Number(document.body.dataset.drawn || 0) + 1);
}

function show(found) {
  searches = found.searches;
  if (!searches.length) {
    fill(mainPlace, el('p', { class: 'absent' }, found.why || 'There is no search to show yet.'));
    return;
  }
  if (mounted.length && found.searches.length !== mountedFor) location.reload(); // another search of this application has begun
  if (!mounted.length) {
    mountViews();
    chosen.id = wantedTrial();
  }
  redraw();
}

// The trial that a link from a Spark job names, as its search, a dash, and its own name.
function wantedTrial() {
  const wanted = new URLSearchParams(location.search).get('trial') || '';
  const at = searches.findIndex(data => wanted.startsWith(data.searchId + '-'));
  if (at < 0) return null;
  shownSearch = at;
  const id = wanted.slice(searches[at].searchId.length + 1);
  return trialOf(searches[at], id) ? id : null;
}

// Back to Spark's own pages, where this one stands among them.
function sparkLinks(root) {
  return el('nav', { class: 'bar', 'aria-label': 'Spark' }, ...['jobs', 'stages', 'storage', 'environment', 'executors'].map(page =>
    el('a', { href: root + page + '/' }, page)));
}

// A live page asks every two seconds (Viewers waits for two such pauses). It names itself, so that an application
// that ends knows which pages have the last state. One that was killed answers no more: the page keeps what it has
// and says so.
async function follow(address) {
  const page = Math.random().toString(36).slice(2);
  let since = '';
  const said = el('p', { class: 'soft', role: 'status', id: 'rookery-live' });
  const root = document.body.dataset.links;
  if (root) headerPlace.before(sparkLinks(root));
  headerPlace.before(said);
  for (;;) {
    try {
      const answer = await fetch(address + '?since=' + encodeURIComponent(since) + '&page=' + page, { cache: 'no-store' });
      if (!answer.ok) throw new Error('status ' + answer.status);
      const found = await answer.json();
      if (found.searches) show(found);
      since = found.revision || since;
      said.textContent = found.ended ? 'search ended; this is its last state' : '';
      if (found.ended) return;
    } catch (lost) {
      said.textContent = 'the application has ended, or does not answer; this is the last state it gave';
      if (since !== '') return;
    }
    await new Promise(wake => setTimeout(wake, 2000));
  }
}

// Paper is white, whatever the screen is, and as wide as it is: the page's style then scales what has a viewBox.
let screenTheme;
addEventListener('beforeprint', () => {
  screenTheme = document.body.dataset.theme;
  document.body.dataset.theme = 'light';
  if (searches.length) redraw();
  for (const drawn of document.querySelectorAll('.chart svg')) drawn.setAttribute('viewBox', '0 0 ' + drawn.getAttribute('width') + ' ' + drawn.getAttribute('height'));
});
addEventListener('afterprint', () => {
  if (screenTheme) document.body.dataset.theme = screenTheme; else delete document.body.dataset.theme;
  for (const drawn of document.querySelectorAll('.chart svg')) drawn.removeAttribute('viewBox');
  if (searches.length) redraw();
});

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => searches.length && redraw());
const liveAddress = document.body.dataset.live;
if (liveAddress) follow(liveAddress);
else show(JSON.parse(document.getElementById('rookery-data').textContent));
