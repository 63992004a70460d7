CREATE TABLE "agent_google_connections" (
	"agent_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agent_google_connections_agent_id_connection_id_pk" PRIMARY KEY("agent_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "google_connections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"account" text NOT NULL,
	"google_subject" text,
	"state" text NOT NULL,
	"state_changed_at" timestamp with time zone NOT NULL,
	"granted_scopes" text[] NOT NULL,
	"needed_scopes" text[] NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"encryption_key_id" text NOT NULL,
	"generation" integer NOT NULL,
	"access_token_expires_at" timestamp with time zone,
	"consented_at" timestamp with time zone,
	"consent_expires_at" timestamp with time zone,
	"consent_count" integer NOT NULL,
	"connected_at" timestamp with time zone NOT NULL,
	"last_refresh_at" timestamp with time zone,
	"last_error" text,
	"last_error_at" timestamp with time zone,
	"lease_holder" uuid,
	"lease_until" timestamp with time zone,
	CONSTRAINT "google_connections_account_key" UNIQUE("kind","account")
);
--> statement-breakpoint
CREATE TABLE "google_consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state_digest" "bytea" NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"encryption_key_id" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"agents" text[] NOT NULL,
	"scopes" text[] NOT NULL,
	"login_hint" text,
	"requested_by_kind" text NOT NULL,
	"requested_by_name" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "google_consents_state_key" UNIQUE("state_digest")
);
--> statement-breakpoint
ALTER TABLE "agent_google_connections" ADD CONSTRAINT "agent_google_connections_agent_id_agents_id_fk" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_google_connections" ADD CONSTRAINT "agent_google_connections_connection_id_google_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "google_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_google_connections_connection_idx" ON "agent_google_connections" USING btree ("connection_id");--> statement-breakpoint
CREATE INDEX "google_connections_encryption_key_idx" ON "google_connections" USING btree ("encryption_key_id","id");--> statement-breakpoint
CREATE INDEX "google_connections_newest_idx" ON "google_connections" USING btree ("connected_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);