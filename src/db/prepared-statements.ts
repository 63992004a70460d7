import type postgres from 'postgres';

type Sql = postgres.Sql | postgres.TransactionSql;
type Unsafe = postgres.Sql['unsafe'];
type Begin = (work: (transaction: postgres.TransactionSql) => unknown) => Promise<unknown>;

/**
 * A client whose parametrised statements are prepared, once on each connection.
 *
 * drizzle hands over text, which postgres.js does not prepare unless it is told to: it would ask the
 * server for the parameters' types each time, a round trip more, and the server would parse and plan
 * each time. The texts are few, since values are parameters.
 */
export function preparing<S extends Sql>(client: S): S {
  return new Proxy(client, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      switch (property) {
        case 'unsafe':
          return prepared(value as Unsafe);
        case 'begin':
        case 'savepoint':
          return (work: Parameters<Begin>[0]) =>
            (value as Begin)((transaction) => work(preparing(transaction)));
        default:
          return value;
      }
    },
  });
}

function prepared(unsafe: Unsafe): Unsafe {
  return (text, parameters, options) =>
    unsafe(text, parameters, { ...options, prepare: (parameters?.length ?? 0) > 0 });
}
