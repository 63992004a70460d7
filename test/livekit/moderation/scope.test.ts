import { expect } from 'vitest';

import { liveKitAgent, liveKitTest } from '../../support/livekit/gateway.js';
import {
  MuteTrackMutation,
  UpdateParticipantMutation,
  UpdateRoomMetadataMutation,
} from '../../support/livekit/operations.js';
import { firstError } from '../../support/tokens.js';

const test = liveKitTest();

test('moderation needs the scope livekit.admin', async ({ gateway }) => {
  const { headers } = await liveKitAgent(gateway);
  const place = { room: 'r', identity: 'a' };
  const mute = { ...place, trackId: 't', isMuted: true };
  const update = { ...place, name: 'x' };
  const metadata = { room: 'r', metadata: 'x' };
  for (const refused of [
    await gateway.send(UpdateParticipantMutation, { input: update }, headers),
    await gateway.send(UpdateRoomMetadataMutation, { input: metadata }, headers),
    await gateway.send(MuteTrackMutation, { input: mute }, headers),
  ]) {
    expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' });
  }
});
