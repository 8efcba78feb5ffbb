// What the page offers to whoever has just come.

/** What one could do as this person: `send` a command, or `become` somebody else. */
export function offerTries({ intro, tries }, { send, become }) {
  const card = document.querySelector('#tries');
  card.querySelector('summary').textContent = intro;
  card.querySelector('.actions').replaceChildren(
    ...tries.map(({ label, text, mentions = {}, as }) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button' });
      button.textContent = label;
      button.addEventListener('click', () => {
        if (as === undefined) {
          send(text, mentions);
          return;
        }
        become(as);
        document.querySelector('#persona').focus();
      });
      return button;
    }),
  );
}

/** Troubles of Genesys Cloud, when this page can make them. */
export function offerTroubles() {
  document.querySelector('#trouble')?.addEventListener('change', ({ target }) => {
    void fetch('/trouble', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ trouble: target.value }),
    });
  });
}
