"""One file per server: how its master is started. What happens inside it is in `agent/servers/`."""
