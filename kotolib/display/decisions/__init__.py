"""What people have written into the programme workbook, as paragraphs, tables and figures; no figures of others."""
