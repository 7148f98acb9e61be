// Keys for those who want them (the page /keys says which). Every page works without.
(() => {
  'use strict';
  const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
  let at = -1;

  const rows = () => [...document.querySelectorAll('main ul.rows > li, main tbody > tr')].filter(row => row.getClientRects().length > 0);

  const go = step => {
    const all = rows();
    if (all.length === 0) return;
    all[at]?.classList.remove('here');
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    const row = all[at];
    row.classList.add('here');
    let first = row.querySelector('a[href], button, summary, input');
    if (!first) {
      row.tabIndex = -1;
      first = row;
    }
    first.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  };

  const here = () => rows()[at];

  // A label comes back to its row: the one after it is next.
  const label = name => {
    const button = here()?.querySelector(`button[name=${name}]`);
    if (!button) return;
    sessionStorage.setItem('labelled', location.pathname);
    button.click();
  };

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: () => here()?.querySelector('a[href]')?.click(),
    m: () => here()?.querySelector('input[type=checkbox]')?.click(),
    y: () => label('right'),
    n: () => label('wrong'),
    '/': () => {
      const box = document.querySelector('input[type=search]');
      if (box) box.focus();
      else document.querySelector('a[href="/search"]')?.click();
    },
    '?': () => { location.href = '/keys'; },
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(typing) || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  if (sessionStorage.getItem('labelled') === location.pathname && location.hash.length > 1) {
    at = rows().indexOf(document.getElementById(decodeURIComponent(location.hash.slice(1))));
    go(1);
  }
  sessionStorage.removeItem('labelled');

  // A rule is looked over while it is typed; who types on gives up what was asked before.
  const live = document.querySelector('form[data-live]');
  const shown = document.getElementById('live');
  if (live && shown) {
    let wait;
    let asked;
    live.addEventListener('input', () => {
      clearTimeout(wait);
      asked?.abort();
      wait = setTimeout(async () => {
        asked = new AbortController();
        try {
          const answer = await fetch(live.dataset.live, { method: 'POST', body: new FormData(live), signal: asked.signal });
          if (answer.ok) shown.innerHTML = await answer.text();
        } catch {
          // Given up, or nobody answers: the buttons still do.
        }
      }, 200);
    });
  }
})();
