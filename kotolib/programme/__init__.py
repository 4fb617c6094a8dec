"""The programme: what people decide and write into their workbook; knows sheets and records, no statistics."""
