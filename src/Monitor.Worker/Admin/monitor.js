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

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: () => here()?.querySelector('a[href]')?.click(),
    m: () => here()?.querySelector('input[type=checkbox]')?.click(),
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
})();
