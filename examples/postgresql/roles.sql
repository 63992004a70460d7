-- A schema for the gateway and two roles: one owns the tables and migrates, the other one serves.
--
-- Run this once, in the gateway's database, as a superuser, or as the owner of the database with
-- CREATEROLE, as hosting providers give it:
--
--   psql --set ON_ERROR_STOP=1 --dbname gateway --file roles.sql
--
-- Then give both roles a password, with \password gateway_migrator and \password gateway_runtime
-- in psql, run `token-gateway migrate` as gateway_migrator, and then grants.sql.

begin;

create role gateway_migrator login;
create role gateway_runtime login;

-- Only a member of a role may create a schema for it, unless they are a superuser.
grant gateway_migrator to current_user;
create schema gateway authorization gateway_migrator;
grant usage on schema gateway to gateway_runtime;
revoke gateway_migrator from current_user;

-- The gateway keeps its tables in the first schema of search_path.
alter role gateway_migrator set search_path = gateway;
alter role gateway_runtime set search_path = gateway;

commit;
