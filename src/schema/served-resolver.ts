/** A resolver of the schema, and how it is made of the services that it translates for. */
export interface ServedResolver<Services> {
  /** The class, whose decorators describe the fields. */
  readonly type: new (...parts: never[]) => object;
  readonly create: (services: Services) => object;
}
