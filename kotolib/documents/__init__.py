"""What is published: an executed notebook is read once, and every writer works from that reading."""
