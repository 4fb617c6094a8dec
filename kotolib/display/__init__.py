"""What is shown: figures, tables and sentences; knows values and words, not files, pages or networks."""
