-- What the serving role may do with the tables: read and write, but neither change nor remove
-- events of the audit log, nor anything that says where the log begins and ends.
--
-- Run this as the role that owns the tables, after the first `token-gateway migrate`:
--
--   psql --set ON_ERROR_STOP=1 --username gateway_migrator --dbname gateway --file grants.sql
--
-- It can be run again at any time. Tables of later migrations need no further grant.

begin;

grant select, insert, update, delete on all tables in schema gateway to gateway_runtime;
revoke update, delete on gateway.audit_events from gateway_runtime;
revoke delete on gateway.audit_lanes, gateway.encryption_keys from gateway_runtime;
revoke insert, update, delete on gateway.token_gateway_migrations from gateway_runtime;

alter default privileges in schema gateway
  grant select, insert, update, delete on tables to gateway_runtime;

commit;
