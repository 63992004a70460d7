/** Operations by name, carried out by a gateway elsewhere as whoever the key stands for. */
export type RemoteOperations = Readonly<Record<string, (args: unknown) => Promise<unknown>>>;
