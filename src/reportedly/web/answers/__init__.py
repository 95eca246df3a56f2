"""Answers: one function a question, asked by pages and by the API alike, so that a screen and an answer agree."""
