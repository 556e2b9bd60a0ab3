-- The log is pruned from its old end all the time. By default a fifth of a table is dead before autovacuum comes;
-- here it comes early, and in earnest, so that the space is used again and the files do not grow on.
ALTER TABLE commit_log SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);
ALTER TABLE snapshot SET (
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_threshold = 200,
  toast.autovacuum_vacuum_scale_factor = 0.05,
  toast.autovacuum_vacuum_threshold = 200
);
