"""Keeps and answers: the rules, the record, the questions and the doors for the eye."""
