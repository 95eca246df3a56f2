"""The API: the pages' answers as JSON, with pages, entity tags and problem documents."""
