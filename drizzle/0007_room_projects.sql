CREATE TABLE "room_e2ee_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project" text DEFAULT '' NOT NULL,
	"room" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"encryption_key_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"needed_until" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "room_e2ee_keys_room_key" UNIQUE("project","room")
);
--> statement-breakpoint
ALTER TABLE "room_admissions" ADD COLUMN "project" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "room_exclusions" ADD COLUMN "project" text;--> statement-breakpoint
CREATE INDEX "room_e2ee_keys_encryption_key_idx" ON "room_e2ee_keys" USING btree ("encryption_key_id","id");