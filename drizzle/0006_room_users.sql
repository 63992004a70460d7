CREATE TABLE "room_exclusions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid,
	"user_issuer" text,
	"user_subject" text,
	"identity" text,
	"room" text,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"ends_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "room_usage" (
	"agent_id" uuid NOT NULL,
	"day" date NOT NULL,
	"room_tokens" integer NOT NULL,
	"joins" integer NOT NULL,
	"connected_seconds" bigint NOT NULL,
	CONSTRAINT "room_usage_agent_id_day_pk" PRIMARY KEY("agent_id","day")
);
--> statement-breakpoint
ALTER TABLE "room_admissions" ALTER COLUMN "token_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "room_admissions" ADD COLUMN "user_issuer" text;--> statement-breakpoint
ALTER TABLE "room_admissions" ADD COLUMN "user_subject" text;--> statement-breakpoint
ALTER TABLE "room_admissions" ADD COLUMN "is_generated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "room_exclusions" ADD CONSTRAINT "room_exclusions_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_usage" ADD CONSTRAINT "room_usage_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "room_exclusions_agent_idx" ON "room_exclusions" USING btree ("agent_id");--> statement-breakpoint
CREATE INDEX "room_exclusions_user_idx" ON "room_exclusions" USING btree ("user_subject","user_issuer");--> statement-breakpoint
CREATE INDEX "room_exclusions_identity_idx" ON "room_exclusions" USING btree ("identity");--> statement-breakpoint
CREATE INDEX "room_exclusions_ends_idx" ON "room_exclusions" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "room_admissions_owned_idx" ON "room_admissions" USING btree ("room","identity") WHERE "room_admissions"."is_generated" or "room_admissions"."user_subject" is not null;--> statement-breakpoint
CREATE INDEX "room_admissions_user_idx" ON "room_admissions" USING btree ("user_subject","user_issuer");--> statement-breakpoint
UPDATE "agents" SET "room_policy" = '{"rooms": ["*"], "identities": ["*"], "canPublish": true, "canSubscribe": true, "canPublishData": true, "canUpdateOwnMetadata": false, "publishSources": null, "canConfigureRooms": true}'::jsonb || coalesce("room_policy", '{}'::jsonb) || '{"dispatchRules": null}'::jsonb WHERE "provider" = 'LIVEKIT';
