CREATE TABLE "agent_subjects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agent_subjects_subject_key" UNIQUE("subject")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"lane" smallint NOT NULL,
	"sequence" bigint NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text,
	"agent_name" text,
	"token_id" uuid,
	"address" text,
	"request_id" text,
	"details" text NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "audit_events_lane_sequence_pk" PRIMARY KEY("lane","sequence"),
	CONSTRAINT "audit_events_id_key" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "audit_lanes" (
	"lane" smallint PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"digest" "bytea" NOT NULL,
	"base_sequence" bigint NOT NULL,
	"base_digest" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verifiers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"hint" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "verifiers_name_key" UNIQUE("name"),
	CONSTRAINT "verifiers_digest_key" UNIQUE("digest")
);
--> statement-breakpoint
ALTER TABLE "agent_subjects" ADD CONSTRAINT "agent_subjects_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_subjects_agent_idx" ON "agent_subjects" USING btree ("agent_id");--> statement-breakpoint
CREATE INDEX "audit_events_newest_idx" ON "audit_events" USING btree ("at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_events_agent_newest_idx" ON "audit_events" USING btree ("agent_name","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "integration_tokens_encryption_key_idx" ON "integration_tokens" USING btree ("encryption_key_id","id");