"""Running notebooks: the engine, the warm server, one area's run, many areas' batch; not what notebooks ask."""
