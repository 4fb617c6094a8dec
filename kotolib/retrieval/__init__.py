"""From a declaration to a new edition of the store: what is asked of a service, what came of it, and what has changed
since the last time. Knows declarations, services and the store; not what is done with the figures."""
