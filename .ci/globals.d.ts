/** Material's stream of documents: emits once a page, also after instant navigation. */
declare const document$: { subscribe(next: (document: Document) => void): void };
