CREATE TABLE "livekit_webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_admissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_id" uuid NOT NULL,
	"room" text NOT NULL,
	"identity" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"participant_id" text,
	"joined_at" timestamp with time zone,
	"left_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "room_policy" jsonb;--> statement-breakpoint
ALTER TABLE "room_admissions" ADD CONSTRAINT "room_admissions_token_id_integration_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "integration_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "livekit_webhooks_received_idx" ON "livekit_webhooks" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "room_admissions_token_idx" ON "room_admissions" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "room_admissions_participant_idx" ON "room_admissions" USING btree ("room","identity");--> statement-breakpoint
CREATE INDEX "room_admissions_expires_idx" ON "room_admissions" USING btree ("expires_at");