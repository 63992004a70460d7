import { Client, type Transport } from '@modelcontextprotocol/client';

/** The names of the tools that a server shows on a connection, which is closed again. */
export async function toolNamesBy(transport: Transport): Promise<string[]> {
  const client = new Client({ name: 'host', version: '1.0.0' });
  await client.connect(transport);
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name);
}
