"""The linter of a programme draft: rules that read its text and remark; knows passages, no file and no workbook."""
