"""Tests of the editing of cases."""
