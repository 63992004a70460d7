CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agent_keys" ADD COLUMN "ciphertext" "bytea";--> statement-breakpoint
ALTER TABLE "agent_keys" ADD COLUMN "encryption_key_id" text;--> statement-breakpoint
ALTER TABLE "agent_keys" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "agent_keys" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "agent_subjects" ADD COLUMN "ciphertext" "bytea";--> statement-breakpoint
ALTER TABLE "agent_subjects" ADD COLUMN "encryption_key_id" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "audit_lanes" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "audit_lanes" ADD COLUMN "signature" "bytea";--> statement-breakpoint
ALTER TABLE "encryption_keys" ADD COLUMN "audit_key_ciphertext" "bytea";--> statement-breakpoint
ALTER TABLE "encryption_keys" ADD COLUMN "audit_key_sealed_by" text;--> statement-breakpoint
ALTER TABLE "superusers" ADD COLUMN "ciphertext" "bytea";--> statement-breakpoint
ALTER TABLE "superusers" ADD COLUMN "encryption_key_id" text;--> statement-breakpoint
ALTER TABLE "superusers" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "superusers" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "verifiers" ADD COLUMN "ciphertext" "bytea";--> statement-breakpoint
ALTER TABLE "verifiers" ADD COLUMN "encryption_key_id" text;--> statement-breakpoint
ALTER TABLE "verifiers" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "verifiers" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "google_connections" ADD COLUMN "google_issuer" text;--> statement-breakpoint
CREATE INDEX "rate_limits_expires_idx" ON "rate_limits" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "agent_keys_encryption_key_idx" ON "agent_keys" USING btree ("encryption_key_id","id");--> statement-breakpoint
CREATE INDEX "agent_subjects_encryption_key_idx" ON "agent_subjects" USING btree ("encryption_key_id","id");--> statement-breakpoint
CREATE INDEX "superusers_encryption_key_idx" ON "superusers" USING btree ("encryption_key_id","id");--> statement-breakpoint
CREATE INDEX "verifiers_encryption_key_idx" ON "verifiers" USING btree ("encryption_key_id","id");--> statement-breakpoint
ALTER TABLE "google_connections" ADD CONSTRAINT "google_connections_subject_key" UNIQUE("google_issuer","google_subject");