"""Export: a reading in the forms that people and programs take: terminal, page, spreadsheet, schema."""
