"""How the programme is doing, on pages: the board, a card for each goal, measures, reports and the update memo."""
