"""Running notebooks: the engine, the warm server, one area's run. Knows how, not what the notebooks ask."""
