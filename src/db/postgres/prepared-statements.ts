import type postgres from 'postgres';

type Sql = postgres.Sql | postgres.TransactionSql;
type Unsafe = postgres.Sql['unsafe'];
type Begin = (work: (transaction: postgres.TransactionSql) => unknown) => Promise<unknown>;

/**
 * A client whose parametrised statements are prepared, once on each connection.
 *
 * drizzle hands over text, which postgres.js does not prepare unless it is told to: it would ask
 * the server for the parameters' types each time, a round trip more, and the server would parse and
 * plan each time. The texts are few, since values are parameters.
 *
 * @param isPooled - whether a pooler is between. It may take the session away as soon as one
 *   statement is answered, while the next is half sent, so none is sent then before the last was
 *   answered. It is asked for each statement: nobody knows before the first login.
 */
export function preparing<S extends Sql>(client: S, isPooled: () => boolean): S {
  return new Proxy(client, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      switch (property) {
        case 'unsafe':
          return prepared(value as Unsafe, isPooled);
        case 'begin':
        case 'savepoint':
          return (work: Parameters<Begin>[0]) =>
            (value as Begin)((transaction) => work(preparing(transaction, isPooled)));
        default:
          return value;
      }
    },
  });
}

function prepared(unsafe: Unsafe, isPooled: () => boolean): Unsafe {
  return (text, parameters, options) => {
    const prepare = (parameters?.length ?? 0) > 0;
    // What the driver asks once it has sent a statement: whether another one may follow.
    const onexecute = (): boolean => !isPooled();
    return withoutGap(unsafe(text, parameters, { ...options, prepare, ...{ onexecute } }));
  };
}

/**
 * A query whose rows begin at the beginning. The driver, up to 3.4.9 at least, goes on counting
 * rows where a connection was lost in the middle of an answer: the next answer on its successor has
 * a gap in front, and its first row would seem to be missing.
 */
function withoutGap<Q extends object>(query: Q): Q {
  const pending = query as unknown as { resolve: (rows: unknown[]) => void };
  const { resolve } = pending;
  pending.resolve = (rows) => {
    let gap = 0;
    while (gap < rows.length && !(gap in rows)) gap += 1;
    if (gap > 0) rows.splice(0, gap);
    resolve(rows);
  };
  return query;
}
