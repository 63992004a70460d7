CREATE TABLE "access_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assertion_digest" "bytea" NOT NULL,
	"agent_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"forgotten_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_tokens_assertion_key" UNIQUE("assertion_digest")
);
--> statement-breakpoint
CREATE INDEX "access_tokens_forgotten_idx" ON "access_tokens" USING btree ("forgotten_at");