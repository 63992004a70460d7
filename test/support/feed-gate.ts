import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a PostgreSQL server on which a gateway's feed of changes can be lost. */
export interface FeedGate {
  /** The server's URL by way of this gate. */
  readonly url: string;
  /** From now on nothing passes on the feed's connections, old and new, and nobody is told. */
  silence(): void;
  /** Cuts the silent connections off and lets new ones through. */
  mend(): void;
  close(): Promise<void>;
}

const FEED = 'token-gateway feed';

/** Opens a gate in front of the server of `databaseUrl`. */
export async function openFeedGate(databaseUrl: string): Promise<FeedGate> {
  const target = new URL(databaseUrl);
  const feeds = new Set<Socket>();
  const all = new Set<Socket>();
  let isSilent = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const ends: readonly [Socket, Socket][] = [
      [client, upstream],
      [upstream, client],
    ];
    let isFeed = false;
    let isFirst = true;
    for (const [from, to] of ends) {
      all.add(from);
      from.on('data', (chunk) => {
        // The first packet of a session names its application.
        if (from === client && isFirst && chunk.includes(FEED)) {
          isFeed = true;
          feeds.add(client);
        }
        if (from === client) isFirst = false;
        if (!(isFeed && isSilent)) to.write(chunk);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        all.delete(from);
        feeds.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  // What is encrypted cannot be told apart.
  url.searchParams.set('sslmode', 'disable');
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    silence: () => (isSilent = true),
    mend: () => {
      isSilent = false;
      for (const feed of feeds) feed.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of all) socket.destroy();
      }),
  };
}
