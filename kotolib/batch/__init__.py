"""Running notebooks: the engine, the warm server, one area's run, many areas in a batch. Knows how, not what the notebooks ask."""
