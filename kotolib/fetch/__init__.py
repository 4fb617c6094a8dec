"""What statistical services answer and how they are asked: the only room that uses the network; keeps nothing."""
