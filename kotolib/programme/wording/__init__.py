"""What can be read from the words of a Finnish or Swedish text: sentences, law, names, actors; knows no document."""
